"""Inline Markdown, the only markup that prose may hold: emphasis, strong, code, and a backslash before a mark."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NewType

from quizgen.base.value import frozen

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

Prose = NewType("Prose", str)
"""Text that may hold inline Markdown; a plain ``str`` is shown as typed."""
NO_PROSE = Prose("")

_MARKS = "*_`\\"
_MARKED = re.compile(r"[*_`\\]")


@frozen
class Span:
    """A run of text in one style, everything in it as typed."""

    text: str
    em: bool = False
    strong: bool = False
    code: bool = False


def parse(prose: str) -> tuple[Span, ...]:
    """Return the spans of *prose*, in reading order; none is empty."""
    if not _MARKED.search(prose):
        return (Span(text=prose),) if prose else ()
    spans: list[Span] = []
    em = strong = 0
    for token in _parser().parseInline(prose)[0].children or ():
        match token.type:
            case "em_open":
                em += 1
            case "em_close":
                em -= 1
            case "strong_open":
                strong += 1
            case "strong_close":
                strong -= 1
            case _ if token.content:
                span = Span(text=token.content, em=em > 0, strong=strong > 0, code=token.type == "code_inline")
                spans.append(span)
    return tuple(spans)


def plain(prose: str) -> str:
    """Return the text of *prose* without its marks."""
    return "".join(span.text for span in parse(prose)) if _MARKED.search(prose) else prose


def kernel(prose: str) -> str:
    """Return the text of *prose* that is marked as strong, all its stretches in a row; empty where none is."""
    return " ".join(span.text for span in parse(prose) if span.strong) if _MARKED.search(prose) else ""


def escape(text: str) -> Prose:
    """Return prose that shows *text* as typed; ``plain`` undoes it."""
    return Prose(_MARKED.sub(lambda mark: "\\" + mark[0], text))


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    # Imported here: most prose has no marks, and start-up must not pay for what it does not use.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero").enable(["emphasis", "backticks", "balance_pairs", "fragments_join"])
    parser.inline.ruler.push("escape_mark", _escape_mark)
    return parser


def _escape_mark(state: "StateInline", silent: bool) -> bool:
    r"""Only the marks themselves can be escaped: ``\#`` stays as typed, unlike in CommonMark."""
    offset = state.pos
    if state.src[offset] != "\\" or offset + 1 >= state.posMax or state.src[offset + 1] not in _MARKS:
        return False
    if not silent:
        state.pending += state.src[offset + 1]
    state.pos = offset + 2
    return True

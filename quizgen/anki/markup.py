"""Text → HTML that Anki shows as typed: no tag, field, deletion, sound or formula arises from it."""

import re
from collections.abc import Iterable
from functools import lru_cache

from quizgen.text.inline import Span, kernel, parse

# Beside HTML's own marks: braces make fields and deletions, and a bracket opens [sound:…] and [latex]. Anki's patterns
# do not match entities, which browsers show as the characters themselves. A control character cannot be typed, and
# U+001F would end the field. A backslash before a parenthesis or a bracket opens a formula: MathJax reads what the
# browser shows, entities and all, but not across the edge of an element.
_TYPED = re.compile(r"[&<>\"'{}\[\x00-\x08\x0a-\x1f\x7f]|\\(?=[(\[])")
# In a deletion a double colon would begin the hint.
_DELETED = re.compile(_TYPED.pattern.replace("&", "&:", 1))
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br>", "\\": "<span>\\</span>"}


def text(typed: str) -> str:
    """*typed* as HTML, every character shown."""
    return _TYPED.sub(_entity, typed)


@lru_cache(maxsize=4096)  # many cards share gists, names and glosses
def prose(marked: str) -> str:
    """Prose with inline Markdown as HTML."""
    return "".join(_span(span, _TYPED) for span in parse(marked))


def answer(marked: str) -> str:
    """An answer in prose as HTML: its kernel is strong, which is all of it where no words are marked so."""
    return prose(marked) if kernel(marked) else f"<strong>{prose(marked)}</strong>"


def deletion(number: int, marked: str, hint: str) -> str:
    """A cloze deletion of Anki. Nothing in it ends it early, opens another or becomes a hint."""
    inner = "".join(_span(span, _DELETED) for span in parse(marked))
    hint_html = f"::{_DELETED.sub(_entity, hint)}" if hint else ""
    return f"{{{{c{number}::{inner}{hint_html}}}}}"


def html_list(entries: Iterable[str], tag: str = "ul") -> str:
    """An HTML list of *entries*, themselves HTML; empty where there are none."""
    inner = "".join(f"<li>{entry}</li>" for entry in entries)
    return f"<{tag}>{inner}</{tag}>" if inner else ""


def _span(span: Span, marks: re.Pattern[str]) -> str:
    html = marks.sub(_entity, span.text)
    if span.code:
        html = f"<code>{html}</code>"
    if span.em:
        html = f"<em>{html}</em>"
    return f"<strong>{html}</strong>" if span.strong else html


def _entity(mark: re.Match[str]) -> str:
    return _ENTITIES.get(mark[0]) or (f"&#{ord(mark[0])};" if mark[0].isprintable() else " ")

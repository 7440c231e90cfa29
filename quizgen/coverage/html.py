"""Coverage as one self-contained page: the text with its questions in the margin, what is left out shaded."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.base.value import frozen
from quizgen.coverage.measure import Coverage, State, Stretch, TextCoverage
from quizgen.coverage.text import percent
from quizgen.coverage.unasked import UnaskedFact
from quizgen.passages.copies import Copies
from quizgen.text.inline import Span, parse

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup


@frozen
class TextRun:
    """A run of a paragraph, and the unused fact that it is."""

    text: str
    fact: UnaskedFact | None = None


@frozen
class MarkedParagraph:
    """A paragraph, cut into pieces."""

    number: int
    pieces: tuple[TextRun, ...]


def render(bank: Bank, found: Copies, coverage: Coverage, citations: Mapping[str, Citation]) -> str:
    """The page; without a copy of a text the gists stand in place of its paragraphs."""

    def paragraphs(text: TextCoverage, stretch: Stretch) -> tuple[MarkedParagraph, ...]:
        return tuple(_paragraphs(found, text, stretch))

    def place(stretch: Stretch) -> str:
        return stretch.place or (citations[stretch.passage.id].place if stretch.passage else "")

    return _template().render(
        bank=bank, coverage=coverage, paragraphs=paragraphs, place=place, percent=percent, State=State
    )


def _paragraphs(found: Copies, text: TextCoverage, stretch: Stretch) -> Iterator[MarkedParagraph]:
    if stretch.span is None:
        return
    document = found.documents[text.text.id]
    facts = {each.words: each for each in stretch.unasked}
    for block in document.cut(stretch.span):
        words = " ".join(document.raw[block.start : block.end].split())
        yield MarkedParagraph(number=block.ordinal, pieces=tuple(_pieces(words, facts)))


def _pieces(text: str, facts: Mapping[str, UnaskedFact]) -> Iterator[TextRun]:
    if not facts:
        yield TextRun(text=text)
        return
    known = "|".join(map(re.escape, sorted(facts, key=len, reverse=True)))
    for index, part in enumerate(re.split(rf"(?<!\w)({known})(?!\w)", text)):
        if part:
            yield TextRun(text=part, fact=facts[part] if index % 2 else None)


@lru_cache(maxsize=1)
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("quizgen.coverage", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["prose"] = lambda prose: _markup(parse(prose))
    return environment.get_template("coverage.html")


def _markup(spans: Iterable[Span]) -> "Markup":
    """Runs of text as HTML, everything in them escaped."""
    from markupsafe import Markup

    made = Markup()
    for span in spans:
        text = Markup.escape(span.text)
        for tag in ("code",) * span.code + ("em",) * span.em + ("strong",) * span.strong:
            text = Markup("<{0}>{1}</{0}>").format(Markup(tag), text)
        made += text
    return made

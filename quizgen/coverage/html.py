"""Coverage as one self-contained page: the texts with their questions in the margin, what is not asked about shaded."""

import re
from collections.abc import Iterator, Mapping

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.base.value import frozen
from quizgen.coverage.model import Coverage, State, Stretch, TextCoverage
from quizgen.coverage.text import percent
from quizgen.coverage.unasked import UnaskedFact
from quizgen.languages.direction import direction
from quizgen.passages.copies import Copies
from quizgen.text.templates import template


@frozen
class TextRun:
    """A run of a paragraph's text."""

    text: str
    fact: UnaskedFact | None = None
    """The unasked fact that the run is, if it is one."""


@frozen
class MarkedParagraph:
    """A paragraph, cut into runs."""

    number: int
    """Its ¶ number."""
    pieces: tuple[TextRun, ...]


def render(bank: Bank, copies: Copies, coverage: Coverage, citations: Mapping[str, Citation]) -> str:
    """Return the HTML page of *coverage*; without a copy of a text it shows gists in place of paragraphs.

    *citations* are those of all passages, by the passage's ID.
    """

    def paragraphs(text: TextCoverage, stretch: Stretch) -> tuple[MarkedParagraph, ...]:
        return tuple(_paragraphs(copies, text, stretch))

    def place(stretch: Stretch) -> str:
        if stretch.place or stretch.passage is None:
            return stretch.place
        return citations[stretch.passage.id].place

    return template("quizgen.coverage", "coverage.html").render(
        bank=bank,
        coverage=coverage,
        paragraphs=paragraphs,
        place=place,
        percent=percent,
        State=State,
        direction=direction,
    )


def _paragraphs(copies: Copies, text: TextCoverage, stretch: Stretch) -> Iterator[MarkedParagraph]:
    if stretch.span is None:
        return
    document = copies.documents[text.text.id]
    facts = {fact.words: fact for fact in stretch.unasked}
    for block in document.cut(stretch.span):
        words = " ".join(document.raw[block.start : block.end].split())
        yield MarkedParagraph(number=block.ordinal, pieces=tuple(_runs(words, facts)))


def _runs(text: str, facts: Mapping[str, UnaskedFact]) -> Iterator[TextRun]:
    """Cut *text* at the words of unasked facts, of which the longest comes first where several begin together."""
    if not facts:
        yield TextRun(text=text)
        return
    words = "|".join(map(re.escape, sorted(facts, key=len, reverse=True)))
    for index, part in enumerate(re.split(rf"(?<!\w)({words})(?!\w)", text)):
        is_fact = index % 2 == 1  # splitting by a group gives what is between its matches and the matches in turn
        if part:
            yield TextRun(text=part, fact=facts[part] if is_fact else None)

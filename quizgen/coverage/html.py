"""Coverage as one self-contained page: the texts with their questions in the margin, what is not asked about shaded."""

import re
from collections.abc import Iterator, Mapping

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.base.value import frozen
from quizgen.coverage.model import Coverage, State, Stretch, TextCoverage
from quizgen.coverage.text import NO_TEXTS, percent
from quizgen.coverage.unasked import UnaskedFact
from quizgen.languages.direction import direction
from quizgen.passages.copies import Copies
from quizgen.passages.shown import shown_paragraphs
from quizgen.text.paragraphs import BlockKind
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

    beside: str
    """Its ¶ number, or the page or article that begins; empty where it has none."""
    kind: BlockKind
    lines: tuple[tuple[TextRun, ...], ...]
    """One but for verse, lists and tables."""


def render(bank: Bank, copies: Copies, coverage: Coverage, citations: Mapping[str, Citation]) -> str:
    """Return the HTML page of *coverage*; without a copy of a text it shows gists in place of paragraphs.

    *citations* are those of all passages, by the passage's ID.
    """

    def paragraphs(text: TextCoverage, stretch: Stretch) -> tuple[MarkedParagraph, ...]:
        return tuple(_paragraphs(bank, copies, text, stretch))

    def place(stretch: Stretch) -> str:
        citation = citations[stretch.passage.id] if stretch.passage else None
        return citation.place if citation and (citation.cited or not stretch.place) else stretch.place

    return template("quizgen.coverage", "coverage.html").render(
        bank=bank,
        coverage=coverage,
        paragraphs=paragraphs,
        place=place,
        percent=percent,
        State=State,
        no_texts=NO_TEXTS,
        direction=direction,
    )


def _paragraphs(bank: Bank, copies: Copies, text: TextCoverage, stretch: Stretch) -> Iterator[MarkedParagraph]:
    if stretch.span is None:
        return
    name = text.text.id
    facts = {fact.words: fact for fact in stretch.unasked}
    paragraphs = shown_paragraphs(copies.documents[name], stretch.span, copies.places.get(name), bank.head.language)
    for paragraph in paragraphs:
        lines = paragraph.text.replace("\t", " | ").split("\n")
        yield MarkedParagraph(
            beside=paragraph.beside or str(paragraph.number or ""),
            kind=paragraph.kind,
            lines=tuple(tuple(_runs(line, facts)) for line in lines),
        )


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

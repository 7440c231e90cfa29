"""Citations of passages: how a reader finds each, its words where the user has them, and the support of an answer."""

from collections.abc import Iterator, Mapping

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation, Mark, Paragraph
from quizgen.bank.lock import PassageRecord
from quizgen.bank.model import Passage
from quizgen.languages.packs import Language
from quizgen.passages.copies import Copies
from quizgen.passages.evidence import evidence


def cite_passages(bank: Bank, copies: Copies, records: Mapping[str, PassageRecord]) -> dict[str, Citation]:
    """Return how each passage is cited, by its id, with its paragraphs where *copies* have them.

    The ¶ numbers come from the locked *records*, so that they are the same with the texts and without.
    """
    citations: dict[str, Citation] = {}
    for passage in bank.passages.values():
        record = records.get(passage.id)
        citations[passage.id] = Citation(
            passage=passage.id,
            source=bank.text_of(passage).short,
            first=record.first if record else 0,
            last=record.last if record else 0,
            opening=passage.from_,
            section=bank.sections[passage.section].title,
            label=passage.label,
            gist=passage.gist,
            paragraphs=tuple(_paragraphs(bank, passage, copies)),
        )
    return citations


def _paragraphs(bank: Bank, passage: Passage, copies: Copies) -> Iterator[Paragraph]:
    match = copies.matches.get(passage.id)
    if match is None or match.span is None:
        return
    document = copies.documents[bank.text_of(passage).id]
    for block in document.cut(match.span):
        yield Paragraph(number=block.ordinal, text=" ".join(document.raw[block.start : block.end].split()))


def supported(paragraphs: tuple[Paragraph, ...], facts: tuple[str, ...], language: Language) -> tuple[Paragraph, ...]:
    """Return the paragraphs with the shortest run of sentences marked that contains all *facts*.

    Nothing is marked where a fact is missing. *language* is that of the text, in which the facts are written too.
    """
    if not paragraphs or not facts:
        return paragraphs
    span = evidence("\n".join(paragraph.text for paragraph in paragraphs), [(fact,) for fact in facts], language)
    if span is None:
        return paragraphs
    marked: list[Paragraph] = []
    offset = 0  # of the paragraph in the joined text
    for paragraph in paragraphs:
        length = len(paragraph.text)
        start, end = max(span[0] - offset, 0), min(span[1] - offset, length)
        marks = (Mark(start=start, end=end),) if start < end else ()
        marked.append(Paragraph(number=paragraph.number, text=paragraph.text, marks=marks))
        offset += length + 1
    return tuple(marked)

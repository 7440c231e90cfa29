"""Citations of passages: how a reader finds each, its words where the user has them, and the support of an answer."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.cited import BY_PARAGRAPH
from quizgen.bank.excerpt import Mark, Paragraph
from quizgen.bank.lock import PassageRecord
from quizgen.bank.model import Passage
from quizgen.passages.copies import Copies
from quizgen.passages.evidence import evidence
from quizgen.passages.shown import shown_paragraphs


def cite_passages(bank: Bank, copies: Copies, records: Mapping[str, PassageRecord]) -> dict[str, Citation]:
    """Return how each passage is cited, by its id, with its paragraphs where *copies* have them.

    Numbers of ¶, pages and the like come from the locked *records*: they are the same with the texts and without.
    """
    citations: dict[str, Citation] = {}
    for passage in bank.passages.values():
        record, text = records.get(passage.id), bank.text_of(passage)
        citations[passage.id] = Citation(
            passage=passage.id,
            source=text.short,
            first=record.first if record else 0,
            last=record.last if record else 0,
            cited=record.cited if record and record.cite is text.cite else BY_PARAGRAPH,
            language=bank.head.language,
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
    text = bank.text_of(passage)
    yield from shown_paragraphs(copies.documents[text.id], match.span, copies.places.get(text.id), bank.head.language)


def supported(paragraphs: tuple[Paragraph, ...], facts: tuple[str, ...]) -> tuple[Paragraph, ...]:
    """Return the paragraphs with the shortest run of sentences marked that contains all *facts*.

    Nothing is marked where a fact is missing.
    """
    if not paragraphs or not facts:
        return paragraphs
    span = evidence("\n".join(paragraph.text for paragraph in paragraphs), [(fact,) for fact in facts])
    if span is None:
        return paragraphs
    marked: list[Paragraph] = []
    offset = 0  # of the paragraph in the joined text
    for paragraph in paragraphs:
        length = len(paragraph.text)
        start, end = max(span[0] - offset, 0), min(span[1] - offset, length)
        marks = (Mark(start=start, end=end),) if start < end else ()
        marked.append(replace(paragraph, marks=marks))
        offset += length + 1
    return tuple(marked)

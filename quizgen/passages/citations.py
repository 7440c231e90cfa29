"""Citations of passages: how a reader finds each, its words where the user has them, and the support of an answer."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.cited import BY_PARAGRAPH
from quizgen.bank.excerpt import Mark, Paragraph
from quizgen.bank.lock import PassageRecord
from quizgen.bank.model import Passage
from quizgen.base.value import frozen
from quizgen.languages.packs import Language
from quizgen.passages.copies import Copies
from quizgen.passages.evidence import evidence
from quizgen.passages.shown import shown_paragraphs
from quizgen.text.paragraphs import BlockKind

_APART: Final = "\n\n"
"""What no sentence runs over."""


@frozen
class _Piece:
    """A stretch of a paragraph."""

    paragraph: int
    """The index of the paragraph."""
    start: int
    """Where it begins in the paragraph's text."""
    text: str


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


def supported(paragraphs: tuple[Paragraph, ...], facts: tuple[str, ...], language: Language) -> tuple[Paragraph, ...]:
    """Return the paragraphs with the shortest run of sentences marked that contains all *facts*.

    Nothing is marked where a fact is missing. *language* is that of the text, in which the facts are written too.
    """
    if not paragraphs or not facts:
        return paragraphs
    pieces = [piece for index, paragraph in enumerate(paragraphs) for piece in _pieces(index, paragraph)]
    span = evidence(_APART.join(piece.text for piece in pieces), [(fact,) for fact in facts], language)
    if span is None:
        return paragraphs
    stretches: dict[int, Mark] = {}
    offset = 0  # of the piece in the joined text
    for piece in pieces:
        start, end = max(span[0] - offset, 0), min(span[1] - offset, len(piece.text))
        if start < end:
            before = stretches.get(piece.paragraph)
            first = before.start if before else piece.start + start
            stretches[piece.paragraph] = Mark(start=first, end=piece.start + end)
        offset += len(piece.text) + len(_APART)
    return tuple(
        replace(paragraph, marks=(stretches[index],)) if index in stretches else paragraph
        for index, paragraph in enumerate(paragraphs)
    )


def _pieces(index: int, paragraph: Paragraph) -> Iterator[_Piece]:
    """Cut a paragraph where its sentences end at the latest: after each row of a table and each entry of a list."""
    is_cut = paragraph.kind in (BlockKind.TABLE, BlockKind.LIST)
    start = 0
    for text in paragraph.text.split("\n") if is_cut else [paragraph.text]:
        yield _Piece(paragraph=index, start=start, text=text)
        start += len(text) + 1

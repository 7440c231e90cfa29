"""Citations of passages: how a reader finds each, its words where the user has them, and the support of an answer."""

from collections.abc import Iterator, Mapping

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation, Mark, Paragraph
from quizgen.bank.lock import PassageRecord
from quizgen.bank.model import Passage
from quizgen.passages.copies import Copies
from quizgen.passages.evidence import evidence


def cite_passages(bank: Bank, found: Copies, locked: Mapping[str, PassageRecord]) -> dict[str, Citation]:
    """How every passage is cited: ¶ numbers from the lock, so that they are the same with the texts and without."""
    made: dict[str, Citation] = {}
    for passage in bank.passages.values():
        print_ = locked.get(passage.id)
        made[passage.id] = Citation(
            passage=passage.id,
            source=bank.text_of(passage).short,
            first=print_.first if print_ else 0,
            last=print_.last if print_ else 0,
            opening=passage.from_,
            section=bank.sections[passage.section].title,
            label=passage.label,
            gist=passage.gist,
            paragraphs=tuple(_paragraphs(bank, passage, found)),
        )
    return made


def _paragraphs(bank: Bank, passage: Passage, found: Copies) -> Iterator[Paragraph]:
    located = found.matches.get(passage.id)
    if located is None or located.span is None:
        return
    document = found.documents[bank.text_of(passage).id]
    for block in document.cut(located.span):
        yield Paragraph(number=block.ordinal, text=" ".join(document.raw[block.start : block.end].split()))


def supported(paragraphs: tuple[Paragraph, ...], facts: tuple[str, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs, the shortest run of sentences that holds all *facts* marked; unmarked where one is missing."""
    if not paragraphs or not facts:
        return paragraphs
    joined = "\n".join(paragraph.text for paragraph in paragraphs)
    span = evidence(joined, [(fact,) for fact in facts])
    if span is None:
        return paragraphs
    marked, at = [], 0
    for paragraph in paragraphs:
        length = len(paragraph.text)
        start, end = max(span[0] - at, 0), min(span[1] - at, length)
        marks = (Mark(start=start, end=end),) if start < end else ()
        marked.append(Paragraph(number=paragraph.number, text=paragraph.text, marks=marks))
        at += length + 1
    return tuple(marked)

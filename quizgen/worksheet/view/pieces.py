"""Paragraphs of the user's text in pieces, cut where evidence begins and ends."""

from collections.abc import Mapping
from itertools import pairwise

from quizgen.bank.citation import Paragraph
from quizgen.base.value import frozen


@frozen
class PassagePiece:
    """A stretch of a paragraph that supports the same questions from end to end."""

    text: str
    starts: tuple[str, ...]
    """The keys (see `evidence_key`) of the evidence that begins with it."""
    ends: tuple[str, ...]
    """The keys of the evidence that ends with it."""
    questions: tuple[int, ...]
    """The numbers of the questions that it supports, in ascending order."""


def evidence_key(item: str, passage: str) -> str:
    """Return the key of a question's evidence in a passage, as in `LineRanges`. IDs never contain an @."""
    return f"{item}@{passage}"


def cut(passage: str, paragraph: Paragraph, numbers: Mapping[str, int]) -> tuple[PassagePiece, ...]:
    """Return a paragraph of *passage*, cut wherever evidence begins or ends; *numbers* are those of the questions."""
    marks = [mark for mark in paragraph.marks if mark.label in numbers and mark.start < mark.end]
    edges = {0, len(paragraph.text)}
    for mark in marks:
        edges |= {mark.start, mark.end}
    return tuple(
        PassagePiece(
            text=paragraph.text[start:end],
            starts=tuple(evidence_key(mark.label, passage) for mark in marks if mark.start == start),
            ends=tuple(evidence_key(mark.label, passage) for mark in marks if mark.end == end),
            questions=tuple(sorted({numbers[mark.label] for mark in marks if mark.start <= start and end <= mark.end})),
        )
        for start, end in pairwise(sorted(edges))
    )

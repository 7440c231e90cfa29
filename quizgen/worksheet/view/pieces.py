"""Paragraphs of the user's text in lines, cells and pieces, cut where evidence and emphasis begin and end."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from quizgen.bank.excerpt import Mark, Paragraph, Run, excerpt_lines
from quizgen.base.value import frozen
from quizgen.languages.labels import Labels
from quizgen.languages.packs import Language

BESIDE: Final = 6
"""The length of what stands in a margin of the usual width, such as "p. 112"."""


@frozen
class PassagePiece:
    """A stretch of a paragraph that looks the same, and supports the same questions, from end to end."""

    text: str
    em: bool
    strong: bool
    starts: tuple[str, ...]
    """The keys (see `evidence_key`) of the evidence that begins with it."""
    ends: tuple[str, ...]
    """The keys of the evidence that ends with it."""
    questions: tuple[int, ...]
    """The numbers of the questions that it supports, in ascending order."""


@frozen
class PassageLine:
    """A line of a paragraph; only the row of a table has more than one cell."""

    cells: tuple[tuple[PassagePiece, ...], ...]
    indent: int
    """How many spaces it is set in."""


def evidence_key(item: str, passage: str) -> str:
    """Return the key of a question's evidence in a passage, as in `LineRanges`. IDs never contain an @."""
    return f"{item}@{passage}"


def cut(passage: str, paragraph: Paragraph, numbers: Mapping[str, int]) -> tuple[PassageLine, ...]:
    """Return the lines of a paragraph of *passage*; *numbers* are those of the questions, by their IDs."""

    def keys(marks: tuple[Mark, ...]) -> tuple[str, ...]:
        return tuple(evidence_key(mark.label, passage) for mark in marks if mark.label in numbers)

    def piece(run: Run) -> PassagePiece:
        questions = {numbers[mark.label] for mark in run.marks if mark.label in numbers}
        return PassagePiece(
            text=run.text,
            em=run.em,
            strong=run.strong,
            starts=keys(run.starts),
            ends=keys(run.ends),
            questions=tuple(sorted(questions)),
        )

    return tuple(
        PassageLine(cells=tuple(tuple(map(piece, cell)) for cell in line.cells), indent=line.indent)
        for line in excerpt_lines(paragraph)
    )


def supporting(paragraphs: Iterable[Paragraph], item: str) -> tuple[Paragraph, ...]:
    """Return those of the *paragraphs* in which evidence for the question with the ID *item* is marked."""
    return tuple(paragraph for paragraph in paragraphs if any(mark.label == item for mark in paragraph.marks))


def place_of(paragraphs: Sequence[Paragraph], labels: Labels, language: Language) -> str:
    """Return where *paragraphs* of one passage are, from the first to the last; empty where that is not known."""
    cited = [paragraph.cited for paragraph in paragraphs if paragraph.cited]
    if cited:
        return cited[0].through(cited[-1]).named(language)
    numbers = [paragraph.number for paragraph in paragraphs if paragraph.number]
    return labels.reference(numbers[0], numbers[-1]) if numbers else ""

"""Excerpts: a user's text as it is shown, cut into lines, cells and runs, so that every output shows the same."""

from itertools import pairwise
from typing import Final

from quizgen.bank.cited import BY_PARAGRAPH, CitedRange
from quizgen.base.value import frozen
from quizgen.text.paragraphs import BlockKind
from quizgen.text.reading.model import Emphasis

_SET_IN: Final = (BlockKind.VERSE, BlockKind.LIST)
"""Blocks whose lines may be set in."""


@frozen
class Mark:
    """A stretch of a paragraph that supports an answer."""

    start: int
    """Its first character, as an offset in the paragraph's text."""
    end: int
    """The character after its last one."""
    label: str = ""
    """What it supports: the ID of a question, or empty where there is only one."""


@frozen
class Paragraph:
    """One of the author's paragraphs, or another block of the text."""

    number: int
    """Its ¶ number; 0 where it is not named by one."""
    text: str
    """Its text in the user's copy, of the first and the last paragraph only what the passage has.

    A paragraph is on one line. A line break ends a line of verse, of a list or of a table, spaces after it are its
    indent, and a tab ends a cell of a table.
    """
    marks: tuple[Mark, ...] = ()
    kind: BlockKind = BlockKind.PARAGRAPH
    emphases: tuple[Emphasis, ...] = ()
    """What is set in italics or bold, as offsets in the text."""
    cited: CitedRange = BY_PARAGRAPH
    """By what it is cited in place of a ¶ number."""
    beside: str = ""
    """What stands beside it then: the name of that place, such as "p. 12", where it begins."""


@frozen
class Run:
    """A stretch of a paragraph that looks the same, and supports the same answers, from end to end."""

    text: str
    em: bool
    strong: bool
    marks: tuple[Mark, ...]
    """What it is a part of."""
    starts: tuple[Mark, ...]
    """What begins with it."""
    ends: tuple[Mark, ...]
    """What ends with it."""


@frozen
class ExcerptLine:
    """A line of a paragraph. A paragraph of prose has one, and only the row of a table has more than one cell."""

    cells: tuple[tuple[Run, ...], ...]
    indent: int
    """How many spaces it is set in."""


def excerpt_lines(paragraph: Paragraph) -> tuple[ExcerptLine, ...]:
    """Return the lines of *paragraph*, their runs cut wherever evidence or emphasis begins or ends."""
    marks = [mark for mark in paragraph.marks if mark.start < mark.end]
    spans: list[Mark | Emphasis] = [*marks, *paragraph.emphases]
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    lines, offset = [], 0
    for text in paragraph.text.split("\n"):
        indent = len(text) - len(text.lstrip(" ")) if paragraph.kind in _SET_IN else 0
        cells, start = [], offset + indent
        for cell in text[indent:].split("\t") if paragraph.kind is BlockKind.TABLE else [text[indent:]]:
            end = start + len(cell)
            inner = [start, *(edge for edge in edges if start < edge < end), end]
            cells.append(tuple(_run(paragraph, marks, *span) for span in pairwise(inner) if span[0] < span[1]))
            start = end + 1
        lines.append(ExcerptLine(cells=tuple(cells), indent=indent))
        offset += len(text) + 1
    return tuple(lines)


def _run(paragraph: Paragraph, marks: list[Mark], start: int, end: int) -> Run:
    stresses = [stress for stress in paragraph.emphases if stress.start <= start and end <= stress.end]
    within = [mark for mark in marks if mark.start <= start and end <= mark.end]
    return Run(
        text=paragraph.text[start:end],
        em=any(not stress.strong for stress in stresses),
        strong=any(stress.strong for stress in stresses),
        marks=tuple(within),
        starts=tuple(mark for mark in within if mark.start == start),
        ends=tuple(mark for mark in within if mark.end == end),
    )

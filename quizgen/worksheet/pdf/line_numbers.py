"""Printed line numbers: on which lines of the sheet a passage or a quoted span is, from positions in the layout."""

import json
from typing import TYPE_CHECKING, Final, TypedDict

from quizgen.worksheet.view.view import LineRanges

if TYPE_CHECKING:
    import typst

NUMBERS: Final = "query(<line>).map(each => (each.value, each.location().position()))"
"""The query of a layout for its numbered lines: the number and the position of each."""
EDGES: Final = "query(<edge>).map(each => (each.value.at, each.location().position()))"
"""The query of a layout for the marks in passages: the key and the position of each start and end."""

_SLACK = 1.0
"""Points by which a mark on a line's baseline may be above the line's number: our own judgement, far below a line."""


class Position(TypedDict):
    """A place in a layout, as typst reports it."""

    page: int
    """The page, from 1."""
    x: str
    """The distance from the left edge of the page, such as "78.13pt"."""
    y: str
    """The distance from the upper edge of the page."""


def line_ranges(compiler: "typst.Compiler") -> LineRanges:
    """Return the first and the last printed line of every passage and of all marked evidence in a layout."""
    return from_positions(json.loads(compiler.eval(NUMBERS)), json.loads(compiler.eval(EDGES)))


def from_positions(numbers: list[tuple[int, Position]], edges: list[tuple[str, Position]]) -> LineRanges:
    """Return the first and the last line of each key in *edges*; line 0 where no number is above a mark."""
    # A number is at most a line's height above the baseline on which its line's marks are, and below the baseline of
    # the line before.
    tops = sorted((position["page"], _points(position["y"]), number) for number, position in numbers)
    ranges: dict[str, tuple[int, int]] = {}
    for key, position in edges:
        mark = (position["page"], _points(position["y"]) + _SLACK)
        line = max((number for page, top, number in tops if (page, top) <= mark), default=0)
        first, last = ranges.get(key, (line, line))
        ranges[key] = (min(first, line), max(last, line))
    return ranges


def _points(length: str) -> float:
    return float(length.removesuffix("pt"))

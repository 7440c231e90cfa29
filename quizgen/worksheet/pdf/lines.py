"""Printed line numbers: which lines of the sheet a passage or a quoted span stands on, from positions in the layout."""

from typing import Final, TypedDict

from quizgen.worksheet.view.view import LineRanges

NUMBERS: Final = "query(<line>).map(each => (each.value, each.location().position()))"
"""What typst is asked for the numbered lines: number and position of each."""
EDGES: Final = "query(<edge>).map(each => (each.value.at, each.location().position()))"
"""What typst is asked for the marks in passages: key and position of each start and end."""

_SLACK = 1.0
"""Points by which a mark on a line's baseline may stand above the line's number."""


class Position(TypedDict):
    """A place in a layout, as typst tells it: lengths such as "78.13pt" from the page's upper left."""

    page: int
    x: str
    y: str


def from_positions(numbers: list[tuple[int, Position]], edges: list[tuple[str, Position]]) -> LineRanges:
    """The first and the last line of each key in *edges*."""
    # A number stands at most a line's height above the baseline that its line's marks stand on, and below the
    # baseline of the line before.
    tops = sorted((position["page"], _points(position["y"]), number) for number, position in numbers)
    found: dict[str, tuple[int, int]] = {}
    for key, position in edges:
        at = (position["page"], _points(position["y"]) + _SLACK)
        line = max((number for page, top, number in tops if (page, top) <= at), default=0)
        first, last = found.get(key, (line, line))
        found[key] = (min(first, line), max(last, line))
    return found


def _points(length: str) -> float:
    return float(length.removesuffix("pt"))

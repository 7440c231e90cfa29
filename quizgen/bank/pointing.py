"""Where exactly: from a value's place to the words in it that a problem is about."""

import re
from functools import cache
from pathlib import Path

from quizgen.base.problem import Place
from quizgen.rules.engine.finding import (
    Finding,
)

MAX_LINES = 60
"""Lines of one value that are searched."""


class Pointer:
    """Reads each file once, and only where a problem is to be shown in it."""

    def __init__(self) -> None:
        self._lines = cache(_lines)

    def place(self, finding: Finding) -> Place:
        """Where the finding's words stand, or its value where they are not found to the letter."""
        place = finding.at.place(finding.name, finding.index)
        margin = finding.at.origin.key(finding.name).column - 1
        return self._within(place, margin, finding.words) if finding.words else place

    def _within(self, place: Place, margin: int, words: str) -> Place:
        """The place of *words* in the value that begins at *place*, under a key that is indented by *margin*."""
        lines = self._lines(place.path)
        first = place.line - 1
        if not 0 <= first < len(lines):
            return place
        last = first + 1
        while last < min(len(lines), first + MAX_LINES) and _belongs(lines[last], margin):
            last += 1
        value = "\n".join([" " * (place.column - 1) + lines[first][place.column - 1 :], *lines[first + 1 : last]])
        at = value.find(words)
        if at < 0:  # they may be folded over two lines
            match = re.search(r"\s+".join(map(re.escape, words.split())), value)
            at = match.start() if match else -1
        if at < 0:
            return place
        line = value.count("\n", 0, at)
        column = at - value.rfind("\n", 0, at)
        return Place(path=place.path, line=place.line + line, column=column)


def _belongs(line: str, margin: int) -> bool:
    """Whether a line goes on with the value of a key that is indented by *margin*."""
    indent = len(line) - len(line.lstrip(" "))
    return not line.strip() or indent > margin or (indent == margin and line.lstrip().startswith("- "))


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):  # the file went away since it was read
        return []

"""Lines as YAML counts them: the one notion of a line for all that reads a bank’s files or points into them."""

import re
from bisect import bisect_right

BREAKS = "\n\r\x85\u2028\u2029"
"""The characters that end a line in YAML 1.1, and so in libyaml; a carriage return and a line feed are one break."""
_BREAK = re.compile("\r\n?|[\n\x85\u2028\u2029]")


def split(text: str) -> list[str]:
    """Return the lines of *text* without their breaks; a break at the end begins an empty line."""
    return _BREAK.split(text)


class LineIndex:
    """Where the lines of a text begin: found once, so that any number of places costs no more than reading it."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column, both counted from 1, of the character at *offset*."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of the character at that line and column, both counted from 1; past the end, the end."""
        if line > len(self._starts):
            return self._length
        return min(self._starts[line - 1] + column - 1, self._length)

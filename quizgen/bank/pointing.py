"""From the place of a value to the place of the words in it that a problem is about."""

import re
from functools import cache

from quizgen.bank.format.schema import BankObject
from quizgen.base import files
from quizgen.base.problem import Place

MAX_LINES = 60
"""Lines of one value that are searched."""
MAX_CHARACTERS = 20_000
"""Characters of one value that are searched: more than an evening's reading in one question, and less than a bank."""


class Pointer:
    """Finds words in the bank's files; reads each file once, and only where a problem is to be shown in it."""

    def __init__(self) -> None:
        self._lines = cache(files.source_lines)

    def place(self, owner: BankObject, name: str = "", index: int = 0, words: str = "") -> Place:
        """The place of *words* under the key *name* of *owner*, in the element *index* where the key holds a list.

        The place of the value where *words* are empty or not found to the letter, of the object where *name* is empty.
        """
        place = owner.place(name, index)
        margin = owner.origin.key(name).column - 1
        return self._within(place, margin, words) if words else place

    def _within(self, place: Place, margin: int, words: str) -> Place:
        """The place of *words* in the value that begins at *place*, under a key that is indented by *margin*."""
        file_lines = self._lines(place.path)
        first = place.line - 1
        if not 0 <= first < len(file_lines):
            return place
        start = place.column - 1
        value = file_lines[first][start : start + MAX_CHARACTERS]
        for next_line in file_lines[first + 1 : first + MAX_LINES]:
            if len(value) >= MAX_CHARACTERS or not _belongs(next_line[:MAX_CHARACTERS], margin):
                break
            value += f"\n{next_line[:MAX_CHARACTERS]}"
        offset = value.find(words)
        if offset < 0:  # they may be folded over two lines
            match = re.search(r"\s+".join(map(re.escape, words.split())), value)
            if match is None:
                return place
            offset = match.start()
        line = value.count("\n", 0, offset)
        column = offset - value.rfind("\n", 0, offset)
        return Place(path=place.path, line=place.line + line, column=column if line else start + column)


def _belongs(line: str, margin: int) -> bool:
    """Whether a line continues the value of a key that is indented by *margin* columns."""
    indent = len(line) - len(line.lstrip(" "))
    return not line.strip() or indent > margin or (indent == margin and line.lstrip().startswith("- "))

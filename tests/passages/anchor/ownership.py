"""Whose letters are whose in a copy: each paragraph is marked with a character of its own before an edit touches it.

The marks are characters for private use, which no text has and no edit looks at. What follows a mark belongs to its
paragraph, until the next mark.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

FOREIGN = "\uf8ff"
"""The mark of what an edit adds: running heads, other paragraphs, the head of a page."""
_FIRST, _AGAIN = 0xE000, 0xF0000
_MARK = re.compile("([\ue000-\uf8ff\U000f0000-\U000ffffd])")


def owned(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs, each with its mark before it."""
    return [f"{chr(_FIRST + n)}{text}" for n, text in enumerate(paragraphs)]


def parted(paragraph: str) -> tuple[str, str]:
    """The mark of a paragraph, and its text."""
    return paragraph[0], paragraph[1:]


def again(paragraph: str) -> str:
    """A second occurrence of a paragraph, which is marked as such."""
    mark, text = parted(paragraph)
    return f"{chr(ord(mark) - _FIRST + _AGAIN)}{text}"


class Share(NamedTuple):
    """What a span has of a passage, in letters and digits."""

    own: int
    """Those of the passage within the span, none counted twice."""
    span: int
    """All of the span."""
    copy: int
    """All that the copy has of the passage, or of one of its occurrences: the longer."""


class OwnedCopy:
    """A copy without its marks, which remembers whose each letter is."""

    def __init__(self, marked: str) -> None:
        parts = _MARK.split(marked)
        self.raw = "".join(parts[::2])
        self._owners = [ord(FOREIGN), *map(ord, parts[1::2])]
        self._starts = [0, *accumulate(map(len, parts[:-1:2]))]

    def share(self, span: tuple[int, int], passage: tuple[int, int]) -> Share:
        """What the (start, end) *span* has of a *passage*, its (first, last) paragraphs."""
        first, last = passage
        within, whole = self._letters(*span), self._letters(0, len(self.raw))
        occurrences = [range(base + first, base + last + 1) for base in (_FIRST, _AGAIN)]
        copy = max(_of(whole, owners) for owners in occurrences)
        return Share(min(copy, sum(_of(within, owners) for owners in occurrences)), sum(within.values()), copy)

    def _letters(self, start: int, end: int) -> dict[int, int]:
        """How many letters and digits each owner has from *start* to *end*."""
        counts: dict[int, int] = {}
        for run in range(bisect_right(self._starts, start) - 1, len(self._starts)):
            if self._starts[run] >= end:
                break
            until = self._starts[run + 1] if run + 1 < len(self._starts) else len(self.raw)
            piece = self.raw[max(start, self._starts[run]) : min(end, until)]
            owner = self._owners[run]
            counts[owner] = counts.get(owner, 0) + sum(map(str.isalnum, piece))
        return counts


def _of(counts: dict[int, int], owners: Iterable[int]) -> int:
    return sum(counts.get(owner, 0) for owner in owners)

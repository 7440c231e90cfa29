"""Which words of a text are names: those that it writes with a capital within a sentence, and never without."""

import re
from functools import cached_property
from itertools import compress
from typing import Final

from quizgen.languages.vocabulary import MONTHS, STOP_WORDS
from quizgen.text.normalise import Normal

ENDS: Final = re.compile(r"[.!?…:“\"]")
"""What ends a sentence or opens a quotation, so that the next word has its capital for nothing."""
_NO_NAMES: Final = frozenset(month.casefold() for month in MONTHS) | STOP_WORDS
_SHORT: Final = 3
"""Letters that a name has at least."""


class Capitals:
    """The capitals of *raw*, whose folded words are *normal*."""

    def __init__(self, raw: str, normal: Normal) -> None:
        self.raw = raw
        self.normal = normal

    def is_name(self, word: str, begins: bool) -> bool:
        """Whether a folded word that is written with a capital is a name, here where a sentence *begins* or not.

        A first word has to be met as a name elsewhere.
        """
        return (
            len(word) >= _SHORT
            and word not in self._lower
            and word not in _NO_NAMES
            and (not begins or word in self._telling)
        )

    @cached_property
    def names(self) -> list[int]:
        """The indexes of the words that are names."""
        words, within = self.normal.words, set(self.within)
        return [at for at in self._upper if self.is_name(words[at], at not in within)]

    @cached_property
    def within(self) -> list[int]:
        """The indexes of the words that have a capital within a sentence."""
        raw, edges = self.raw, self.normal.edges
        found = []
        for at in self._upper:
            if at:
                gap = raw[edges[2 * at - 1] : edges[2 * at]]
                if gap == " " or not ENDS.search(gap):
                    found.append(at)
        return found

    @cached_property
    def _upper(self) -> list[int]:
        initials = map(self.raw.__getitem__, self.normal.edges[::2])
        return list(compress(range(len(self.normal.words)), map(str.isupper, initials)))

    @cached_property
    def _lower(self) -> frozenset[str]:
        initials = map(self.raw.__getitem__, self.normal.edges[::2])
        return frozenset(compress(self.normal.words, map(str.islower, initials)))

    @cached_property
    def _telling(self) -> frozenset[str]:
        return frozenset(map(self.normal.words.__getitem__, self.within))

"""Which words of a text are names: those that it writes with a capital within a sentence, and never without."""

import re
from functools import cached_property
from itertools import compress
from typing import Final

from quizgen.anchor.normalise import Normal
from quizgen.rules.lexicon import MONTHS, STOP_WORDS

ENDS: Final = re.compile(r"[.!?…:“\"]")
"""What ends a sentence or opens a quotation, so that the next word has its capital for nothing."""
_NO_NAMES: Final = frozenset(month.casefold() for month in MONTHS) | STOP_WORDS


class Capitals:
    """The capitals of *raw*, whose folded words are *normal*."""

    def __init__(self, raw: str, normal: Normal) -> None:
        self.raw = raw
        self.normal = normal

    def is_name(self, word: str, begins: bool) -> bool:
        """Whether a folded word that is written with a capital is a name, here where a sentence *begins* or not.

        A first word has to be met as a name elsewhere.
        """
        return word not in self._lower and word not in _NO_NAMES and (not begins or word in self._within)

    @cached_property
    def _lower(self) -> frozenset[str]:
        initials = map(self.raw.__getitem__, self.normal.edges[::2])
        return frozenset(compress(self.normal.words, map(str.islower, initials)))

    @cached_property
    def _within(self) -> frozenset[str]:
        raw, words, edges = self.raw, self.normal.words, self.normal.edges
        upper = compress(range(len(words)), map(str.isupper, map(raw.__getitem__, edges[::2])))
        return frozenset(words[at] for at in upper if at and not ENDS.search(raw, edges[2 * at - 1], edges[2 * at]))

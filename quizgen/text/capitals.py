"""The names in a text: words that it writes with a capital within a sentence, and never without one."""

import re
from functools import cache, cached_property
from itertools import compress
from typing import Final

from quizgen.languages.calendar import calendar_words
from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import ENGLISH, vocabulary
from quizgen.text.normalise import Normal

_SHORT: Final = 3
"""The least number of letters in a name, by our own judgement: words of two letters are initials and “I’m”."""


@cache
def sentence_breaks() -> "re.Pattern[str]":
    """Return the pattern of what ends a sentence or opens a quotation, so that the next word has a capital anyway."""
    marks = typography(ENGLISH)
    return re.compile(f"[{re.escape(marks.sentence_ends + ':' + marks.opening_quotes)}]")


@cache
def _no_names() -> frozenset[str]:
    """Words with a capital that are no names: months, and little words in titles."""
    months = (name.casefold() for name in calendar_words(ENGLISH).month_names)
    return vocabulary(ENGLISH).stop_words.union(months)


class Capitals:
    """The capitals of *raw*, whose folded words are *normal*."""

    def __init__(self, raw: str, normal: Normal) -> None:
        self.raw = raw
        self.normal = normal

    def is_name(self, word: str, begins: bool) -> bool:
        """Return whether a folded word with a capital is a name. *begins* says that it is the first word of a sentence.

        Such a first word is a name only if the text has it as a name elsewhere.
        """
        return (
            len(word) >= _SHORT
            and word not in self._lower
            and word not in _no_names()
            and (not begins or word in self._telling)
        )

    @cached_property
    def names(self) -> list[int]:
        """The indexes of the words that are names."""
        words, within = self.normal.words, set(self.within)
        return [index for index in self._upper if self.is_name(words[index], index not in within)]

    @cached_property
    def within(self) -> list[int]:
        """The indexes of the words that have a capital within a sentence."""
        raw, edges = self.raw, self.normal.edges
        breaks = sentence_breaks()
        indexes = []
        for index in self._upper:
            if index:
                gap = raw[edges[2 * index - 1] : edges[2 * index]]
                if gap == " " or not breaks.search(gap):
                    indexes.append(index)
        return indexes

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

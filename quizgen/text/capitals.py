"""The names in a text: words that it writes with a capital within a sentence, and never without one."""

import re
from collections import Counter
from functools import cached_property, lru_cache
from itertools import compress
from typing import Final

from quizgen.base.folding import fold_word
from quizgen.languages.calendar import calendar_words
from quizgen.languages.packs import PACKS, Language
from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import vocabulary
from quizgen.text.normalise import Normal

_SHORT: Final = 3
"""The least number of letters in a name, by our own judgement: words of two letters are initials and “I’m”."""


@lru_cache(maxsize=PACKS)
def sentence_breaks(language: Language) -> "re.Pattern[str]":
    """Return the pattern of what ends a sentence or opens a quotation, so that the next word has a capital anyway."""
    marks = typography(language)
    return re.compile(f"[{re.escape(marks.sentence_ends + ':' + marks.opening_quotes)}]")


class _NameWords:
    """The words of a language by which its names are told from its other words with a capital."""

    def __init__(self, language: Language) -> None:
        words = vocabulary(language)
        months = (fold_word(form) for forms in calendar_words(language).months for form in forms)
        self.no_names = words.stop_words.union(months)
        self.nouns_too = typography(language).nouns_have_capitals
        self.titles = words.titles
        self.determiners = words.determiners
        self.articled = words.names_with_articles
        self.noun_endings = words.noun_endings
        self.demonyms = words.demonym_endings


@lru_cache(maxsize=PACKS)
def _name_words(language: Language) -> _NameWords:
    return _NameWords(language)


class Capitals:
    """The capitals of *raw*, a text in *language*, whose folded words are *normal*."""

    def __init__(self, raw: str, normal: Normal, language: Language) -> None:
        self.raw = raw
        self.normal = normal
        self.language = language

    def is_name(self, word: str, begins: bool) -> bool:
        """Return whether a folded word with a capital is a name. *begins* says that it is the first word of a sentence.

        Such a first word is a name only if the text has it as a name elsewhere. Where nouns have capitals too, a name
        has several, as in “NATO”, or stands behind a title.
        """
        known = _name_words(self.language)
        return (
            len(word) >= _SHORT
            and word not in self._lower
            and word not in known.no_names
            and (not begins or word in self._telling)
            and (not known.nouns_too or word in self._sure)
        )

    def may_be_name(self, word: str) -> bool:
        """Return whether a folded word with a capital may be a name: where nouns have capitals too, the text neither
        has it behind an article nor does it end as nouns do that are made from other words.
        """
        known = _name_words(self.language)
        if word in self._lower or word in known.no_names or len(word) < _SHORT:
            return False
        if not known.nouns_too or word in known.articled or word in self._sure:
            return True
        if any(word.endswith(ending) and word.removesuffix(ending) in self._places for ending in known.demonyms):
            return True
        return word not in self._nouns and not word.endswith(known.noun_endings)

    @cached_property
    def _places(self) -> frozenset[str]:
        """The folded words that may be places by what stands about them, from which people have their names."""
        known = _name_words(self.language)
        words = {self.normal.words[index] for index in self._upper} - self._nouns - self._lower - known.no_names
        return frozenset(word for word in words if len(word) > _SHORT and not word.endswith(known.noun_endings))

    @cached_property
    def _sure(self) -> frozenset[str]:
        """The folded words that are names for sure, in a language whose nouns have capitals too."""
        words, titles = self.normal.words, _name_words(self.language).titles
        sure = {words[index] for index in self._upper if index and words[index - 1] in titles}
        sure |= {words[index] for index in self._upper if sum(map(str.isupper, self._written(index))) > 1}
        return frozenset(sure - titles)

    @cached_property
    def _nouns(self) -> frozenset[str]:
        """The folded words that the text has behind an article more than once, or an article and one more word.

        Once may be a name that has an article: “der Satz des Pythagoras”.
        """
        words, determiners = self.normal.words, _name_words(self.language).determiners
        upper = set(self._upper)
        counts = Counter(
            words[index]
            for index in self._upper
            if index and (words[index - 1] in determiners or self._is_described(index, upper, determiners))
        )
        return frozenset(word for word, count in counts.items() if count > 1)

    def _is_described(self, index: int, upper: set[int], determiners: frozenset[str]) -> bool:
        words = self.normal.words
        return index > 1 and index - 1 not in upper and words[index - 2] in determiners

    def _written(self, index: int) -> str:
        return self.raw[self.normal.edges[2 * index] : self.normal.edges[2 * index + 1]]

    @cached_property
    def names(self) -> list[int]:
        """The indexes of the words that are names."""
        words, within = self.normal.words, set(self.within)
        return [index for index in self._upper if self.is_name(words[index], index not in within)]

    @cached_property
    def within(self) -> list[int]:
        """The indexes of the words that have a capital within a sentence."""
        raw, edges = self.raw, self.normal.edges
        breaks = sentence_breaks(self.language)
        indexes = []
        for index in self._upper:
            if index:
                gap = raw[edges[2 * index - 1] : edges[2 * index]]
                if gap == " " or not breaks.search(gap):
                    indexes.append(index)
        return indexes

    @cached_property
    def formal(self) -> list[int]:
        """The indexes of the words that may be parts of a name or an office: capitals within a sentence tell these."""
        if not _name_words(self.language).nouns_too:
            return self.within
        return [index for index in self._upper if self.normal.words[index] in self._sure]

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

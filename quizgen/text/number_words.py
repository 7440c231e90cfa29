"""The words of a language in which numbers are spelt out, with their values: one by one, or several in one word."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from quizgen.base.folding import fold_word
from quizgen.languages.packs import PACKS, Language
from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import Vocabulary, alternatives, vocabulary

_LONGEST: Final = 80
"""Letters of the longest word that is tried as a number: that of 777,777 has 66 in German."""
# A full stop that groups thousands; not the one in “3.8.1937” or at the end of a sentence.
_STOPPED: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?!\d|\.\d)")


class NumberWords:
    """The number words of one language, folded, with their values."""

    def __init__(self, language: Language) -> None:
        words = vocabulary(language)
        self._scales = {
            fold_word(word): 1000**power
            for scales in (words.number_scales, words.number_scale_plurals)
            for power, word in enumerate(scales, start=1)
        }
        self._thousand = fold_word(words.number_scales[0]) if words.number_scales else ""
        self._hundred = fold_word(words.hundred)
        self._and = fold_word(words.number_and)
        self._joiner = fold_word(words.compound_and)
        endings = ("", *words.ordinal_word_endings)
        self._ordinal_endings = tuple(words.compound_ordinal + ending for ending in endings if words.compound_ordinal)
        self._forms_of_one = frozenset(map(fold_word, words.one_forms))
        cardinals = _values(words.small_numbers, words.tens) | _compounds(words, words.tens)
        ordinals = _values(words.small_ordinals, words.tens_ordinals) | _compounds(words, words.tens_ordinals)
        self._cardinals = {fold_word(word): number for word, number in cardinals.items()}
        if words.compound_one:
            self._cardinals[fold_word(words.compound_one)] = 1
        self.written_ordinals = {word + ending: number for word, number in ordinals.items() for ending in endings}
        """The ordinals in all their forms, as they are written, with their values."""
        self.ordinals = {fold_word(word): number for word, number in self.written_ordinals.items()}
        """The same, folded."""
        # A second is a time and no share; from the eleventh on a share is hardly ever written out.
        is_share = bool(words.share_article)
        fractions = {word: number for word, number in self.ordinals.items() if is_share and 3 <= number <= 10}
        plurals = {f"{word}s": number for word, number in fractions.items()}
        named = {fold_word(word): number for word, number in (*words.shares.items(), *words.share_plurals.items())}
        self.shares = {**named, **fractions, **plurals}
        """The words for a part, with its denominator."""
        self.nth = re.compile(rf"([0-9]+)(?:{alternatives(typography(language).ordinal_endings)})")
        """An ordinal in figures."""
        # Numbers are read off the kinds of their words, a letter each: unit, teen, ty, hundred, thousand (or more),
        # and, digits, ordinal, share, both of these, nth.
        self._kinds = {
            **{word: _size(number) for word, number in self._cardinals.items()},
            **dict.fromkeys(self._forms_of_one, "u"),
            **dict.fromkeys(self.ordinals, "o"),
            **{word: "b" if word in self.ordinals else "s" for word in self.shares},
            **dict.fromkeys(self._scales, "k"),
            self._hundred: "h",
            self._and: "a",
        }
        self._kinds.pop("", None)

        self.spelt = words.number_words or frozenset(
            (
                *(word for word, number in self._cardinals.items() if number > 1),
                *(word for word, number in self.ordinals.items() if number > 2),
                *(word for word in (*self.shares, *self._scales, self._hundred) if word),
            )
        )
        """The words in which a number is spelt out; those for one, first and second, which mostly count nothing, aside.
        """

    def is_spelt(self, words: Iterable[str]) -> bool:
        """Return whether one of the folded *words* spells a number out."""
        if not self._joiner:
            return not self.spelt.isdisjoint(words)
        return any(word in self.spelt or self.in_figures(word) != word for word in words)

    def kind(self, word: str) -> str:
        """Return the kind of a folded *word* as a letter; “w” where it is no part of a number."""
        if word.isdecimal():
            return "d" if len(word) <= 6 else "w"
        return self._kinds.get(word) or ("n" if word[0].isdecimal() and self.nth.fullmatch(word) else "w")

    def value(self, cardinal: Sequence[str]) -> int:
        """Return the value of the folded words of a *cardinal*."""
        total = part = 0
        for word in cardinal:
            if word in self._scales:
                total, part = total + part * self._scales[word], 0
            elif word == self._hundred:
                part *= 100
            elif word in self._forms_of_one:
                part += 1
            elif word != self._and:
                part += self._cardinals[word] if word in self._cardinals else int(word)
        return total + part

    def in_figures(self, word: str) -> str:
        """Return a number that is one folded *word*, such as “zweihundertfünf”, in figures; any other as it is."""
        if not self._joiner or len(word) > _LONGEST or word in self._kinds:
            return word
        if self._hundred not in word and self._thousand not in word:
            return word
        for ending, sign in (("", ""), *((ending, "th") for ending in self._ordinal_endings)):
            if word.endswith(ending) and (value := self._compound(word.removesuffix(ending))) is not None:
                return f"{value}{sign}"
        return word

    def _compound(self, word: str) -> int | None:
        """Return the value of a cardinal below a million that is one word; None where it is none."""
        before, thousand, after = word.partition(self._thousand)
        if not thousand:
            return self._below_thousand(word)
        thousands = self._below_thousand(before) if before else 1
        rest = self._below_thousand(after) if after else 0
        return None if thousands is None or rest is None else 1000 * thousands + rest

    def _below_thousand(self, word: str) -> int | None:
        """Return the value of a cardinal of hundreds, which may be nineteen, and what follows them."""
        before, hundred, after = word.partition(self._hundred)
        if not hundred:
            return self._cardinals.get(word.removeprefix(self._joiner))
        hundreds = self._cardinals.get(before) if before else 1
        rest = self._cardinals.get(after.removeprefix(self._joiner)) if after else 0
        return None if hundreds is None or rest is None or hundreds >= 20 else 100 * hundreds + rest


def _values(small: Iterable[str], tens: Iterable[str]) -> dict[str, int]:
    values = {word: number for number, word in enumerate(small)}
    return values | {word: 10 * number for number, word in enumerate(tens, start=2)}


def _compounds(words: Vocabulary, tens: Iterable[str]) -> dict[str, int]:
    """Return the numbers between the *tens* that are one word, the unit first: “einundzwanzig”."""
    if not words.compound_and:
        return {}
    units = dict(enumerate((words.compound_one, *words.small_numbers[2:10]), start=1))
    return {
        f"{unit}{words.compound_and}{ten}": 10 * number + value
        for number, ten in enumerate(tens, start=2)
        for value, unit in units.items()
    }


def _size(number: int) -> str:
    """Return the kind of a cardinal: zero, and a ten with its unit, count as teens, since nothing joins them."""
    if 1 <= number <= 9:
        return "u"
    return "y" if number >= 20 and number % 10 == 0 else "t"


@lru_cache(maxsize=PACKS)
def number_words(language: Language) -> NumberWords:
    """Return the number words of *language*."""
    return NumberWords(language)


def same_grouping(raw: str, language: Language) -> str:
    """Return *raw*, as long as it is, with thousands grouped by a mark that all readers know, not by a full stop."""
    if typography(language).thousands != "." or "." not in raw:
        return raw
    return _STOPPED.sub(lambda match: match[0].replace(".", "’"), raw)

"""Texts as tokens in which every name, office and date is one sign, so that only an author's own words differ."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from quizgen.bank.names import Mention
from quizgen.base.folding import fold_word
from quizgen.languages.calendar import calendar_words
from quizgen.languages.packs import PACKS, Language
from quizgen.languages.vocabulary import vocabulary
from quizgen.text.capitals import Capitals
from quizgen.text.normalise import BREAK
from quizgen.text.number_words import number_words

MASK: Final = "¤"
# Offices and names, with the little words that join them: “deputy mayor of the Lower Town of Varnholm”.
_FORMULA: Final = re.compile("[on](?:f{0,3}[on])*")


class Tokens(NamedTuple):
    """The tokens of a text, with conversions between indexes of tokens and of words."""

    tokens: tuple[str, ...]
    masks: list[int]
    """The indexes of the tokens that are formulas, ascending."""
    ends: list[int]
    """For each of these, the index of the first word after its formula."""

    def word(self, token: int) -> int:
        """Return the index of the first word that *token* represents."""
        return token + self._ahead(bisect_left(self.masks, token))

    def token(self, word: int) -> int:
        """Return the index of the token that represents *word*."""
        before = bisect_right(self.ends, word)
        token = word - self._ahead(before)
        return min(token, self.masks[before]) if before < len(self.masks) else token

    def _ahead(self, masks: int) -> int:
        """Return the difference between the indexes of words and of tokens after the first so many *masks*."""
        return self.ends[masks - 1] - self.masks[masks - 1] - 1 if masks else 0


def masked(capitals: Capitals, mentions: Iterable[Mention]) -> Tokens:
    """Return the tokens of a text with these *capitals*; *mentions* are the people and terms that it names."""
    normal = capitals.normal
    kinds = _kinds(capitals)
    for first, after, _ in mentions:
        kinds[first:after] = "n" * (after - first)
    tokens: list[str] = []
    masks: list[int] = []
    ends: list[int] = []
    done = 0
    for match in _FORMULA.finditer("".join(kinds)):
        if "n" in match[0]:
            tokens += normal.words[done : match.start()]
            masks.append(len(tokens))
            tokens.append(MASK)
            done = match.end()
            ends.append(done)
    tokens += normal.words[done:]
    return Tokens(tuple(tokens), masks, ends)


def _kinds(capitals: Capitals) -> list[str]:
    """Return a letter a word: n for a name, number or month, o for an office, f for a little word, w for any other."""
    words = capitals.normal.words
    listed = _listed_kinds(capitals.language)
    kind_of = {word: listed.get(word) or ("w" if word.isalpha() else "n") for word in set(words)}
    kinds = [kind_of[word] for word in words]
    for index in capitals.formal:
        if kinds[index] == "w":
            kinds[index] = "n"
    return kinds


@lru_cache(maxsize=PACKS)
def _listed_kinds(language: Language) -> Mapping[str, str]:
    words = vocabulary(language)
    return {
        **dict.fromkeys(words.formula_words, "f"),
        **dict.fromkeys(words.offices, "o"),
        **dict.fromkeys(map(fold_word, calendar_words(language).month_names), "n"),
        **dict.fromkeys(number_words(language).spelt, "n"),
        **dict.fromkeys(map(fold_word, words.verb_months), "w"),  # mostly the verb
        BREAK: "b",  # no formula runs over the end of a field
    }

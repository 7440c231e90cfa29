"""Texts as tokens in which names, offices and dates are one sign: what is left are an author's own words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, NamedTuple

from quizgen.bank.names import Mention
from quizgen.languages.calendar import calendar_words
from quizgen.languages.vocabulary import ENGLISH, vocabulary
from quizgen.text.capitals import Capitals
from quizgen.text.normalise import BREAK

MASK: Final = "¤"
# Offices and names, with the little words that join them: “deputy mayor of the Lower Town of Varnholm”.
_FORMULA: Final = re.compile("[on](?:f{0,3}[on])*")


class Tokens(NamedTuple):
    """The tokens of a text, and the way to and from its words."""

    tokens: tuple[str, ...]
    masks: list[int]
    """The tokens that stand for formulas, ascending."""
    ends: list[int]
    """For each of these, the first word behind its formula."""

    def word(self, token: int) -> int:
        """The first word that *token* stands for."""
        return token + self._ahead(bisect_left(self.masks, token))

    def token(self, word: int) -> int:
        """The token that stands for *word*."""
        before = bisect_right(self.ends, word)
        token = word - self._ahead(before)
        return min(token, self.masks[before]) if before < len(self.masks) else token

    def _ahead(self, masks: int) -> int:
        """By how much words are ahead of tokens behind the first so many *masks*."""
        return self.ends[masks - 1] - self.masks[masks - 1] - 1 if masks else 0


def masked(capitals: Capitals, mentions: Iterable[Mention]) -> Tokens:
    """The tokens of a text with its *capitals*; *mentions* are the people and terms that it names."""
    normal = capitals.normal
    kinds = _kinds(capitals)
    for first, after, _ in mentions:
        kinds[first:after] = "n" * (after - first)
    tokens: list[str] = []
    masks: list[int] = []
    ends: list[int] = []
    at = 0
    for match in _FORMULA.finditer("".join(kinds)):
        if "n" in match[0]:
            tokens += normal.words[at : match.start()]
            masks.append(len(tokens))
            tokens.append(MASK)
            at = match.end()
            ends.append(at)
    tokens += normal.words[at:]
    return Tokens(tuple(tokens), masks, ends)


def _kinds(capitals: Capitals) -> list[str]:
    """A letter a word: n for a name, a number or a month, o for an office, f for a little word, w for any other."""
    words = capitals.normal.words
    listed = _listed_kinds()
    kind_of = {word: listed.get(word) or ("w" if word.isalpha() else "n") for word in set(words)}
    kinds = [kind_of[word] for word in words]
    for at in capitals.within:
        if kinds[at] == "w":
            kinds[at] = "n"
    return kinds


@cache
def _listed_kinds() -> Mapping[str, str]:
    words = vocabulary(ENGLISH)
    return {
        **dict.fromkeys(words.formula_words, "f"),
        **dict.fromkeys(words.offices, "o"),
        **dict.fromkeys((name.casefold() for name in calendar_words(ENGLISH).month_names), "n"),
        **dict.fromkeys(words.number_words, "n"),
        **dict.fromkeys((name.casefold() for name in words.verb_months), "w"),  # mostly the verb
        BREAK: "b",  # no formula runs over the end of a field
    }

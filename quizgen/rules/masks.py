"""Texts as tokens in which names, offices and dates are one sign: what is left are an author's own words."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import compress
from typing import Final, NamedTuple

from quizgen.anchor.normalise import Normal
from quizgen.names import Mention
from quizgen.rules.capitals import ENDS
from quizgen.rules.corpus import BREAK
from quizgen.rules.lexicon import MONTHS, NUMBERS, OFFICES, words

MASK: Final = "¤"
_KINDS: Final = {
    **dict.fromkeys(words("of the in for and to on at by from a an s de der von"), "f"),
    **dict.fromkeys(OFFICES, "o"),
    **dict.fromkeys((*(month.casefold() for month in MONTHS), *NUMBERS), "n"),
    "may": "w",  # mostly the verb
    "march": "w",
    BREAK: "b",  # no formula runs over the end of a field
}
# Offices and names, with the little words that join them: “deputy mayor of the Lower Town of Varnholm”.
_FORMULA: Final = re.compile("[on](?:f{0,3}[on])*")


class Tokens(NamedTuple):
    """The tokens of a text, and the way back to its words."""

    tokens: tuple[str, ...]
    masks: list[int]
    """The tokens that stand for formulas, ascending."""
    shifts: list[int]
    """For each of these, by how many words the text is ahead of the tokens behind it."""

    def word(self, token: int) -> int:
        """The first word that *token* stands for."""
        before = bisect_left(self.masks, token)
        return token + (self.shifts[before - 1] if before else 0)


def masked(raw: str, normal: Normal, mentions: Iterable[Mention]) -> Tokens:
    """The tokens of *raw*, whose folded words are *normal*; *mentions* are the people and terms that it names."""
    kinds = _kinds(raw, normal.words, normal.edges)
    for first, after, _ in mentions:
        kinds[first:after] = "n" * (after - first)
    tokens: list[str] = []
    masks: list[int] = []
    shifts: list[int] = []
    at = 0
    for match in _FORMULA.finditer("".join(kinds)):
        if "n" in match[0]:
            tokens += normal.words[at : match.start()]
            masks.append(len(tokens))
            tokens.append(MASK)
            at = match.end()
            shifts.append(at - len(tokens))
    tokens += normal.words[at:]
    return Tokens(tuple(tokens), masks, shifts)


def _kinds(raw: str, words: Sequence[str], edges: Sequence[int]) -> list[str]:
    """A letter a word: n for a name, a number or a month, o for an office, f for a little word, w for any other."""
    kind_of = {word: _KINDS.get(word) or ("w" if word.isalpha() else "n") for word in set(words)}
    kinds = [kind_of[word] for word in words]
    initials = map(raw.__getitem__, edges[::2])
    for at in compress(range(len(words)), map(str.isupper, initials)):
        # Within a sentence a capital makes a name; at its beginning it tells nothing.
        if kinds[at] == "w" and at and not ENDS.search(raw, edges[2 * at - 1], edges[2 * at]):
            kinds[at] = "n"
    return kinds

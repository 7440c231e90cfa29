"""The folded view of a text: its words without case, marks and punctuation, each tied to its place in the raw text.

The text is cut into words first and each distinct word is folded afterwards. So no offset ever passes through a
transformation: the map back is the cuts themselves, two numbers a word, and folding costs as much as the vocabulary.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

from quizgen.base.folding import APOSTROPHES, fold_word

NORMALISER: Final = 1
"""The version of what `normalise` yields. Raise it with any change there: older fingerprints then read as stale."""

# Inside a word these say nothing: soft hyphen, combining marks, zero-width and directional characters, BOM.
_SILENT: Final = "\u00ad\u034f\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
LETTER: Final = rf"[^\W_{APOSTROPHES}]"
"""The pattern of a character that makes a word: a letter or a digit of any script."""
# Between a digit and exactly three more these group thousands. A plain space does not: "in 1937 842 were" is two.
_GROUPING: Final = ",'’\u00a0\u2009\u202f"
_WORD: Final = re.compile(rf"({LETTER}+(?:[{_SILENT}]+{LETTER}*|(?<=\d)(?<!\d{{4}})[{_GROUPING}]\d{{3}}(?!\d))*)")
# Most prose is of ASCII words and these marks: it needs no folding but of case, unless its figures are grouped.
_TYPOGRAPHIC: Final = "–—‘’“”…"
_GROUPED: Final = re.compile(r"\d[,'’]\d{3}")
_NO_WORD: Final = {code: " " for code in range(128) if not chr(code).isalnum()}
BREAK: Final = "ꙮ"
"""A word between texts that are folded as one, so that nothing is found across them; within them it is passed over."""


@dataclass(frozen=True, kw_only=True)
class Normal:
    """A text's words, folded, with the way back: every offset that it gives is an offset into the raw text."""

    words: tuple[str, ...]
    """Folded words, in order: letters and digits only, never empty."""
    edges: tuple[int, ...]
    """Raw offsets, two a word: word *n* is ``raw[edges[2 * n] : edges[2 * n + 1]]``."""

    @cached_property
    def text(self) -> str:
        """The words, separated by one space."""
        return " ".join(self.words)

    @cached_property
    def letters(self) -> str:
        """The words, separated by nothing: the view in which hard wraps, hyphens and lost spaces do not show."""
        return "".join(self.words)

    @cached_property
    def letters_before(self) -> tuple[int, ...]:
        """For each word, and for the end, how many letters come before it: the way from `letters` to words."""
        return tuple(accumulate(map(len, self.words), initial=0))

    def raw_span(self, first: int, last: int) -> tuple[int, int]:
        """The raw (start, end) of the words *first* through *last*. Raises IndexError where there are none."""
        return self.edges[2 * first], self.edges[2 * last + 1]


def normalise(raw: str) -> Normal:
    """Return the folded words of *raw*.

    Case, marks, compatibility forms and invisible characters make no difference, nor does the grouping of
    thousands (``25,000`` is ``25000``). An apostrophe or a hyphen separates words, like all punctuation.
    """
    parts = _WORD.split(raw)
    raw_words = parts[1::2]
    folds = {word: fold_word(word) for word in set(raw_words)}
    return Normal(
        words=tuple(map(folds.__getitem__, raw_words)),
        edges=tuple(accumulate(map(len, parts[:-1]))),
    )


def folded(raw: str) -> tuple[str, ...]:
    """Return the folded words of *raw* without their offsets: quicker for a short text, whose words hardly repeat."""
    plain = raw
    if not raw.isascii():
        for mark in _TYPOGRAPHIC:
            plain = plain.replace(mark, " ")
    if plain.isascii() and not _GROUPED.search(raw):
        return tuple(plain.translate(_NO_WORD).lower().split())
    return tuple(map(fold_word, _WORD.findall(raw)))


def letters(raw: str) -> str:
    """Return the folded letters and digits of *raw*, without gaps: ``revolu-\\ntionary`` is ``revolutionary``."""
    return normalise(raw).letters

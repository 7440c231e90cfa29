"""The terms of a text in two readings: its folded words, and the same with all numbers as figures.

How number words combine is the grammar of English; the words themselves are in its language pack.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from string import whitespace
from typing import Final, NamedTuple

from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import ENGLISH, alternatives, vocabulary
from quizgen.text.normalise import normalise

_TENTH: Final = r"(?:y(?:-u)?|t|u)"
_SMALLER: Final = rf"(?:{_TENTH}-h(?:(?:-a)?-{_TENTH})?|{_TENTH})"
_SCALED: Final = rf"(?:{_SMALLER}|d)-k"
_CARDINAL: Final = rf"(?:{_SCALED}(?:(?:-a)?-{_SCALED})*(?:(?:-a)?-{_SMALLER})?|{_SMALLER})"
_NUMBER: Final = re.compile(
    rf"[-.](?:(?P<compound>y-[ob])|(?P<share>{_CARDINAL}-[sb])|(?P<cardinal>{_CARDINAL})|(?P<ordinal>[ob])|(?P<nth>n))"
)
_HYPHENS: Final = f"-\u00ad\u2010\u2011{whitespace}\u00a0"
_FRACTION: Final = "\u2044"
_NUMBERLESS: Final = frozenset("wda")
"""Kinds of words that make no number among themselves: one in digits is a number already."""


class NumberWords:
    """The number words of one language, with their values."""

    def __init__(self, language: str) -> None:
        words = vocabulary(language)
        self.scales = {word: 1000**power for power, word in enumerate(words.number_scales, start=1)}
        self.cardinals = _values(words.small_numbers, words.tens)
        self.ordinals = _values(words.small_ordinals, words.tens_ordinals)
        # A second is a time and no share; from the eleventh on a share is hardly ever written out.
        fractions = {word: number for word, number in self.ordinals.items() if 3 <= number <= 10}
        plurals = {f"{word}s": number for word, number in fractions.items()}
        self.shares = {**words.shares, **words.share_plurals, **fractions, **plurals}
        self.hundred = words.hundred
        self.and_ = words.number_and
        self.nth = re.compile(rf"([0-9]+)(?:{alternatives(typography(language).ordinal_endings)})")
        # Numbers are read off the kinds of their words, a letter each: unit, teen, ty, hundred, thousand (or more),
        # and, digits, ordinal, share, both of these, nth.
        self.kinds = {
            **{word: _size(number) for word, number in self.cardinals.items()},
            **dict.fromkeys(self.ordinals, "o"),
            **{word: "b" if word in self.ordinals else "s" for word in self.shares},
            **dict.fromkeys(self.scales, "k"),
            self.hundred: "h",
            self.and_: "a",
        }


def _values(small: Sequence[str], tens: Sequence[str]) -> dict[str, int]:
    values = {word: number for number, word in enumerate(small)}
    return values | {word: 10 * number for number, word in enumerate(tens, start=2)}


def _size(number: int) -> str:
    """Return the kind of a cardinal: zero counts as a teen, since it joins with nothing either."""
    if 1 <= number <= 9:
        return "u"
    return "t" if number < 20 else "y"


@cache
def number_words() -> NumberWords:
    """Return the number words by which all texts are read: the English ones."""
    return NumberWords(ENGLISH)


class Token(NamedTuple):
    """A word or a number, and the raw (start, end) of what makes it."""

    text: str
    start: int
    end: int


def words(raw: str) -> tuple[Token, ...]:
    """Return the folded words of *raw*, in order. 1/3 and ⅓ are one word each; 1937/38 is two."""
    normal = normalise(raw)
    terms = tuple(map(Token, normal.words, normal.edges[::2], normal.edges[1::2]))
    return terms if raw.isascii() and "/" not in raw else tuple(_with_fractions(raw, terms))


def figures(raw: str) -> tuple[Token, ...]:
    """Return the words of *raw*, in order, with every number as figures.

    *Ten* is 10, *twenty-five thousand* is 25000, *one third* and ⅓ are 1/3, *Twentieth* is 20th. *One* is 1 wherever it
    stands: texts that are compared are read alike. No number runs over punctuation other than a hyphen.
    """
    tokens = words(raw)
    kinds = [_kind(word.text) for word in tokens]
    if _NUMBERLESS.issuperset(kinds):
        return tokens
    ends = (0, *(word.end for word in tokens))
    joins = ("." if raw[end : word.start].strip(_HYPHENS) else "-" for end, word in zip(ends, tokens, strict=False))
    numbered: list[Token] = []
    done = 0
    for match in _NUMBER.finditer("".join(map("".join, zip(joins, kinds, strict=True)))):
        first, after = match.start() // 2, match.end() // 2
        text = _figure(match.lastgroup or "", [word.text for word in tokens[first:after]])
        numbered += (*tokens[done:first], Token(text=text, start=tokens[first].start, end=tokens[after - 1].end))
        done = after
    return (*numbered, *tokens[done:])


@lru_cache(maxsize=1 << 14)
def _kind(word: str) -> str:
    if word.isdecimal():
        return "d" if len(word) <= 6 else "w"
    english = number_words()
    return english.kinds.get(word) or ("n" if english.nth.fullmatch(word) else "w")


def _figure(kind: str, words: Sequence[str]) -> str:
    *before, last = words
    english = number_words()
    match kind:
        case "compound":
            return f"{_value(before) + english.ordinals[last]}th"
        case "share":
            return f"{_value(before)}/{english.shares[last]}"
        case "ordinal":
            return f"{english.ordinals[last]}th"
        case "nth":
            return english.nth.sub(r"\1th", last)
        case _:
            return str(_value(words))


def _value(cardinal: Sequence[str]) -> int:
    english = number_words()
    total = part = 0
    for word in cardinal:
        if word in english.scales:
            total, part = total + part * english.scales[word], 0
        elif word == english.hundred:
            part *= 100
        elif word != english.and_:
            part += english.cardinals[word] if word in english.cardinals else int(word)
    return total + part


def _with_fractions(raw: str, terms: Iterable[Token]) -> Iterator[Token]:
    last: Token | None = None
    for text, start, end in terms:
        if not raw[start:end].isascii() and _FRACTION in (plain := unicodedata.normalize("NFKC", raw[start:end])):
            text = plain.replace(_FRACTION, "/")
        if last is not None and raw[last.end : start] in ("/", _FRACTION) and _is_fraction(last.text, text):
            last = Token(text=f"{last.text}/{text}", start=last.start, end=end)
        else:
            if last is not None:
                yield last
            last = Token(text=text, start=start, end=end)
    if last is not None:
        yield last


def _is_fraction(above: str, below: str) -> bool:
    return above.isdecimal() and below.isdecimal() and max(len(above), len(below)) < 4 and int(above) < int(below)

"""The terms of a text in two readings: its folded words, and the same with all numbers as figures."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from string import whitespace
from typing import Final, NamedTuple

from quizgen.text.normalise import normalise

_SMALL: Final = re.findall(
    "[a-z]+",
    "zero one two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
)
_TENS: Final = re.findall("[a-z]+", "twenty thirty forty fifty sixty seventy eighty ninety")
_SCALES: Final = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_CARDINALS: Final = {word: n for n, word in enumerate(_SMALL)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_STEMS: Final = {"five": "fif", "eight": "eigh", "nine": "nin", "twelve": "twelf"}
ORDINALS: Final = {"first": 1, "second": 2, "third": 3} | {
    _STEMS.get(word, re.sub("y$", "ie", word)) + "th": n for word, n in _CARDINALS.items() if not 1 <= n <= 3
}
"""The ordinals that are one word, with their numbers: from zeroth to twentieth, then the tens."""
# A second is a time and no share; from the eleventh on a share is hardly ever written out.
_SHARES: Final = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    word + plural: n for word, n in ORDINALS.items() if 3 <= n <= 10 for plural in ("", "s")
}
# Numbers are read off the kinds of their words, a letter each: unit, teen, ty, hundred, thousand (or more), and,
# digits, ordinal, share, both of these, nth.
_KINDS: Final = {
    **{word: "u" if 1 <= n <= 9 else "t" if n < 20 else "y" for word, n in _CARDINALS.items()},
    **dict.fromkeys(ORDINALS, "o"),
    **{word: "b" if word in ORDINALS else "s" for word in _SHARES},
    **dict.fromkeys(_SCALES, "k"),
    "hundred": "h",
    "and": "a",
}
_TENTH: Final = r"(?:y(?:-u)?|t|u)"
_SMALLER: Final = rf"(?:{_TENTH}-h(?:(?:-a)?-{_TENTH})?|{_TENTH})"
_SCALED: Final = rf"(?:{_SMALLER}|d)-k"
_CARDINAL: Final = rf"(?:{_SCALED}(?:(?:-a)?-{_SCALED})*(?:(?:-a)?-{_SMALLER})?|{_SMALLER})"
_NUMBER: Final = re.compile(
    rf"[-.](?:(?P<compound>y-[ob])|(?P<share>{_CARDINAL}-[sb])|(?P<cardinal>{_CARDINAL})|(?P<ordinal>[ob])|(?P<nth>n))"
)
_NTH: Final = re.compile(r"([0-9]+)(?:st|nd|rd|th)")
_HYPHENS: Final = f"-\u00ad\u2010\u2011{whitespace}\u00a0"
_FRACTION: Final = "\u2044"
_NUMBERLESS: Final = frozenset("wda")
"""Kinds of words that make no number among themselves: one in digits is a number already."""


class Token(NamedTuple):
    """A word or a number, and the raw (start, end) of what makes it."""

    text: str
    start: int
    end: int


def words(raw: str) -> tuple[Token, ...]:
    """The folded words of *raw*, in order, with 1/3 and ⅓ as one word each; 1937/38 is two."""
    normal = normalise(raw)
    terms = tuple(map(Token, normal.words, normal.edges[::2], normal.edges[1::2]))
    return terms if raw.isascii() and "/" not in raw else tuple(_with_fractions(raw, terms))


def figures(raw: str) -> tuple[Token, ...]:
    """The words of *raw*, in order, with every number as figures.

    *Ten* is 10, *twenty-five thousand* is 25000, *one third* and ⅓ are 1/3, *Twentieth* is 20th. *One* is 1 wherever it
    stands: texts that are compared are read alike. No number runs over punctuation other than a hyphen.
    """
    said = words(raw)
    kinds = [_kind(word.text) for word in said]
    if _NUMBERLESS.issuperset(kinds):
        return said
    ends = (0, *(word.end for word in said))
    joins = ("." if raw[end : word.start].strip(_HYPHENS) else "-" for end, word in zip(ends, said, strict=False))
    found: list[Token] = []
    at = 0
    for match in _NUMBER.finditer("".join(map("".join, zip(joins, kinds, strict=True)))):
        first, after = match.start() // 2, match.end() // 2
        text = _figure(match.lastgroup or "", [word.text for word in said[first:after]])
        found += (*said[at:first], Token(text=text, start=said[first].start, end=said[after - 1].end))
        at = after
    return (*found, *said[at:])


@lru_cache(maxsize=1 << 14)
def _kind(word: str) -> str:
    if word.isdecimal():
        return "d" if len(word) <= 6 else "w"
    return _KINDS.get(word) or ("n" if _NTH.fullmatch(word) else "w")


def _figure(kind: str, words: Sequence[str]) -> str:
    *before, last = words
    match kind:
        case "compound":
            return f"{_value(before) + ORDINALS[last]}th"
        case "share":
            return f"{_value(before)}/{_SHARES[last]}"
        case "ordinal":
            return f"{ORDINALS[last]}th"
        case "nth":
            return f"{last[:-2]}th"
        case _:
            return str(_value(words))


def _value(cardinal: Sequence[str]) -> int:
    total = part = 0
    for word in cardinal:
        if word in _SCALES:
            total, part = total + part * _SCALES[word], 0
        elif word == "hundred":
            part *= 100
        elif word != "and":
            part += _CARDINALS[word] if word in _CARDINALS else int(word)
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

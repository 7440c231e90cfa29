"""The terms of a text in two readings: its folded words, and the same with all numbers as figures.

Number words are those of the text’s language pack; how they make one number, apart (“two hundred and five”) or in one
word (“zweihundertfünf”), is in `number_words`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from string import whitespace
from typing import Final, NamedTuple

from quizgen.languages.packs import Language
from quizgen.text.normalise import normalise
from quizgen.text.number_words import NumberWords, number_words, same_grouping

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


class Token(NamedTuple):
    """A word or a number, and the raw (start, end) of what makes it."""

    text: str
    start: int
    end: int


def words(raw: str, language: Language) -> tuple[Token, ...]:
    """Return the folded words of *raw*, in order. 1/3 and ⅓ are one word each; 1937/38 is two."""
    normal = normalise(same_grouping(raw, language))
    terms = tuple(map(Token, normal.words, normal.edges[::2], normal.edges[1::2]))
    return terms if raw.isascii() and "/" not in raw else tuple(_with_fractions(raw, terms))


def figures(raw: str, language: Language) -> tuple[Token, ...]:
    """Return the words of *raw*, in order, with every number as figures.

    *Ten* is 10, *twenty-five thousand* is 25000, *one third* and ⅓ are 1/3, *Twentieth* is 20th. *One* is 1 wherever it
    stands: texts that are compared are read alike. No number runs over punctuation other than a hyphen.
    """
    numbers = number_words(language)
    tokens = tuple(token._replace(text=numbers.in_figures(token.text)) for token in words(raw, language))
    kinds = [numbers.kind(word.text) for word in tokens]
    if _NUMBERLESS.issuperset(kinds):
        return tokens
    ends = (0, *(word.end for word in tokens))
    joins = ("." if raw[end : word.start].strip(_HYPHENS) else "-" for end, word in zip(ends, tokens, strict=False))
    numbered: list[Token] = []
    done = 0
    for match in _NUMBER.finditer("".join(map("".join, zip(joins, kinds, strict=True)))):
        first, after = match.start() // 2, match.end() // 2
        text = _figure(match.lastgroup or "", [word.text for word in tokens[first:after]], numbers)
        numbered += (*tokens[done:first], Token(text=text, start=tokens[first].start, end=tokens[after - 1].end))
        done = after
    return (*numbered, *tokens[done:])


def _figure(kind: str, words: Sequence[str], numbers: NumberWords) -> str:
    *before, last = words
    match kind:
        case "compound":
            return f"{numbers.value(before) + numbers.ordinals[last]}th"
        case "share":
            return f"{numbers.value(before)}/{numbers.shares[last]}"
        case "ordinal":
            return f"{numbers.ordinals[last]}th"
        case "nth":
            return numbers.nth.sub(r"\1th", last)
        case _:
            return str(numbers.value(words))


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

"""The terms of a text: its folded words, but numbers as figures, in whatever way they are written."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from string import whitespace
from typing import Final

from quizgen.anchor.normalise import normalise

_SMALL: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_CARDINALS: Final = {word: n for n, word in enumerate(_SMALL)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALES: Final = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_IRREGULAR: Final = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"} | {
    "nine": "ninth",
    "twelve": "twelfth",
}
_ORDINALS: Final = {_IRREGULAR.get(word, re.sub("y$", "ie", word) + "th"): n for word, n in _CARDINALS.items()}
# A second is a time and no share; from the eleventh on a share is hardly ever written out.
_SHARES: Final = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    word + plural: n for word, n in _ORDINALS.items() if 3 <= n <= 10 for plural in ("", "s")
}
_FRACTION: Final = "\u2044"
_HYPHENS: Final = f"-\u00ad\u2010\u2011{whitespace}\u00a0"


def _any(*words: str) -> str:
    return f"(?:{'|'.join(words)})"


_BELOW_100: Final = rf"(?:{_any(*_TENS)}(?: {_any(*_SMALL[1:10])})?|{_any(*_SMALL)})"
_BELOW_1000: Final = rf"(?:{_BELOW_100} hundred(?:(?: and)? {_BELOW_100})?|{_BELOW_100})"
_SCALED: Final = rf"(?:{_BELOW_1000}|[0-9]{{1,6}}) {_any(*_SCALES)}"
_CARDINAL: Final = rf"(?:{_SCALED}(?:(?: and)? {_SCALED})*(?:(?: and)? {_BELOW_1000})?|{_BELOW_1000})"
_NUMBER: Final = re.compile(
    rf"(?<!\S)(?:(?P<tens>{_any(*_TENS)}) (?P<unit>{_any(*_ORDINALS)})"
    rf"|(?P<count>{_CARDINAL}) (?P<share>{_any(*_SHARES)})"
    rf"|(?P<cardinal>{_CARDINAL})|(?P<ordinal>{_any(*_ORDINALS)})|(?P<digits>[0-9]+)(?:st|nd|rd|th))(?!\S)"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A term, and the raw (start, end) of the words that make it."""

    text: str
    start: int
    end: int


def terms(raw: str) -> tuple[Term, ...]:
    """The terms of *raw*, in order.

    *Ten* is 10, *twenty-five thousand* is 25000, *one third* and ⅓ are 1/3, *Twentieth* is 20th. *One* is 1 wherever it
    stands: texts that are compared are read alike.
    """
    words = tuple(_words(raw))
    # A number does not run over punctuation: these are joined by another kind of white space than its words.
    joins = (" " if raw[one.end : two.start].strip(_HYPHENS) == "" else "\n" for one, two in pairwise(words))
    said = "".join(chain.from_iterable(zip((word.text for word in words), chain(joins, [""]), strict=False)))
    numbered = {start: n for n, start in enumerate(accumulate((len(word.text) + 1 for word in words), initial=0))}
    found, at = [], 0
    for match in _NUMBER.finditer(said):
        first, after = numbered[match.start()], numbered[match.end() + 1]
        found += words[at:first]
        found.append(Term(text=_figure(match), start=words[first].start, end=words[after - 1].end))
        at = after
    return (*found, *words[at:])


def _words(raw: str) -> Iterator[Term]:
    """The folded words of *raw*, with 1/3 and ⅓ as one word each; 1937/38 is two."""
    normal = normalise(raw)
    last: Term | None = None
    for n, word in enumerate(normal.words):
        start, end = normal.raw_span(n, n)
        if not raw[start:end].isascii() and _FRACTION in (plain := unicodedata.normalize("NFKC", raw[start:end])):
            word = plain.replace(_FRACTION, "/")
        if last and raw[last.end : start] in ("/", _FRACTION) and _fraction(last.text, word):
            last = Term(text=f"{last.text}/{word}", start=last.start, end=end)
            continue
        if last:
            yield last
        last = Term(text=word, start=start, end=end)
    if last:
        yield last


def _fraction(above: str, below: str) -> bool:
    return above.isdecimal() and below.isdecimal() and max(len(above), len(below)) < 4 and int(above) < int(below)


def _figure(match: re.Match[str]) -> str:
    if match["tens"]:
        return f"{_CARDINALS[match['tens']] + _ORDINALS[match['unit']]}th"
    if match["share"]:
        return f"{_value(match['count'])}/{_SHARES[match['share']]}"
    if match["ordinal"]:
        return f"{_ORDINALS[match['ordinal']]}th"
    return f"{match['digits']}th" if match["digits"] else str(_value(match["cardinal"]))


def _value(cardinal: str) -> int:
    total = part = 0
    for word in cardinal.split():
        if word in _SCALES:
            total, part = total + part * _SCALES[word], 0
        elif word == "hundred":
            part *= 100
        elif word != "and":
            part += _CARDINALS[word] if word in _CARDINALS else int(word)
    return total + part

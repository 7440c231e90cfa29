"""Figures and dates in a text, each in one spelling: “ten” is 10, “one third” is 1/3, “1937–38” is 1937 and 1938."""

import re
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Final, NamedTuple

from quizgen.languages.vocabulary import MONTHS, NUMBERS
from quizgen.text.terms import figures

_MONTHS: Final = {month.casefold(): month for month in MONTHS}
_VERBS: Final = ("march", "may")
_BEFORE_MONTH: Final = re.compile(
    r"(?:\d|\b(?:in|of|since|until|by|mid|early|late|last|through))[\s-]*$", re.IGNORECASE
)
_AFTER_MONTH: Final = re.compile(r"\s*,?\s*\d")
_SHARES: Final = {"half": "1/2", "quarter": "1/4"}
# What a text may mean by a number without naming one.
_MANY: Final = {"both": "2", "twice": "2", "pair": "2", "couple": "2", "dozen": "12", "single": "1", "once": "1"} | {
    "first": "1",
    "second": "2",
}
_PARTS: Final = {"3th": "1/3", "4th": "1/4", "5th": "1/5", "6th": "1/6", "8th": "1/8", "10th": "1/10"}
_ARTICLE: Final = re.compile(r"\ba\s+$", re.IGNORECASE)
_OF: Final = re.compile(r"\s+of\b")
_DECADE: Final = re.compile(r"\d+s")
_YEARS: Final = re.compile(r"\s*[-–/]\s*$")
_CLAUSE: Final = re.compile(r"[^.;:!?]+")
_DIGIT: Final = re.compile(r"[\d¼-¾⅐-⅞]")
_FRACTION: Final = re.compile(r"\d\s*/\s*\d|[¼-¾⅐-⅞]")
_FIGURE: Final = re.compile(r"\d+(?:[,’\u00a0\u202f]\d{3})*(?:st|nd|rd|th|s)?(?!\w)")
_WORD: Final = re.compile(r"\w+")
_LETTERS: Final = re.compile(r"[a-z]+")
_GROUPING: Final = re.compile(r"[,’\u00a0\u202f]")
_NTH: Final = re.compile(r"(?<=\d)(?:st|nd|rd)$")
_NAMED: Final = frozenset((*_MONTHS, *_SHARES, *_MANY, "one"))
_WORDS: Final = NUMBERS | _NAMED


class Quantity(NamedTuple):
    """A figure, a part or a date: ``10``, ``1/3``, ``1930s``, ``April``; and the raw (start, end) of its words."""

    value: str
    start: int
    end: int


def is_telling(word: str) -> bool:
    """Whether a folded *word* may be part of a quantity."""
    return word in _WORDS or word[:1].isdigit()


def quantities(raw: str, words: Iterable[str], *, generous: bool = False) -> tuple[Quantity, ...]:
    """The quantities of *raw*, whose folded words are *words*, in order.

    *generous* counts all that may be meant as one, such as “both” for 2.
    """
    # Most texts spell no number out, and reading digits is ten times as fast as reading words.
    if not NUMBERS.isdisjoint(words) or _FRACTION.search(raw):
        return tuple(
            Quantity(value, clause.start() + start, clause.start() + end)
            for clause in _CLAUSE.finditer(raw)
            for value, start, end in _quantities(clause[0], _terms(clause[0]), generous)
        )
    named = _NAMED.isdisjoint(words)
    if named and not _DIGIT.search(raw):
        return ()
    return tuple(_quantities(raw, _digits(raw) if named else _digits_and_names(raw), generous))


_Term = tuple[str, int, int]


def _terms(raw: str) -> Iterator[_Term]:
    """What may be quantities in a clause: where numbers are spelt out, as figures among all other words."""
    if NUMBERS.isdisjoint(_LETTERS.findall(raw.casefold())) and not _FRACTION.search(raw):
        return _digits_and_names(raw)
    return ((term.text, term.start, term.end) for term in figures(raw))


def _digits(raw: str) -> Iterator[_Term]:
    for match in _FIGURE.finditer(raw):
        if not raw[match.start() - 1 : match.start()].isalpha():
            yield _NTH.sub("th", _GROUPING.sub("", match[0])), *match.span()


def _digits_and_names(raw: str) -> Iterator[_Term]:
    named = (
        ("1" if match[0].casefold() == "one" else match[0].casefold(), *match.span())
        for match in _WORD.finditer(raw)
        if match[0].casefold() in _NAMED
    )
    return iter(sorted((*_digits(raw), *named), key=itemgetter(1)))


def _quantities(raw: str, terms: Iterable[_Term], generous: bool) -> Iterator[Quantity]:
    year, ended = "", 0
    for text, start, end in terms:
        number = text.removesuffix("th")
        if number.isdecimal():
            if year and len(number) == 2 and number > year[2:] and _YEARS.fullmatch(raw[ended:start]):
                number = year[:2] + number
            year, ended = (number, end) if len(number) == 4 else ("", 0)
            is_part = text in _PARTS and bool(_ARTICLE.search(raw, 0, start) and _OF.match(raw, end))
            if is_part or (generous and text in _PARTS):
                yield Quantity(_PARTS[text], start, end)
            # “one” and “first” mostly count nothing, nor does “second” (“one of them”, “the Second International”).
            if generous or (not is_part and (raw[start].isdigit() or (number != "1" and text != "2th"))):
                yield Quantity(number, start, end)
        elif text in _MONTHS:
            dated = _BEFORE_MONTH.search(raw, max(0, start - 12), start) or _AFTER_MONTH.match(raw, end)
            if generous or text not in _VERBS or dated:
                yield Quantity(_MONTHS[text], start, end)
        elif "/" in text or _DECADE.fullmatch(text):
            yield Quantity(text, start, end)
        elif text in _SHARES:
            yield Quantity(_SHARES[text], start, end)
        elif generous and text in _MANY:
            yield Quantity(_MANY[text], start, end)

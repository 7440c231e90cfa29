"""Figures and dates in a text, each in one spelling: “ten” is 10, “one third” is 1/3, “1937–38” is 1937 and 1938."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from operator import itemgetter
from typing import Final, NamedTuple

from quizgen.languages.calendar import calendar_words
from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import ENGLISH, alternatives, vocabulary
from quizgen.text.terms import figures

_AFTER_MONTH: Final = re.compile(r"\s*,?\s*\d")
_PARTS: Final = {"3th": "1/3", "4th": "1/4", "5th": "1/5", "6th": "1/6", "8th": "1/8", "10th": "1/10"}
# “A third of”: the grammar of English.
_ARTICLE: Final = re.compile(r"\ba\s+$", re.IGNORECASE)
_OF: Final = re.compile(r"\s+of\b")
_DECADE: Final = re.compile(r"\d+s")
_YEARS: Final = re.compile(r"\s*[-–/]\s*$")
_CLAUSE: Final = re.compile(r"[^.;:!?]+")
_DIGIT: Final = re.compile(r"[\d¼-¾⅐-⅞]")
_FRACTION: Final = re.compile(r"\d\s*/\s*\d|[¼-¾⅐-⅞]")
_WORD: Final = re.compile(r"\w+")
_LETTERS: Final = re.compile(r"[a-z]+")
_GROUPING: Final = re.compile(r"[,’\u00a0\u202f]")


class Quantity(NamedTuple):
    """A figure, a part or a date: ``10``, ``1/3``, ``1930s``, ``April``; and the raw (start, end) of its words."""

    value: str
    start: int
    end: int


class _QuantityWords:
    """The words in which one language writes quantities."""

    def __init__(self, language: str) -> None:
        words = vocabulary(language)
        endings = typography(language).ordinal_endings
        self.one = words.small_numbers[1]
        self.months = {name.casefold(): name for name in calendar_words(language).month_names}
        self.verb_months = frozenset(name.casefold() for name in words.verb_months)
        self.before_month = re.compile(rf"(?:\d|\b(?:{alternatives(words.before_months)}))[\s-]*$", re.IGNORECASE)
        self.shares = {word: f"1/{below}" for word, below in words.shares.items()}
        self.loose = {word: str(number) for word, number in words.loose_numbers.items()}
        self.spelt = words.number_words
        self.named = frozenset((*self.months, *self.shares, *self.loose, self.one))
        self.telling = self.spelt | self.named
        # An ordinal or a decade may stand in figures: “11th”, “1930s”.
        self.figure = re.compile(rf"\d+(?:[,’\u00a0\u202f]\d{{3}})*(?:{alternatives(endings)}|s)?(?!\w)")
        self.nth = re.compile(rf"(?<=\d)(?:{alternatives(endings)})$")


@cache
def _english() -> _QuantityWords:
    return _QuantityWords(ENGLISH)


def is_telling(word: str) -> bool:
    """Return whether a folded *word* may be part of a quantity."""
    return word in _english().telling or word[:1].isdigit()


def quantities(raw: str, words: Iterable[str], *, generous: bool = False) -> tuple[Quantity, ...]:
    """Return the quantities of *raw*, whose folded words are *words*, in order.

    With *generous*, words that may mean a quantity count too, such as “both” for 2.
    """
    english = _english()
    raw = raw.replace("_", " ")  # emphasis in a plain text: “_3 August_”
    # Most texts spell no number out, and reading digits is ten times as fast as reading words.
    if not english.spelt.isdisjoint(words) or _FRACTION.search(raw):
        return tuple(
            Quantity(value, clause.start() + start, clause.start() + end)
            for clause in _CLAUSE.finditer(raw)
            for value, start, end in _quantities(clause[0], _terms(clause[0]), generous)
        )
    digits_only = english.named.isdisjoint(words)
    if digits_only and not _DIGIT.search(raw):
        return ()
    return tuple(_quantities(raw, _digits(raw) if digits_only else _digits_and_names(raw), generous))


_Term = tuple[str, int, int]


def _terms(raw: str) -> Iterator[_Term]:
    """Return what may be quantities in a clause: all its words, with numbers as figures, if a number is spelt out."""
    if _english().spelt.isdisjoint(_LETTERS.findall(raw.casefold())) and not _FRACTION.search(raw):
        return _digits_and_names(raw)
    return ((term.text, term.start, term.end) for term in figures(raw))


def _digits(raw: str) -> Iterator[_Term]:
    english = _english()
    for match in english.figure.finditer(raw):
        if not raw[match.start() - 1 : match.start()].isalpha():
            yield english.nth.sub("th", _GROUPING.sub("", match[0])), *match.span()


def _digits_and_names(raw: str) -> Iterator[_Term]:
    english = _english()
    terms = list(_digits(raw))
    for match in _WORD.finditer(raw):
        word = match[0].casefold()
        if word in english.named:
            terms.append(("1" if word == english.one else word, *match.span()))
    return iter(sorted(terms, key=itemgetter(1)))


def _quantities(raw: str, terms: Iterable[_Term], generous: bool) -> Iterator[Quantity]:
    english = _english()
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
        elif text in english.months:
            dated = english.before_month.search(raw, max(0, start - 12), start) or _AFTER_MONTH.match(raw, end)
            if generous or text not in english.verb_months or dated:
                yield Quantity(english.months[text], start, end)
        elif "/" in text or _DECADE.fullmatch(text):
            yield Quantity(text, start, end)
        elif text in english.shares:
            yield Quantity(english.shares[text], start, end)
        elif generous and text in english.loose:
            yield Quantity(english.loose[text], start, end)

"""Figures and dates in a text, each in one spelling: “ten” is 10, “one third” is 1/3, “1937–38” is 1937 and 1938."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

from quizgen.base.folding import fold_word
from quizgen.languages.calendar import MONTHS, calendar_words
from quizgen.languages.packs import PACKS, Language
from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import alternatives, vocabulary
from quizgen.text.normalise import folded
from quizgen.text.number_words import number_words, same_grouping
from quizgen.text.terms import figures

_AFTER_MONTH: Final = re.compile(r"\s*,?\s*\d")
_PARTS: Final = {"3th": "1/3", "4th": "1/4", "5th": "1/5", "6th": "1/6", "8th": "1/8", "10th": "1/10"}
_YEARS: Final = re.compile(r"\s*[-–/]\s*$")
_CLAUSE: Final = re.compile(r"[^.;:!?]+")
_SHORT: Final = 4
"""Letters of the longest short form of a month: it counts as part of a day only."""
_DIGIT: Final = re.compile(r"[\d¼-¾⅐-⅞]")
_FRACTION: Final = re.compile(r"\d\s*/\s*\d|[¼-¾⅐-⅞]")
_WORD: Final = re.compile(r"\w+")
_GROUPING: Final = re.compile(r"[,’\u00a0\u202f]")


class Quantity(NamedTuple):
    """A figure, a part or a date: ``10``, ``1/3``, ``1930s``, ``April``; and the raw (start, end) of its words."""

    value: str
    start: int
    end: int


class _QuantityWords:
    """The words in which one language writes quantities."""

    def __init__(self, language: Language) -> None:
        self.language = language
        words = vocabulary(language)
        endings = alternatives(typography(language).ordinal_endings)
        self.numbers = number_words(language)
        self.one = fold_word(words.small_numbers[1]) if words.small_numbers else ""
        self.months = {
            fold_word(form): MONTHS[number]
            for number, forms in enumerate(calendar_words(language).months)
            for form in forms
            if form == forms[0] or len(form) > _SHORT
        }
        self.verb_months = frozenset(map(fold_word, words.verb_months))
        self.before_month = re.compile(rf"(?:\d|\b(?:{alternatives(words.before_months)}))[\s-]*$", re.IGNORECASE)
        self.shares = {fold_word(word): f"1/{below}" for word, below in words.shares.items()}
        self.loose = {fold_word(word): str(number) for word, number in words.loose_numbers.items()}
        self.named = frozenset((*self.months, *self.shares, *self.loose, self.one))
        # “A third of”.
        self.article = re.compile(rf"\b(?:{alternatives((words.share_article,))})\s+$", re.IGNORECASE)
        self.of = re.compile(rf"\s+(?:{alternatives((words.partitive,))})\b")
        # An ordinal or a decade may stand in figures: “11th”, “1930s”.
        decades = alternatives(words.decade_endings)
        self.figure = re.compile(rf"\d+(?:[,’\u00a0\u202f]\d{{3}})*(?:{endings}|{decades})?(?!\w)")
        self.nth = re.compile(rf"(?<=\d)(?:{endings})$")
        self.decade = re.compile(rf"(\d+)(?:{decades})")


@lru_cache(maxsize=PACKS)
def _words_of(language: Language) -> _QuantityWords:
    return _QuantityWords(language)


def is_telling(word: str, language: Language) -> bool:
    """Return whether a folded *word* may be part of a quantity."""
    words = _words_of(language)
    return word in words.named or word[:1].isdigit() or words.numbers.is_spelt((word,))


def quantities(raw: str, words: Iterable[str], language: Language, *, generous: bool = False) -> tuple[Quantity, ...]:
    """Return the quantities of *raw*, whose folded words are *words*, in order.

    With *generous*, words that may mean a quantity count too, such as “both” for 2.
    """
    known = _words_of(language)
    raw = same_grouping(raw.replace("_", " "), language)  # underscores are emphasis in a plain text: “_3 August_”
    # Most texts spell no number out, and reading digits is ten times as fast as reading words.
    if known.numbers.is_spelt(words) or _FRACTION.search(raw):
        return tuple(
            Quantity(value, clause.start() + start, clause.start() + end)
            for clause in _CLAUSE.finditer(raw)
            for value, start, end in _quantities(clause[0], _terms(clause[0], known), known, generous)
        )
    digits_only = known.named.isdisjoint(words)
    if digits_only and not _DIGIT.search(raw):
        return ()
    terms = _digits(raw, known) if digits_only else _digits_and_names(raw, known)
    return tuple(_quantities(raw, terms, known, generous))


_Term = tuple[str, int, int]


def _terms(raw: str, known: _QuantityWords) -> Iterator[_Term]:
    """Return what may be quantities in a clause: all its words, with numbers as figures, if a number is spelt out."""
    if not known.numbers.is_spelt(folded(raw)) and not _FRACTION.search(raw):
        return _digits_and_names(raw, known)
    return ((term.text, term.start, term.end) for term in figures(raw, known.language))


def _digits(raw: str, known: _QuantityWords) -> Iterator[_Term]:
    for match in known.figure.finditer(raw):
        if not raw[match.start() - 1 : match.start()].isalpha():
            yield known.nth.sub("th", _GROUPING.sub("", match[0])), *match.span()


def _digits_and_names(raw: str, known: _QuantityWords) -> Iterator[_Term]:
    terms = list(_digits(raw, known))
    for match in _WORD.finditer(raw):
        word = fold_word(match[0])
        if word in known.named:
            terms.append(("1" if word == known.one else word, *match.span()))
    return iter(sorted(terms, key=itemgetter(1)))


def _quantities(raw: str, terms: Iterable[_Term], known: _QuantityWords, generous: bool) -> Iterator[Quantity]:
    year, ended = "", 0
    for text, start, end in terms:
        number = text.removesuffix("th")
        if number.isdecimal():
            if year and len(number) == 2 and number > year[2:] and _YEARS.fullmatch(raw[ended:start]):
                number = year[:2] + number
            year, ended = (number, end) if len(number) == 4 else ("", 0)
            is_part = text in _PARTS and bool(known.article.search(raw, 0, start) and known.of.match(raw, end))
            if is_part or (generous and text in _PARTS):
                yield Quantity(_PARTS[text], start, end)
            # “one” and “first” mostly count nothing, nor does “second” (“one of them”, “the Second International”).
            if generous or (not is_part and (raw[start].isdigit() or (number != "1" and text != "2th"))):
                yield Quantity(number, start, end)
        elif text in known.months:
            dated = known.before_month.search(raw, max(0, start - 12), start) or _AFTER_MONTH.match(raw, end)
            if generous or text not in known.verb_months or dated:
                yield Quantity(known.months[text], start, end)
        elif "/" in text:
            yield Quantity(text, start, end)
        elif decade := known.decade.fullmatch(text):
            yield Quantity(f"{decade[1]}s", start, end)
        elif text in known.shares:
            yield Quantity(known.shares[text], start, end)
        elif generous and text in known.loose:
            yield Quantity(known.loose[text], start, end)

"""The values by which options are sorted: dates, lengths of time, or numbers of one thing.

They are read in every language that ships: what sorts options must not hang on the language that a bank names.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final

from quizgen.base.folding import fold_word
from quizgen.base.value import frozen
from quizgen.languages.packs import FALLBACK, languages
from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import alternatives, vocabulary
from quizgen.text.dates import Calendar, any_calendar, is_range
from quizgen.text.terms import Token, figures

Rank = tuple[float, ...]
"""The value by which one of several options is sorted: where it begins, then where it ends."""
_DAYS: Final = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30.4, "year": 365.25, "decade": 3652.5}
"""How many days each unit of time has, a month and a year on average."""
_DOTTED: Final = re.compile(r"(?<=\d)\.(?=\d{3}\b)")
_MIXED: Final = re.compile("\\d\\s*[¼-¾⅐-⅞]|[¼-¾⅐-⅞]\\s*\\w*[¼-¾⅐-⅞]")
_DIGIT: Final = re.compile(r"\d")
# The endings of English and German plurals, as far as a unit needs them to be told from another.
_ENDING: Final = re.compile(r"(?:ies|y|e?s|en?)$")
_PART: Final = "part"


@frozen
class _Amount:
    """A number or a range of numbers, and of what."""

    rank: Rank
    unit: tuple[str, ...]
    """The words for what is counted, without endings: a month and two months are of one unit."""
    words: int
    """The number of words besides the numbers."""


class _NumberPhrases:
    """What stands about a number in one language."""

    def __init__(self, language: str) -> None:
        words = vocabulary(language)
        self.language = language
        self.one = words.small_numbers[1]
        self.shares = {fold_word(word): 1 / below for word, below in words.shares.items()}
        scales = (words.number_scales, words.number_scale_plurals)
        self.scales = {word: 1e3**power for some in scales for power, word in enumerate(some, start=1)}
        units = {fold_word(word): _DAYS[unit] for unit, word in words.time_units.items()}
        self.days = units | {_ENDING.sub("", word): length for word, length in units.items()}
        counted = (words.hundred, *words.number_scales, *(word.casefold() for word in words.time_units.values()))
        # “Half a million” is no half and a million.
        halves = "".join(rf"(?<!\b{re.escape(word)} )" for word in words.shares)
        self.article = re.compile(
            rf"{halves}\b(?:{alternatives(words.indefinite_articles)}) (?=(?:{alternatives(counted)})\b)"
        )
        self.articles = words.articles
        self.share_article = words.share_article
        self.partitive = words.partitive
        mark = typography(language).thousands
        # What parts decimals is the mark that does not group thousands.
        self.decimal = re.compile(r"(?<![\d.,])(\d+)" + ("," if mark == "." else r"\.") + r"(\d{1,2})(?![.,]?\d)")


@cache
def _phrases() -> tuple[_NumberPhrases, ...]:
    """Return those of all languages that ship and spell numbers out, English first."""
    tags = sorted(languages(), key=lambda tag: (tag != FALLBACK, tag))
    return tuple(_NumberPhrases(tag) for tag in tags if vocabulary(tag).small_numbers)


@cache
def _per_cent() -> "re.Pattern[str]":
    words = (word for language in languages() for word in vocabulary(language).per_cent)
    return re.compile(rf"\s*(?:%|(?:{alternatives(words)})\b)")


@lru_cache(maxsize=1 << 12)  # a question is put on cards and on several sheets
def ranks(texts: tuple[str, ...]) -> tuple[Rank, ...] | None:
    """Return the values by which *texts* are sorted, or None unless all are quantities of one kind and some differ."""
    in_each_language = (_differing(_amounts(texts, phrases)) for phrases in _phrases())
    return _differing(_dates(texts)) or next(filter(None, in_each_language), None)


def quantity(text: str) -> Rank | None:
    """Return the year, month and day that a date names, as far as it names them, or a number; else None."""
    if span := _months().span(text):
        year, month, day = span[0]
        return (year, month, day) if day else (year, month) if month else (year,)
    amounts = (_amount(text, phrases) for phrases in _phrases())
    return next((amount.rank[:1] for amount in amounts if amount and amount.words <= 3), None)


@cache
def _months() -> Calendar:
    # Spring may be later than April, and the end of May earlier than 31 May.
    return replace(any_calendar(), seasons={}, parts={})


def _differing(ranks: list[Rank]) -> tuple[Rank, ...] | None:
    return tuple(ranks) if len(set(ranks)) > 1 else None


def _dates(texts: Sequence[str]) -> list[Rank]:
    dates: list[Rank] = []
    years = set()
    for text in texts:
        if (span := any_calendar().span(text)) is None:
            return []
        dates.append(span[0] + span[1])
        years.add(span[0][0] > 0)
    return dates if len(years) == 1 else []


def _amounts(texts: Sequence[str], phrases: _NumberPhrases) -> list[Rank]:
    amounts: list[Rank] = []
    units = set()
    for text in texts:
        if (amount := _amount(text, phrases)) is None:
            return []
        amounts.append(amount.rank)
        units.add(amount.unit)
    return amounts if len(units) == 1 else []


def _amount(text: str, phrases: _NumberPhrases) -> _Amount | None:
    """Return the number or the range in *text*, which has at most three words before it and its unit after it."""
    if _MIXED.search(text):  # “2½” folds to 21/2
        return None
    raw = _DOTTED.sub("", phrases.article.sub(f"{phrases.one} ", text.casefold()))
    point = phrases.decimal.search(raw)
    raw = phrases.decimal.sub(r"\1\2", raw, count=1)  # 2.5 million is read as 25 million, and divided
    terms = figures(raw, phrases.language)
    read = [_number(terms, index, phrases) for index in range(len(terms))]
    numbers = [place for place, number in enumerate(read) if number]
    if not 1 <= len(numbers) <= 2 or numbers[0] > 3:
        return None
    if any(number is None and _DIGIT.search(term.text) for number, term in zip(read, terms, strict=True)):
        return None
    (low, _), (high, sort) = (read[place] or (0.0, "") for place in (numbers[0], numbers[-1]))
    if len(numbers) == 2:
        last = raw[: terms[numbers[1]].end].split()[-1]
        scale = phrases.scales.get(last, 1)
        low *= scale if low * scale <= high else 1  # “2 to 3 million”
        if point or low > high or numbers[1] - numbers[0] > 2 or not is_range(raw):
            return None
    low, high = (value / 10 ** len(point[2] if point else "") for value in (low, high))
    counted = [term.text for term in terms[numbers[-1] + 1 :]]
    if share := _per_cent().match(raw, terms[numbers[-1]].end):
        sort, low, high = _PART, low / 100, high / 100
        counted = counted[len(share[0].replace("%", "").split()) :]
    unit = tuple(_ENDING.sub("", word) for word in _bare(counted, phrases))
    if len(unit) == 1 and unit[0] in phrases.days:
        days = phrases.days[unit[0]]
        low, high, unit, sort = low * days, high * days, (), "time"
    return _Amount(rank=(low, high), unit=(sort, *unit), words=len(terms) - (numbers[-1] - numbers[0] + 1))


def _bare(counted: list[str], phrases: _NumberPhrases) -> list[str]:
    """Return *counted* without an “of” and an article at its head."""
    after = counted[1:] if counted[:1] == [phrases.partitive] else counted
    return after[1:] if after and after[0] in phrases.articles else after


def _number(terms: Sequence[Token], index: int, phrases: _NumberPhrases) -> tuple[float, str] | None:
    """Return the number that a term is, and its kind: a part, an ordinal, or a count (an empty string)."""
    text = terms[index].text
    if text.isdecimal():
        return float(text), ""
    if text in phrases.shares:
        return phrases.shares[text], _PART
    if not text[0].isdecimal():
        return None
    if fraction := re.fullmatch(r"(\d+)/([1-9]\d*)", text):
        return float(fraction[1]) / float(fraction[2]), _PART
    if ordinal := re.fullmatch(r"(\d+)th", text):
        number = float(ordinal[1])
        is_part = (
            index > 0 and terms[index - 1].text == phrases.share_article and 3 <= number <= 10
        )  # “a third of them”
        return (1 / number, _PART) if is_part else (number, "ordinal")
    return None

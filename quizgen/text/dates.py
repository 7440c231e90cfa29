"""Dates as people write them, in every language that ships: the year, month and day by which they are sorted."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Final, Literal

from quizgen.base.value import frozen
from quizgen.languages.calendar import calendar_words
from quizgen.languages.packs import PACKS, Language, languages
from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import alternatives
from quizgen.text.normalise import folded

Date = tuple[int, int, int]
"""Year, month and day; 0 for what a date does not name."""
_Sort = Literal["year", "decade", "late year", "day", "month", "season", "part", "other"]
_YEAR: Final = re.compile(r"(?:1[0-9]|20)[0-9]{2}")
_DECADE: Final = re.compile(r"((?:1[0-9]|20)[0-9]0)[^\W\d]{1,3}")
_GROUPED: Final = re.compile(r"\d[.,’']\d{3}")
_RANGE: Final = r"\w ?[–—/] ?\w|\d ?- ?\d"


@frozen
class Calendar:
    """The folded names of months, seasons and parts of a year, each with the number of the month in which it begins.

    A part of a year may be a part of a month or a decade as well: “mid” is June, the 15th, or a year that ends in 4.
    """

    months: Mapping[str, int]
    seasons: Mapping[str, int]
    parts: Mapping[str, int]

    def begins(self, text: str) -> Date:
        """Return the date at which what *text* dates begins, whatever else it says; zeros if it names no date."""
        return _date(list(self._read(folded(text))))

    def span(self, text: str) -> tuple[Date, Date] | None:
        """Return the first and the last day of a *text* that is a date and hardly more; else None."""
        if _GROUPED.search(text):
            return None
        read = list(self._read(folded(text)))
        sorts = [sort for sort, _, _ in read]
        years = [index for index, sort in enumerate(sorts) if sort in ("year", "decade", "late year")]
        other_words = [word for sort, _, word in read if sort == "other"]
        if any(word[0].isdecimal() for word in other_words) or not (years or "month" in sorts):
            return None
        if max(len(years), sorts.count("month"), sorts.count("day")) > 1 and not is_range(text.casefold()):
            return None
        if "month" in sorts:
            # “By the end of May”, but not “the trial of May”.
            fits = len(other_words) <= 1 or (len(other_words) <= 3 and all(len(word) <= 3 for word in other_words))
        else:
            # What stands after a year is counted by it (“1200 men”); a decade may have a noun there.
            counts = sorts[years[-1]] != "decade" and "other" in sorts[years[-1] :]
            fits = len(other_words) <= 3 and not counts and "day" not in sorts
        last = _date(read[::-1])
        return (_date(read), last) if fits and (len(years) < 2 or _date(read) <= last) else None

    def _read(self, words: Iterable[str]) -> Iterator[tuple[_Sort, int, str]]:
        """Yield what each word says about a date, the number that it stands for, and the word."""
        year, day_number = 0, _day_number()
        for word in words:
            before, year = year, 0
            if _YEAR.fullmatch(word):
                year = int(word)
                yield "year", year, word
            elif decade := _DECADE.fullmatch(word):
                yield "decade", int(decade[1]), word
            elif before and len(word) == 2 and word.isdecimal():
                yield "late year", before // 100 * 100 + int(word), word  # 1937–38
            elif (short := day_number.fullmatch(word)) and 1 <= int(short[1]) <= 31:
                yield "day", int(short[1]), word
            elif word in self.months:
                yield "month", self.months[word], word
            elif word in self.seasons:
                yield "season", self.seasons[word], word
            elif word in self.parts:
                yield "part", self.parts[word], word
            else:
                yield "other", 0, word


def _date(read: list[tuple[_Sort, int, str]]) -> Date:
    """Return the date that the first word of each sort makes."""
    numbers: dict[str, int] = {}
    for sort, number, _ in read:
        numbers.setdefault(sort if sort not in ("decade", "late year") else "year", number)
    is_decade = next((sort == "decade" for sort, _, _ in read if sort in ("year", "decade", "late year")), False)
    year, month, day, part = (numbers.get(sort, 0) for sort in ("year", "month", "day", "part"))
    if month:
        return year, month, day or part * 30 // 12
    if is_decade and part:
        year += (part - 1) * 10 // 12
    return year, numbers.get("season", 0) or part, 0


@lru_cache(maxsize=PACKS)
def calendar(language: Language) -> Calendar:
    """Return the calendar of *language*, all names folded; without names where its pack has none."""
    words = calendar_words(language)
    months = {name: number for number, forms in enumerate(words.months, 1) for name in folded(" ".join(forms))}
    return Calendar(months=months, seasons=_folded(words.seasons), parts=_folded(words.parts))


def _folded(numbers: Mapping[str, int]) -> dict[str, int]:
    return {word: number for name, number in numbers.items() for word in folded(name)}


@cache
def any_calendar() -> Calendar:
    """Return the calendars of all languages that ship as one, without names on which they disagree."""
    calendars = [calendar(language) for language in languages()]
    return Calendar(
        months=_agreed(calendar.months for calendar in calendars),
        seasons=_agreed(calendar.seasons for calendar in calendars),
        parts=_agreed(calendar.parts for calendar in calendars),
    )


def is_range(text: str) -> bool:
    """Return whether a casefolded *text* tells in any language that ships that two dates or numbers end one range."""
    return _range().search(text) is not None


@cache
def _range() -> "re.Pattern[str]":
    """Two ends with a dash between, or with the words that a language has for it: “to”, “between … and”."""
    patterns = [_RANGE]
    for language in languages():
        for words in calendar_words(language).ranges:
            between = r"\b.*\b".join(map(re.escape, words))
            patterns.append(rf"\b{between}\b")
    return re.compile("|".join(patterns))


@cache
def _day_number() -> "re.Pattern[str]":
    """A day in figures, with or without the ending of an ordinal in any language that ships."""
    endings = (ending for language in languages() for ending in typography(language).ordinal_endings)
    return re.compile(rf"([0-9]{{1,2}})(?:{alternatives(endings)})?")


def _agreed(several: Iterable[Mapping[str, int]]) -> dict[str, int]:
    meanings: dict[str, set[int]] = {}
    for names in several:
        for name, number in names.items():
            meanings.setdefault(name, set()).add(number)
    return {name: min(numbers) for name, numbers in meanings.items() if len(numbers) == 1}

"""Days of the calendar in a text: “the 11th of February, 1937”, “Feb. 11” and “11–12 February” alike."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from quizgen.languages.calendar import calendar_words
from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import ENGLISH, alternatives, vocabulary
from quizgen.text.terms import number_words

Days = Mapping[str, Mapping[str, str]]
"""By day and month, then by year, “” where none is written with them, the words that state it.

“11 February 1937” is ``{"11 February": {"1937": "11 February 1937"}}``; ``{"11": …}`` is of a month named elsewhere.
"""

_LAST: Final = 31
_AROUND: Final = 3
"""How many words may stand between a month and its day, the day counted: “third day of June”."""
_KEY: Final = 3
"""Letters by which any form of a month is known, its short forms too."""


class _DateGrammar:
    """How English writes days: its patterns, made from the words of its language pack."""

    def __init__(self) -> None:
        words = vocabulary(ENGLISH)
        calendar = calendar_words(ENGLISH)
        endings = typography(ENGLISH).ordinal_endings
        self.months = {name[:_KEY].casefold(): name for name in calendar.month_names}
        self.month_forms = frozenset(form.casefold() for forms in calendar.months for form in forms)
        ordinals = number_words().ordinals
        twenty, thirty = words.tens[:2]
        units = [word for word, number in ordinals.items() if 1 <= number <= 9]
        from_ten = [word for word, number in ordinals.items() if 10 <= number <= 30]
        self.numbers = {word: number for word, number in ordinals.items() if 1 <= number <= 30}
        self.numbers |= {f"{twenty}-{word}": 20 + ordinals[word] for word in units}
        self.numbers |= {f"{thirty}-{units[0]}": _LAST}
        self.figures = frozenset(f"{zero}{day}" for day in range(1, _LAST + 1) for zero in ("", "0"))
        nths = (f"{day}{ending}" for day in self.figures for ending in endings)
        self.ordinals = frozenset((*units, *from_ten, *nths))

        written = rf"(?:(?:{twenty}|{thirty})[-\s])?(?:{alternatives(units)})|(?:{alternatives(from_ten)})"
        number = rf"[0-3]?[0-9](?:{alternatives(endings)})"
        day = rf"\b(?:{number}?|{written})\b"
        joined = rf"(?:\s*[-–—/,&]\s*|,?\s+(?:{alternatives(words.day_joiners)})\s+)"
        days = rf"{day}(?:{joined}(?:(?:{alternatives(words.day_fillers)})\s+){{,2}}{day}){{,5}}"
        # A name that is as short as the others’ short forms (“May”) may be written with a full stop like them.
        short = (*calendar.short_months, *(name for name in calendar.month_names if len(name) == _KEY))
        month = rf"\b(?:(?:{alternatives(calendar.month_names)})\b|(?:{alternatives(short)})\b\.?)"
        # What is counted is no part of a date: “in June 12 ships”, “on 3 June 1500 men”.
        counts = rf"\s+(?!(?:{alternatives(sorted(words.stop_words))})\b)(?-i:[a-z])"
        before_year = rf"(?:(?:{alternatives(words.year_prepositions)})\s+)?"
        year = rf"(?:,?\s+{before_year}(?P<year>1[0-9]{{3}}|20[0-9]{{2}})\b(?!{counts}))?"
        of = r"[\s-]+(?:(?:day\s+)?of\s+)?"
        month_first = rf"(?P<first>{month})[\s-]*(?:the\s+)?(?P<then>{days})(?!{of}{month})(?P<counts>(?={counts}))?"
        self.date = re.compile(rf"(?:(?P<days>{days}){of}(?P<month>{month})|{month_first}){year}", re.IGNORECASE)
        self.day = re.compile(day, re.IGNORECASE)
        after = rf"\b(?:{alternatives(words.day_prepositions)})\s+the\s+(?:{written})"
        self.alone = re.compile(rf"(?:\b{number}|{after})\b(?!{counts})", re.IGNORECASE)


@cache
def _english() -> _DateGrammar:
    return _DateGrammar()


def days(raw: str, words: Sequence[str], *, generous: bool = False) -> Days:
    """Return the days that *raw*, whose folded words are *words*, names with their months.

    With *generous*, “in June 12 ships” is read as a day that may be meant, and a day without its month counts too.
    """
    english = _english()
    raw = raw.replace("_", " ")  # emphasis in a plain text: “_3 August_”
    dated: dict[str, dict[str, str]] = {}
    if english.month_forms.isdisjoint(words):
        return dated
    is_dated = any(word in english.month_forms and _is_by_a_day(words, index) for index, word in enumerate(words))
    for match in english.date.finditer(raw) if is_dated else ():
        if match["counts"] is None or generous:
            month = english.months[(match["month"] or match["first"])[:_KEY].casefold()]
            for day in map(_number, english.day.findall(match["days"] or match["then"])):
                if 1 <= day <= _LAST:
                    dated.setdefault(f"{day} {month}", {})[match["year"] or ""] = match[0]
    if generous and not english.ordinals.isdisjoint(words):
        for alone in english.alone.findall(english.date.sub("", raw) if is_dated else raw):
            dated.setdefault(str(_number(english.day.findall(alone)[-1])), {})[""] = alone
    return dated


def _is_by_a_day(words: Sequence[str], index: int) -> bool:
    """Return whether the month at this index is near to a day. Only then is the slow pattern tried on the text."""
    near = words[max(0, index - _AROUND) : index + _AROUND + 1]
    return not (_english().figures.isdisjoint(near) and _english().ordinals.isdisjoint(near))


def _number(day: str) -> int:
    """Return the number of a day, as in “11th” and “eleventh”, or 0 where there is no such day (“thirty-third”)."""
    word = "-".join(day.casefold().split())
    return _english().numbers.get(word) or int(re.sub("[^0-9]", "", day) or 0)


def is_held(day: str, year: str, dates: Days) -> bool:
    """Return whether *dates* name the *day*, of *year* or of none; a day without a year is one of any.

    A year that the text names elsewhere is looked up by itself. Here a date must only not be of another year.
    """
    years = dates.get(day, {})
    return year in years or "" in years or (bool(years) and not year)

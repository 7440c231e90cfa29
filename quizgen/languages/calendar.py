"""The calendar of a language as its pack names it: months, seasons, parts of a year, and the words of ranges."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from quizgen.base.value import frozen
from quizgen.languages.packs import PACKS, Language, section

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""By what a month is known in every language, so that a date is one date in two languages: its English name."""


@frozen
class CalendarWords:
    """How one language names what dates are made of."""

    months: tuple[tuple[str, ...], ...]
    """The forms of each of the twelve months, January first: its name, then its short forms."""
    seasons: Mapping[str, int]
    """Each season with the number of the month in which it begins."""
    parts: Mapping[str, int]
    """Each part of a year ("early", "mid") with the number of the month in which it begins."""
    ranges: tuple[tuple[str, ...], ...]
    """The words that stand between two ends of a range, or one before each end: ("to",), ("between", "and")."""

    @property
    def month_names(self) -> tuple[str, ...]:
        """The names of the twelve months, January first."""
        return tuple(forms[0] for forms in self.months)

    @property
    def short_months(self) -> tuple[str, ...]:
        """The short forms of all months, in the order of the year."""
        return tuple(form for forms in self.months for form in forms[1:])


@lru_cache(maxsize=PACKS)
def calendar_words(language: Language) -> CalendarWords:
    """Return the calendar of *language*; without any names where its pack has none."""
    entries = section(language, "calendar")
    return CalendarWords(
        months=tuple(tuple(forms.split()) for forms in entries.get("months", ())),
        seasons={name: int(month) for name, month in entries.get("seasons", {}).items()},
        parts={name: int(month) for name, month in entries.get("parts", {}).items()},
        ranges=tuple(tuple(words.split(" … ")) for words in entries.get("ranges", ())),
    )

"""What the pages for students and teachers say, from the section `page` of a language pack."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache

from quizgen.base.value import frozen
from quizgen.languages.calendar import calendar_words
from quizgen.languages.packs import FALLBACK, PACKS, Language, pack_of

ONE = "_one"
"""What the key of a text for the number one has more than that of the text for any other number."""


@frozen
class PageWords:
    """The texts of the pages in one language."""

    language: str
    """The tag of the language in which they are written."""
    texts: Mapping[str, str]
    """Each text by its key, as inline Markdown; {…} are filled in."""
    months: tuple[str, ...]
    """The names of the twelve months, January first."""

    def text(self, key: str, count: object = None) -> str:
        """Return the text of *key*, and for a *count* of 1 its twin where it has one. Raises KeyError."""
        twin = self.texts.get(key + ONE) if count == 1 else None
        return self.texts[key] if twin is None else twin

    def day(self, time: int) -> str:
        """Return the day, in UTC, of a time in seconds since 1970."""
        day = datetime.fromtimestamp(time, UTC)
        return self.texts["date"].format(day=day.day, month=self.months[day.month - 1], year=day.year)


@lru_cache(maxsize=PACKS)
def page_words(language: Language) -> PageWords:
    """Return the texts in *language*, in its base language, or the English ones."""
    pack = pack_of(language)
    is_told = "page" in pack
    months = calendar_words(pack).month_names if is_told else ()
    return PageWords(
        language=pack.tag if is_told else FALLBACK,
        texts=pack.section("page"),
        months=months or calendar_words(FALLBACK).month_names,
    )

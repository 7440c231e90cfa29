"""Days of the calendar in a text: “the 11th of February, 1937”, “Feb. 11” and “11–12 February” alike."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from quizgen.languages.calendar import MONTHS, calendar_words
from quizgen.languages.packs import PACKS, Language
from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import alternatives, vocabulary
from quizgen.text.normalise import folded
from quizgen.text.number_words import number_words

Days = Mapping[str, Mapping[str, str]]
"""By day and month, then by year, “” where none is written with them, the words that state it.

“11 February 1937” is ``{"11 February": {"1937": "11 February 1937"}}``; ``{"11": …}`` is of a month named elsewhere.
"""

_LAST: Final = 31
_AROUND: Final = 3
"""How many words may stand between a month and its day, the day counted: “third day of June”."""
_SHORT: Final = 3
"""Letters of the short forms of months."""


class _DateGrammar:
    """How a language writes days: its patterns, made from the words of its pack."""

    def __init__(self, language: Language) -> None:
        words = vocabulary(language)
        calendar = calendar_words(language)
        marks = typography(language)
        endings = alternatives(marks.ordinal_endings)
        forms = {form: number for number, names in enumerate(calendar.months, 1) for form in names}
        self.months = {form.casefold(): MONTHS[number - 1] for form, number in forms.items()}
        self.month_forms = frozenset(word for form in forms for word in folded(form))
        numbers = number_words(language)
        ordinals = {word: number for word, number in numbers.written_ordinals.items() if 1 <= number <= _LAST}
        self.numbers = dict(numbers.ordinals)
        spelt = alternatives(sorted(ordinals, key=len, reverse=True))
        if not words.compound_and:
            twenty, thirty = map(re.escape, words.tens[:2] or ("", ""))
            units = {word: number for word, number in ordinals.items() if number <= 9}
            self.numbers |= {f"{twenty}-{word}": 20 + number for word, number in units.items()}
            self.numbers |= {f"{thirty}-{word}": 30 + number for word, number in units.items()}
            spelt = rf"(?:(?:{twenty}|{thirty})[-\s])?(?:{alternatives(units)})|{spelt}" if units else spelt
        self.figures = frozenset(f"{zero}{day}" for day in range(1, _LAST + 1) for zero in ("", "0"))
        nths = (f"{day}{ending}" for day in self.figures for ending in marks.ordinal_endings)
        self.ordinals = frozenset((*numbers.ordinals, *nths))

        stop = re.escape(marks.ordinal_stop)
        nth = rf"[0-3]?[0-9](?:{endings})\b"
        figure = rf"(?:{nth}|[0-3]?[0-9]{stop}(?!\d))" if stop else nth
        day = rf"\b(?:{figure}|[0-3]?[0-9]\b|(?:{spelt})\b)"
        joined = rf"(?:\s*[-–—/,&]\s*|,?\s+(?:{alternatives(words.day_joiners)})\s+)"
        days = rf"{day}(?:{joined}(?:(?:{alternatives(words.day_fillers)})\s+){{,2}}{day}){{,5}}"
        # A name that is as short as the others’ short forms (“May”) may be written with a full stop like them.
        short = (*calendar.short_months, *(name for name in calendar.month_names if len(name) == _SHORT))
        month = rf"\b(?:(?:{alternatives(calendar.month_names)})\b|(?:{alternatives(short)})\b\.?)"
        # What is counted is no part of a date: “in June 12 ships”, “on 3 June 1500 men”. Where nouns have capitals, a
        # small letter behind a year is mostly the verb.
        small = r"(?!)" if marks.nouns_have_capitals else r"(?-i:[a-z])"
        counts = rf"\s+(?!(?:{alternatives(sorted(words.stop_words))})\b){small}"
        before_year = rf"(?:(?:{alternatives(words.year_prepositions)})\s+)?"
        year = rf"(?:,?\s+{before_year}(?P<year>1[0-9]{{3}}|20[0-9]{{2}})\b(?!{counts}))?"
        of = rf"(?:[\s-]+(?:(?:{alternatives(words.day_of)})\s+)?)"
        articles = alternatives(words.day_articles)
        month_first = rf"(?P<first>{month})[\s-]*(?:(?:{articles})\s+)?(?P<then>{days})(?!{of}{month})"
        month_first += rf"(?P<counts>(?={counts}))?"
        if not marks.month_first:
            month_first = r"(?P<first>(?!))(?P<then>)(?P<counts>)"
        self.date = re.compile(rf"(?:(?P<days>{days}){of}(?P<month>{month})|{month_first}){year}", re.IGNORECASE)
        self.day = re.compile(day, re.IGNORECASE)
        before = rf"\b(?:{alternatives(words.day_prepositions)})\s+"
        after = rf"{before}(?:{articles})\s+(?:{spelt})\b"
        after_contracted = rf"{before}(?:{figure}|(?:{spelt})\b)" if stop else r"(?!)"
        self.alone = re.compile(rf"(?:\b{nth}|{after}|{after_contracted})(?!{counts})", re.IGNORECASE)

    def number(self, day: str) -> int:
        """Return the number of a day, as in “11th” and “eleventh”, or 0 where there is no such (“thirty-third”)."""
        word = "-".join(folded(day))
        return self.numbers.get(word) or int(re.sub("[^0-9]", "", day) or 0)


@lru_cache(maxsize=PACKS)
def _grammar(language: Language) -> _DateGrammar:
    return _DateGrammar(language)


def days(raw: str, words: Sequence[str], language: Language, *, generous: bool = False) -> Days:
    """Return the days that *raw*, whose folded words are *words*, names with their months.

    With *generous*, “in June 12 ships” is read as a day that may be meant, and a day without its month counts too.
    """
    grammar = _grammar(language)
    raw = raw.replace("_", " ")  # emphasis in a plain text: “_3 August_”
    dated: dict[str, dict[str, str]] = {}
    if grammar.month_forms.isdisjoint(words):
        return dated
    is_dated = any(
        word in grammar.month_forms and _is_by_a_day(words, index, grammar) for index, word in enumerate(words)
    )
    for match in grammar.date.finditer(raw) if is_dated else ():
        if match["counts"] is None or generous:
            month = grammar.months[(match["month"] or match["first"]).rstrip(".").casefold()]
            for day in map(grammar.number, grammar.day.findall(match["days"] or match["then"])):
                if 1 <= day <= _LAST:
                    dated.setdefault(f"{day} {month}", {})[match["year"] or ""] = match[0]
    if generous and (typography(language).ordinal_stop or not grammar.ordinals.isdisjoint(words)):
        for alone in grammar.alone.findall(grammar.date.sub("", raw) if is_dated else raw):
            dated.setdefault(str(grammar.number(grammar.day.findall(alone)[-1])), {})[""] = alone
    return dated


def _is_by_a_day(words: Sequence[str], index: int, grammar: _DateGrammar) -> bool:
    """Return whether the month at this index is near to a day. Only then is the slow pattern tried on the text."""
    near = words[max(0, index - _AROUND) : index + _AROUND + 1]
    return not (grammar.figures.isdisjoint(near) and grammar.ordinals.isdisjoint(near))


def is_held(day: str, year: str, dates: Days) -> bool:
    """Return whether *dates* name the *day*, of *year* or of none; a day without a year is one of any.

    A year that the text names elsewhere is looked up by itself. Here a date must only not be of another year.
    """
    years = dates.get(day, {})
    return year in years or "" in years or (bool(years) and not year)

"""Days of the calendar in a text: “the 11th of February, 1937”, “Feb. 11” and “11–12 February” alike."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from quizgen.languages.vocabulary import MONTHS, STOP_WORDS
from quizgen.text.terms import ORDINALS

Days = Mapping[str, Mapping[str, str]]
"""By day and month, then by year, “” where none is written with them, the words that state it.

“11 February 1937” is ``{"11 February": {"1937": "11 February 1937"}}``; ``{"11": …}`` is of a month named elsewhere.
"""

_NUMBERS: Final = (
    {word: number for word, number in ORDINALS.items() if 1 <= number <= 30}
    | {f"twenty-{word}": 20 + number for word, number in ORDINALS.items() if 1 <= number <= 9}
    | {"thirty-first": 31}
)
_MONTHS: Final = {month[:3].casefold(): month for month in MONTHS}
_NAMED: Final = frozenset((*map(str.casefold, MONTHS), *_MONTHS, "sept"))
_LAST: Final = 31
_FIGURES: Final = frozenset(f"{zero}{day}" for day in range(1, _LAST + 1) for zero in ("", "0"))
_NTHS: Final = frozenset(
    (
        *(word for word in _NUMBERS if "-" not in word),
        *(f"{day}{nth}" for day in _FIGURES for nth in ("st", "nd", "rd", "th")),
    )
)
_AROUND: Final = 3
"""Words between a month and a day of it, at most, and the day: “third day of June”, “June the twenty-third”."""

_WORDS: Final = (
    r"(?:twenty[-\s]|thirty[-\s])?(?:first|second|third|(?:four|fif|six|seven|eigh|nin)th)|(?:ten|eleven|twelf|twentie"
    r"|thirtie|(?:thir|four|fif|six|seven|eigh|nine)teen)th"
)
_DAY: Final = rf"\b(?:[0-3]?[0-9](?:st|nd|rd|th)?|{_WORDS})\b"
_AND: Final = r"(?:\s*[-–—/,&]\s*|,?\s+(?:and|or|to|till|until|through)\s+)(?:(?:on|from|the)\s+){,2}"
_DAYS: Final = rf"{_DAY}(?:{_AND}{_DAY}){{,5}}"
_SHORT: Final = "|".join((*(month[:3] for month in MONTHS), "Sept"))
_MONTH: Final = rf"\b(?:(?:{'|'.join(MONTHS)})\b|(?:{_SHORT})\b\.?)"
# What is counted is no part of a date: “in June 12 ships”, “on 3 June 1500 men”.
_COUNTS: Final = rf"\s+(?!(?:{'|'.join(sorted(STOP_WORDS))})\b)(?-i:[a-z])"
_YEAR: Final = rf"(?:,?\s+(?:(?:of|in)\s+)?(?P<year>1[0-9]{{3}}|20[0-9]{{2}})\b(?!{_COUNTS}))?"
_OF: Final = r"[\s-]+(?:(?:day\s+)?of\s+)?"
_DATE: Final = re.compile(
    rf"(?:(?P<days>{_DAYS}){_OF}(?P<month>{_MONTH})"
    rf"|(?P<first>{_MONTH})[\s-]*(?:the\s+)?(?P<then>{_DAYS})(?!{_OF}{_MONTH})(?P<counts>(?={_COUNTS}))?){_YEAR}",
    re.IGNORECASE,
)
_EACH: Final = re.compile(_DAY, re.IGNORECASE)
_ALONE: Final = re.compile(
    rf"(?:\b[0-3]?[0-9](?:st|nd|rd|th)|\b(?:on|of|since|by|until|till|before|after|from)\s+the\s+(?:{_WORDS}))\b"
    rf"(?!{_COUNTS})",
    re.IGNORECASE,
)


def days(raw: str, words: Sequence[str], *, generous: bool = False) -> Days:
    """The days that *raw*, whose folded words are *words*, names with their months.

    *generous* takes “in June 12 ships” for one that may be meant, and counts a day that stands without a month.
    """
    found: dict[str, dict[str, str]] = {}
    if _NAMED.isdisjoint(words):
        return found
    is_dated = any(word in _NAMED and _is_by_a_day(words, at) for at, word in enumerate(words))
    for match in _DATE.finditer(raw) if is_dated else ():
        if match["counts"] is None or generous:
            month = _MONTHS[(match["month"] or match["first"])[:3].casefold()]
            for day in map(_number, _EACH.findall(match["days"] or match["then"])):
                if 1 <= day <= _LAST:
                    found.setdefault(f"{day} {month}", {})[match["year"] or ""] = match[0]
    if generous and not _NTHS.isdisjoint(words):
        for alone in _ALONE.findall(_DATE.sub("", raw) if is_dated else raw):
            found.setdefault(str(_number(_EACH.findall(alone)[-1])), {})[""] = alone
    return found


def _is_by_a_day(words: Sequence[str], at: int) -> bool:
    """Whether the month at this index is so near to a day that reading closely is worth while: it takes its time."""
    near = words[max(0, at - _AROUND) : at + _AROUND + 1]
    return not (_FIGURES.isdisjoint(near) and _NTHS.isdisjoint(near))


def _number(day: str) -> int:
    """The number of a day, as in “11th” and “eleventh”; 0 where there is none such, as for “thirty-third”."""
    word = "-".join(day.casefold().split())
    return _NUMBERS.get(word) or int(re.sub("[^0-9]", "", day) or 0)


def is_held(day: str, year: str, known: Days) -> bool:
    """Whether *known* names the *day*, of *year* or of none; a day without a year is one of any.

    A year that stands elsewhere is looked up by itself: here it must only not be another.
    """
    years = known.get(day, {})
    return year in years or "" in years or (bool(years) and not year)

"""Rules of the house: one way to write dates, and entries that name people once and never in their own description."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from quizgen.bank.entries import Directions, Entry, Person
from quizgen.base.problem import Severity
from quizgen.languages.calendar import calendar_words
from quizgen.languages.packs import PACKS, Language
from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import alternatives, vocabulary
from quizgen.rules.engine.bank_text import FieldSpan, field_finding
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.rule import rule

_YEAR = r"(?:1\d|20)\d\d\b"
_SOME_DIGITS = re.compile(r"\d[./-]\d")
_DIGITS = re.compile(r"\b(?:[0-3]?\d[./][01]?\d[./](?:\d\d)?\d\d|\d{4}-\d\d-\d\d)\b")
COMMON = 3
"""Letters up to which a last word of a name is too common to give the name away: our own judgement."""


class _MonthWords:
    """The months of one language, and the patterns of what is before and after one in each style of a date."""

    def __init__(self, language: Language) -> None:
        calendar, marks = calendar_words(language), typography(language)
        self.short = frozenset(form.casefold() for form in calendar.short_months)
        self.all = self.short.union(name.casefold() for name in calendar.month_names)
        ending = f"(?:{alternatives(marks.ordinal_endings)})"
        stop, april = re.escape(marks.ordinal_stop), calendar.month_names[3]
        of = f"(?: (?:{alternatives(vocabulary(language).day_of)}))?"
        styles = {
            "ordinal day": (rf"[0-3]?\d{ending}{of} $", ""),
            "day month year": (rf"\b[0-3]?\d{stop} $", ""),
            "day without its stop": (r"\b[0-3]?\d $", ""),
            "month day, year": ("", rf" [0-3]?\d{ending}?(?:, {_YEAR}|\b(?![–-]))"),
            "short month": ("", rf"\.? (?:[0-3]?\d, )?{_YEAR}"),
        }
        self.house = {"day month year": f"28{marks.ordinal_stop} {april} 1938"}
        """The styles that a bank may choose between, the first where it has not chosen, each with an example."""
        if marks.month_first:
            self.house["month day, year"] = f"{april} 28, 1938"
        else:
            del styles["month day, year"]
        if marks.ordinal_stop:
            self.house["digits"] = "28.4.1938"
        self.styles = {style: (re.compile(before), re.compile(after)) for style, (before, after) in styles.items()}


@lru_cache(maxsize=PACKS)
def _month_words(language: Language) -> _MonthWords:
    return _MonthWords(language)


def _dated(context: RuleContext) -> Iterator[tuple[str, FieldSpan]]:
    """Yield every full date of the bank's texts, with its style."""
    months = _month_words(context.language)
    for hit in context.corpus.among(months.all):
        text = hit.piece.text
        if not hit.words[0].isupper():  # “may” and “march” are verbs
            continue
        short = hit.words.casefold() in months.short
        for style, (before, after) in months.styles.items():
            opens, closes = before.search(text, max(0, hit.start - 8), hit.start), after.match(text, hit.end)
            if opens and closes and short == (style == "short month"):
                yield style, hit._replace(start=opens.start() if before.pattern else hit.start, end=closes.end())
                break
    for hit, _ in context.corpus.matches(_SOME_DIGITS):
        match = _DIGITS.search(hit.piece.text, max(0, hit.start - 4))
        if match and match.start() <= hit.start < match.end():
            yield "digits", hit._replace(start=match.start(), end=match.end())


@rule(
    "Q901",
    "date-style",
    Severity.WARNING,
    reason="One house style: a student who types “28 April 1938” should not meet “April 28, 1938” on the next card.",
    words=("months",),
)
def date_style(context: RuleContext) -> Iterator[Finding]:
    """A date in another style than most of the bank's dates."""
    dates = [(style, hit) for style, hit in _dated(context) if hit.piece.is_prose and hit.piece.name != "sources"]
    styles = _month_words(context.language).house
    counts = Counter(style for style, _ in dates if style in styles)
    house = max(styles, key=lambda style: counts[style])
    for style, hit in dates:
        if style != house:
            message = f"“{hit.words}” is not in the style of the bank’s other dates"
            yield field_finding(hit, message, f"Write it as {styles[house]}.")


def _asked_by_name(context: RuleContext) -> Iterator[Entry]:
    """Return the entries for which a card asks the name."""
    return (entry for entry in context.bank.entries.values() if entry.cards in (Directions.BOTH, Directions.NAME))


@rule(
    "Q911",
    "description-holds-name",
    Severity.ERROR,
    reason="The card asks the name from the description; a description that holds the name asks nothing.",
)
def holds_name(context: RuleContext) -> Iterator[Finding]:
    """The last word of a person's name or variant, or all words of a term, in the description on the card."""
    for entry in _asked_by_name(context):
        words = set(context.words(entry.gloss_))
        if isinstance(entry, Person):
            forms = (entry.name, *(variant.form for variant in entry.variants))
            telling = [word for form in forms for word in context.words(form)[-1:] if len(word) > COMMON]
            is_told = not words.isdisjoint(telling)
        else:  # The gloss of an abbreviation is what it stands for, and “Red Army” may be glossed as an army.
            is_told = words.issuperset(context.words(entry.name))
        if is_told:
            message = f"the description of {entry.name} holds the name"
            yield Finding(owner=entry, name=_described(entry), message=message, hint="Describe without it.")


def _described(entry: Entry) -> str:
    """Return the key of an entry's description."""
    return "role" if isinstance(entry, Person) else "gloss"


@rule(
    "Q912",
    "form-of-two-entries",
    Severity.WARNING,
    reason="Where one form names two people, neither a student nor the checker can tell which is meant.",
)
def two_entries(context: RuleContext) -> Iterator[Finding]:
    """A name or variant that two entries share."""
    owners: dict[tuple[str, ...], Entry] = {}
    for entry in context.bank.entries.values():
        if entry.cards is Directions.NONE:  # A voice may be a term as well: no card asks for it.
            continue
        variants = ((variant, "form", variant.form) for variant in entry.variants)
        for named, name, form in ((entry, "name", entry.name), *variants):
            other = owners.setdefault(context.words(form), entry)
            if other is not entry:
                message = f"“{form}” names {other.name} too, in {other.place()}"
                hint = "Give each a form of its own, with a first name."
                yield Finding(owner=named, name=name, message=message, hint=hint, within=(entry,))


@rule(
    "Q913",
    "entries-described-alike",
    Severity.WARNING,
    reason="Two entries with one description make two cards with one front.",
)
def described_alike(context: RuleContext) -> Iterator[Finding]:
    """Two roles or glosses of the same words, where a card asks the name."""
    seen: dict[tuple[str, ...], Entry] = {}
    for entry in _asked_by_name(context):
        other = seen.setdefault(context.words(entry.gloss_), entry)
        if other is not entry:
            message = f"{other.name} has the same description, in {other.place(_described(other))}"
            yield Finding(
                owner=entry, name=_described(entry), message=message, hint="Say what only this one was or did."
            )

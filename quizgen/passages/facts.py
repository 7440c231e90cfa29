"""The facts of a text that can be looked up in another: figures and dates, people and terms, and other names."""

from collections.abc import Iterable, Mapping
from dataclasses import field

from quizgen.bank.names import Mention, NameIndex
from quizgen.base.value import frozen
from quizgen.languages.packs import Language
from quizgen.text.capitals import Capitals, sentence_breaks
from quizgen.text.days import Days, days, is_held
from quizgen.text.normalise import Normal, normalise
from quizgen.text.quantities import quantities

_STEM = 5
"""Letters in which two forms of a name agree (Yugoslav, Yugoslavia; Bulgarian, Bulgarians): our own judgement."""


@frozen
class Facts:
    """The facts of a text; each comes with the words that state it, as they are written there."""

    quantities: Mapping[str, str] = field(default_factory=dict)
    """By value: ``10``, ``1/3``, ``1930s``, ``April``."""
    days: Days = field(default_factory=dict)
    """Dates that name a day and its month; their parts are quantities as well."""
    entries: Mapping[str, str] = field(default_factory=dict)
    """People and terms of the bank, by id."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Other proper names, by their folded word."""

    def __bool__(self) -> bool:
        return bool(self.quantities or self.days or self.entries or self.names)

    def __or__(self, other: "Facts") -> "Facts":
        return union((self, other))

    @property
    def figures(self) -> tuple[str, ...]:
        """The words of the dates, then of the other quantities, each once. The parts of a date are not repeated."""
        dated = {part for day, years in self.days.items() for part in (*day.split(), *years)}
        undated = (words for value, words in self.quantities.items() if value not in dated)
        return tuple(dict.fromkeys((*(words for years in self.days.values() for words in years.values()), *undated)))


def union(several: Iterable[Facts]) -> Facts:
    """Return the facts of *several* texts as those of one."""
    figures: dict[str, str] = {}
    dated: dict[str, Mapping[str, str]] = {}
    entries: dict[str, str] = {}
    names: dict[str, str] = {}
    for facts in several:
        figures |= facts.quantities
        for day, years in facts.days.items():
            dated[day] = {**dated.get(day, {}), **years}
        entries |= facts.entries
        names |= facts.names
    return Facts(quantities=figures, days=dated, entries=entries, names=names)


def stated(raw: str, normal: Normal, mentions: Iterable[Mention], capitals: Capitals) -> Facts:
    """Return the facts of *raw*, whose folded words are *normal* and which names people and terms at *mentions*.

    Which other words are names is read off the *capitals* of a longer text in the same language.
    """
    words, edges, language = normal.words, normal.edges, capitals.language
    entries: dict[str, str] = {}
    named: set[int] = set()
    for first, after, entry in mentions:
        entries.setdefault(entry.id, raw[edges[2 * first] : edges[2 * after - 1]])
        named.update(range(first, after))
    names: dict[str, str] = {}
    if not raw.islower():
        for index, word in enumerate(words):
            if raw[edges[2 * index]].isupper() and index not in named:
                begins = not index or bool(
                    sentence_breaks(language).search(raw, edges[2 * index - 1], edges[2 * index])
                )
                if capitals.is_name(word, begins and len(words) > 2):
                    names[word] = raw[edges[2 * index] : edges[2 * index + 1]]
    figures = {value: raw[start:end] for value, start, end in quantities(raw, words, language)}
    return Facts(quantities=figures, days=days(raw, words, language), entries=entries, names=names)


def held(raw: str, index: NameIndex, language: Language, words: tuple[str, ...] = ()) -> Facts:
    """Return all facts that *raw*, in *language*, can be read to state.

    Facts of another text are looked up in this generous reading. *words* are the folded words of *raw*, if the caller
    has them.
    """
    words = words or normalise(raw).words
    dated = days(raw, words, language, generous=True)
    return Facts(
        # A date has its parts in whatever spelling: “Feb. 11” is in February.
        quantities={part: part for day in dated for part in day.split()}
        | {value: raw[start:end] for value, start, end in quantities(raw, words, language, generous=True)},
        days=dated,
        entries={mention.entry.id: mention.entry.name for mention in index.mentions(words, nested=True)},
        names=dict.fromkeys((*words, *(word[:_STEM] for word in words if len(word) > _STEM)), ""),
    )


def lacking(facts: Facts, *sources: Facts) -> Facts:
    """Return those of the *facts* that none of the *sources* has. A name is there if a word begins as it does."""
    if not facts:
        return facts
    dated = {}
    for day, years in facts.days.items():
        if missing := _missing_years(day, years, sources):
            dated[day] = missing
    return Facts(
        quantities=_missing(facts.quantities, [source.quantities for source in sources]),
        days=dated,
        entries=_missing(facts.entries, [source.entries for source in sources]),
        names={
            word: words
            for word, words in facts.names.items()
            if not any(_is_named(word, source.names) for source in sources)
        },
    )


def _is_named(word: str, names: Mapping[str, str]) -> bool:
    return word in names or (len(word) >= _STEM and word[:_STEM] in names)


def _missing(stated: Mapping[str, str], sources: list[Mapping[str, str]]) -> dict[str, str]:
    return {value: words for value, words in stated.items() if not any(value in source for source in sources)}


def _missing_years(day: str, years: Mapping[str, str], sources: tuple[Facts, ...]) -> dict[str, str]:
    number, month = day.split()
    # “In February … on the 11th”: where a text names the month apart, a day without one may be of it.
    has_month = any(month in source.quantities for source in sources)
    if has_month and any(number in source.days for source in sources):
        return {}
    return {
        year: words for year, words in years.items() if not any(is_held(day, year, source.days) for source in sources)
    }

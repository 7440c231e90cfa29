"""What a text states that can be looked up in another: its figures and dates, its people and terms, its other names."""

from collections.abc import Iterable, Mapping
from dataclasses import field

from quizgen.bank.names import Mention, NameIndex
from quizgen.base.value import frozen
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
        """The words of its dates and of its other quantities, each once: the parts of a date go with it."""
        dated = {part for day, years in self.days.items() for part in (*day.split(), *years)}
        others = (words for value, words in self.quantities.items() if value not in dated)
        return tuple(dict.fromkeys((*(words for years in self.days.values() for words in years.values()), *others)))


def union(several: Iterable[Facts]) -> Facts:
    """The facts of *several* texts as those of one."""
    figures: dict[str, str] = {}
    dated: dict[str, Mapping[str, str]] = {}
    entries: dict[str, str] = {}
    names: dict[str, str] = {}
    for each in several:
        figures |= each.quantities
        for day, years in each.days.items():
            dated[day] = {**dated.get(day, {}), **years}
        entries |= each.entries
        names |= each.names
    return Facts(quantities=figures, days=dated, entries=entries, names=names)


def stated(raw: str, normal: Normal, mentions: Iterable[Mention], capitals: Capitals) -> Facts:
    """The facts of *raw*, whose folded words are *normal*, with *mentions* of people and terms among them.

    What is a name is told by the *capitals* of a longer text.
    """
    words, edges = normal.words, normal.edges
    entries: dict[str, str] = {}
    named: set[int] = set()
    for first, after, entry in mentions:
        entries.setdefault(entry.id, raw[edges[2 * first] : edges[2 * after - 1]])
        named.update(range(first, after))
    names: dict[str, str] = {}
    if not raw.islower():
        for at, word in enumerate(words):
            if raw[edges[2 * at]].isupper() and at not in named:
                begins = not at or bool(sentence_breaks().search(raw, edges[2 * at - 1], edges[2 * at]))
                if capitals.is_name(word, begins and len(words) > 2):
                    names[word] = raw[edges[2 * at] : edges[2 * at + 1]]
    found = {value: raw[start:end] for value, start, end in quantities(raw, words)}
    return Facts(quantities=found, days=days(raw, words), entries=entries, names=names)


def held(raw: str, index: NameIndex, words: tuple[str, ...] = ()) -> Facts:
    """All that *raw* can be said to state: the generous reading of a text in which facts are looked up.

    Its folded *words* may be given where they are known.
    """
    words = words or normalise(raw).words
    dated = days(raw, words, generous=True)
    return Facts(
        # A date has its parts in whatever spelling: “Feb. 11” is in February.
        quantities={part: part for day in dated for part in day.split()}
        | {value: raw[start:end] for value, start, end in quantities(raw, words, generous=True)},
        days=dated,
        entries={each.entry.id: each.entry.name for each in index.mentions(words, nested=True)},
        names=dict.fromkeys((*words, *(word[:_STEM] for word in words if len(word) > _STEM)), ""),
    )


def lacking(facts: Facts, *known: Facts) -> Facts:
    """The *facts* that none of the *known* holds; a name counts as held where a word begins as it does."""
    if not facts:
        return facts
    return Facts(
        quantities=_beyond(facts.quantities, [each.quantities for each in known]),
        days={day: rest for day, years in facts.days.items() if (rest := _beyond_days(day, years, known))},
        entries=_beyond(facts.entries, [each.entries for each in known]),
        names={
            word: words
            for word, words in facts.names.items()
            if not any(word in each.names or (len(word) >= _STEM and word[:_STEM] in each.names) for each in known)
        },
    )


def _beyond(stated: Mapping[str, str], known: list[Mapping[str, str]]) -> dict[str, str]:
    return {value: words for value, words in stated.items() if not any(value in each for each in known)}


def _beyond_days(day: str, years: Mapping[str, str], known: tuple[Facts, ...]) -> dict[str, str]:
    number, month = day.split()
    # “In February … on the 11th”: where a text names the month apart, a day without one may be of it.
    if any(month in each.quantities for each in known) and any(number in each.days for each in known):
        return {}
    return {year: words for year, words in years.items() if not any(is_held(day, year, each.days) for each in known)}

"""What a text states that can be looked up in another: its figures and dates, its people and terms, its other names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quizgen.anchor.normalise import Normal, normalise
from quizgen.names import Mention, NameIndex
from quizgen.rules.capitals import ENDS, Capitals
from quizgen.rules.quantities import quantities

_STEM = 5
"""Letters in which two forms of a name agree: Yugoslav, Yugoslavia; Bulgarian, Bulgarians."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """The facts of a text; each comes with the words that state it, as they are written there."""

    quantities: Mapping[str, str] = field(default_factory=dict)
    """By value: ``10``, ``1/3``, ``1930s``, ``April``."""
    entries: Mapping[str, str] = field(default_factory=dict)
    """People and terms of the bank, by id."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Other proper names, by their folded word."""

    def __bool__(self) -> bool:
        return bool(self.quantities or self.entries or self.names)

    def __or__(self, other: "Facts") -> "Facts":
        return Facts(
            quantities={**self.quantities, **other.quantities},
            entries={**self.entries, **other.entries},
            names={**self.names, **other.names},
        )


def union(several: Iterable[Facts]) -> Facts:
    """The facts of *several* texts as those of one."""
    figures: dict[str, str] = {}
    entries: dict[str, str] = {}
    names: dict[str, str] = {}
    for each in several:
        figures |= each.quantities
        entries |= each.entries
        names |= each.names
    return Facts(quantities=figures, entries=entries, names=names)


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
                begins = not at or bool(ENDS.search(raw, edges[2 * at - 1], edges[2 * at]))
                if capitals.is_name(word, begins and len(words) > 2):
                    names[word] = raw[edges[2 * at] : edges[2 * at + 1]]
    found = {value: raw[start:end] for value, start, end in quantities(raw, words)}
    return Facts(quantities=found, entries=entries, names=names)


def held(raw: str, index: NameIndex, words: tuple[str, ...] = ()) -> Facts:
    """All that *raw* can be said to state: the generous reading of a text in which facts are looked up.

    Its folded *words* may be given where they are known.
    """
    words = words or normalise(raw).words
    return Facts(
        quantities={value: raw[start:end] for value, start, end in quantities(raw, words, generous=True)},
        entries={each.entry.id: each.entry.name for each in index.mentions(words, nested=True)},
        names=dict.fromkeys((*words, *(word[:_STEM] for word in words if len(word) > _STEM)), ""),
    )


def lacking(facts: Facts, *known: Facts) -> Facts:
    """The *facts* that none of the *known* holds; a name counts as held where a word begins as it does."""
    if not facts:
        return facts
    return Facts(
        quantities=_beyond(facts.quantities, [each.quantities for each in known]),
        entries=_beyond(facts.entries, [each.entries for each in known]),
        names={
            word: words
            for word, words in facts.names.items()
            if not any(word in each.names or (len(word) >= _STEM and word[:_STEM] in each.names) for each in known)
        },
    )


def _beyond(stated: Mapping[str, str], known: list[Mapping[str, str]]) -> dict[str, str]:
    return {value: words for value, words in stated.items() if not any(value in each for each in known)}

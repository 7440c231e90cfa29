"""The bank: all that the curators wrote, by id."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from quizgen.bank.items import Item
from quizgen.bank.model import DeckSpec, Entry, Head, Passage, Person, Section, Term, Text, Worksheet
from quizgen.bank.names import NameIndex


@dataclass(frozen=True, kw_only=True)
class Bank:
    """All that the curators wrote, by id and in the order in which it was written."""

    path: Path
    head: Head
    texts: Mapping[str, Text]
    sections: Mapping[str, Section]
    passages: Mapping[str, Passage]
    items: Mapping[str, Item]
    people: Mapping[str, Person]
    terms: Mapping[str, Term]
    decks: Mapping[str, DeckSpec]
    worksheets: Mapping[str, Worksheet]
    text_of_section: Mapping[str, str]
    unread: tuple[str, ...] = ()
    """The files that could not be read: what they hold is missing here, and nobody knows what it is."""
    whole: bool = True
    """Whether all that was written is here; what has a fault in itself is left out."""

    @property
    def folder(self) -> Path:
        """Where the bank lies."""
        return self.path.parent

    @property
    def entries(self) -> dict[str, Entry]:
        """People and terms."""
        return {**self.people, **self.terms}

    @cached_property
    def names(self) -> NameIndex:
        """The names of people and terms, to be found in prose."""
        return NameIndex(self.entries.values())

    @cached_property
    def listed(self) -> tuple[Item, ...]:
        """The items in their order."""
        return tuple(self.items.values())

    @cached_property
    def in_section(self) -> Mapping[str, tuple[int, ...]]:
        """For each section, which items cite a passage of it: their numbers in `listed`."""
        found: dict[str, list[int]] = {}
        for number, item in enumerate(self.listed):
            for section in {self.passages[name].section for name in item.at if name in self.passages}:
                found.setdefault(section, []).append(number)
        return {section: tuple(numbers) for section, numbers in found.items()}

    def text_of(self, passage: Passage) -> Text:
        """The text that a passage stands in."""
        return self.texts[self.text_of_section[passage.section]]

    def passages_of(self, item: Item) -> tuple[Passage, ...]:
        """The passages that an item cites."""
        return tuple(self.passages[each] for each in item.at)

    def revision(self, of: Iterable[Item | Entry]) -> str:
        """A short hash of what is written in these and in their passages, whatever their order.

        What else is in the bank does not move it: sheets and decks of one revision ask the same.
        """
        written = {}
        for each in of:
            written[f"{each.kind} {each.id}"] = each.origin.node
            written |= {name: self.passages[name].origin.node for name in each.at}
        return hashlib.sha256(json.dumps(sorted(written.items())).encode()).hexdigest()[:8]

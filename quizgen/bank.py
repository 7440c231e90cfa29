"""The bank: all that the curators wrote, by id."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quizgen.items import Item
from quizgen.model import DeckSpec, Entry, Head, Passage, Person, Section, Term, Text, Worksheet


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
    revision: str
    """A short hash of all the bank's files: the same on every machine."""

    @property
    def folder(self) -> Path:
        """Where the bank lies."""
        return self.path.parent

    @property
    def entries(self) -> dict[str, Entry]:
        """People and terms."""
        return {**self.people, **self.terms}

    def text_of(self, passage: Passage) -> Text:
        """The text that a passage stands in."""
        return self.texts[self.text_of_section[passage.section]]

    def passages_of(self, item: Item) -> tuple[Passage, ...]:
        """The passages that an item cites."""
        return tuple(self.passages[each] for each in item.at)

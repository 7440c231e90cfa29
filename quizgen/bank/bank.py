"""The bank: all that the curators wrote, by ID."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from quizgen.bank import codes
from quizgen.bank.entries import Entry, Person, Term
from quizgen.bank.items import Item
from quizgen.bank.model import DeckSpec, Head, Passage, Section, Text, Worksheet
from quizgen.bank.names import NameGrammar, NameIndex
from quizgen.bank.sessions import Session
from quizgen.base.files import display_path
from quizgen.base.problem import Failure, Problem, did_you_mean, fail
from quizgen.languages.packs import Pack, pack_of
from quizgen.languages.vocabulary import vocabulary


def name_of(studied: Item | Entry) -> str:
    """Return the name by which the lock records a code: the oldest id, of people and terms behind their kind."""
    return studied.oldest_id if isinstance(studied, Item) else f"{studied.kind}:{studied.oldest_id}"


@dataclass(frozen=True, kw_only=True)
class Bank:
    """All that the curators wrote, by ID: passages and questions in reading order, all else as in the files."""

    path: Path
    """The file of the bank's head."""
    head: Head
    texts: Mapping[str, Text]
    sections: Mapping[str, Section]
    passages: Mapping[str, Passage]
    items: Mapping[str, Item]
    """The questions that decks and worksheets take; those that say ``draft: yes`` are in `drafts`."""
    people: Mapping[str, Person]
    terms: Mapping[str, Term]
    decks: Mapping[str, DeckSpec]
    worksheets: Mapping[str, Worksheet]
    sessions: Mapping[str, Session]
    """The sessions of the course, in their order."""
    text_of_section: Mapping[str, str]
    """The ID of the text of every section."""
    files: tuple[Path, ...] = ()
    """All files that the bank was read from, the head first."""
    drafts: Mapping[str, Item] = field(default_factory=dict)
    """The unfinished questions: they are read and checked, and in no deck and on no worksheet."""
    unread: tuple[str, ...] = ()
    """The files that could not be read; what they contain is missing here."""
    recorded_codes: Mapping[str, str] = field(default_factory=dict)
    """The codes that the lock records, by the names of what they stand for (see `name_of`)."""
    packs: Mapping[str, Pack] = field(default_factory=dict)
    """The language packs that the bank brings, by their tags."""
    whole: bool = True
    """Whether the bank was read completely. False if any object was left out because of an error."""

    @property
    def folder(self) -> Path:
        """The folder of the bank's head."""
        return self.path.parent

    def pack_for(self, tag: str) -> Pack:
        """Return the pack of a language: the bank’s own for *tag* or its base language, or else one that ships."""
        for own in (tag, tag.partition("-")[0]):
            if own in self.packs:
                return self.packs[own]
        return pack_of(tag)

    @property
    def pack(self) -> Pack:
        """The pack of the language of the questions."""
        return self.pack_for(self.head.language)

    def pack_of_text(self, passage: Passage) -> Pack:
        """Return the pack of the language of a passage’s text."""
        return self.pack_for(self.text_of(passage).language)

    @cached_property
    def questions(self) -> dict[str, Item]:
        """All questions, drafts too, by ID."""
        return {**self.items, **self.drafts}

    @property
    def entries(self) -> dict[str, Entry]:
        """People and terms, by ID."""
        return {**self.people, **self.terms}

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The codes of all questions but drafts, of people and terms, by their names (see `name_of`)."""
        return codes.assign(self.head.id, map(name_of, self._studied), self.recorded_codes)

    @cached_property
    def _codes_with_drafts(self) -> Mapping[str, str]:
        """The codes of drafts as well: they are recorded, and so kept, only when a draft is published."""
        return codes.assign(self.head.id, map(name_of, self.drafts.values()), self.codes)

    def code_of(self, studied: Item | Entry) -> str:
        """Return the code by which a student names a question, a person or a term."""
        return self._codes_with_drafts[name_of(studied)]

    def id_of(self, typed: str) -> str:
        """Return the id of the question, person or term that has the code *typed*; *typed* itself where none has it."""
        if typed in self.questions or typed in self.entries:
            return typed
        return self._ids_by_code.get(codes.as_code(typed), typed)

    @cached_property
    def _ids_by_code(self) -> Mapping[str, str]:
        return {self.code_of(studied): studied.id for studied in (*self._studied, *self.drafts.values())}

    @property
    def _studied(self) -> Iterator[Item | Entry]:
        yield from self.items.values()
        yield from self.people.values()
        yield from self.terms.values()

    def unknown(self, code: str, kind: str, name: str, known: Iterable[str]) -> Failure:
        """Return the failure that the bank has no *kind* of thing called *name*, with the nearest of those *known*.

        A question that is a draft is there, and nothing can be made of it.
        """
        if name in self.drafts:
            place = self.drafts[name].place()
            hint = "Take draft: out, and name its passage under at: where the bank has texts."
            return Failure(Problem(place=place, code="B321", message=f"“{name}” is a draft", hint=hint))
        return fail(display_path(self.path), code, f"there is no {kind} “{name}”", did_you_mean(name, known))

    @cached_property
    def name_index(self) -> NameIndex:
        """The names of people and terms, by which prose is searched for them; offices are not among them."""
        return NameIndex(self.entries.values(), self._name_grammar)

    @cached_property
    def office_index(self) -> NameIndex:
        """The same, with the offices by which prose may name a person."""
        return NameIndex(self.entries.values(), self._name_grammar, offices=True)

    @cached_property
    def _name_grammar(self) -> NameGrammar:
        """How names and terms are inflected, in the language of the questions or of a text."""
        tags = dict.fromkeys((self.head.language, *(text.language for text in self.texts.values())))
        words = [vocabulary(self.pack_for(tag)) for tag in tags]
        return NameGrammar(
            name_endings=tuple(dict.fromkeys(ending for some in words for ending in some.name_endings)),
            adjective_endings=tuple(dict.fromkeys(ending for some in words for ending in some.adjective_endings)),
        )

    @cached_property
    def items_in_order(self) -> tuple[Item, ...]:
        """The questions in reading order."""
        return tuple(self.items.values())

    @cached_property
    def in_section(self) -> Mapping[str, tuple[int, ...]]:
        """The questions that cite a passage of each section, as indices in `items_in_order`, by the section's ID."""
        indices: dict[str, list[int]] = {}
        for index, item in enumerate(self.items_in_order):
            for section in {self.passages[passage].section for passage in item.at if passage in self.passages}:
                indices.setdefault(section, []).append(index)
        return {section: tuple(section_indices) for section, section_indices in indices.items()}

    def session_of(self, passages: Iterable[str]) -> Session | None:
        """Return the session by which all *passages* (ids) have been read.

        None where one of them is not read in any, or where there are none.

        A section is read in the first session that names it.
        """
        sections = {self.passages[passage].section for passage in passages}
        if not sections or not sections <= self._session_indices.keys():
            return None
        return tuple(self.sessions.values())[max(self._session_indices[section] for section in sections)]

    @cached_property
    def _session_indices(self) -> Mapping[str, int]:
        """The index of the first session that reads each section, by the section's ID."""
        indices: dict[str, int] = {}
        for index, session in enumerate(self.sessions.values()):
            for section in session.read:
                indices.setdefault(section, index)
        return indices

    def text_of(self, passage: Passage) -> Text:
        """Return the text of a passage."""
        return self.texts[self.text_of_section[passage.section]]

    def passages_of(self, item: Item) -> tuple[Passage, ...]:
        """Return the passages that a question cites, in the order in which it names them."""
        return tuple(self.passages[passage_id] for passage_id in item.at)

    def revision(self, objects: Iterable[Item | Entry]) -> str:
        """Return a hash, of eight hexadecimal digits, of what is written in *objects* and in their passages.

        Their order does not change it, nor does anything else in the bank: sheets and decks of one revision have the
        same questions.
        """
        nodes = {}
        for written in objects:
            nodes[f"{written.kind} {written.id}"] = written.origin.node
            for passage in written.at:
                nodes[passage] = self.passages[passage].origin.node
        return hashlib.sha256(json.dumps(sorted(nodes.items())).encode()).hexdigest()[:8]

"""Anki decks, resolved: every note with its identity, its content and its sources, before any output draws it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from quizgen.anki.notetypes import notetype_of
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.claim import Claim, claim_of
from quizgen.bank.items import Item
from quizgen.bank.items.blocks import Block, EntryBlock
from quizgen.bank.model import DeckSpec, Directions, Entries, Entry, Person
from quizgen.bank.note_name import NoteName, Owner
from quizgen.bank.select import chosen
from quizgen.base.garbage import no_garbage_collection
from quizgen.base.value import frozen
from quizgen.passages.citations import supported
from quizgen.text.inline import NO_PROSE, Prose, escape, plain


@frozen
class Related:
    """A person or term that a note names."""

    name: str
    """The standard form of the name."""
    gloss: Prose
    """A line on who or what that is."""


@frozen
class Note:
    """One Anki note before it is drawn."""

    item: str
    """The short id of the question, person or term, which sheet, key and card share."""
    owner: Owner = Owner.QUESTION
    oldest: str
    """The id that it first had: the note's identity follows it."""
    part: str
    """The part of the question that the note asks for, or empty."""
    stem: Prose
    """The question; empty where the block says it all."""
    block: Block
    why: Prose
    """The rationale."""
    claim: Claim
    citations: tuple[Citation, ...]
    """The passages that support the answer."""
    sources: tuple[Prose, ...]
    """What is known from elsewhere."""
    related: tuple[Related, ...]
    """The people whom the question and its answer name, but for the authors of the cited texts."""
    tags: tuple[str, ...]
    """Anki's tags."""

    @property
    def name(self) -> NoteName:
        """The note's identity within its bank; the block's shape chooses the note type."""
        return NoteName(owner=self.owner, oldest=self.oldest, notetype=notetype_of(self.block), part=self.part)


@frozen
class Deck:
    """One Anki deck."""

    id: str
    """The id of the deck in the bank."""
    name: str
    """The name by which Anki finds the deck, and which therefore never changes."""
    description: Prose
    language: str
    """The language of the notes, as a BCP 47 tag."""
    notes: tuple[Note, ...]
    """The notes, in the order in which new cards come."""


@no_garbage_collection()
def resolve_decks(bank: Bank, citations: Mapping[str, Citation]) -> tuple[Deck, ...]:
    """The home decks of *bank*; *citations* holds the citation of every passage, by the passage's id."""
    return tuple(_deck(bank, spec, citations) for spec in bank.decks.values() if not spec.bundle)


def _deck(bank: Bank, spec: DeckSpec, citations: Mapping[str, Citation]) -> Deck:
    items = chosen(bank, spec.select) if spec.select else ()
    notes = _apart([tuple(_notes(bank, item, citations)) for item in items])
    entries: list[Entry] = []
    if spec.entries in (Entries.PEOPLE, Entries.BOTH):
        entries += bank.people.values()
    if spec.entries in (Entries.TERMS, Entries.BOTH):
        entries += bank.terms.values()
    notes += [_entry(bank, entry, citations) for entry in entries if entry.cards is not Directions.NONE]
    return Deck(
        id=spec.id,
        name=spec.name,
        description=_description(bank, spec, items, entries),
        language=bank.head.language,
        notes=tuple(notes),
    )


def _description(bank: Bank, spec: DeckSpec, items: Iterable[Item], entries: Iterable[Entry]) -> Prose:
    """The text above the deck: what it is, on which texts, in which edition, and where to report an error."""
    head = bank.head
    cited = [passage for item in items for passage in item.at]
    cited += [passage for entry in entries for passage in entry.at]
    sources = []
    for text_id in dict.fromkeys(bank.text_of(bank.passages[passage]).id for passage in cited):
        text = bank.texts[text_id]
        part = f"{text.part}; " if text.part else ""
        sources.append(f"{escape(text.author)}, *{text.title}*, {part}{text.published}.")
    revision = bank.revision((*items, *entries))
    edition = escape(f"{head.title}, version {head.version} (revision {revision}), {head.licence}.")
    return Prose("\n\n".join([spec.description, *sources, edition, f"An error? {head.report}"]))


def _apart(items: Iterable[tuple[Note, ...]]) -> list[Note]:
    """The notes of all items, section by section, those of one item spread over its section.

    The back of one card of an item tells the answers of its others.
    """
    notes: list[Note] = []
    with_notes = (item_notes for item_notes in items if item_notes)
    for _, section in groupby(with_notes, key=lambda item_notes: item_notes[0].citations[0].section):
        section_items = tuple(section)
        placed: list[tuple[float, Note]] = []
        for place, item_notes in enumerate(section_items):
            for number, note in enumerate(item_notes):
                placed.append((place + number * len(section_items) / len(item_notes), note))
        notes += [note for _, note in sorted(placed, key=lambda place_and_note: place_and_note[0])]
    return notes


def _notes(bank: Bank, item: Item, citations: Mapping[str, Citation]) -> Iterator[Note]:
    claim = claim_of(bank, item)
    cited = _cited(item, citations)
    authors = {bank.text_of(passage).author for passage in bank.passages_of(item)}  # the citation names them
    related = tuple(
        Related(name=person.name, gloss=person.role)
        for person in bank.name_index.mentioned(*map(plain, (item.prompt, *item.answers, item.why)))
        if isinstance(person, Person) and person.name not in authors
    )
    for card in item.cards():
        yield Note(
            item=item.id,
            oldest=item.oldest_id,
            part=card.part,
            stem=card.stem,
            block=card.block,
            why=item.why,
            claim=claim,
            citations=cited,
            sources=item.sources,
            related=related,
            tags=_tags(bank, item.kind, item.level, item.tags, item.at),
        )


def _cited(item: Item, citations: Mapping[str, Citation]) -> tuple[Citation, ...]:
    """The item's passages; where the user has the text, the sentences that support the answer are marked."""
    cited = []
    for passage in item.at:
        citation = citations[passage]
        if citation.paragraphs:
            citation = replace(citation, paragraphs=supported(citation.paragraphs, item.facts))
        cited.append(citation)
    return tuple(cited)


_ENTRY_CITATIONS = 2
"""The passages that the card of a person or term cites at most: those named first, where it matters most."""


def _entry(bank: Bank, entry: Entry, citations: Mapping[str, Citation]) -> Note:
    person = entry if isinstance(entry, Person) else None
    return Note(
        item=entry.id,
        owner=Owner(entry.kind),
        oldest=entry.oldest_id,
        part="",
        stem=NO_PROSE,
        block=EntryBlock(
            name=escape(entry.name),
            description=entry.gloss_,
            dates=person.dates if person else "",
            fate=person.fate if person else NO_PROSE,
            forms=tuple(dict.fromkeys(variant.form for variant in entry.variants)),
            ask_name=entry.cards in (Directions.BOTH, Directions.NAME),
            ask_description=entry.cards in (Directions.BOTH, Directions.ROLE),
        ),
        why=entry.note,
        claim=Claim(),
        citations=tuple(replace(citations[passage], paragraphs=()) for passage in entry.at[:_ENTRY_CITATIONS]),
        sources=(),
        related=(),
        tags=_tags(bank, entry.kind, "", entry.tags, entry.at[:1]),
    )


def _tags(bank: Bank, kind: str, level: str, own: Iterable[str], passages: Iterable[str]) -> tuple[str, ...]:
    """Anki tags: the sections (hierarchical, below the bank and the text), kind and level, and the curator's own."""
    root = bank.head.id
    sections = dict.fromkeys(bank.passages[passage].section for passage in passages)
    tags = [f"{root}::{bank.text_of_section[section]}::{section}" for section in sections]
    tags.append(f"{root}::kind::{kind}")
    if level:
        tags.append(f"{root}::level::{level}")
    return (*tags, *(f"{root}::{tag}" for tag in own))

"""Anki decks, resolved: every note with its identity, content and source, before any output draws it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.items import Item
from quizgen.bank.items.blocks import Block
from quizgen.bank.items.blocks import EntryBlock as EntryBlock
from quizgen.bank.model import DeckSpec, Directions, Entries, Entry, Person
from quizgen.bank.select import chosen
from quizgen.base.garbage import no_garbage_collection
from quizgen.base.value import frozen
from quizgen.passages.citations import (
    supported,
)
from quizgen.text.inline import NO_PROSE, Prose, escape, plain


@frozen
class Related:
    """A person or term that a note names, by the standard name, with a line on who or what that is."""

    name: str
    gloss: Prose


@frozen
class Note:
    """One Anki note before it is drawn."""

    item: str
    """The short id that sheet, key and card share."""
    oldest: str
    """The id that the question first had: identity follows it."""
    part: str
    stem: Prose
    block: Block
    why: Prose
    says: tuple[str, ...]
    """The names of those who claim it; empty for the narrator."""
    basis: str
    """On what the claim rests (knew, hearsay, inference), or empty."""
    citations: tuple[Citation, ...]
    sources: tuple[Prose, ...]
    related: tuple[Related, ...]
    tags: tuple[str, ...]


@frozen
class Deck:
    """One Anki deck: a frozen name, and its notes in the order in which new cards come."""

    id: str
    name: str
    description: Prose
    language: str
    notes: tuple[Note, ...]


@no_garbage_collection()
def resolve_decks(bank: Bank, citations: Mapping[str, Citation]) -> tuple[Deck, ...]:
    """The home decks of *bank*; *citations* holds every passage as it is shown, by its id."""
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
    """What a student reads above the deck: what it is, on which texts and edition, and where to report an error."""
    head = bank.head
    cited = (name for each in (*(item.at for item in items), *(entry.at for entry in entries)) for name in each)
    texts = dict.fromkeys(bank.text_of(bank.passages[name]).id for name in cited)
    sources = [
        f"{escape(text.author)}, *{text.title}*, {text.part + '; ' if text.part else ''}{text.published}."
        for text in map(bank.texts.__getitem__, texts)
    ]
    revision = bank.revision((*items, *entries))
    edition = escape(f"{head.title}, version {head.version} (revision {revision}), {head.licence}.")
    return Prose("\n\n".join([spec.description, *sources, edition, f"An error? {head.report}"]))


def _apart(items: Iterable[tuple[Note, ...]]) -> list[Note]:
    """The notes of all items in order, section by section, those of one item spread: one's back tells the others."""
    notes: list[Note] = []
    for _, group in groupby((each for each in items if each), key=lambda each: each[0].citations[0].section):
        section = tuple(group)
        placed = [
            (place + part * len(section) / len(parts), note)
            for place, parts in enumerate(section)
            for part, note in enumerate(parts)
        ]
        notes += [note for _, note in sorted(placed, key=lambda each: each[0])]
    return notes


def _notes(bank: Bank, item: Item, citations: Mapping[str, Citation]) -> Iterator[Note]:
    says = tuple(bank.people[who].name for who in item.says if who in bank.people)
    cited = _cited(item, citations)
    authors = {bank.text_of(each).author for each in bank.passages_of(item)}  # the citation names them
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
            says=says,
            basis=item.basis or "",
            citations=cited,
            sources=item.sources,
            related=related,
            tags=_tags(bank, item.kind, item.level, item.tags, item.at),
        )


def _cited(item: Item, citations: Mapping[str, Citation]) -> tuple[Citation, ...]:
    """The item's passages, the sentences that support the answer marked where the user has the text."""
    cited = (citations[name] for name in item.at)
    return tuple(
        replace(each, paragraphs=supported(each.paragraphs, item.facts)) if each.paragraphs else each for each in cited
    )


def _entry(bank: Bank, entry: Entry, citations: Mapping[str, Citation]) -> Note:
    person = entry if isinstance(entry, Person) else None
    return Note(
        item=entry.id,
        oldest=f"{entry.kind}:{entry.was[0] if entry.was else entry.id}",
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
        says=(),
        basis="",
        citations=tuple(replace(citations[name], paragraphs=()) for name in entry.at[:2]),
        sources=(),
        related=(),
        tags=_tags(bank, entry.kind, "", entry.tags, entry.at[:1]),
    )


def _tags(bank: Bank, kind: str, level: str, own: Iterable[str], at: Iterable[str]) -> tuple[str, ...]:
    """Anki tags: the sections (hierarchical, below the bank and the text), kind and level, and the curator's own."""
    root = bank.head.id
    sections = dict.fromkeys(bank.passages[each].section for each in at)
    tags = [f"{root}::{bank.text_of_section[section]}::{section}" for section in sections]
    tags += [f"{root}::kind::{kind}", *([f"{root}::level::{level}"] if level else [])]
    return (*tags, *(f"{root}::{tag}" for tag in own))

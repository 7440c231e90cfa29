"""Home decks: what lives in each; every card has one, no two have one name, and none of them is empty."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from quizgen.bank.bank import Bank
from quizgen.bank.entries import Entry
from quizgen.bank.items import Item
from quizgen.bank.model import DeckSpec, Entries, Selection, Worksheet
from quizgen.bank.select import chosen, is_empty
from quizgen.base.problem import Problem, Severity

_KIND_OF_ENTRIES: Final = {"person": Entries.PEOPLE, "term": Entries.TERMS}


def check(bank: Bank) -> Iterator[Problem]:
    """Every card with two home decks, every id that names two things, and every name that Anki would change."""
    yield from _names(bank)
    yield from _ambiguous_ids(bank)
    yield from _listed_twice(bank)
    yield from _entries_with_two_homes(bank)
    yield from _questions_with_two_homes(bank)


def residents(bank: Bank, deck: DeckSpec) -> Iterator[Item | Entry]:
    """Yield the questions, people and terms that live in a home deck, in the order in which a student meets them.

    Those that a deck lists live there, whatever other decks select.
    """
    listed, entries = _listed(bank), bank.entries
    for id_ in deck.ids:
        if id_ not in bank.drafts:
            yield bank.items.get(id_) or entries[id_]
    for item in chosen(bank, deck.select) if deck.select else ():
        if item.id not in listed:
            yield item
    for entry in entries.values():
        if entry.id not in listed and deck.entries in (_KIND_OF_ENTRIES[entry.kind], Entries.BOTH):
            yield entry


def empty(bank: Bank) -> Iterator[Problem]:
    """Decks and worksheets whose selections hold nothing: a slip there would withdraw a whole deck."""
    selections: list[tuple[DeckSpec | Worksheet, Selection]] = [
        *((deck, deck.select) for deck in bank.decks.values() if deck.select),
        *((sheet, sheet.select) for sheet in bank.worksheets.values()),
    ]
    for owner, select in selections:
        if is_empty(bank, select):
            is_deck = isinstance(owner, DeckSpec)
            what, end = ("deck", ": all that it held is withdrawn") if is_deck else ("worksheet", "")
            message = f"the {what} “{owner.id}” selects no question{end}"
            hint = "Widen select:, or take a line out of it; `quizgen list` shows what there is."
            severity = Severity.WARNING if is_deck else Severity.ERROR
            yield Problem(place=owner.place("select"), code="B315", message=message, hint=hint, severity=severity)


def _listed(bank: Bank) -> Mapping[str, str]:
    """The id of the deck that lists each of the questions, people and terms that a deck lists, by their ids."""
    return {id_: deck.id for deck in bank.decks.values() for id_ in deck.ids}


_SEPARATOR: Final = "::"
_CONTROL: Final = re.compile(r'[\x00-\x1f\x7f"]')
_DEFAULT: Final = "default"
"""Anki's own deck, which every collection has."""


def _names(bank: Bank) -> Iterator[Problem]:
    """Names of decks that Anki would change, or take for another's."""
    owners: dict[str, DeckSpec] = {}
    spellings: dict[str, str] = {}
    for deck in bank.decks.values():
        if deck.bundle:
            continue
        if fault := name_fault(deck.name):
            hint = "Write words on both sides of ::, such as Course::Part."
            yield Problem(place=deck.place("name"), code="B318", message=fault, hint=hint)
        first = owners.setdefault(_as_anki_compares(deck.name), deck)
        if first is not deck:
            same = "this name" if first.name == deck.name else f"the name “{first.name}”"
            message = f"the deck “{first.id}” has {same} too: in Anki they would be one"
            yield Problem(place=deck.place("name"), code="B316", message=message, hint="Give each a name of its own.")
        for parent in ancestors(deck.name):
            spelling = spellings.setdefault(_as_anki_compares(parent), parent)
            if spelling != parent:
                message = f"“{parent}” is spelt “{spelling}” in the name of another deck: in Anki they would be one"
                yield Problem(place=deck.place("name"), code="B316", message=message, hint=f"Write “{spelling}”.")


def ancestors(name: str) -> Iterator[str]:
    """Yield the names of the decks above the deck *name*, the outermost first."""
    parts = name.split(_SEPARATOR)
    yield from (_SEPARATOR.join(parts[:count]) for count in range(1, len(parts)))


def own_name(name: str) -> str:
    """Return the name of a deck without those of the decks above it."""
    return name.rpartition(_SEPARATOR)[2]


def name_fault(name: str) -> str:
    """Return why Anki would not keep *name* for a deck as it is; empty where it would."""
    parts = name.split(_SEPARATOR)
    if not all(map(str.strip, parts)):
        return f"a part of the name “{name}” is empty: Anki would call it “blank”"
    if any(part != part.strip() for part in parts):
        return f"the name “{name}” has a space at the end of a part: Anki would drop it"
    if any(part.startswith(":") or part.endswith(":") for part in parts):
        return f"the name “{name}” has a colon beside ::"
    if _CONTROL.search(name):
        return f"the name “{name}” has a quotation mark or a control character, which Anki would drop"
    if name != unicodedata.normalize("NFC", name):
        return f"the name “{name}” has letters that Anki would write otherwise"
    if name.casefold() == _DEFAULT:
        return f"“{name}” is the name of Anki’s own deck"
    return ""


def _as_anki_compares(name: str) -> str:
    """The name as Anki's importer compares it: case does not count, nor composition, nor spaces around the parts."""
    composed = unicodedata.normalize("NFC", name).casefold()
    return _SEPARATOR.join(part.strip() for part in composed.split(_SEPARATOR))


def _ambiguous_ids(bank: Bank) -> Iterator[Problem]:
    """Ids in a deck's list that a question has and a person or term too."""
    for deck in bank.decks.values():
        for index, id_ in enumerate(deck.ids):
            if id_ in bank.items and id_ in bank.entries:
                message = f"“{id_}” is a question and a person or term"
                hint = "Give one of the two another id (and was: with the old one), to list it here."
                yield Problem(place=deck.place("ids", index), code="B319", message=message, hint=hint)


def _listed_twice(bank: Bank) -> Iterator[Problem]:
    """Ids that two decks list, or one deck twice."""
    owners: dict[str, DeckSpec] = {}
    for deck in bank.decks.values():
        for index, id_ in enumerate(deck.ids):
            if id_ in owners:
                message = f"“{id_}” is listed in the deck “{owners[id_].id}” already"
                hint = "A card has one home deck: take it out of one of the lists."
                yield Problem(place=deck.place("ids", index), code="B309", message=message, hint=hint)
            owners.setdefault(id_, deck)


def _entries_with_two_homes(bank: Bank) -> Iterator[Problem]:
    """People or terms in two decks: they would be studied in whichever came first."""
    homes: dict[Entries, str] = {}
    for deck in bank.decks.values():
        for entries in (Entries.PEOPLE, Entries.TERMS):
            if deck.entries in (entries, Entries.BOTH) and homes.setdefault(entries, deck.id) != deck.id:
                message = f"the {entries.value} live in the deck “{homes[entries]}” already"
                hint = "They have one home deck: take entries: out of one of the two."
                yield Problem(place=deck.place("entries"), code="B309", message=message, hint=hint)


def _questions_with_two_homes(bank: Bank) -> Iterator[Problem]:
    """Questions with cards that two decks select: they would be studied in whichever came first."""
    listed = _listed(bank)
    homes: dict[str, str] = {}
    for deck in bank.decks.values():
        if deck.select is None:
            continue
        for item in chosen(bank, deck.select):
            if item.id not in listed and homes.setdefault(item.id, deck.id) != deck.id and item.has_cards:
                message = f"“{item.id}” lives in the deck “{homes[item.id]}” already"
                hint = "A question has one home deck: narrow select:, or bundle: the other deck."
                yield Problem(place=deck.select.place(), code="B309", message=message, hint=hint)

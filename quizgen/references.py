"""The references within a bank: every id that is named must be defined, and every card has one home."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from quizgen.bank import Bank
from quizgen.items import NARRATOR, Item
from quizgen.model import Entry, Passage
from quizgen.problem import Problem, did_you_mean
from quizgen.schema import Written
from quizgen.select import chosen


def check(bank: Bank, declared: set[str]) -> Iterator[Problem]:
    """Every reference to nothing; an id in *declared* belongs to an object that was reported already."""

    def missing(at: Written, name: str, what: str, ids: Iterable[str], known: Collection[str]) -> Iterator[Problem]:
        for each in ids:
            if each not in known and each not in declared:
                message = f"there is no {what} “{each}”"
                hint = did_you_mean(each, known)
                yield Problem(place=at.place(name), code="B301", message=message, hint=hint)

    people = bank.people
    for text in bank.texts.values():
        if text.always:
            yield from missing(text, "always", "person", (text.always,), people)
    for passage in bank.passages.values():
        if not passage.section:
            hint = "Write section: here, or once at the top of the file."
            yield Problem(place=passage.place(), code="B306", message=f"{passage.id} has no section", hint=hint)
        else:
            yield from missing(passage, "section", "section", (passage.section,), bank.sections)
        yield from missing(passage, "voices", "person", passage.voices, people)
    for item in bank.items.values():
        yield from missing(item, "at", "passage", item.at, bank.passages)
        yield from missing(item, "says", "person", (who for who in item.says if who != NARRATOR), people)
        yield from _strange_voices(bank, item)
    for entry in bank.entries.values():
        yield from missing(entry, "at", "passage", entry.at, bank.passages)
        for variant in entry.variants:
            yield from missing(variant, "in", "text", variant.in_, bank.texts)
    for deck in bank.decks.values():
        homes = {each.id for each in bank.decks.values() if not each.bundle}
        yield from missing(deck, "bundle", "home deck", deck.bundle, homes)
    selections = [deck.select for deck in bank.decks.values() if deck.select]
    selections += [sheet.select for sheet in bank.worksheets.values()]
    for select in selections:
        yield from missing(select, "texts", "text", select.texts, bank.texts)
        yield from missing(select, "sections", "section", select.sections, bank.sections)
        yield from missing(select, "passages", "passage", select.passages, bank.passages)
        yield from missing(select, "ids", "question", select.ids, bank.items)
        yield from missing(select, "exclude", "question", select.exclude, bank.items)
    yield from _renamed(bank)
    yield from _homes(bank)


def sound(bank: Bank) -> Bank:
    """The bank without what refers to nothing."""
    passages = {name: each for name, each in bank.passages.items() if each.section in bank.sections}
    items = {name: each for name, each in bank.items.items() if each.at and passages.keys() >= {*each.at}}
    return replace(bank, passages=passages, items=items)


def voices(bank: Bank, passage: Passage) -> set[str]:
    """Who may claim something in a passage."""
    always = bank.text_of(passage).always if passage.section in bank.sections else None
    return {*passage.voices, always} if always else {NARRATOR, *passage.voices}


def _strange_voices(bank: Bank, item: Item) -> Iterator[Problem]:
    cited = [bank.passages[each] for each in item.at if each in bank.passages]
    if len(cited) < len(item.at):
        return
    known: set[str] = set().union(*(voices(bank, each) for each in cited))
    for who in item.says:
        if who not in known and (who in bank.people or who == NARRATOR):
            message = f"“{who}” does not speak in {', '.join(item.at)}"
            hint = f"Voices there: {', '.join(sorted(known))}. Mend says:, or add to the passage’s voices:."
            yield Problem(place=item.place("says"), code="B307", message=message, hint=hint)


def _renamed(bank: Bank) -> Iterator[Problem]:
    """An earlier id that is in use again would give two questions one history."""
    owners: dict[str, str] = {}
    objects: tuple[Item | Entry, ...] = (*bank.items.values(), *bank.entries.values())
    for each in objects:
        for old in each.was:
            taken = bank.items if isinstance(each, Item) else bank.entries
            if old in taken or old in owners:
                message = f"the earlier id “{old}” belongs to “{owners.get(old, old)}”"
                hint = "An id never returns for another question: give the other one a new id."
                yield Problem(place=each.place("was"), code="B308", message=message, hint=hint)
            owners[old] = each.id


def _homes(bank: Bank) -> Iterator[Problem]:
    """A question in two decks would be studied in whichever was imported first."""
    homes: dict[str, str] = {}
    for deck in bank.decks.values():
        if deck.select is None:
            continue
        for item in chosen(bank, deck.select):
            if homes.setdefault(item.id, deck.id) != deck.id and item.cards():
                message = f"“{item.id}” lives in the deck “{homes[item.id]}” already"
                hint = "A question has one home deck: narrow select:, or bundle: the other deck."
                yield Problem(place=deck.select.place(), code="B309", message=message, hint=hint)

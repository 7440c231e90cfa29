"""The references within a bank: every id that is named must be defined, and every card has one home."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from typing import Final, TypeVar

from quizgen.bank.bank import Bank
from quizgen.bank.format.schema import BankObject
from quizgen.bank.items import NARRATOR, Item
from quizgen.bank.model import DeckSpec, Entries, Entry, Passage, Person, Section, Selection, Text, Worksheet
from quizgen.bank.select import chosen, is_empty
from quizgen.base.problem import Problem, Severity, did_you_mean

_T = TypeVar("_T")


def check(bank: Bank, declared: Mapping[type, Set[str]], elsewhere: Set[str]) -> Iterator[Problem]:
    """Every reference to nothing.

    An id that is *declared* for something of its class belongs to an object that was reported already, and one that may
    stand *elsewhere*, in a file that cannot be read, to one that nobody knows.
    """
    what_is = _what_is(bank)

    def missing(
        at: BankObject, name: str, what: type[BankObject], ids: Iterable[str], known: Collection[str]
    ) -> Iterator[Problem]:
        for each in ids:
            if each in known or each in elsewhere:
                continue
            if not any(each in ids_ for cls, ids_ in declared.items() if issubclass(cls, what)):
                other = f": it is a {what_is[each]}" if each in what_is else ""
                message = f"there is no {_WHAT[what]} “{each}”{other}"
                yield Problem(place=at.place(name), code="B301", message=message, hint=did_you_mean(each, known))

    people = bank.people
    for text in bank.texts.values():
        if text.always:
            yield from missing(text, "always", Person, (text.always,), people)
    for passage in bank.passages.values():
        if not passage.section:
            hint = "Write section: here, or once at the top of the file."
            yield Problem(place=passage.place(), code="B306", message=f"{passage.id} has no section", hint=hint)
        else:
            yield from missing(passage, "section", Section, (passage.section,), bank.sections)
        yield from missing(passage, "voices", Person, passage.voices, people)
    for item in bank.items.values():
        yield from missing(item, "at", Passage, item.at, bank.passages)
        yield from missing(item, "says", Person, (who for who in item.says if who != NARRATOR), people)
        yield from _strange_voices(bank, item)
    for entry in bank.entries.values():
        yield from missing(entry, "at", Passage, entry.at, bank.passages)
        for variant in entry.variants:
            yield from missing(variant, "in", Text, variant.in_, bank.texts)
    for deck in bank.decks.values():
        homes = {each.id for each in bank.decks.values() if not each.bundle}
        unknown = (each for each in deck.bundle if each not in bank.decks)
        yield from missing(deck, "bundle", DeckSpec, unknown, homes)
        for each in deck.bundle:
            if each in bank.decks and bank.decks[each].bundle:
                message, hint = f"“{each}” is a bundle itself", "Name the home decks that it bundles."
                yield Problem(place=deck.place("bundle"), code="B301", message=message, hint=hint)
    selections = [deck.select for deck in bank.decks.values() if deck.select]
    selections += [sheet.select for sheet in bank.worksheets.values()]
    for select in selections:
        yield from missing(select, "texts", Text, select.texts, bank.texts)
        yield from missing(select, "sections", Section, select.sections, bank.sections)
        yield from missing(select, "passages", Passage, select.passages, bank.passages)
        yield from missing(select, "ids", Item, select.ids, bank.items)
        yield from missing(select, "exclude", Item, select.exclude, bank.items)
    yield from _renamed(bank)
    yield from _homes(bank)


_WHAT: Final[Mapping[type[BankObject], str]] = {
    Person: "person",
    Section: "section",
    Passage: "passage",
    Text: "text",
    DeckSpec: "home deck",
    Item: "question",
}


def _what_is(bank: Bank) -> dict[str, str]:
    """What each sound id of the bank is the id of."""
    kinds: tuple[tuple[str, Iterable[str]], ...] = (
        ("deck", bank.decks),
        ("worksheet", bank.worksheets),
        ("question", bank.items),
        ("term", bank.terms),
        ("person", bank.people),
        ("passage", bank.passages),
        ("section", bank.sections),
        ("text", bank.texts),
    )
    return {name: what for what, names in kinds for name in names}


def sound(bank: Bank) -> Bank:
    """The bank without what refers to nothing."""
    nowhere = {name for name, each in bank.passages.items() if each.section not in bank.sections}
    passages = _without(bank.passages, nowhere)
    loose = {name for name, each in bank.items.items() if not each.at or not passages.keys() >= {*each.at}}
    return replace(bank, passages=passages, items=_without(bank.items, loose))


def _without(named: Mapping[str, _T], unsound: Set[str]) -> Mapping[str, _T]:
    return {name: each for name, each in named.items() if name not in unsound} if unsound else named


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


def _homes(bank: Bank) -> Iterator[Problem]:
    """A question or an entry in two decks, or two decks of one name: it would be studied in whichever came first."""
    homes: dict[str, str] = {}
    names: dict[str, str] = {}
    entries: dict[Entries, str] = {}
    for deck in bank.decks.values():
        if not deck.bundle and names.setdefault(deck.name, deck.id) != deck.id:
            message = f"the deck “{names[deck.name]}” has this name too: in Anki they would be one"
            yield Problem(place=deck.place("name"), code="B316", message=message, hint="Give each a name of its own.")
        for taken in (Entries.PEOPLE, Entries.TERMS):
            if deck.entries in (taken, Entries.BOTH) and entries.setdefault(taken, deck.id) != deck.id:
                message = f"the {taken.value} live in the deck “{entries[taken]}” already"
                hint = "They have one home deck: take entries: out of one of the two."
                yield Problem(place=deck.place("entries"), code="B309", message=message, hint=hint)
        if deck.select is None:
            continue
        for item in chosen(bank, deck.select):
            if homes.setdefault(item.id, deck.id) != deck.id and item.cards():
                message = f"“{item.id}” lives in the deck “{homes[item.id]}” already"
                hint = "A question has one home deck: narrow select:, or bundle: the other deck."
                yield Problem(place=deck.select.place(), code="B309", message=message, hint=hint)

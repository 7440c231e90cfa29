"""Home decks: every card has one, no two have one name, and none of them is empty."""

from collections.abc import Iterator

from quizgen.bank.bank import Bank
from quizgen.bank.model import DeckSpec, Entries, Selection, Worksheet
from quizgen.bank.select import chosen, is_empty
from quizgen.base.problem import Problem, Severity


def check(bank: Bank) -> Iterator[Problem]:
    """Every card with two home decks, and every name of two decks."""
    yield from _decks_of_one_name(bank)
    yield from _entries_with_two_homes(bank)
    yield from _questions_with_two_homes(bank)


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


def _decks_of_one_name(bank: Bank) -> Iterator[Problem]:
    """Home decks of the same name: Anki would merge them."""
    owners: dict[str, str] = {}
    for deck in bank.decks.values():
        if not deck.bundle and owners.setdefault(deck.name, deck.id) != deck.id:
            message = f"the deck “{owners[deck.name]}” has this name too: in Anki they would be one"
            yield Problem(place=deck.place("name"), code="B316", message=message, hint="Give each a name of its own.")


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
    """Questions with cards in two decks: they would be studied in whichever came first."""
    homes: dict[str, str] = {}
    for deck in bank.decks.values():
        if deck.select is None:
            continue
        for item in chosen(bank, deck.select):
            if homes.setdefault(item.id, deck.id) != deck.id and item.cards():
                message = f"“{item.id}” lives in the deck “{homes[item.id]}” already"
                hint = "A question has one home deck: narrow select:, or bundle: the other deck."
                yield Problem(place=deck.select.place(), code="B309", message=message, hint=hint)

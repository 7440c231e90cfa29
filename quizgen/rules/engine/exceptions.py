"""Exceptions: what has an ``ignore:``, and which findings it excepts."""

from collections.abc import Iterator
from itertools import chain

from quizgen.bank.bank import Bank
from quizgen.bank.entries import Entry
from quizgen.bank.format.schema import BankObject
from quizgen.bank.items import Item
from quizgen.bank.model import DeckSpec, Passage, Section, Text, Worksheet
from quizgen.rules.engine.finding import Finding

Excepting = Item | Passage | Section | Text | Entry | DeckSpec | Worksheet
"""What may have an ``ignore:``. All else that a rule is told on is within one of them, or is the head of the bank."""
ExceptionKey = tuple[type[BankObject], str, str]
"""By what an exception is known: the class and the ID of what has it, and the code of the rule."""


def excepting(bank: Bank) -> Iterator[Excepting]:
    """Yield everything in *bank* that may have an ``ignore:``."""
    yield from chain(
        bank.questions.values(),
        bank.passages.values(),
        bank.sections.values(),
        bank.texts.values(),
        bank.people.values(),
        bank.terms.values(),
        bank.decks.values(),
        bank.worksheets.values(),
    )


def exception(thing: Excepting, code: str) -> ExceptionKey:
    """Return the exception of *thing* from the rule *code*."""
    return type(thing), thing.id, code


def exceptions_from(finding: Finding, code: str) -> Iterator[ExceptionKey]:
    """Yield the exceptions that the bank makes from the rule *code* and that hold for *finding*."""
    for thing in (finding.owner, *finding.within):
        if isinstance(thing, Excepting) and is_excepted(thing, code):
            yield exception(thing, code)


def is_excepted(thing: Excepting, code: str) -> bool:
    """Return whether *thing* says that the rule *code* does not apply to it."""
    return any(ignore.code == code for ignore in thing.ignore)

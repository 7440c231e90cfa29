"""Drafts: questions that are unfinished, such as those that wait for their passage."""

from collections.abc import Iterator
from dataclasses import replace

from quizgen.bank.bank import Bank
from quizgen.base.problem import Problem, Severity


def check(bank: Bank) -> Iterator[Problem]:
    """Yield every draft as a note, and every other question that has no passage though the bank has texts."""
    for item in bank.items.values():
        if item.draft:
            needed = "" if item.at or not bank.texts else "name its passage under at:, and "
            hint = f"When it is finished, {needed}take draft: out."
            message = f"“{item.id}” is a draft: it is in no deck and on no worksheet"
            yield Problem(place=item.place(), code="B321", message=message, hint=hint, severity=Severity.INFO)
        elif bank.texts and not item.at:
            hint = "Name the passage under at:, or write draft: yes until there is one."
            message = f"no passage supports “{item.id}”"
            yield Problem(place=item.place(), code="B320", message=message, hint=hint)


def apart(bank: Bank) -> Bank:
    """Return *bank* with its drafts apart from the questions that decks and worksheets take."""
    items = {id_: item for id_, item in bank.items.items() if not item.draft}
    return replace(bank, items=items, drafts={id_: item for id_, item in bank.items.items() if item.draft})

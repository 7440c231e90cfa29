"""Ids that name files: those of decks and of worksheets. All systems must hold their files, and side by side."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from quizgen.bank.bank import Bank
from quizgen.bank.format.schema import ID_PATTERN, MAX_ID
from quizgen.bank.model import DeckSpec, Worksheet
from quizgen.base.problem import Problem

# Names that Windows keeps for devices, whatever their ending (Microsoft, “Naming Files, Paths, and Namespaces”).
_RESERVED: Final = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.ASCII | re.IGNORECASE)


def check(bank: Bank) -> Iterator[Problem]:
    """Ids of decks and worksheets that no file can have, or that two would have where case does not count."""
    for kind, owners in (("deck", bank.decks.values()), ("worksheet", bank.worksheets.values())):
        yield from _reserved(owners)
        yield from _equal_but_for_case(kind, owners)


def name_fault(name: str) -> str:
    """Return why *name* cannot be the name of a deck's or a worksheet's files; empty where it can."""
    if len(name) > MAX_ID:
        return f"the name “{name[:MAX_ID]}…” has more than {MAX_ID} characters"
    if not re.fullmatch(ID_PATTERN, name):
        return f"“{name}” cannot be the name of a file"
    if _RESERVED.fullmatch(name):
        return f"Windows keeps the name “{name}” for a device"
    return ""


def same_name(one: str, other: str) -> bool:
    """Return whether two ids name one file on systems where case does not count, as on Windows and macOS."""
    return one.lower() == other.lower()


def _reserved(owners: Iterable[DeckSpec | Worksheet]) -> Iterator[Problem]:
    for owner in owners:
        if fault := name_fault(owner.id):
            hint = "Choose another id, of letters a–z, digits and hyphens."
            yield Problem(place=owner.place(), code="W418", message=fault, hint=hint)


def _equal_but_for_case(kind: str, owners: Iterable[DeckSpec | Worksheet]) -> Iterator[Problem]:
    firsts: dict[str, DeckSpec | Worksheet] = {}
    for owner in owners:
        first = firsts.setdefault(owner.id.lower(), owner)
        if first is not owner:
            message = f"the {kind} “{first.id}” ({first.place()}) has the same id but for case: its files have one name"
            hint = "Windows and macOS would overwrite one with the other: rename one (a published id keeps its name)."
            yield Problem(place=owner.place(), code="B317", message=message, hint=hint)

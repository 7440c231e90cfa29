"""Identities that outlive every update: GUIDs, and the ids of notes, cards and decks that follow from them."""

from collections.abc import Iterable

from quizgen.anki.digest import digest
from quizgen.bank.note_name import NoteName

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_FIRST = 10**12
_SPAN = 2**38
"""Ids are milliseconds since 1970, between September 2001 and May 2010. Anki takes an id for the time at which the note
was added: it must be a date that a calendar can show, and long past, so that a search for recently added notes does not
find the whole deck."""
_GUID_LENGTH = 11
"""The fewest of 62 digits that hold 64 bits."""


def guid(bank: str, name: NoteName) -> str:
    """The GUID of the note *name* of the bank with the id *bank*: eleven letters and digits."""
    value = _number("note", bank, name.qualified_id, name.part, name.notetype)
    digits = ""
    for _ in range(_GUID_LENGTH):
        value, digit = divmod(value, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def deck_id(name: str) -> int:
    """The id of a deck, from its name, since Anki's importer finds decks by name."""
    return _FIRST + _number("deck", name) % _SPAN


def distinct_ids(keys: Iterable[str]) -> dict[str, int]:
    """An id for each key, from the key alone. Where two keys have the same id, the later one takes the next free id."""
    ids = {key: _FIRST + _number("id", key) % _SPAN for key in keys}
    taken: set[int] = set()
    if len(set(ids.values())) < len(ids):
        for key in sorted(ids):
            while ids[key] in taken:
                ids[key] += 1
            taken.add(ids[key])
    return ids


def _number(*parts: str) -> int:
    """A number of 64 bits from *parts*. No part holds the unit separator: it keeps "a", "bc" apart from "ab", "c"."""
    return int.from_bytes(digest("\x1f".join(parts)), "big")

"""Identities that outlive every update: GUIDs, and the ids of notes, cards and decks that follow from them."""

from collections.abc import Iterable
from hashlib import blake2b

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_FIRST = 10**12
_SPAN = 2**38
"""Ids fall between September 2001 and May 2010. Anki reads an id as the millisecond of its making: it must be a date
that a calendar can show, and in the past, so that a search for what was added lately does not find the whole deck."""


def guid(bank: str, item: str, part: str, notetype: str) -> str:
    """A note's GUID: eleven letters and digits from the bank's id, the item's oldest id, the part and the note type."""
    value = _number("note", bank, item, part, notetype)
    digits = ""
    for _ in range(11):
        value, digit = divmod(value, 62)
        digits = _DIGITS[digit] + digits
    return digits


def deck_id(name: str) -> int:
    """The id of a deck, from its name: Anki matches decks by name."""
    return _FIRST + _number("deck", name) % _SPAN


def distinct_ids(keys: Iterable[str]) -> dict[str, int]:
    """An id for each key, from the key alone; where two meet, the one that sorts later takes the next free id."""
    ids = {key: _FIRST + _number("id", key) % _SPAN for key in keys}
    taken: set[int] = set()
    if len(set(ids.values())) < len(ids):
        for key in sorted(ids):
            while ids[key] in taken:
                ids[key] += 1
            taken.add(ids[key])
    return ids


def _number(*parts: str) -> int:
    """64 bits from *parts*; a unit separator, which no part holds, keeps ("a", "bc") apart from ("ab", "c")."""
    return int.from_bytes(blake2b("\x1f".join(parts).encode(), digest_size=8).digest(), "big")

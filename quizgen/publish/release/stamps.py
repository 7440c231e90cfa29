"""Stamps: what the lock records of each note and note type, with a later time where the content changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from quizgen.bank.format.schema import Id
from quizgen.bank.lock import LOCK, MAX_ORDER, SPACING, STEP, Lock, Stamp, TypeStamp
from quizgen.bank.note_name import NoteName
from quizgen.base.clock import LATEST
from quizgen.base.problem import fail
from quizgen.base.value import frozen


@frozen
class UnstampedNote:
    """A note of the next build before it has a time and places."""

    name: str
    """Its name in the lock."""
    hash: str
    """The hash of its content."""
    shown: str
    """The hash of all that it shows."""
    deck: str
    """The id of its home deck."""
    places: tuple[int, ...]
    """The places of its cards among all new cards of the bank, from 0."""


def stamp_notes(
    lock: Lock, notes: Sequence[UnstampedNote], withdrawn: Callable[[NoteName], UnstampedNote], now: int
) -> dict[str, Stamp]:
    """The stamps of all notes by their names in the lock: of *notes*, and of those that only *lock* has.

    Those that only *lock* has are withdrawn; *withdrawn* gives the note that is left of one. *now* is in seconds since
    1970.
    """
    orders = _orders_of_cards(lock, notes)
    stamps = {note.name: _stamped(lock.notes.get(note.name), note, orders[note.name], now) for note in notes}
    for name, old in lock.notes.items():
        if name not in stamps:
            left = replace(withdrawn(old.note_name), deck=old.deck)
            stamps[name] = _stamped(old, left, old.orders, now, withdrawn=True)
    return stamps


def _stamped(
    old: Stamp | None, note: UnstampedNote, orders: tuple[int, ...], now: int, *, withdrawn: bool = False
) -> Stamp:
    """The stamp of *note*, which was published with the stamp *old*, if at all."""
    time = now
    if old:
        time = old.time if (old.hash, old.withdrawn) == (note.hash, withdrawn) else _later(old, now)
    return Stamp(
        name=note.name,
        hash=note.hash,
        shown=note.shown,
        time=time,
        orders=orders,
        deck=Id(note.deck),
        changed=old is not None and (old.changed or (old.hash, old.shown) != (note.hash, note.shown)),
        withdrawn=withdrawn,
    )


def _later(old: Stamp | TypeStamp, now: int) -> int:
    """The time of a change after *old*. Raises Failure where that would be later than any that a lock may hold."""
    time = max(old.time + STEP, now)
    if time > LATEST:
        message = f"{old.name} has changed, and no later time is left for it than {old.time}"
        raise fail(LOCK, "L112", message, "Restore the line of the lock from version control.")
    return time


def stamp_types(lock: Lock, hashes: Mapping[str, str], now: int) -> dict[str, TypeStamp]:
    """The stamps of all note types by their keys, from the hash of each; *now* is in seconds since 1970."""
    stamps = dict(lock.types)
    for key, digest in hashes.items():
        old = lock.types.get(key)
        if old is None or old.hash != digest:
            stamps[key] = TypeStamp(name=key, hash=digest, time=_later(old, now) if old else now)
    return stamps


def _orders_of_cards(lock: Lock, notes: Sequence[UnstampedNote]) -> dict[str, tuple[int, ...]]:
    """The orders of the cards of each of *notes*, by the note's name: as published, or between its neighbours."""
    cards = sorted((place, note.name, number) for note in notes for number, place in enumerate(note.places))
    published: list[int | None] = []
    for _, name, number in cards:
        known = lock.notes[name].orders if name in lock.notes else ()
        published.append(known[number] if number < len(known) else None)
    orders = {(name, number): order for (_, name, number), order in zip(cards, _orders(published), strict=True)}
    return {note.name: tuple(orders[note.name, number] for number in range(len(note.places))) for note in notes}


def _orders(published: Sequence[int | None]) -> list[int]:
    """The order of each card, from the one that it was published with, or None where it is new.

    Published cards keep theirs. New ones are spread between their neighbours while there is room, and share orders
    where there is none.
    """
    spacing = max(1, min(SPACING, MAX_ORDER // (len(published) + 1)))
    orders: list[int] = []
    before = 0
    for is_new, group in groupby(published, key=lambda order: order is None):
        run = list(group)
        if is_new:
            end = len(orders) + len(run)
            after = published[end] if end < len(published) else None
            orders += _new_orders(len(run), before, after, spacing)
        else:
            orders += [order for order in run if order is not None]
        before = orders[-1]
    return orders


def _new_orders(count: int, before: int, after: int | None, spacing: int) -> list[int]:
    """The orders of *count* new cards behind the order *before*, and below *after* where that leaves any room."""
    step = spacing
    if after is not None and after > before:
        step = min(spacing, max(1, (after - before) // (count + 1)))
    return [min(before + step * number, MAX_ORDER) for number in range(1, count + 1)]

"""Stamps: what the lock records of each note and note type, with a later time where the content changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from quizgen.bank.format.schema import Id
from quizgen.bank.lock import MAX_ORDER, SPACING, STEP, Lock, Stamp, TypeStamp
from quizgen.bank.note_name import NoteName
from quizgen.base.value import frozen


@frozen
class UnstampedNote:
    """A note of the next build before it has a time and a place."""

    name: str
    """Its name in the lock."""
    hash: str
    """The hash of its content."""
    deck: str
    """The id of its home deck."""


def stamp_notes(
    lock: Lock, notes: Iterable[UnstampedNote], withdrawn_hash: Callable[[NoteName], str], now: int
) -> dict[str, Stamp]:
    """The stamps of all notes by their names in the lock: of *notes*, and of those that only *lock* has.

    *notes* come in the order of new cards. Those that only *lock* has are withdrawn; *withdrawn_hash* gives the hash of
    their blank content. *now* is in seconds since 1970.
    """
    published = tuple(notes)
    orders = _orders([lock.notes[note.name].order if note.name in lock.notes else None for note in published])
    stamps: dict[str, Stamp] = {}
    for note, order in zip(published, orders, strict=True):
        old_stamp = lock.notes.get(note.name)
        stamps[note.name] = _stamped(old_stamp, note.name, note.hash, note.deck, order, withdrawn=False, now=now)
    for name, old in lock.notes.items():
        if name not in stamps:
            blank_hash = withdrawn_hash(old.note_name)
            stamps[name] = _stamped(old, name, blank_hash, old.deck, old.order, withdrawn=True, now=now)
    return stamps


def _stamped(old: Stamp | None, name: str, digest: str, deck: str, order: int, *, withdrawn: bool, now: int) -> Stamp:
    """The stamp of a note that was published with the stamp *old*, if at all."""
    if old is None:
        time = now
    elif (old.hash, old.withdrawn) != (digest, withdrawn):
        time = max(old.time + STEP, now)
    elif old.deck != deck:
        time = old.time
    else:
        return old
    return Stamp(name=name, hash=digest, time=time, order=order, deck=Id(deck), withdrawn=withdrawn)


def stamp_types(lock: Lock, hashes: Mapping[str, str], now: int) -> dict[str, TypeStamp]:
    """The stamps of all note types by their keys, from the hash of each; *now* is in seconds since 1970."""
    stamps = dict(lock.types)
    for key, digest in hashes.items():
        old = lock.types.get(key)
        if old is None or old.hash != digest:
            stamps[key] = TypeStamp(name=key, hash=digest, time=max(old.time + STEP, now) if old else now)
    return stamps


def _orders(published: Sequence[int | None]) -> list[int]:
    """The order of each note, from the one that it was published with, or None where it is new.

    Published notes keep theirs. New ones are spread between their neighbours while there is room, and share orders
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
    """The orders of *count* new notes behind the order *before*, and below *after* where that leaves any room."""
    step = spacing
    if after is not None and after > before:
        step = min(spacing, max(1, (after - before) // (count + 1)))
    return [min(before + step * number, MAX_ORDER) for number in range(1, count + 1)]

"""Stamps: what the lock remembers of each note and note type, moved on where the content changed."""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from quizgen.bank.format.schema import Id
from quizgen.bank.lock import MAX_ORDER, SPACING, STEP, Lock, Stamp, TypeStamp


def stamp_notes(
    lock: Lock, published: Iterable[tuple[str, str, str]], withdrawn_hash: Callable[[str], str], now: int
) -> dict[str, Stamp]:
    """The stamps of all notes: of those *published* now (name, content hash, home deck; in the order of new cards) and
    of those withdrawn, whose blank content *withdrawn_hash* tells by name. *now* is in Unix seconds.
    """
    listed = tuple(published)
    orders = _orders([lock.notes[name].order if name in lock.notes else None for name, _, _ in listed])
    stamps = {
        name: _restamped(lock.notes.get(name), name, digest, deck, order, withdrawn=False, now=now)
        for (name, digest, deck), order in zip(listed, orders, strict=True)
    }
    for name, old in lock.notes.items():
        if name not in stamps:
            digest = withdrawn_hash(name)
            stamps[name] = _restamped(old, name, digest, old.deck, old.order, withdrawn=True, now=now)
    return stamps


def _restamped(old: Stamp | None, name: str, digest: str, deck: str, order: int, *, withdrawn: bool, now: int) -> Stamp:
    if old and (old.hash, old.withdrawn, old.deck) == (digest, withdrawn, deck):
        return old
    unchanged = old is not None and (old.hash, old.withdrawn) == (digest, withdrawn)
    time = now if old is None else old.time if unchanged else max(old.time + STEP, now)
    return Stamp(name=name, hash=digest, time=time, order=order, deck=Id(deck), withdrawn=withdrawn)


def stamp_types(lock: Lock, hashes: Mapping[str, str], now: int) -> dict[str, TypeStamp]:
    """The stamps of all note types, from the hash of each; *now* is in Unix seconds."""
    stamps = dict(lock.types)
    for name, digest in hashes.items():
        old = lock.types.get(name)
        if old is None or old.hash != digest:
            stamps[name] = TypeStamp(name=name, hash=digest, time=max(old.time + STEP, now) if old else now)
    return stamps


def _orders(known: list[int | None]) -> list[int]:
    """A place for each note: published ones keep theirs, new ones go between their neighbours while there is room."""
    spacing = max(1, min(SPACING, MAX_ORDER // (len(known) + 1)))
    orders: list[int] = []
    before = 0
    for is_new, run in groupby(known, key=lambda order: order is None):
        places = list(run)
        if is_new:
            after = known[len(orders) + len(places)] if len(orders) + len(places) < len(known) else None
            step = spacing
            if after is not None and after > before:
                step = min(spacing, max(1, (after - before) // (len(places) + 1)))
            orders += [min(before + step * number, MAX_ORDER) for number in range(1, len(places) + 1)]
        else:
            orders += [place for place in places if place is not None]
        before = orders[-1]
    return orders

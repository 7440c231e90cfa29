"""Seeded shuffles that are the same on every machine and in every Python, unlike ``random.shuffle``."""

import hashlib
from collections.abc import Callable, Iterable
from itertools import count
from typing import TypeVar

T = TypeVar("T")


def shuffled(
    things: Iterable[T],
    *seed: object,
    name: Callable[[T], str],
    refused: Callable[[tuple[T, ...]], bool] = lambda _: False,
) -> tuple[T, ...]:
    """Return *things* in an order determined only by *seed* and their names; orders that are *refused* are skipped.

    Things are sorted by a hash of the seed and the name: every order is equally likely, and a further thing does not
    reorder the others. At least one order must not be refused, or the search never ends.
    """
    named = [(name(thing), thing) for thing in things]
    for attempt in count():
        order = tuple(thing for _, thing in sorted(named, key=lambda pair: order_key(*seed, attempt, pair[0])))
        if not refused(order):
            return order
    raise AssertionError("count() never ends")


def order_key(*parts: object) -> bytes:
    """Return what things are sorted by for an order that only these *parts* determine, on every machine."""
    return hashlib.blake2b("\0".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=16).digest()

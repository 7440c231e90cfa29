"""Work on all processors: typst, SQLite and zlib leave Python to others while they are at it."""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def workers() -> int:
    """How many pieces of work are done at a time."""
    return os.cpu_count() or 1


def in_order(pieces: Sequence[Callable[[], T]]) -> Iterator[T]:
    """What each of the *pieces* of work gives, in their order."""
    if len(pieces) < 2:
        yield from (piece() for piece in pieces)
        return
    from concurrent.futures import ThreadPoolExecutor  # here: most commands have nothing to share out

    with ThreadPoolExecutor(workers()) as pool:
        yield from pool.map(lambda piece: piece(), pieces)

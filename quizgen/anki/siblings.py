"""Siblings apart: in which order the new cards of a deck come, so that no card of an item is near another of it.

The back of one tells the answers of the others.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

APART: Final = 15
"""The places that two cards of an item are apart, where the deck has room for that: our own judgement, somewhat less
than a day's worth at Anki's default of twenty new cards a day."""

_STEP: Final = APART + 1
"""The items after which the next card of an item comes, it itself counted."""
Places = list[tuple[int, ...]]
"""The places of the cards of each item among all cards, from 0."""


def spread(counts: Sequence[int]) -> Places:
    """Return the places of the cards of each item, where *counts* has the numbers of their cards, in order.

    The items keep their order as far as that is possible. The k cards of one item among the n of all stand
    min(15, ⌊(n − 1) / (k − 1)⌋) places apart; where several items leave no room for that, as far as there is room.
    """
    most = max(counts, default=0)
    if most < 2:
        return _in_turn([[float(index)] for index in range(len(counts))])
    if len(counts) > _STEP * (most - 1):
        return _on_a_grid(counts)
    best = _on_a_grid(counts)
    for apart in range(APART, 0, -1):
        if _least_share(best) == 1:
            break
        best = max(best, _one_by_one(counts, apart) or best, key=_least_share)
    return best


def goal(count: int, total: int) -> int:
    """Return how far apart the *count* cards of an item are to be among *total* cards, where *count* is at least 2."""
    return min(APART, (total - 1) // (count - 1))


def _least_share(places: Places) -> float:
    """The least share of its goal at which two cards of an item stand apart; at least one item has several cards."""
    total = sum(map(len, places))
    several = [of_item for of_item in places if len(of_item) > 1]
    return min(
        min(1.0, (after - before) / goal(len(of_item), total))
        for of_item in several
        for before, after in pairwise(of_item)
    )


def _on_a_grid(counts: Sequence[int]) -> Places:
    """Cards of one item come sixteen items after one another; the last items come earlier, on a common grid.

    Between two cards of an item there then is a card of each of the other items in between: its first one, where there
    is room for all of its cards behind it, or else its one on the grid. In a deck of too few items for that the items
    take turns.
    """
    last = len(counts) - 1
    keys = []
    for index, count in enumerate(counts):
        step = min(_STEP, last / max(1, count - 1))
        first = min(index, last - step * (count - 1))
        keys.append([first + step * number for number in range(count)])
    return _in_turn(keys)


def _in_turn(keys: Sequence[Sequence[float]]) -> Places:
    """The places of all cards, sorted by their keys and then by their items."""
    cards = sorted((key, index, number) for index, of_item in enumerate(keys) for number, key in enumerate(of_item))
    places: dict[tuple[int, int], int] = {(index, number): place for place, (_, index, number) in enumerate(cards)}
    return [tuple(places[index, number] for number in range(len(of_item))) for index, of_item in enumerate(keys)]


def _one_by_one(counts: Sequence[int], most_apart: int) -> Places:
    """Give the cards of each item places at least *most_apart* from one another, or as many as fit into the deck.

    Empty where an item finds none. It is for decks of few items: its time grows with their square.
    """
    total = sum(counts)
    free = bytearray(b"\1") * total
    places: Places = [()] * len(counts)
    # Those with the most cards have the least choice.
    for index in sorted(range(len(counts)), key=lambda index: -counts[index]):
        count = counts[index]
        apart = min(most_apart, goal(count, total)) if count > 1 else 0
        latest = total - 1 - apart * (count - 1)
        series = (_series(free, start, count, apart) for start in _near(min(sum(counts[:index]), latest), latest))
        places[index] = next(filter(None, series), ())
        if not places[index]:
            return []
        for place in places[index]:
            free[place] = 0
    singles = iter(sorted(place for index, (place, *_) in enumerate(places) if counts[index] == 1))
    return [of_item if len(of_item) > 1 else (next(singles),) for of_item in places]


def _near(start: int, latest: int) -> Iterator[int]:
    """The places from 0 to *latest*, the nearest to *start* first."""
    return iter(sorted(range(latest + 1), key=lambda place: abs(place - start)))


def _series(free: bytearray, start: int, count: int, apart: int) -> tuple[int, ...]:
    """Return *count* of the places that are *free* (1), each the first that is *apart* from the one before.

    Empty where there are not so many.
    """
    places = [start] if free[start] else []
    while places and len(places) < count:
        place = free.find(1, places[-1] + apart)
        if place < 0:
            return ()
        places.append(place)
    return tuple(places)

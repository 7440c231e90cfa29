"""The orders in which the versions of a worksheet print things: by construction, neighbours in class see others."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from string import ascii_uppercase
from typing import Final, Protocol, TypeVar

from quizgen.text.shuffle import shuffled

T = TypeVar("T")

_ATTEMPTS: Final = 20
"""Orders, and versions, that are tried before things may have the places of an earlier one: our own judgement."""


class Ordering(Protocol):
    """Puts *things* in the order of a version; an order that is *refused* is never printed."""

    def __call__(
        self,
        things: Iterable[T],
        *,
        name: Callable[[T], str],
        refused: Callable[[tuple[T, ...]], bool] = lambda _: False,
    ) -> tuple[T, ...]:
        """Return *things*, told apart by their names, in an order that is not *refused*."""


class Orders:
    """The orders of one worksheet, version by version.

    Of n things none has a place twice in the first n versions, nor in the next n, as far as orders are not refused and
    versions would not be equal: each n orders are the rows of a Latin square. What is printed in version A in the
    curator's order moves later.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._rows: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._tried: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._version: tuple[object, ...] = ()
        self._attempt = 0
        self._is_first = True

    def begin(self, letter: str, attempt: int) -> None:
        """Begin the version with this *letter*; what another *attempt* has tried is forgotten."""
        self._version, self._attempt = (self._seed, letter, attempt), attempt
        self._is_first = letter == ascii_uppercase[0]
        self._tried = {}

    def accept(self) -> None:
        """Keep the orders of this version: further versions differ from them."""
        self._rows |= self._tried

    def of(self, key: str) -> Ordering:
        """Return what puts the things that *key* names in the order of this version."""

        def order(
            things: Iterable[T],
            *,
            name: Callable[[T], str],
            refused: Callable[[tuple[T, ...]], bool] = lambda _: False,
        ) -> tuple[T, ...]:
            return self._order(key, tuple(things), name, refused)

        return order

    def moved(self, key: str, things: Iterable[T], *, name: Callable[[T], str]) -> tuple[T, ...]:
        """Return *things* in the order of this version: as they are in version A, moved in all others."""
        if not self._is_first:
            return self._order(key, tuple(things), name, lambda _: False)
        kept = tuple(things)
        self._tried[key] = (_distinct(map(name, kept)),)
        return kept

    def _order(
        self, key: str, things: tuple[T, ...], name: Callable[[T], str], refused: Callable[[tuple[T, ...]], bool]
    ) -> tuple[T, ...]:
        by_name = dict(zip(_distinct(map(name, things)), things, strict=True))
        rows = self._rows.get(key, ())
        if len(rows) >= len(by_name) or self._attempt >= _ATTEMPTS:
            rows = ()
        for attempt in range(_ATTEMPTS):
            names = _next_row(shuffled(by_name, *self._version, key, attempt, name=str), rows)
            order = tuple(by_name[name] for name in names)
            if not refused(order):
                break
        else:
            rows = ()
            names = shuffled(
                by_name,
                *self._version,
                key,
                name=str,
                refused=lambda names: refused(tuple(by_name[name] for name in names)),
            )
        self._tried[key] = (*rows, names)
        return tuple(by_name[name] for name in names)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return *names*, those that have occurred before with a number."""
    seen = Counter[str]()
    distinct = []
    for name in names:
        distinct.append(f"{name}\0{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return tuple(distinct)


def _next_row(names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return *names*, as far as possible in their order, so that none has the place that it has in one of the *rows*.

    There are fewer rows than names, none of which has a place twice: by Hall's theorem there always is a further row.
    """
    place_of: dict[str, int] = {}

    def possible(place: int) -> Iterator[str]:
        for offset in range(len(names)):
            name = names[(place + offset) % len(names)]
            if all(row[place] != name for row in rows):
                yield name

    def takes(place: int, asked: set[str]) -> bool:
        """Give *place* a name that is free or, where there is none, one whose place can take another."""
        for name in possible(place):
            if name not in place_of:
                place_of[name] = place
                return True
        for name in possible(place):
            if name not in asked:
                asked.add(name)
                if takes(place_of[name], asked):
                    place_of[name] = place
                    return True
        return False

    for place in range(len(names)):
        takes(place, set())
    return tuple(sorted(names, key=place_of.__getitem__))

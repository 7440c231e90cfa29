"""Facts in a passage: whether it holds them, and the sentences that do."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from quizgen.text.sentences import sentences
from quizgen.text.terms import Token, figures, words

Fact = Sequence[str]
"""The forms that a fact may have in a text: names, dates, figures, short terms. Any of them will do."""


def evidence(passage: str, facts: Sequence[Fact]) -> tuple[int, int] | None:
    """The raw (start, end) of the shortest run of sentences of *passage* that holds all *facts*.

    Fewer sentences are shorter, then fewer characters; of equals the first is taken. None where a fact is not there,
    and where there are no facts.
    """
    cuts = sentences(passage)
    starts = [start for start, _ in cuts]
    held = [
        [(bisect_right(starts, start) - 1, bisect_left(starts, end) - 1) for start, end in found]
        for found in _found(passage, facts)
    ]
    runs = [
        (last - first, cuts[last][1] - cuts[first][0], first, last)
        for first in {first for places in held for first, _ in places}
        if (last := _through(held, first)) is not None
    ]
    if not runs:
        return None
    *_, first, last = min(runs)
    return cuts[first][0], cuts[last][1]


def missing(passage: str, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Those of the *facts* that *passage* holds in none of their forms."""
    return tuple(fact for fact, found in zip(facts, _found(passage, facts), strict=True) if not found)


def _through(held: Sequence[Sequence[tuple[int, int]]], first: int) -> int | None:
    """The first sentence such that the run from *first* through it holds a place of each fact; None where none does."""
    lasts = [min((last for start, last in places if start >= first), default=None) for places in held]
    return max((last for last in lasts if last is not None), default=None) if None not in lasts else None


def _found(passage: str, facts: Sequence[Fact]) -> list[list[tuple[int, int]]]:
    """For each of the *facts* the raw (start, end) of each form in *passage*, word for word or number for number."""
    readings = [(reading, _closed(reading, passage)) for reading in (words, figures)]
    return [
        [place for form in fact for reading, text in readings for place in text.places(reading(form))] for fact in facts
    ]


class _Closed:
    """Terms, closed up: a word that is broken over two lines is found, and *art* is not found in *part*."""

    def __init__(self, text: Sequence[Token]) -> None:
        self.letters = "".join(term.text for term in text)
        ends = list(accumulate(len(term.text) for term in text))
        self.starts = {end - len(term.text): term.start for end, term in zip(ends, text, strict=True)}
        self.ends = {end: term.end for end, term in zip(ends, text, strict=True)}

    def places(self, form: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """The raw (start, end) of each place where *form* begins with a term and ends with one."""
        wanted = "".join(term.text for term in form)
        at = self.letters.find(wanted) if wanted else -1
        while at >= 0:
            if at in self.starts and at + len(wanted) in self.ends:
                yield self.starts[at], self.ends[at + len(wanted)]
            at = self.letters.find(wanted, at + 1)


@lru_cache(maxsize=256)  # the items on a passage come one after the other
def _closed(reading: Callable[[str], Sequence[Token]], passage: str) -> _Closed:
    return _Closed(reading(passage))

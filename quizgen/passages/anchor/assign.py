"""Which of its possible places each passage takes, where that is beyond doubt."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from quizgen.passages.anchor.anchor import Anchor
from quizgen.passages.anchor.candidates import ACCEPTED, MARGIN, Candidate
from quizgen.passages.anchor.document import Document

_MOVED: Final = 0.75
"""The score from which a place is taken although it breaks the order of the passages."""


def assign(
    document: Document, anchors: Sequence[Anchor], places: Sequence[Sequence[Candidate]]
) -> dict[int, Candidate]:
    """The index of each of the *anchors* whose passage has one place beyond doubt, and that place.

    *places* are those of each anchor, the best first. A ¶ number is no evidence by itself: three new paragraphs change
    all that follow. The order of the passages is. A place that breaks it has to be the surer, and of several that are
    equally good the one is taken that keeps it.
    """
    near = {n: rivals(found) for n, found in enumerate(places) if found and found[0].score >= ACCEPTED}
    clear = {n: found[0] for n, found in near.items() if len(found) == 1}
    line = _in_order(anchors, clear)
    kept = set(line)
    taken = {n: place for n, place in clear.items() if n in kept or place.score >= _MOVED or not anchors[n].ordinal}
    marks = [(anchors[n].ordinal, clear[n].first) for n in line]
    for n, found in near.items():
        if n not in clear and (place := _by_order(document, anchors[n].ordinal, found, marks)) is not None:
            taken[n] = place
    contested = _contested(anchors, taken)
    return {n: place for n, place in taken.items() if n not in contested}


def rivals(places: Sequence[Candidate]) -> list[Candidate]:
    """The first of the *places*, which is the best, and those that come near it; no likeness comes near the same."""
    return [one for one in places if one.same == places[0].same and places[0].score - one.score < MARGIN]


def _in_order(anchors: Sequence[Anchor], clear: Mapping[int, Candidate]) -> list[int]:
    """The most of the passages that follow each other as they did when recorded, in that order.

    It is a longest increasing subsequence of the first words, found by patience sorting.
    """
    firsts: list[int] = []  # the least first word with which a line of each length ends
    lasts: list[int] = []  # the passage that begins with it
    before: dict[int, int] = {}  # the passage before each, in the longest line that ends with it
    for _, first, n in sorted((anchors[n].ordinal, place.first, n) for n, place in clear.items() if anchors[n].ordinal):
        length = bisect_right(firsts, first)
        if length:
            before[n] = lasts[length - 1]
        firsts[length : length + 1] = [first]
        lasts[length : length + 1] = [n]
    line = lasts[-1:]
    while line and line[-1] in before:
        line.append(before[line[-1]])
    return line[::-1]


def _by_order(
    document: Document, ordinal: int, found: Sequence[Candidate], marks: Sequence[tuple[int, int]]
) -> Candidate | None:
    """The one of the places *found* that is between the neighbours; where several are, the one at its old distance.

    *marks* are the ¶ numbers of the passages that are in order, and the words with which they begin now.
    """
    if not ordinal:
        return None
    at = bisect_left(marks, (ordinal,))
    before, after = marks[max(0, at - 1) : at], marks[at : at + 1]
    fitting = [
        place
        for place in found
        if all(first <= place.first for _, first in before) and all(place.first <= first for _, first in after)
    ]
    if len(fitting) > 1:
        moves = [document.ordinal(first) - old for old, first in (*before, *after)] or [0]
        fitting = [place for place in fitting if min(moves) <= document.ordinal(place.first) - ordinal <= max(moves)]
    return fitting[0] if len(fitting) == 1 else None


def _contested(anchors: Sequence[Anchor], taken: Mapping[int, Candidate]) -> set[int]:
    """Those that took a place which another passage claims with the same right or a better one.

    Two passages contest a place where the traces of both lie, and where one did not lie within the other before.
    """
    losers: set[int] = set()
    claims = sorted((place.traces, n) for n, place in taken.items() if anchors[n].ordinal)
    for (before, one), (after, other) in pairwise(claims):
        shared = min(before[1], after[1]) - after[0]
        if 2 * shared > min(before[1] - before[0], after[1] - after[0]) and _apart(anchors[one], anchors[other]):
            lead = taken[one].score - taken[other].score
            losers |= {n for n, behind in ((one, lead <= 0), (other, lead >= 0)) if behind}
    return losers


def _apart(one: Anchor, other: Anchor) -> bool:
    first, second = sorted((one, other), key=lambda anchor: anchor.ordinal)
    return first.ordinal + max(1, first.count) <= second.ordinal

"""Which of its possible places each passage takes, where that is beyond doubt."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from quizgen.anchor.anchor import Anchor
from quizgen.anchor.document import Document
from quizgen.anchor.places import MARGIN, Place

# Measured on the 103 longer blocks of a chapter, each looked for in a copy that lacks it: no other place reached 0.4.
ACCEPTED: Final = 0.5
"""The score from which a place is taken, where no other comes near."""


def rivals(places: Sequence[Place]) -> list[Place]:
    """The best of the *places*, which are sorted, and those that come near it; the same letters beat any likeness."""
    if not places:
        return []
    best = places[0]
    return [place for place in places if place.same >= best.same and best.score - place.score < MARGIN]


def settled(
    document: Document, anchors: Sequence[Anchor], places: Sequence[Sequence[Place]]
) -> dict[int, Place]:
    """For each of the *anchors* whose passage has one place beyond doubt: its index, and that place."""
    near = [rivals(one) for one in places]
    taken = {n: one[0] for n, one in enumerate(near) if len(one) == 1 and one[0].score >= ACCEPTED}
    taken |= _by_order(document, anchors, near, taken)
    for loser in _contested(anchors, taken):
        del taken[loser]
    return taken


def _by_order(
    document: Document, anchors: Sequence[Anchor], near: Sequence[Sequence[Place]], taken: dict[int, Place]
) -> dict[int, Place]:
    """Of several equal places the one that keeps a passage between its neighbours, where that is only one.

    Paragraphs that come or go move the recorded ¶ numbers, but those of neighbours alike.
    """

    def shift(n: int, place: Place) -> int:
        return document.ordinal(place.first) - anchors[n].ordinal

    sure = sorted((anchors[n].ordinal, shift(n, place)) for n, place in taken.items() if anchors[n].ordinal)
    found = {}
    for n, places in enumerate(near):
        if len(places) > 1 and anchors[n].ordinal and places[0].score >= ACCEPTED:
            at = bisect_left(sure, (anchors[n].ordinal,))
            shifts = [moved for _, moved in sure[max(0, at - 1) : at + 1]] or [0]
            fitting = [place for place in places if min(shifts) <= shift(n, place) <= max(shifts)]
            if len(fitting) == 1:
                found[n] = fitting[0]
    return found


def _contested(anchors: Sequence[Anchor], taken: dict[int, Place]) -> set[int]:
    """The anchors whose place another one claims with better right, or with the same, though they were apart."""
    losers: set[int] = set()
    claims = sorted((place.traces, n) for n, place in taken.items() if anchors[n].ordinal)
    for ((_, end), one), ((start, after), other) in zip(claims, claims[1:], strict=False):
        first, second = taken[one], taken[other]
        if 2 * (min(end, after) - start) > min(after - start, end - first.traces[0]) and _apart(
            anchors[one], anchors[other]
        ):
            losers |= {one} if first.score <= second.score else set()
            losers |= {other} if second.score <= first.score else set()
    return losers


def _apart(one: Anchor, other: Anchor) -> bool:
    return one.ordinal + max(1, one.count) <= other.ordinal or other.ordinal + max(1, other.count) <= one.ordinal

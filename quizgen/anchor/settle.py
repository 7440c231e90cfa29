"""Which of its possible places each passage takes, where that is beyond doubt."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from quizgen.anchor.anchor import Anchor
from quizgen.anchor.document import Document
from quizgen.anchor.places import ACCEPTED, MARGIN, Place


def settled(document: Document, anchors: Sequence[Anchor], places: Sequence[Sequence[Place]]) -> dict[int, Place]:
    """The index of each of the *anchors* whose passage has one place beyond doubt, and that place.

    *places* are those of each anchor, the best first.
    """
    near = [rivals(one) for one in places]
    taken = {n: one[0] for n, one in enumerate(near) if len(one) == 1 and one[0].score >= ACCEPTED}
    taken |= _by_order(document, anchors, near, taken)
    contested = _contested(anchors, taken)
    return {n: place for n, place in taken.items() if n not in contested}


def rivals(places: Sequence[Place]) -> list[Place]:
    """The first of the *places*, which is the best, and those that come near it; no likeness comes near the same."""
    return [one for one in places if one.same == places[0].same and places[0].score - one.score < MARGIN]


def _by_order(
    document: Document, anchors: Sequence[Anchor], near: Sequence[Sequence[Place]], taken: dict[int, Place]
) -> dict[int, Place]:
    """Of several places the one that lets a passage keep its distance from its neighbours, where only one does.

    A ¶ number by itself is no evidence: three new paragraphs change all that follow. But they change neighbours alike.
    """

    def shift(n: int, place: Place) -> int:
        return document.ordinal(place.first) - anchors[n].ordinal

    sure = sorted((anchors[n].ordinal, shift(n, place)) for n, place in taken.items() if anchors[n].ordinal)
    found = {}
    for n, places in enumerate(near):
        if len(places) > 1 and anchors[n].ordinal and places[0].score >= ACCEPTED:
            at = bisect_left(sure, (anchors[n].ordinal,))
            shifts = [by for _, by in sure[max(0, at - 1) : at + 1]] or [0]
            fitting = [place for place in places if min(shifts) <= shift(n, place) <= max(shifts)]
            if len(fitting) == 1:
                found[n] = fitting[0]
    return found


def _contested(anchors: Sequence[Anchor], taken: dict[int, Place]) -> set[int]:
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

"""The assignment of passages to candidates: which candidate each passage gets, if that is beyond doubt."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import Final

from quizgen.passages.anchor.anchor import Anchor
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.extent import filled_blocks
from quizgen.passages.anchor.likeness import LEAST_LENGTH
from quizgen.passages.anchor.outline import Outline
from quizgen.passages.anchor.query import ACCEPTED, MARGIN, Candidate

_OUT_OF_ORDER: Final = 0.75
"""The least score, from 0 to 1, at which a candidate is accepted although it breaks the order of the passages. Our own
judgement: half-way between `ACCEPTED` and the whole passage."""
_PLACE_WEIGHT: Final = 0.3
"""The share of what a score lacks for which the place makes up, as the opening words do. Our own judgement; in copies
with 30 % of the words edited it finds 7 of 10 passages, where words alone find 5."""

Landmark = tuple[int, int]
"""A passage that is in order: the recorded ¶ number, and the index of the first word now."""


def assign(
    outline: Outline, anchors: Sequence[Anchor], candidates: Sequence[Sequence[Candidate]]
) -> dict[int, Candidate]:
    """Map the index of each of the *anchors* that has one candidate beyond doubt to that candidate.

    *candidates* are those of each anchor, the best first. A ¶ number is no evidence by itself, because three new
    paragraphs change all that follow, but the order of the passages is. A candidate that breaks it needs a higher
    score, and of several that are equally good, the one that keeps it is accepted. One that has even kept its distance
    in ¶ from its neighbours needs less of the passage's words.
    """
    document = outline.document
    best: dict[int, list[Candidate]] = {}
    for index, ranked in enumerate(candidates):
        if ranked and ranked[0].score >= ACCEPTED:
            best[index] = rivals(ranked)
    clear = {index: equals[0] for index, equals in best.items() if len(equals) == 1}
    in_order = _longest_in_order(anchors, clear)
    landmarks = [(anchors[index].ordinal, clear[index].first) for index in in_order]
    assigned = _without_strays(anchors, clear, in_order)
    is_shuffled = 2 * len(in_order) < len(clear)
    for index, ranked in enumerate(candidates):
        if index in assigned or (is_shuffled and anchors[index].twins > 1):
            continue  # nothing tells twins apart in a text without an order
        candidate = (
            _in_place(document, anchors[index], ranked, landmarks)
            or _by_order(document, anchors[index].ordinal, best.get(index, ()), landmarks)
            or _repeated(anchors, index, best.get(index, ()))
            or _same_twin(outline, anchors[index], ranked, landmarks)
        )
        if candidate is not None:
            assigned[index] = candidate
    assigned = _cut_apart(anchors, assigned)
    for index in _losers(anchors, assigned):
        del assigned[index]
    return assigned


def rivals(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the best of the *candidates*, which is the first, and all whose scores come near its score.

    A candidate that is only similar never comes near one that has the recorded letters.
    """
    best = candidates[0]
    return [
        candidate
        for candidate in candidates
        if candidate.same_letters == best.same_letters and best.score - candidate.score < MARGIN
    ]


def _longest_in_order(anchors: Sequence[Anchor], clear: Mapping[int, Candidate]) -> list[int]:
    """The largest set of passages that still follow each other as they did when recorded, in that order.

    It is a longest increasing subsequence of the candidates' first words, found by patience sorting (Fredman, On
    computing the length of longest increasing subsequences, 1975) in n log n steps.
    """
    recorded = sorted(
        (anchors[index].ordinal, candidate.first, index) for index, candidate in clear.items() if anchors[index].ordinal
    )
    last_words: list[int] = []  # by length: the least word with which the last passage of a subsequence may begin
    last_passages: list[int] = []  # by length: the passage that begins with it
    predecessors: dict[int, int] = {}  # of each passage, in the longest subsequence that ends with it
    for _, word, index in recorded:
        length = bisect_right(last_words, word)
        if length:
            predecessors[index] = last_passages[length - 1]
        last_words[length : length + 1] = [word]
        last_passages[length : length + 1] = [index]
    subsequence = last_passages[-1:]
    while subsequence and subsequence[-1] in predecessors:
        subsequence.append(predecessors[subsequence[-1]])
    return subsequence[::-1]


def _without_strays(
    anchors: Sequence[Anchor], clear: Mapping[int, Candidate], in_order: Sequence[int]
) -> dict[int, Candidate]:
    """The *clear* candidates without those that break the order, unless their scores are high.

    A passage whose ¶ number is not known cannot break it.
    """
    ordered = set(in_order)
    assigned: dict[int, Candidate] = {}
    for index, candidate in clear.items():
        if index in ordered or candidate.score >= _OUT_OF_ORDER or not anchors[index].ordinal:
            assigned[index] = candidate
    return assigned


def _in_place(
    document: Document, anchor: Anchor, candidates: Sequence[Candidate], landmarks: Sequence[Landmark]
) -> Candidate | None:
    """The one of the *candidates* that is where the passage has to be, if its place and its words are enough together.

    It fills as many blocks as the passage did, and moved by as many ¶ as the neighbours on both sides.
    """
    neighbours = [*chain(*_around(anchor.ordinal, landmarks))]
    shifts = {document.ordinal(word) - recorded for recorded, word in neighbours}
    if not anchor.ordinal or not anchor.count or len(neighbours) < 2 or len(shifts) > 1:
        return None
    for candidate in candidates:
        is_there = document.ordinal(candidate.first) - anchor.ordinal in shifts
        is_as_long = filled_blocks(document, candidate.first, candidate.after) == anchor.count
        score = candidate.score + _PLACE_WEIGHT * (1 - candidate.score)
        if candidate.may_be_placed and is_there and is_as_long and score >= ACCEPTED:
            return replace(candidate, score=score)
    return None


def _around(ordinal: int, landmarks: Sequence[Landmark]) -> tuple[Sequence[Landmark], Sequence[Landmark]]:
    """The last of the *landmarks* before the passage with this *ordinal*, and the first one after it, if there are."""
    position = bisect_left(landmarks, (ordinal,))
    return landmarks[max(0, position - 1) : position], landmarks[position : position + 1]


def _repeated(anchors: Sequence[Anchor], index: int, candidates: Sequence[Candidate]) -> Candidate | None:
    """The first of the *candidates* if all have the very letters of the passage, and of no other one.

    Then the copy has the passage more than once, and it makes no difference which of these a reader is shown. Where its
    own text repeated it, as a refrain, the place makes the difference.
    """
    anchor = anchors[index]
    recorded = anchor.fingerprint
    if anchor.twins > 1 or recorded is None:
        return None
    if not candidates or not all(candidate.same_letters for candidate in candidates):
        return None
    alike = [other for other in anchors if other.fingerprint and other.fingerprint.folded == recorded.folded]
    return candidates[0] if len(alike) == 1 else None


def _same_twin(
    outline: Outline, anchor: Anchor, candidates: Sequence[Candidate], landmarks: Sequence[Landmark]
) -> Candidate | None:
    """The one of the *candidates* with its very letters that was the passage, if there are as many as there were.

    It has to keep the order, and to stand where the bank says.
    """
    if anchor.twins == 1 or len(candidates) != anchor.twins or not candidates[0].same_letters:
        return None
    candidate = candidates[anchor.twin - 1]
    if not _keeps_order(candidate, *_around(anchor.ordinal, landmarks)):
        return None
    if anchor.under and outline.document.block_of(candidate.first) not in outline.named(anchor.from_, anchor.under):
        return None
    return replace(candidate, score=1.0)


def _keeps_order(candidate: Candidate, before: Sequence[Landmark], after: Sequence[Landmark]) -> bool:
    return all(word <= candidate.first for _, word in before) and all(candidate.first <= word for _, word in after)


def _by_order(
    document: Document, ordinal: int, candidates: Sequence[Candidate], landmarks: Sequence[Landmark]
) -> Candidate | None:
    """The one of the *candidates* that lies between the neighbours of the passage; None if not exactly one does.

    Where several do, it is the one that moved by as many ¶ as a neighbour, or by a number between theirs. *ordinal* is
    the recorded ¶ number of the passage. *landmarks* are, for the passages that are in order, the recorded ¶ number and
    the index of the first word now.
    """
    if not ordinal:
        return None
    before, after = _around(ordinal, landmarks)
    fitting = [candidate for candidate in candidates if _keeps_order(candidate, before, after)]
    if len(fitting) > 1:
        shifts = [document.ordinal(word) - recorded for recorded, word in (*before, *after)] or [0]
        least, most = min(shifts), max(shifts)
        fitting = [candidate for candidate in fitting if least <= document.ordinal(candidate.first) - ordinal <= most]
    # The order speaks for a candidate only beside its words: a rival may come near the best without being acceptable.
    return fitting[0] if len(fitting) == 1 and fitting[0].score >= ACCEPTED else None


def _cut_apart(anchors: Sequence[Anchor], assigned: Mapping[int, Candidate]) -> dict[int, Candidate]:
    """The *assigned* candidates, each without what belongs to another passage; none that is a mere part then.

    Where two overlap that were apart when they were recorded, one begins behind the last hit of the other, or the other
    ends before the first hit of the one. Where neither does, `_losers` decides between them.
    """
    apart = dict(assigned)
    in_text = sorted((candidate.first, index) for index, candidate in assigned.items() if anchors[index].ordinal)
    for (_, former), (_, latter) in pairwise(in_text):
        one, other = apart[former], apart[latter]
        if one.after <= other.first or not _were_apart(anchors[former], anchors[latter]):
            continue
        if not one.same_letters and one.hit_range[1] <= other.first:
            apart[former] = replace(one, after=other.first)
        elif not other.same_letters and one.after <= other.hit_range[0]:
            apart[latter] = replace(other, first=one.after)
    return {index: candidate for index, candidate in apart.items() if _is_most(anchors[index], candidate)}


def _is_most(anchor: Anchor, candidate: Candidate) -> bool:
    recorded = anchor.fingerprint
    if candidate.same_letters or recorded is None or candidate.score == 1.0:
        return True
    return candidate.after - candidate.first >= LEAST_LENGTH * recorded.words


def _losers(anchors: Sequence[Anchor], assigned: Mapping[int, Candidate]) -> set[int]:
    """The passages whose candidate another passage claims with an equal or a higher score.

    Two passages claim the same words if their hits overlap by more than half of the shorter range, although the
    passages did not overlap when they were recorded.
    """
    losers: set[int] = set()
    claims = sorted((candidate.hit_range, index) for index, candidate in assigned.items() if anchors[index].ordinal)
    for (former_range, former), (latter_range, latter) in pairwise(claims):
        shared = min(former_range[1], latter_range[1]) - latter_range[0]
        shorter = min(former_range[1] - former_range[0], latter_range[1] - latter_range[0])
        if 2 * shared > shorter and _were_apart(anchors[former], anchors[latter]):
            if assigned[former].score <= assigned[latter].score:
                losers.add(former)
            if assigned[latter].score <= assigned[former].score:
                losers.add(latter)
    return losers


def _were_apart(anchor: Anchor, other: Anchor) -> bool:
    """Whether the blocks of two passages did not overlap when they were recorded."""
    first, second = sorted((anchor, other), key=lambda passage: passage.ordinal)
    return first.ordinal + max(1, first.count) <= second.ordinal

"""Columns that were read across: a copy that mixes the lines of passages, in which likeness proves nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from quizgen.passages.anchor.anchor import Anchor
from quizgen.passages.anchor.query import IN_DOUBT, Candidate

# The most words with hits, as shares of all such words, that may lie among the hits of another passage too: in the
# whole text, and around one candidate (one page may be mixed, and the others not). Measured on the shipped bank's two
# texts: edited copies have mostly 0, up to 2 %, and 4 % with half of the text gone; copies of two and three columns
# read across 7 to 50 %, and only one of 120 less than 3 %. The share around one candidate is our own judgement.
_MOST_MIXED: Final = 0.02
_MOST_MIXED_AROUND: Final = 0.05


def without_mixed(
    anchors: Sequence[Anchor], candidates: Sequence[Sequence[Candidate]], words: int
) -> list[Sequence[Candidate]]:
    """Return the *candidates* of each of the *anchors*; where the text mixes passages, all similar ones are in doubt.

    *words* is the length of the text. Where lines of two columns alternate, the hits of one passage lie among those of
    another. A candidate with exactly the recorded letters has nothing mixed in, wherever it is.
    """
    depths = _depths(anchors, candidates, words)
    covered = list(accumulate((depth > 0 for depth in depths), initial=0))
    mixed = list(accumulate((depth > 1 for depth in depths), initial=0))
    is_text_mixed = mixed[-1] > _MOST_MIXED * covered[-1]

    def doubted(candidate: Candidate) -> Candidate:
        length = candidate.after - candidate.first
        first, after = max(0, candidate.first - length), min(words, candidate.after + length)
        is_place_mixed = mixed[after] - mixed[first] > _MOST_MIXED_AROUND * (covered[after] - covered[first])
        if candidate.same_letters or not (is_text_mixed or is_place_mixed):
            return candidate
        return replace(candidate, score=min(candidate.score, IN_DOUBT), may_be_placed=False)

    return [[doubted(candidate) for candidate in ranked] for ranked in candidates]


def _depths(anchors: Sequence[Anchor], candidates: Sequence[Sequence[Candidate]], words: int) -> list[int]:
    """For each word of the text, among the hits of how many passages it lies; passages that overlap are one."""
    changes = [0] * (words + 1)
    for group in _apart(anchors):
        best = [candidates[index][0] for index in group if candidates[index]]
        end = 0
        for first, after in sorted(candidate.hit_range for candidate in best if candidate.score >= IN_DOUBT):
            if after > end:
                changes[max(first, end)] += 1
                changes[after] -= 1
                end = after
    return list(accumulate(changes[:-1]))


def _apart(anchors: Sequence[Anchor]) -> Iterator[list[int]]:
    """Yield the passages in groups: those of two groups shared no block when they were recorded.

    Of a passage without a ¶ number that is not known, so it is in no group.
    """
    numbered = sorted((anchor.ordinal, index) for index, anchor in enumerate(anchors) if anchor.ordinal)
    group: list[int] = []
    end = 0
    for ordinal, index in numbered:
        if ordinal >= end and group:
            yield group
            group = []
        group.append(index)
        end = max(end, ordinal + max(1, anchors[index].count))
    if group:
        yield group

"""Candidates: the extents of a text that may be a recorded passage, found by their hits, fitted, and scored."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final, Self

from quizgen.base.value import frozen
from quizgen.passages.anchor.anchor import Anchor
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.fingerprint import SIZE, Fingerprint, hex_digest, trigrams
from quizgen.passages.anchor.hits import Hit, densest, trigram_weights
from quizgen.text.normalise import normalise
from quizgen.text.sentences import sentences

# Scores run from 0 to 1. The thresholds rest on two measurements on the blocks of at least eight words in a chapter of
# Rogovin's, one of the shipped bank's two texts. Of the 104 blocks, none had half of another one's sketch (of 8 hashes
# then), and up to 7 had a quarter. In 20 copies that each lack half of the blocks, 1,089 passages were searched for
# that were not there; none scored more than 0.42 on anything else.
ACCEPTED: Final = 0.5
"""The least score at which a candidate may be accepted as the passage."""
DOUBTFUL: Final = 0.25
"""The least score at which a candidate is shown to the curator, though not accepted."""
MARGIN: Final = 0.25
"""A candidate whose score is less than the best one's by at least this is no rival to it. Our own judgement: the
distance between the two thresholds."""

# How far apart, in words, the hits of one passage may be in an edited copy: a quarter more than its length, and room
# for a page number and a running head. Both are our own judgement.
_STRETCH: Final = 1.25  # times the recorded length
_SLACK: Final = 30  # words
# Trigrams that the text has more often than this are ignored: they do not help to locate a passage. Our own judgement.
_MOST_OCCURRENCES: Final = 8
# The share of the lost part of a sketch for which the recorded opening words make up, if a candidate starts with them.
# Our own judgement. Edits hit the two independently: with every tenth word edited, hardly one passage in a hundred
# falls below `ACCEPTED` by both together.
_OPENING_WEIGHT: Final = 0.3
# What else decides between extents around the same hits, where a whole sketch weighs 1: that it opens with the recorded
# opening words, that its last block opens with those of `through`, and how far its length is from the recorded one. Our
# own judgement, held by the tests on edited copies.
_START_WEIGHT: Final = 0.25
_END_WEIGHT: Final = 0.25
_LENGTH_WEIGHT: Final = 0.5
# Passages of fewer words recur by chance, and the measurements above leave them out: of 295 sentences as anchors, 11
# had a wrong candidate with three eighths of their sketch. So a short passage is accepted only where its letters fill
# whole blocks, and a similar one gets at most the score `IN_DOUBT`.
_SHORT: Final = 8  # words
# The most that a candidate scores which is never accepted, however many hits it has: between the two thresholds.
IN_DOUBT: Final = 0.4
# A candidate is in doubt where it has less than half of the recorded words, or where it has foreign ones: where it is
# longer than the passage may stretch, where a third or more of the hits around it lie outside, and where two of three
# of its own trigrams are foreign. In edited copies (20 % of the words) 98 % pass all of
# these tests; in copies of two columns, read across line by line, 14 % do.
_LEAST_LENGTH: Final = 0.5  # times the recorded length
_LEAST_INSIDE: Final = 2 / 3  # of the weight of the cluster
_LEAST_OWN: Final = 1 / 3  # of the trigrams that a sketch of the extent would have in common with the recorded text


@frozen
class Candidate:
    """A run of a text's words that may be the passage."""

    first: int
    """The index of its first word."""
    after: int
    """The index of the word after its last."""
    score: float
    """How much speaks for it, from 0 to 1."""
    hit_range: tuple[int, int]
    """The index of the first word that speaks for it, and of the word after the last such word."""
    same_letters: bool = False
    """Whether its letters and digits are exactly the recorded ones."""


@frozen
class PassageQuery:
    """A recorded passage, prepared for the search."""

    recorded: Fingerprint
    """The passage's fingerprint from the lock file."""
    opening: tuple[str, ...]
    """The folded words with which the passage opens."""
    through: tuple[str, ...]
    """The folded words with which its last block opens; empty if the bank does not say."""

    @classmethod
    def of(cls, anchor: Anchor, recorded: Fingerprint) -> Self:
        """Prepare the passage of *anchor*, whose fingerprint is *recorded*."""
        through = normalise(anchor.through).words if anchor.through else ()
        return cls(recorded=recorded, opening=normalise(anchor.from_).words, through=through)

    @property
    def reach(self) -> int:
        """How many words apart the passage's hits may be."""
        return int(_STRETCH * self.recorded.words) + _SLACK


def identical_candidates(document: Document, query: PassageQuery) -> list[Candidate]:
    """Return the candidates with exactly the recorded letters, which start a block with the recorded opening words."""
    candidates = []
    for block in document.opening("".join(query.opening)):
        candidate = _identical(document, query.recorded, document.first_words[block])
        if candidate is not None:
            candidates.append(candidate)
    return candidates


def _identical(document: Document, recorded: Fingerprint, first: int) -> Candidate | None:
    """The candidate with exactly the recorded letters that starts with the word *first*; None if there is none."""
    normal = document.normal
    start = normal.letters_before[first]
    end = start + recorded.letters
    after = document.word_at(end)
    if after is None or hex_digest(normal.letters[start:end], 8) != recorded.folded:
        return None
    if recorded.words < _SHORT and not document.whole(first, after):
        return None
    return Candidate(first=first, after=after, score=1.0, hit_range=(first, after), same_letters=True)


def similar_candidates(
    document: Document, query: PassageQuery, positions: Mapping[int, Sequence[int]]
) -> list[Candidate]:
    """Return the candidate where the passage's hits are densest, and the next best if it comes near; the best first.

    *positions* are the word indexes of each trigram hash, as `find_hits` returns them.
    """
    weights = trigram_weights(query.recorded, positions)
    hits = sorted(
        (word, hashed)
        for hashed in weights
        if len(positions[hashed]) <= _MOST_OCCURRENCES
        for word in positions[hashed]
    )
    candidates: list[Candidate] = []
    while hits and len(candidates) < 2:
        cluster = densest(hits, weights, query.reach)
        candidate = _fitted(document, query, cluster, weights)
        candidates.append(candidate)
        covered = range(min(candidate.first, cluster[0][0]), max(candidate.after, cluster[-1][0] + 1))
        hits = [hit for hit in hits if hit[0] not in covered]
        remaining = sum(weights[hashed] for hashed in {hashed for _, hashed in hits})
        if _score(remaining, 1.0) + MARGIN < candidate.score:
            break  # all remaining hits together would not come near it
    return sorted(candidates, key=lambda candidate: (candidate.same_letters, candidate.score), reverse=True)


def _score(weight: float, opening: float) -> float:
    """The score of a candidate with hits of this *weight*, and this share of the opening words at its start."""
    return weight + _OPENING_WEIGHT * opening * (1.0 - weight)


def _fitted(document: Document, query: PassageQuery, cluster: Sequence[Hit], weights: Mapping[int, float]) -> Candidate:
    """The extent around the hits of *cluster* that looks most like the recorded passage."""
    recorded = query.recorded
    hit_words = [word for word, _ in cluster]
    last_hit = hit_words[-1]
    openings = list(_occurrences(document, "".join(query.opening), last_hit - query.reach, last_hit))
    for first in openings:
        candidate = _identical(document, recorded, first)
        if candidate is not None:
            return candidate
    starts, ends = _starts_and_ends(document, query, hit_words)
    starts |= dict.fromkeys(openings, 1.0)
    weight_before = list(accumulate((weights[hashed] for _, hashed in cluster), initial=0.0))

    def weight_within(first: int, after: int) -> float:
        return weight_before[bisect_left(hit_words, after)] - weight_before[bisect_left(hit_words, first)]

    def fit(extent: tuple[int, int]) -> float:
        first, after = extent
        inside = hit_words[bisect_left(hit_words, first) : bisect_left(hit_words, after)] or [first]
        # Both in lengths of the passage: how far the extent's length is off, and how much of its ends has no hits.
        deviation = abs(after - first - recorded.words) / recorded.words
        bare = (inside[0] - first + after - inside[-1]) / recorded.words
        edges = _START_WEIGHT * starts[first] + _END_WEIGHT * ends[after]
        return weight_within(first, after) + edges - _LENGTH_WEIGHT * min(1.0, deviation) - bare * bare

    extents = ((first, after) for first in sorted(starts) for after in sorted(ends) if first < after)
    first, after = max(extents, key=fit)
    score = _score(weight_within(first, after), starts[first])
    is_most = weight_within(first, after) >= _LEAST_INSIDE * weight_before[-1]
    if recorded.words < _SHORT or not is_most or not _is_own(document.normal.words[first:after], recorded):
        score = min(score, IN_DOUBT)
    inside = [word for word in hit_words if first <= word < after] or [first]
    return Candidate(first=first, after=after, score=score, hit_range=(inside[0], inside[-1] + 1))


def _is_own(words: Sequence[str], recorded: Fingerprint) -> bool:
    """Whether the *words* of an extent are most of the *recorded* passage, and hardly anything else.

    A sketch has the smallest hashes of the passage. So a trigram here with a smaller hash than its largest is the
    passage's if the sketch has it, and foreign if not.
    """
    if not _LEAST_LENGTH * recorded.words <= len(words) <= _STRETCH * recorded.words:
        return False
    largest = recorded.sketch[-1] if len(recorded.sketch) == SIZE else math.inf
    comparable = {hashed for hashed in trigrams(words) if hashed <= largest}
    return len(comparable.intersection(recorded.sketch)) >= _LEAST_OWN * len(comparable)


def _starts_and_ends(
    document: Document, query: PassageQuery, hit_words: Sequence[int]
) -> tuple[dict[int, float], dict[int, float]]:
    """The words with which the passage may start, and the words before which it may end.

    Both map word indexes to a share of recorded words: at a start, of those with which the passage opens; at an end, of
    those with which its last block opens.
    """
    words = document.normal.words
    starts: dict[int, float] = {}
    ends: dict[int, float] = {}
    for first, after in _pieces(document, query, hit_words):
        if first <= hit_words[-1]:
            starts.setdefault(first, _agreement(words, first, query.opening))
        if after > hit_words[0]:
            ends.setdefault(after, _agreement(words, first, query.through))
    return starts, ends


def _occurrences(document: Document, opening: str, first: int, last: int) -> Iterator[int]:
    """The words from *first* to *last* with which the folded letters *opening* begin."""
    if not opening:
        return
    normal = document.normal
    end = normal.letters_before[last] + len(opening)
    letter = normal.letters.find(opening, normal.letters_before[max(0, first)], end)
    while letter >= 0:
        word = document.word_at(letter)
        if word is not None:
            yield word
        letter = normal.letters.find(opening, letter + 1, end)


def _pieces(document: Document, query: PassageQuery, hit_words: Sequence[int]) -> Iterator[tuple[int, int]]:
    """What the passage may consist of, as (first word, word after the last).

    These are the blocks within reach of its hits. A block that has hits and is longer than the passage may stretch is
    also cut into its sentences.
    """
    opens = document.block_of(max(0, hit_words[-1] - query.reach))
    closes = document.block_of(min(hit_words[0] + query.reach, len(document.normal.words) - 1))
    blocks_with_hits = {document.block_of(word) for word in hit_words}
    for index in range(opens, closes + 1):
        first, after = document.first_words[index], document.first_words[index + 1]
        yield first, after
        if index in blocks_with_hits and after - first > _STRETCH * query.recorded.words:
            block = document.blocks[index]
            for start, end in sentences(document.raw[block.start : block.end]):
                first, after = document.words((block.start + start, block.start + end))
                if first < after:
                    yield first, after


def _agreement(words: Sequence[str], index: int, recorded: Sequence[str]) -> float:
    """The share of the *recorded* words among as many *words* from *index* on, and one more; 0 if none are recorded."""
    if not recorded:
        return 0.0
    here = words[index : index + len(recorded) + 1]
    return sum(word in here for word in recorded) / len(recorded)

"""Candidates: the extents of a text that may be a recorded passage, found by their hits, fitted, and scored."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.extent import is_closed
from quizgen.passages.anchor.fingerprint import trigrams
from quizgen.passages.anchor.hits import Hit, densest, trigram_weights
from quizgen.passages.anchor.identical import identical_at
from quizgen.passages.anchor.likeness import LEAST_LENGTH, Likeness
from quizgen.passages.anchor.query import ACCEPTED, IN_DOUBT, MARGIN, SHORT, Candidate, PassageQuery

MOST_OCCURRENCES: Final = 8
"""How often a text may have a trigram that still helps to locate a passage. Our own judgement."""
# The share of the lost part of a sketch for which the recorded opening words make up, if a candidate starts with them.
# Our own judgement. Edits hit the two independently: with every tenth word edited, hardly one passage in a hundred
# falls below `ACCEPTED` by both together.
_OPENING_WEIGHT: Final = 0.3
# What else decides between extents around the same hits, beside the logarithm of their likelihood: that it opens with
# the recorded opening words, that its last block opens with those of `through`, how far its length is from the recorded
# one, in lengths, that it starts and ends where blocks do, and that the last of them is closed. They are the best of
# some thirty settings that were tried on the tests' edited copies.
_START_WEIGHT: Final = 6.0
_END_WEIGHT: Final = 4.0
_LENGTH_WEIGHT: Final = 12.0
_EDGE_WEIGHT: Final = 4.0
_CLOSED_WEIGHT: Final = 1.5
# The least share that the passage's trigrams have among those of an extent that a sketch could have. Our own judgement,
# held by the tests on columns that are read across.
_LEAST_OWN: Final = 1 / 3
# The same for a candidate that stands where the passage has to be, and the least weight of its hits there: beneath it,
# opening words alone attached the body of another text.
_LEAST_OWN_IN_PLACE: Final = 0.2
# Where a passage has to be, its place may make up for words. Not for a passage of fewer words: a sentence that keeps a
# few of them may say the opposite. Our own judgement.
_PARAGRAPH: Final = 25  # words


def similar_candidates(
    document: Document, query: PassageQuery, positions: Mapping[int, Sequence[int]]
) -> list[Candidate]:
    """Return the candidate where the passage's hits are densest, and the next best if it comes near; the best first.

    *positions* are the word indexes of each trigram hash, as `find_hits` returns them.
    """
    weights = trigram_weights(query.recorded, positions)
    hits = sorted(
        (word, hashed) for hashed in weights if len(positions[hashed]) <= MOST_OCCURRENCES for word in positions[hashed]
    )
    candidates: list[Candidate] = []
    while hits and len(candidates) < 2:
        cluster = densest(hits, weights, query.reach)
        candidate = _fitted(document, query, cluster, weights)
        candidates.append(candidate)
        covered = range(min(candidate.first, cluster[0][0]), max(candidate.after, cluster[-1][0] + 1))
        hits = [hit for hit in hits if hit[0] not in covered]
        remaining = sum(weights[hashed] for hashed in {hashed for _, hashed in hits})
        if best_score(remaining) + MARGIN < candidate.score:
            break  # all remaining hits together would not come near it
    return sorted(candidates, key=lambda candidate: (candidate.same_letters, candidate.score), reverse=True)


def best_score(weight: float) -> float:
    """Return the most that a candidate scores with hits of this *weight*: where it has all the opening words."""
    return _score(weight, 1.0)


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
        candidate = identical_at(document, query, first)
        if candidate is not None:
            return candidate
    starts, ends = _starts_and_ends(document, query, hit_words)
    starts |= dict.fromkeys(openings, 1.0)
    stretch = (min(starts), max(ends))
    likeness = Likeness.between(document.normal.words, recorded, cluster, weights, stretch)

    def fit(extent: tuple[int, int]) -> float:
        first, after = extent
        deviation = abs(after - first - recorded.words) / recorded.words
        edges = _START_WEIGHT * starts[first] + _END_WEIGHT * ends[after]
        edges += _EDGE_WEIGHT * (document.opens_block(first) + document.opens_block(after))
        edges += _CLOSED_WEIGHT * _closes_block(document, after)
        return likeness.fit(first, after) + edges - _LENGTH_WEIGHT * min(1.0, deviation)

    extents = ((first, after) for first in sorted(starts) for after in sorted(ends) if first < after)
    first, after = max(extents, key=fit)
    weight = likeness.weight(first, after)
    score = _score(weight, starts[first])
    is_whole = recorded.words >= SHORT and likeness.is_whole(first, after)
    share = likeness.own_share(first, after)
    is_alike = is_whole and score >= ACCEPTED and share >= _LEAST_OWN
    if not is_alike or (query.rival and query.is_rivalled(set(trigrams(document.normal.words[first:after])))):
        score = min(score, IN_DOUBT)
    inside = [word for word in hit_words if first <= word < after] or [first]
    return Candidate(
        first=first,
        after=after,
        score=score,
        hit_range=(inside[0], inside[-1] + 1),
        may_be_placed=is_alike
        or (is_whole and recorded.words >= _PARAGRAPH and min(share, weight) >= _LEAST_OWN_IN_PLACE),
    )


def _closes_block(document: Document, after: int) -> bool:
    """Whether a block ends before the word *after*, and with a whole sentence: a page may end amid one."""
    return document.opens_block(after) and is_closed(document, document.block_of(after - 1))


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

    These are the blocks within reach of its hits. A block that has hits, and is long enough for most of the passage, is
    also cut into its sentences.
    """
    least, most = hit_words[-1] - query.reach, hit_words[0] + query.reach
    opens = document.block_of(max(0, least))
    closes = document.block_of(min(most, len(document.normal.words) - 1))
    blocks_with_hits = {document.block_of(word) for word in hit_words}
    for index in range(opens, closes + 1):
        first, after = document.first_words[index], document.first_words[index + 1]
        yield first, after
        if index in blocks_with_hits and after - first > LEAST_LENGTH * query.recorded.words:
            for first, after in document.sentences(index):
                if after >= least and first <= most:
                    yield first, after


def _agreement(words: Sequence[str], index: int, recorded: Sequence[str]) -> float:
    """The share of the *recorded* words among as many *words* from *index* on, and one more; 0 if none are recorded."""
    if not recorded:
        return 0.0
    here = words[index : index + len(recorded) + 1]
    return sum(word in here for word in recorded) / len(recorded)

"""The places where a recorded passage may stand in a copy of its text: found by their traces, fitted, and weighed."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final, Self

from quizgen.base.value import frozen
from quizgen.passages.anchor.anchor import Anchor
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.fingerprint import Fingerprint, digest
from quizgen.passages.anchor.hits import Hit, densest, weights
from quizgen.text.normalise import normalise
from quizgen.text.sentences import sentences

# Measured on the 103 longer blocks of a chapter, in 20 copies that lack half of them each: of the 1,089 passages that
# were looked for and gone, none scored more than 0.42 elsewhere.
ACCEPTED: Final = 0.5
"""The score from which a place may be taken for the passage."""
DOUBTFUL: Final = 0.25
"""The score from which a place is worth showing, though not taken."""
MARGIN: Final = 0.25
"""How much less than the best a place must score to be no rival to it."""
# How far the first and the last trace of a passage may be apart in an edited copy, in words: a quarter more than the
# passage is long, and room for a page number with its running head.
_STRETCH: Final = 1.25
_SLACK: Final = 30
# How much the recorded opening words at a place's start make up for what is lost of the sketch. The two fail
# independently: together hardly one in a hundred falls below one half where every tenth word is edited.
_OPENING: Final = 0.3
# A trigram that the text has in more places than this is no trace of anything.
_COMMON: Final = 8
# What else makes one extent around the traces better than another, in shares of the sketch: the first and the last
# words are the recorded ones, and so is the length. Ends bare of traces speak against it, by the square of their share.
_FIRST: Final = 0.25
_LAST: Final = 0.25
_LENGTH: Final = 0.5
# A passage of fewer words recurs by chance: it is the passage where its letters fill blocks of their own. Likeness
# alone gives it a score that is shown and never taken.
_SHORT: Final = 8
_SHOWN: Final = 0.4


@frozen
class Candidate:
    """The words from *first* up to *after*: they may be the passage."""

    first: int
    after: int
    score: float
    """How much speaks for it, from 0 to 1."""
    traces: tuple[int, int]
    """The first word that speaks for it, and the one after the last."""
    same: bool = False
    """Whether it has the recorded letters and digits, no more and no fewer."""


@frozen
class Sought:
    """A recorded passage, made ready for the search."""

    recorded: Fingerprint
    opening: tuple[str, ...]
    """The folded words with which it opens."""
    through: tuple[str, ...]
    """The folded words with which its last block opens; none where the bank does not say."""

    @classmethod
    def of(cls, anchor: Anchor, recorded: Fingerprint) -> Self:
        """The passage of *anchor*, whose fingerprint is *recorded*."""
        through = normalise(anchor.through).words if anchor.through else ()
        return cls(recorded=recorded, opening=normalise(anchor.from_).words, through=through)

    @property
    def reach(self) -> int:
        """How many words apart its traces may be."""
        return int(_STRETCH * self.recorded.words) + _SLACK


def same(document: Document, sought: Sought) -> list[Candidate]:
    """The places where a block opens with the right words and the recorded letters follow."""
    starts = (document.first_words[block] for block in document.opening("".join(sought.opening)))
    return [place for start in starts if (place := _same(document, sought.recorded, start)) is not None]


def _same(document: Document, recorded: Fingerprint, first: int) -> Candidate | None:
    normal = document.normal
    begin = normal.letters_before[first]
    end = begin + recorded.letters
    after = document.word_at(end)
    if after is None or digest(normal.letters[begin:end], 8) != recorded.folded:
        return None
    if recorded.words < _SHORT and not document.whole(first, after):
        return None
    return Candidate(first=first, after=after, score=1.0, traces=(first, after), same=True)


def alike(document: Document, sought: Sought, found: Mapping[int, Sequence[int]]) -> list[Candidate]:
    """The place where most of the passage's traces lie together, and the next best that comes near it."""
    weight = weights(sought.recorded, found)
    left = sorted((word, value) for value in weight if len(found[value]) <= _COMMON for word in found[value])
    places: list[Candidate] = []
    while left and len(places) < 2:
        together = densest(left, weight, sought.reach)
        place = _fitted(document, sought, together, weight)
        places.append(place)
        taken = range(min(place.first, together[0][0]), max(place.after, together[-1][0] + 1))
        left = [trace for trace in left if trace[0] not in taken]
        if _score(sum(weight[value] for value in {value for _, value in left}), 1.0) + MARGIN < place.score:
            break  # all that is left together would not come near it
    return sorted(places, key=lambda place: (place.same, place.score), reverse=True)


def _score(held: float, opening: float) -> float:
    """What a place scores that holds so much of the sketch, and so much of the opening words at its start."""
    return held + _OPENING * opening * (1.0 - held)


def _fitted(document: Document, sought: Sought, together: Sequence[Hit], weight: Mapping[int, float]) -> Candidate:
    """The extent around the traces *together* that looks most like the recorded passage."""
    recorded, words = sought.recorded, document.normal.words
    at = [word for word, _ in together]
    starts = dict.fromkeys(_mentions(document, "".join(sought.opening), at[-1] - sought.reach, at[-1]), 1.0)
    for start in starts:
        if (place := _same(document, recorded, start)) is not None:
            return place
    ends: dict[int, float] = {}
    for first, after in _pieces(document, at, sought):
        if first <= at[-1]:
            starts.setdefault(first, _agreement(words, first, sought.opening))
        if after > at[0]:
            ends.setdefault(after, _agreement(words, first, sought.through))
    held = list(accumulate((weight[value] for _, value in together), initial=0.0))

    def holds(first: int, after: int) -> float:
        return held[bisect_left(at, after)] - held[bisect_left(at, first)]

    def fit(extent: tuple[int, int]) -> float:
        first, after = extent
        inside = at[bisect_left(at, first) : bisect_left(at, after)] or [first]
        off = abs(after - first - recorded.words) / recorded.words
        bare = (inside[0] - first + after - inside[-1]) / recorded.words
        edges = _FIRST * starts[first] + _LAST * ends[after]
        return holds(first, after) + edges - _LENGTH * min(1.0, off) - bare * bare

    first, after = max(((one, other) for one in sorted(starts) for other in sorted(ends) if one < other), key=fit)
    score = _score(holds(first, after), starts[first])
    if recorded.words < _SHORT:
        score = min(score, _SHOWN)
    inside = [word for word in at if first <= word < after] or [first]
    return Candidate(first=first, after=after, score=score, traces=(inside[0], inside[-1] + 1))


def _mentions(document: Document, wanted: str, first: int, last: int) -> Iterator[int]:
    """The words from *first* to *last* with which the folded letters *wanted* begin."""
    normal = document.normal
    at, end = normal.letters_before[max(0, first)], normal.letters_before[last] + len(wanted)
    while wanted and (at := normal.letters.find(wanted, at, end)) >= 0:
        if (word := document.word_at(at)) is not None:
            yield word
        at += 1


def _pieces(document: Document, at: Sequence[int], sought: Sought) -> Iterator[tuple[int, int]]:
    """What a passage with traces *at* these words may be made of, as (first word, the word after the last).

    That is the blocks within its reach, and the sentences of those that hold a trace and are longer than itself.
    """
    opens = document.block_of(max(0, at[-1] - sought.reach))
    closes = document.block_of(min(at[0] + sought.reach, len(document.normal.words) - 1))
    traced = {document.block_of(word) for word in at}
    for block in range(opens, closes + 1):
        first, after = document.first_words[block], document.first_words[block + 1]
        yield first, after
        if block in traced and after - first > _STRETCH * sought.recorded.words:
            start, end = document.blocks[block].start, document.blocks[block].end
            within = (document.words((start + low, start + high)) for low, high in sentences(document.raw[start:end]))
            yield from (piece for piece in within if piece[0] < piece[1])


def _agreement(words: Sequence[str], at: int, wanted: Sequence[str]) -> float:
    """The share of the words *wanted* that stand at *at*, or one word on."""
    if not wanted:
        return 0.0
    here = words[at : at + len(wanted) + 1]
    return sum(word in here for word in wanted) / len(wanted)

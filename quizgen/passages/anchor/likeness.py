"""The likeness of an extent of a text to a recorded passage: what is the passage's, what is foreign, and where."""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Self

from quizgen.passages.anchor.fingerprint import SIZE, Fingerprint, trigrams
from quizgen.passages.anchor.hits import Hit

STRETCH: Final = 1.25
"""The most words of a passage, times the recorded length. Our own judgement."""
LEAST_LENGTH: Final = 0.6
"""The least words of a passage, times the recorded length, that are most of it. Our own judgement."""
# An extent is in doubt, too, where a third or more of the hits around it lie outside, and where a long stretch of it
# has no hit at all, as where another text goes on under the opening words. Of 3,000 extents in edited
# copies that were whole, the tests of stretches put about 1 % in doubt; of 62 that were less than half or two fifths
# foreign they left about one in ten.
_LEAST_INSIDE: Final = 2 / 3  # of the weight of the cluster
_MOST_BARE_EDGE: Final = 0.43  # of the extent, before the first hit or behind the last
_MOST_BARE: Final = 0.5  # of the extent, between two hits
_FOREIGN: Final = 4  # trigrams there: a sketch with fewer may just have no hash of so long a stretch
# The share of hits among the trigrams of a place that is not the passage: the logarithm of 0.1 %. Our own judgement.
_CHANCE: Final = -7.0


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """The trigrams of a stretch of text, as far as the sketch of a recorded passage says whose they are.

    A sketch has the smallest hashes of the passage. So a trigram here with a smaller hash than its largest is the
    passage's if the sketch has it, and foreign if not.
    """

    recorded: Fingerprint
    """The passage's fingerprint."""
    hits: tuple[int, ...]
    """The first words of the passage's trigrams, ascending."""
    weights: tuple[float, ...]
    """The weight of all hits before each one, and at the end, of all."""
    foreign: tuple[int, ...]
    """The first words of the foreign trigrams, ascending."""

    @classmethod
    def between(
        cls,
        words: Sequence[str],
        recorded: Fingerprint,
        cluster: Sequence[Hit],
        weights: Mapping[int, float],
        stretch: tuple[int, int],
    ) -> Self:
        """Compare the *words* of a *stretch* (first, after) with a *recorded* passage, whose hits are the *cluster*."""
        first, after = stretch
        largest = recorded.sketch[-1] if len(recorded.sketch) == SIZE else math.inf
        own = frozenset(recorded.sketch)
        return cls(
            recorded=recorded,
            hits=tuple(word for word, _ in cluster),
            weights=tuple(accumulate((weights[hashed] for _, hashed in cluster), initial=0.0)),
            foreign=tuple(
                word
                for word, hashed in enumerate(trigrams(words[first:after]), start=first)
                if hashed <= largest and hashed not in own
            ),
        )

    def weight(self, first: int, after: int) -> float:
        """Return the weight of the hits from the word *first* up to *after*, of 1.0 for all of the sketch."""
        return self.weights[bisect_left(self.hits, after)] - self.weights[bisect_left(self.hits, first)]

    def foreign_count(self, first: int, after: int) -> int:
        """Count the foreign trigrams that lie from the word *first* up to *after*."""
        return max(0, bisect_left(self.foreign, after - 2) - bisect_left(self.foreign, first))

    def own_share(self, first: int, after: int) -> float:
        """Return the share of the passage's trigrams, by weight, among those from the word *first* up to *after*."""
        own = len(self.recorded.sketch) * self.weight(first, after)
        return own / max(1, own + self.foreign_count(first, after))

    def fit(self, first: int, after: int) -> float:
        """Return the logarithm of the likelihood that the passage goes from the word *first* up to *after*.

        Trigrams there are the passage's with the share that they have; outside, hits are chance.
        """
        weight = self.weight(first, after)
        own = len(self.recorded.sketch) * weight
        lost = len(self.recorded.sketch) * (self.weights[-1] - weight)
        foreign = self.foreign_count(first, after)
        density = (own + 0.5) / (own + foreign + 1)  # never 0 or 1
        return own * math.log(density) + foreign * math.log(1 - density) + _CHANCE * lost

    def is_whole(self, first: int, after: int) -> bool:
        """Whether the words from *first* up to *after* may be most of the passage, and hardly anything else."""
        length = after - first
        inside = [word for word in self.hits if first <= word < after]
        if not inside or not LEAST_LENGTH * self.recorded.words <= length <= STRETCH * self.recorded.words:
            return False
        if self.weight(first, after) < _LEAST_INSIDE * self.weights[-1]:
            return False
        # The stretches without a hit: before the first, between two, and behind the last.
        edges = [first, *(edge for word in inside for edge in (word, word + 3)), after]
        bare = list(zip(edges[::2], edges[1::2], strict=True))
        if any(end - start > _MOST_BARE_EDGE * length for start, end in (bare[0], bare[-1])):
            return False
        return not any(
            end - start > _MOST_BARE * length and self.foreign_count(start, end) >= _FOREIGN for start, end in bare
        )

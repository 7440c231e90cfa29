"""What is searched for, a passage as it was recorded, and what is found, a stretch of a text that may be it."""

from collections.abc import Collection
from typing import Final, Self

from quizgen.base.value import frozen
from quizgen.passages.anchor.anchor import Anchor
from quizgen.passages.anchor.fingerprint import Fingerprint
from quizgen.passages.anchor.likeness import STRETCH
from quizgen.text.normalise import normalise

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

# Passages of fewer words recur by chance, and the measurements above leave them out: of 295 sentences as anchors, 11
# had a wrong candidate with three eighths of their sketch. So a short passage is accepted only where its letters fill
# whole blocks, and a similar one gets at most the score `IN_DOUBT`.
SHORT: Final = 8
"""Words: the passages of fewer are short."""
IN_DOUBT: Final = 0.4
"""The most that a candidate scores which is never accepted, however many hits it has: between the two thresholds."""
# How far apart, in words, the hits of one passage may be in an edited copy beyond its stretched length: there is room
# for a page number and a running head. Our own judgement.
_SLACK: Final = 30


# So many trigrams that no other place had are proof: with one, the tests' texts had no wrong passage either.
_FEWEST_OWN: Final = 2


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
    may_be_placed: bool = False
    """Whether it may be accepted for its place among its neighbours although its score is too low."""


@frozen
class PassageQuery:
    """A recorded passage, prepared for the search."""

    recorded: Fingerprint
    """The passage's fingerprint from the lock file."""
    opening: tuple[str, ...]
    """The folded words with which the passage opens."""
    through: tuple[str, ...]
    """The folded words with which its last block opens; empty if the bank does not say."""
    is_part: bool = False
    """Whether the bank says that it ends within a block."""
    rival: int = 0
    """How many trigrams of its sketch the most similar other place had when it was recorded; 0 if none was similar."""
    own: frozenset[int] = frozenset()
    """The trigrams of its sketch that no other place had, if one was similar."""
    twin: int = 1
    """Which of the blocks with its very letters it was then, counted from 1."""
    twins: int = 1
    """How many blocks there were with its very letters, itself among them."""

    @classmethod
    def of(cls, anchor: Anchor, recorded: Fingerprint) -> Self:
        """Prepare the passage of *anchor*, whose fingerprint is *recorded*."""
        through = normalise(anchor.through).words if anchor.through else ()
        opening = normalise(anchor.from_).words
        return cls(
            recorded=recorded,
            opening=opening,
            through=through,
            is_part=bool(anchor.until),
            rival=anchor.rival,
            own=recorded.masked(anchor.own),
            twin=anchor.twin,
            twins=anchor.twins,
        )

    def is_rivalled(self, hashes: Collection[int]) -> bool:
        """Whether a place with these trigrams may be one that was only similar in the passage's own text.

        An edit takes trigrams away and hardly ever brings one in: what has more of the sketch than any other place had,
        or several of those that none had, is the passage.
        """
        shared = sum(hashed in hashes for hashed in self.recorded.sketch)
        return shared <= self.rival and sum(hashed in hashes for hashed in self.own) < _FEWEST_OWN

    @property
    def reach(self) -> int:
        """How many words apart the passage's hits may be."""
        return int(STRETCH * self.recorded.words) + _SLACK

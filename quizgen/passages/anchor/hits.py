"""The hits of recorded passages in a text: where it has trigrams of their sketches, and where these are densest."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from typing import Final

from quizgen.passages.anchor.fingerprint import Fingerprint, trigrams

Hit = tuple[int, int]
"""An occurrence of a sketch's trigram in the text: the index of its first word, and the trigram's hash."""

# Where the text has most trigrams of a sketch often, the rarities add up to little, and dividing by that little would
# make the few remaining ones look like the whole passage. The divisor is never less than this share of the sketch's
# size. The share is our own judgement.
_LEAST_RARITY: Final = 0.25
# A difference of weights that is only rounding.
_EPSILON: Final = 1e-9


def find_hits(words: Sequence[str], fingerprints: Iterable[Fingerprint]) -> dict[int, list[int]]:
    """Map each trigram hash in the sketches of *fingerprints* to the word indexes at which the text has it, ascending.

    *words* are the folded words of the text. One pass over them serves all sketches, however many.
    """
    positions: dict[int, list[int]] = {hashed: [] for recorded in fingerprints for hashed in recorded.sketch}
    hashes = trigrams(words)
    for word, hashed in compress(enumerate(hashes), map(positions.__contains__, hashes)):
        positions[hashed].append(word)
    return positions


def trigram_weights(recorded: Fingerprint, positions: Mapping[int, Sequence[int]]) -> dict[int, float]:
    """Weigh the trigrams of a sketch by hash; the sum is 1, or less where the text has most of them often.

    The more often the text has a trigram, the less it weighs, because a phrase that occurs in many places says little
    about any of them. A trigram that is lost weighs as much as one that occurs once.
    """
    rarities = {hashed: 1 / max(1, len(positions[hashed])) for hashed in recorded.sketch}
    total = max(sum(rarities.values()), _LEAST_RARITY * len(rarities))
    return {hashed: rarity / total for hashed, rarity in rarities.items()}


def densest(hits: Sequence[Hit], weights: Mapping[int, float], reach: int) -> list[Hit]:
    """Return the heaviest group of *hits* at most *reach* words apart, each trigram counted once, in text order.

    *hits* are in text order. A window slides over them; of equally heavy ones the first is returned.
    """
    counts = dict.fromkeys(weights, 0)  # of each trigram, within the window
    weight, heaviest = 0.0, 0.0
    start, window = 0, range(0)
    for end, (word, hashed) in enumerate(hits):
        if not counts[hashed]:
            weight += weights[hashed]
        counts[hashed] += 1
        while hits[start][0] < word - reach or counts[hits[start][1]] > 1:
            dropped = hits[start][1]
            counts[dropped] -= 1
            if not counts[dropped]:
                weight -= weights[dropped]
            start += 1
        if weight > heaviest + _EPSILON:
            heaviest, window = weight, range(start, end + 1)
    last_of_each = {hits[index][1]: hits[index] for index in window}
    return sorted(last_of_each.values())

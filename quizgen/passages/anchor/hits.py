"""The traces of recorded passages in a text: the trigrams of their sketches, and where most of one lie together."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress

from quizgen.passages.anchor.fingerprint import Fingerprint, trigrams

Hit = tuple[int, int]
"""A trigram of the text that a sketch holds: the word with which it begins, and its hash."""


def find_hits(words: Sequence[str], sketches: Iterable[Fingerprint]) -> dict[int, list[int]]:
    """For each trigram hash of the *sketches* where the folded *words* of a text have it, in order.

    One pass over the text serves all sketches, however many.
    """
    found: dict[int, list[int]] = {value: [] for recorded in sketches for value in recorded.sketch}
    hashes = trigrams(words)
    for word, value in compress(enumerate(hashes), map(found.__contains__, hashes)):
        found[value].append(word)
    return found


def weights(recorded: Fingerprint, found: Mapping[int, Sequence[int]]) -> dict[int, float]:
    """What each trigram of a sketch counts; all together make 1, or less where the text has most of them often.

    It counts less the oftener the text has it: that a phrase stands in many places says little about any of them. One
    that is lost counts as much as one that stands in a single place.
    """
    rarity = {value: 1 / max(1, len(found[value])) for value in recorded.sketch}
    # What is left of a passage that is all stock phrases must not look like much.
    total = max(sum(rarity.values()), len(rarity) / 4)
    return {value: weight / total for value, weight in rarity.items()}


def densest(traces: Sequence[Hit], weight: Mapping[int, float], reach: int) -> list[Hit]:
    """The *traces*, at most *reach* words apart and each trigram once, that weigh most together."""
    inside = dict.fromkeys(weight, 0)
    held, most, left, best = 0.0, 0.0, 0, range(0)
    for right, (word, value) in enumerate(traces):
        if not inside[value]:
            held += weight[value]
        inside[value] += 1
        while traces[left][0] < word - reach or inside[traces[left][1]] > 1:
            gone = traces[left][1]
            inside[gone] -= 1
            if not inside[gone]:
                held -= weight[gone]
            left += 1
        if held > most + 1e-9:
            most, best = held, range(left, right + 1)
    return sorted({traces[n][1]: traces[n] for n in best}.values())

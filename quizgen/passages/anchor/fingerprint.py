"""Fingerprints: what the lock remembers of a passage, so that it is known again without a word of it being kept."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from operator import xor
from typing import Final, Self

from quizgen.base.value import frozen
from quizgen.text.normalise import NORMALISER, normalise

SIZE: Final = 16
"""Hashes in a sketch."""
_BYTES: Final = 3  # of a hash: four characters of base 64, without padding
_TOKEN: Final = re.compile(r"(\d+)\.(\d+)\.(\d+)\.([\da-f]{16})\.([\da-f]{8})\.((?:[\w-]{4})*)\.[\da-f]{4}", re.ASCII)


@frozen
class Fingerprint:
    """What is kept of a passage: enough to know it again, edited or not, too little to read it."""

    normaliser: int = NORMALISER
    """The version of the normaliser that made it; fingerprints of two versions do not compare."""
    words: int
    """Its length in folded words."""
    letters: int
    """Its length in folded letters."""
    folded: str
    """16 hex digits: equal where the letters and digits are, whatever the typography."""
    exact: str
    """8 hex digits: equal where the raw text is, white space apart."""
    sketch: tuple[int, ...]
    """The smallest hashes of its word trigrams, ascending: a fair sample, the same in every copy that holds them."""

    @classmethod
    def of(cls, raw: str) -> Self:
        """The fingerprint of a passage's raw text."""
        normal = normalise(raw)
        return cls(
            words=len(normal.words),
            letters=len(normal.letters),
            folded=digest(normal.letters, 8),
            exact=typeset(raw),
            sketch=tuple(sorted(set(trigrams(normal.words)))[:SIZE]),
        )

    def encode(self) -> str:
        """A token of about 105 ASCII characters, for one line of the lock: the sketch in base 64, last a check."""
        sketch = urlsafe_b64encode(b"".join(value.to_bytes(_BYTES, "big") for value in self.sketch)).decode("ascii")
        token = f"{self.normaliser}.{self.words}.{self.letters}.{self.folded}.{self.exact}.{sketch}"
        return f"{token}.{digest(token, 2)}"

    @classmethod
    def decode(cls, token: str) -> Self:
        """The fingerprint that `encode` wrote as *token*. Raises ValueError where the token is broken."""
        if (match := _TOKEN.fullmatch(token)) is not None:
            normaliser, words, count, folded, exact, sketch = match.groups()
            found = cls(
                normaliser=int(normaliser),
                words=int(words),
                letters=int(count),
                folded=folded,
                exact=exact,
                sketch=_numbers(urlsafe_b64decode(sketch)),
            )
            if found.encode() == token:
                return found
        raise ValueError(f"not a fingerprint: {token!r}")


def overlap(a: Fingerprint, b: Fingerprint) -> float:
    """The share of word trigrams that two passages have in common, from 0 to 1, as their sketches estimate it."""
    union = sorted({*a.sketch, *b.sketch})[:SIZE]
    return len({*union} & {*a.sketch} & {*b.sketch}) / max(1, len(union))


def digest(text: str, size: int) -> str:
    """*size* bytes of BLAKE2b over *text*, in hex: the same on every machine and in every Python, unlike ``hash``."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def typeset(raw: str) -> str:
    """8 hex digits: equal where the raw texts are, white space apart."""
    return digest(" ".join(raw.split()), 4)


def trigrams(words: Sequence[str]) -> list[int]:
    """The hash of each run of three of the folded *words*, in order; fewer than three words make one run.

    Tabulation hashing: a word has one random number for each of the three places, and a run is their xor. A word is
    hashed once however often it occurs, and the smallest values of such a hash are a fair sample of the runs (Pătraşcu
    and Thorup, The Power of Simple Tabulation Hashing, 2012).
    """
    if 0 < len(words) < 3:
        words = (*words, *[""] * (3 - len(words)))
    hashes = {word: _hashes(word) for word in set(words)}
    one, two, three = ({word: places[n] for word, places in hashes.items()} for n in range(3))
    return list(
        map(
            xor,
            map(xor, map(one.__getitem__, words), map(two.__getitem__, islice(words, 1, None))),
            map(three.__getitem__, islice(words, 2, None)),
        )
    )


@lru_cache(maxsize=1 << 16)
def _hashes(word: str) -> tuple[int, int, int]:
    """The word's number for each of the three places."""
    hashed = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=3 * _BYTES).digest()
    one, two, three = _numbers(hashed)
    return one, two, three


def _numbers(packed: bytes) -> tuple[int, ...]:
    return tuple(int.from_bytes(packed[n : n + _BYTES], "big") for n in range(0, len(packed), _BYTES))

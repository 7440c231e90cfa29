"""Fingerprints: what the lock file records of a passage, to recognise it without keeping a word of it.

The sketch is a MinHash sketch of the passage's word trigrams (Broder, On the resemblance and containment of documents,
1997): the share of hashes that two sketches have in common estimates the share of trigrams that the passages do.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from operator import xor
from typing import Final, Self

from quizgen.base.value import frozen
from quizgen.text.normalise import NORMALISER, normalise

SIZE: Final = 16
"""The most hashes in a sketch. Eight found 94 to 100 % of the passages of a chapter in six kinds of edited copies;
twice as many are our own judgement, a line of the lock file still being short. The standard error of a share is at most
one eighth."""
# Bytes of a hash: four characters of base 64, without padding. By chance a text of 100,000 words has about one trigram
# in ten sketches of 16.
_BYTES: Final = 3
_TOKEN: Final = re.compile(r"(\d+)\.(\d+)\.(\d+)\.([\da-f]{16})\.([\da-f]{8})\.((?:[\w-]{4})*)\.[\da-f]{4}", re.ASCII)


@frozen
class Fingerprint:
    """What the lock file keeps of a passage: enough to recognise it, edited or not, and too little to read it."""

    normaliser: int = NORMALISER
    """The version of the normaliser that made it. Fingerprints of two versions cannot be compared."""
    words: int
    """Its length in folded words."""
    letters: int
    """Its length in folded letters."""
    folded: str
    """A digest of its letters and digits, whatever the typography: 16 hex digits."""
    exact: str
    """A digest of its raw text, white space apart: 8 hex digits."""
    sketch: tuple[int, ...]
    """The smallest hashes of its word trigrams, ascending: a fair sample, and the same one in every copy."""

    @classmethod
    def of(cls, raw: str) -> Self:
        """Take the fingerprint of a passage's raw text."""
        normal = normalise(raw)
        return cls(
            words=len(normal.words),
            letters=len(normal.letters),
            folded=hex_digest(normal.letters, 8),
            exact=typeset(raw),
            sketch=tuple(sorted(set(trigrams(normal.words)))[:SIZE]),
        )

    def mask(self, hashes: Collection[int]) -> str:
        """Return which of the sketch's hashes are among *hashes*, a bit for each, in hex."""
        return f"{sum(1 << index for index, hashed in enumerate(self.sketch) if hashed in hashes):x}"

    def masked(self, mask: str) -> frozenset[int]:
        """Return the hashes of the sketch that `mask` noted. Raises ValueError if *mask* is not hex."""
        bits = int(mask or "0", 16)
        return frozenset(hashed for index, hashed in enumerate(self.sketch) if bits >> index & 1)

    def encode(self) -> str:
        """Return a token of about 105 ASCII characters for the lock file; its last four are a checksum."""
        sketch = urlsafe_b64encode(b"".join(hashed.to_bytes(_BYTES, "big") for hashed in self.sketch)).decode("ascii")
        token = f"{self.normaliser}.{self.words}.{self.letters}.{self.folded}.{self.exact}.{sketch}"
        return f"{token}.{hex_digest(token, 2)}"

    @classmethod
    def decode(cls, token: str) -> Self:
        """Read the fingerprint that `encode` wrote as *token*. Raises ValueError if the token is damaged."""
        match = _TOKEN.fullmatch(token)
        if match is not None:
            normaliser, words, letters, folded, exact, sketch = match.groups()
            fingerprint = cls(
                normaliser=int(normaliser),
                words=int(words),
                letters=int(letters),
                folded=folded,
                exact=exact,
                sketch=_numbers(urlsafe_b64decode(sketch)),
            )
            if fingerprint.encode() == token:  # and so its checksum is right
                return fingerprint
        raise ValueError(f"not a fingerprint: {token!r}")


def hex_digest(text: str, size: int) -> str:
    """Return *size* bytes of BLAKE2b over *text*, in hex. Unlike ``hash``, it is the same on every machine."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def typeset(raw: str) -> str:
    """Return a digest of the text *raw*, white space apart: 8 hex digits."""
    return hex_digest(" ".join(raw.split()), 4)


def trigrams(words: Sequence[str]) -> list[int]:
    """Hash each run of three of the folded *words*, in order; fewer than three words are one run, no words none.

    This is tabulation hashing: a word has a random number for each of the three positions in a run, and the hash of a
    run is the xor of three such numbers. A word is hashed once, however often it occurs, and the smallest of these
    hashes are a fair sample of the runs (Pătraşcu and Thorup, The Power of Simple Tabulation Hashing, 2012).
    """
    if 0 < len(words) < 3:
        words = (*words, *[""] * (3 - len(words)))
    numbers = {word: _numbers_of(word) for word in set(words)}
    first, second, third = ({word: triple[position] for word, triple in numbers.items()} for position in range(3))
    firsts = map(first.__getitem__, words)
    seconds = map(second.__getitem__, islice(words, 1, None))
    thirds = map(third.__getitem__, islice(words, 2, None))
    return list(map(xor, map(xor, firsts, seconds), thirds))


@lru_cache(maxsize=1 << 16)
def _numbers_of(word: str) -> tuple[int, int, int]:
    """The word's number for each of the three positions in a run."""
    packed = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=3 * _BYTES).digest()
    first, second, third = _numbers(packed)
    return first, second, third


def _numbers(packed: bytes) -> tuple[int, ...]:
    """The big-endian numbers of `_BYTES` bytes each in *packed*."""
    return tuple(int.from_bytes(packed[start : start + _BYTES], "big") for start in range(0, len(packed), _BYTES))

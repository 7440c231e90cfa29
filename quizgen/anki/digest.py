"""Digests: what the ids of notes and the hashes of their content are made of.

A digest has 64 bits. Among 100,000 notes two share one with a probability of about 3 in 10 billion (n² / 2⁶⁵).
"""

from hashlib import blake2b
from typing import Final

_BYTES: Final = 8

HASH_OF_ANOTHER: Final = bytes(_BYTES).hex()
"""Stands in the lock for the hash of a note type as another version of quizgen had it: it equals no hash of today's."""


def digest(text: str) -> bytes:
    """The digest of *text*, eight bytes. Cards that students have depend on it: it never changes."""
    return blake2b(text.encode(), digest_size=_BYTES).digest()

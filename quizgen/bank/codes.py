"""Codes: four signs without meaning by which a student names a question, a person or a term.

A readable id may answer its own question; a code tells nothing, and never changes once the lock has recorded it.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Final

SIGNS: Final = "3479CDFHJKMNPQRTVWXY"
"""Digits and consonants of which none is taken for another, and none makes a word."""
LENGTH: Final = 4
"""The signs of a code, unless another has these four already: then it has more."""


def assign(bank: str, names: Iterable[str], recorded: Mapping[str, str]) -> dict[str, str]:
    """Return the code of each of *names* in the bank with the id *bank*.

    Those that are *recorded* keep theirs. Each newcomer, in the order of the names, has the first signs of its hash
    that no other has: so a new question never changes the code of an old one.
    """
    codes = dict(recorded)
    taken = set(recorded.values())
    for name in sorted(set(names).difference(recorded)):
        signs = _signs(bank, name)
        codes[name] = next(signs[:length] for length in range(LENGTH, len(signs)) if signs[:length] not in taken)
        taken.add(codes[name])
    return codes


def as_code(typed: str) -> str:
    """Return *typed* as a code is written: case does not count."""
    return typed.upper()


def is_code(text: str) -> bool:
    """Return whether *text* can be a code."""
    return len(text) >= LENGTH and set(text) <= set(SIGNS)


def _signs(bank: str, name: str) -> str:
    """Return the hash of a name as signs: so many that two names never have the same."""
    value = int.from_bytes(blake2b(f"{bank}\x1f{name}".encode(), digest_size=16).digest(), "big")
    signs = ""
    while value:
        value, place = divmod(value, len(SIGNS))
        signs += SIGNS[place]
    return signs

"""An anchor, how a passage is found, and what became of it in a copy of the text."""

from enum import StrEnum

from quizgen.base.value import frozen
from quizgen.passages.anchor.fingerprint import Fingerprint


@frozen
class Anchor:
    """A passage as the bank and the lock know it: opening words from the one, the rest from the other."""

    id: str
    from_: str
    """The opening words of its first block."""
    through: str = ""
    """The opening words of its last block; empty where the default extent applies."""
    fingerprint: Fingerprint | None = None
    """What the lock recorded; None before the first build."""
    ordinal: int = 0
    """The ¶ number of its first block when it was recorded: a hint only. 0: not known."""
    count: int = 0
    """How many blocks it filled when it was recorded. 0: not known, or only a part of one."""


class Status(StrEnum):
    """What became of a passage. See `Located` for which of them come with a span."""

    OK = "ok"
    """The same text at the same ¶."""
    TYPOGRAPHY = "typography"
    """The same letters and digits, set differently."""
    MOVED = "moved"
    """The same letters and digits at another ¶."""
    SPLIT = "split"
    """The same letters and digits in more blocks than before."""
    MERGED = "merged"
    """The same letters and digits in fewer blocks than before, or in a part of one."""
    CHANGED = "changed"
    """Other words, and still beyond doubt the same passage."""
    UNLOCKED = "unlocked"
    """Found by its opening words alone: no fingerprint has been recorded."""
    STALE = "stale"
    """Found by its opening words alone: its fingerprint is another normaliser's."""
    DOUBTFUL = "doubtful"
    """Something like it is there, too little like it to be taken for it."""
    AMBIGUOUS = "ambiguous"
    """Several places are as good as each other."""
    MISSING = "missing"
    """No place is even worth doubting."""
    WRONG_TEXT = "wrong text"
    """So few of the passages are there that this is another text."""


@frozen
class Guess:
    """Where a lost passage may be, for a hint: the ¶ and the words with which that block opens."""

    ordinal: int
    opening: str


@frozen
class PassageMatch:
    """Where an anchor's passage is in a document. It has a span exactly where nothing about it is in doubt."""

    id: str
    status: Status
    span: tuple[int, int] | None = None
    """Raw (start, end); None for doubtful, ambiguous, missing and wrong text."""
    first: int = 0
    """The ¶ number of its first block; 0 without a span."""
    last: int = 0
    """The ¶ number of its last block; 0 without a span."""
    score: float = 0.0
    """How much of the recorded passage is there, from 0 to 1."""
    guesses: tuple[Guess, ...] = ()
    """For an anchor without a span: where to look, the likeliest first."""

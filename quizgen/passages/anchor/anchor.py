"""An anchor, which says how a passage is found, and the match that a search for it returns."""

from enum import StrEnum

from quizgen.base.value import frozen
from quizgen.passages.anchor.fingerprint import Fingerprint


@frozen
class Anchor:
    """What the bank and the lock file know of a passage: its opening words from the bank, the rest from the lock."""

    id: str
    """The passage's ID in the bank."""
    from_: str
    """The opening words of its first block."""
    through: str = ""
    """The opening words of its last block; empty if `last_block` decides where the passage ends."""
    until: str = ""
    """The words with which it ends, at the end of a sentence of its last block; empty if that ends it."""
    under: str = ""
    """The opening words of the heading or mark under which its first block stands; empty if the bank does not say."""
    nth: int = 0
    """Which of the blocks that open so, under that heading, is its first block; 0 if there is only one."""
    fingerprint: Fingerprint | None = None
    """The fingerprint in the lock; None before the first build."""
    ordinal: int = 0
    """The ¶ number of its first block when it was recorded, only a hint. 0 if it is not known."""
    count: int = 0
    """How many blocks it filled when it was recorded. 0 if that is not known, or if it was a part of a block."""
    rival: int = 0
    """How many trigrams of its sketch the most similar other place of its text had; 0 if none was similar enough."""
    own: str = ""
    """The mask of the trigrams that its text had nowhere else; empty if no other place was similar enough."""
    twin: int = 1
    """Which of the blocks with its very letters it was, counted from 1."""
    twins: int = 1
    """How many blocks had its very letters, itself among them: more than 1 of a refrain."""


class Status(StrEnum):
    """The result of the search for a passage. A match has a span for all statuses from `OK` to `STALE`."""

    OK = "ok"
    """The same text at the same ¶."""
    TYPOGRAPHY = "typography"
    """The same letters and digits at the same ¶, with other punctuation, case or marks."""
    MOVED = "moved"
    """The same letters and digits at another ¶."""
    SPLIT = "split"
    """The same letters and digits in more blocks than before."""
    MERGED = "merged"
    """The same letters and digits in fewer blocks than before, or in a part of one."""
    CHANGED = "changed"
    """Other words, and still beyond doubt the same passage."""
    UNLOCKED = "unlocked"
    """Found by its opening words alone, since no fingerprint has been recorded."""
    STALE = "stale"
    """Found by its opening words alone, since its fingerprint was made by another version of the normaliser."""
    DOUBTFUL = "doubtful"
    """The text has something similar, too dissimilar to be accepted as the passage."""
    AMBIGUOUS = "ambiguous"
    """Several candidates are equally good."""
    MISPLACED = "not where the bank says"
    """Blocks open with its opening words, but none of them is the one that `under` and `nth` name."""
    MISSING = "missing"
    """No candidate is good enough to be worth showing."""
    WRONG_TEXT = "wrong text"
    """So few of the bank's passages were found that this must be another text."""


@frozen
class Guess:
    """A block in which a lost passage may be, for a hint."""

    ordinal: int
    """The block's ¶ number."""
    opening: str
    """The first words of the passage, if it is there."""
    line: int = 0
    """The line of the file in which it starts; 0 if that is not known."""
    heading: str = ""
    """The first words of the heading under which it stands; empty if there is none."""
    directions: str = ""
    """The line of the bank that names it, beside the opening words; empty if it does not open a block with these."""


@frozen
class PassageMatch:
    """The result of a search for one anchor in a document. It has a span only if the match is beyond doubt."""

    id: str
    """The passage's ID in the bank."""
    status: Status
    span: tuple[int, int] | None = None
    """The passage's (start, end) as offsets into the raw text; None if doubtful, ambiguous, missing or wrong text."""
    first: int = 0
    """The ¶ number of its first block; 0 without a span."""
    last: int = 0
    """The ¶ number of its last block; 0 without a span."""
    score: float = 0.0
    """The best candidate's score, from 0 to 1: roughly, how much of the recorded passage the text still has."""
    guesses: tuple[Guess, ...] = ()
    """Where to look for a passage without a span, the likeliest first."""
    alike: int = 0
    """How many blocks open as the bank says, if the passage was looked for by that alone."""

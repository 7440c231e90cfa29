"""Editions: paper and type of a printed form. Its questions, letters, order and key are the same in every edition."""

from enum import StrEnum

from quizgen.bank.paper import Paper
from quizgen.base.value import frozen


class Room(StrEnum):
    """How much of a page a sheet takes."""

    COMPACT = "compact"
    STANDARD = "standard"
    ROOMY = "roomy"


@frozen
class Edition:
    """Paper and type of a printed form."""

    paper: Paper = Paper.A4
    large_print: bool = False
    """Whether the type has 17 points (18 in Word) in place of 10.5 (11 in Word)."""
    dyslexia: bool = False
    """Whether the type is sans serif of 13 points, widely spaced, left-aligned and without italics."""
    room: Room = Room.STANDARD
    """How far questions stand apart, and how many lines there are for discussions."""

    @property
    def is_plain(self) -> bool:
        """Whether the type is larger than the standard one, and all of it sans serif."""
        return self.large_print or self.dyslexia

    @property
    def suffix(self) -> str:
        """The part of the file's name that tells the edition from the standard one; it does not name the paper."""
        suffix = ""
        if self.large_print:
            suffix += "-large"
        if self.dyslexia:
            suffix += "-dyslexia"
        if self.room is not Room.STANDARD:
            suffix += f"-{self.room}"
        return suffix

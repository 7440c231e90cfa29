"""Editions: paper and type of a printed form. Its questions, letters, order and key are the same in every edition."""

from enum import StrEnum

from quizgen.bank.paper import Paper
from quizgen.base.value import frozen


class Leaf(StrEnum):
    """The kinds of file in which a form is printed, in the order of a teacher's work; sheet and key share no file."""

    SHEET = "sheet"
    KEY = "key"
    TEACHER = "teacher"

    @property
    def number(self) -> int:
        """Its place in the order of a teacher's work, from 1."""
        return [*Leaf].index(self) + 1


@frozen
class Edition:
    """Paper and type of a printed form."""

    paper: Paper = Paper.A4
    large_print: bool = False
    """Whether the type has 17 points (18 in Word) in place of 10.5 (11 in Word)."""
    dyslexia: bool = False
    """Whether the type is sans serif of 13 points, widely spaced, left-aligned and without italics."""

    @property
    def suffix(self) -> str:
        """The part of the file's name that tells the edition from the standard one; it does not name the paper."""
        suffix = ""
        if self.large_print:
            suffix += "-large"
        if self.dyslexia:
            suffix += "-dyslexia"
        return suffix

"""Editions: paper and type of a printed form. Its questions, letters, order and key are the same in every edition."""

from enum import StrEnum

from quizgen.bank.paper import Paper
from quizgen.base.value import frozen


class Leaf(StrEnum):
    """The kinds of file in which a form is printed; the key never shares a file with its sheet."""

    SHEET = "sheet"
    KEY = "key"
    TEACHER = "teacher"

    @property
    def suffix(self) -> str:
        """The end of the file's name before its extension; empty for the sheet."""
        return "" if self is Leaf.SHEET else f"-{self.value}"


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

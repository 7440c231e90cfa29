"""Editions: how a form is printed. Numbers, letters, order and key are the form's, and so the same in all of them."""

from enum import StrEnum

from quizgen.bank.paper import Paper
from quizgen.base.value import frozen


class Leaf(StrEnum):
    """What a file is: the key never shares a leaf with its sheet."""

    SHEET = "sheet"
    KEY = "key"
    TEACHER = "teacher"

    @property
    def suffix(self) -> str:
        """What the name of its file ends with."""
        return "" if self is Leaf.SHEET else f"-{self.value}"


@frozen
class Edition:
    """Paper and type."""

    paper: Paper = Paper.A4
    large_print: bool = False
    """Type of 17 points."""
    dyslexia: bool = False
    """Sans serif, wide spacing, left-aligned, no italics."""

    @property
    def suffix(self) -> str:
        """What tells the edition's file from the standard one's; the paper is not in it."""
        return "-large" * self.large_print + "-dyslexia" * self.dyslexia

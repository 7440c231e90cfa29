"""What a worksheet is printed on, and what for."""

from enum import StrEnum


class Paper(StrEnum):
    """Paper sizes."""

    A4 = "a4"
    LETTER = "letter"


class Style(StrEnum):
    """What a worksheet is for: it decides what stands before the questions."""

    QUESTIONS = "questions"
    READING = "reading"
    TEST = "test"

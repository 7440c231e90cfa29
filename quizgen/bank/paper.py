"""The paper and the purpose of a worksheet."""

from enum import StrEnum


class Paper(StrEnum):
    """Paper sizes."""

    A4 = "a4"
    LETTER = "letter"


class Style(StrEnum):
    """The purpose of a worksheet, which decides what is printed beside the questions."""

    QUESTIONS = "questions"
    """Questions below their passages."""
    READING = "reading"
    """A reading handout: summaries, glossary and timeline come first."""
    TEST = "test"
    """A test: no passage is printed, unless a question has it copied, and the HTML page has no answers."""

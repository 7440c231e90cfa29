"""The paper of a worksheet, its purpose, and its leaves."""

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
    """A test: no passage is printed, unless a question has it copied, and there is no page to check oneself."""

    @property
    def leaves(self) -> tuple["Leaf", ...]:
        """The leaves of every worksheet of this style; the others are for those who ask for them."""
        always = (Leaf.SHEET, Leaf.KEY, Leaf.TEACHER)
        return always if self is Style.TEST else (*always, Leaf.CHECK)


class Leaf(StrEnum):
    """The kinds of file in which a worksheet is printed, in the order of a teacher's work; sheet and key share none."""

    SHEET = "sheet"
    """What a student gets, a file for each version."""
    KEY = "key"
    """The answers of all versions, to mark from."""
    TEACHER = "teacher"
    """The questions with answers, explanations and evidence, once for all versions."""
    CHECK = "check"
    """The sheet as a page on which students check themselves: each answer opens."""
    STRIP = "strip"
    """Strips on which students tick their answers to the closed questions."""
    CARDS = "cards"
    """Cards to cut out, a question on the front and its answer behind."""
    COLLATED = "collated"
    """The sheets of all versions in one file, to be printed at once."""

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats in which there is such a file."""
        match self:
            case Leaf.CHECK:
                return ("html",)
            case Leaf.STRIP | Leaf.CARDS | Leaf.COLLATED:
                return ("pdf",)
            case _:
                return ("pdf", "html", "docx")

    @property
    def is_for_one_version(self) -> bool:
        """Whether each version has its own; the others are for all versions."""
        return self in (Leaf.SHEET, Leaf.CHECK)

    @property
    def is_for_students(self) -> bool:
        """Whether students may have it; a check page and cards show them the answers to learn from."""
        return self not in (Leaf.KEY, Leaf.TEACHER)

    @property
    def number(self) -> int:
        """Its place in the order of a teacher's work, from 1."""
        return [*Leaf].index(self) + 1

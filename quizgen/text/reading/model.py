"""What reading a copy yields: its running text without markup, and what the markup said of it."""

from enum import StrEnum

from quizgen.base.value import frozen
from quizgen.text.paragraphs import Block


class Unit(StrEnum):
    """By what a reader finds a place in a text."""

    PARAGRAPH = "paragraph"
    PAGE = "page"
    CHAPTER = "chapter"
    VERSE = "verse"
    ARTICLE = "article"
    SECTION = "section"
    LINE = "line"


@frozen
class Emphasis:
    """A raw (start, end) that is set in italics, or in bold where it is *strong*."""

    start: int
    end: int
    strong: bool = False


@frozen
class PlaceMark:
    """Where a page, a verse or another unit begins."""

    offset: int
    """Of the character with which it begins."""
    unit: Unit
    number: str
    """As the copy writes it, such as "12" or "xiv"."""


@frozen
class RunningText:
    """A copy as it is searched and shown.

    In the raw text a line break within a list, a table or verse ends a line of it, and a tab a cell of a table.
    """

    raw: str
    blocks: tuple[Block, ...]
    """Its blocks, counted from 1."""
    first_line: int = 0
    """The line of the file in which it starts; 0 where its lines are not those of the file."""
    emphases: tuple[Emphasis, ...] = ()
    """In the order of the text; none overlap."""
    marks: tuple[PlaceMark, ...] = ()
    """In the order of the text."""

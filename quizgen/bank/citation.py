"""How a question's source is shown: the citation, and the passage itself where the user has the text."""

from quizgen.base.value import frozen
from quizgen.languages.ranges import numbered
from quizgen.text.inline import Prose


@frozen
class Mark:
    """A stretch of a paragraph that supports an answer: offsets in characters, and the label printed beside it."""

    start: int
    end: int
    label: str = ""


@frozen
class Paragraph:
    """One of the author's paragraphs, as the user's copy has it, on one line."""

    number: int
    text: str
    marks: tuple[Mark, ...] = ()


@frozen
class Citation:
    """One passage as a reader finds it; ``paragraphs`` is the user's own text and empty without it."""

    passage: str
    source: str
    """The text's short name, such as "Rogovin ch. 38"."""
    first: int
    last: int
    """The first and the last ¶; 0 where no copy of the text has been seen yet."""
    opening: str
    section: Prose
    label: Prose
    gist: Prose
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def place(self) -> str:
        """ "¶ 6" or "¶¶ 6–7"; empty where the paragraph is not known."""
        return numbered(self.first, self.last)

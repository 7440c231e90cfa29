"""Citations: how the source of a question is shown, with the passage itself where the user has the text."""

from collections.abc import Iterable

from quizgen.base.value import frozen
from quizgen.languages.ranges import numbered
from quizgen.text.inline import Prose, plain


@frozen
class Mark:
    """A stretch of a paragraph that supports an answer."""

    start: int
    """Its first character, as an offset in the paragraph's text."""
    end: int
    """The character after its last one."""
    label: str = ""
    """What it supports: the ID of a question, or empty where there is only one."""


@frozen
class Paragraph:
    """One of the author's paragraphs."""

    number: int
    """Its ¶ number."""
    text: str
    """Its text in the user's copy, on one line; of the first and the last paragraph only what the passage has."""
    marks: tuple[Mark, ...] = ()


@frozen
class Citation:
    """One passage, as a reader finds it."""

    passage: str
    """The passage's ID."""
    source: str
    """The text's short name, such as "Rogovin ch. 38"."""
    first: int
    last: int
    """The first and the last ¶ number; both are 0 where no copy of the text has been seen yet."""
    opening: str
    """The opening words of the passage, at most five."""
    section: Prose
    """The title of its section."""
    label: Prose
    gist: Prose
    paragraphs: tuple[Paragraph, ...] = ()
    """The passage in the user's copy; empty without a copy."""

    @property
    def printed_words(self) -> tuple[str, ...]:
        """The plain words of the passage as a sheet prints it: its label, and the user's text or else its gist."""
        return plain(self.label), *([paragraph.text for paragraph in self.paragraphs] or [plain(self.gist)])

    @property
    def place(self) -> str:
        """The paragraphs, as "¶ 6" or "¶¶ 6–7"; empty where they are not known."""
        return numbered(self.first, self.last)


def cited_places(citations: Iterable[Citation]) -> str:
    """Return the places of all *citations*, a text once: "Rogovin ch. 38, ¶ 4, ¶¶ 12–13; Orlov, ¶ 7"."""
    places: dict[str, list[str]] = {}
    for citation in citations:
        places.setdefault(citation.source, []).append(citation.place)
    return "; ".join(", ".join((source, *filter(None, of_text))) for source, of_text in places.items())

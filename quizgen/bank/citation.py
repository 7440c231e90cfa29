"""Citations: how the source of a question is shown, with the passage itself where the user has the text."""

from collections.abc import Iterable, Iterator, Sequence

from quizgen.bank.cited import BY_PARAGRAPH, CitedRange
from quizgen.bank.excerpt import Paragraph
from quizgen.base.value import frozen
from quizgen.languages.packs import FALLBACK
from quizgen.languages.ranges import numbered
from quizgen.text.inline import Prose, plain


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
    cited: CitedRange = BY_PARAGRAPH
    """By what it is cited where the text is not cited by ¶."""
    language: str = FALLBACK
    """The language of the bank, in which its place is named."""
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
        """Where it is, as "¶ 6", "¶¶ 6–7", "p. 12" or "art. 5 (2)"; empty where that is not known."""
        return self.cited.named(self.language) or numbered(self.first, self.last)


def neighbouring(citations: Iterable[Citation]) -> Iterator[list[Citation]]:
    """Yield *citations* in runs without a paragraph between them, text by text and in the order of each."""
    run: list[Citation] = []
    for citation in sorted(citations, key=lambda citation: (citation.source, citation.first)):
        if run and (citation.source != run[0].source or citation.first > max(before.last for before in run) + 1):
            yield run
            run = []
        run.append(citation)
    if run:
        yield run


def place_from_to(citations: Sequence[Citation]) -> str:
    """Return the place from the first to the last of *citations* of one text; empty where none is known."""
    known = sorted((citation for citation in citations if citation.first), key=lambda citation: citation.first)
    if not known:
        return ""
    last = max(known, key=lambda citation: citation.last)
    if all(citation.cited for citation in known) and len({citation.cited.unit for citation in known}) == 1:
        return known[0].cited.through(last.cited).named(last.language)
    return numbered(known[0].first, last.last)


def cited_places(citations: Iterable[Citation]) -> str:
    """Return the places of all *citations*, a text once: "Rogovin ch. 38, ¶ 4, ¶¶ 12–13; Orlov, ¶ 7"."""
    places: dict[str, list[str]] = {}
    for citation in citations:
        places.setdefault(citation.source, []).append(citation.place)
    return "; ".join(", ".join((source, *filter(None, of_text))) for source, of_text in places.items())

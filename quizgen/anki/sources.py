"""Sources drawn: where in the texts a question's answer is found, and what these passages say."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from quizgen.anki.markup import prose, text
from quizgen.bank.citation import Citation, Paragraph, cited_places
from quizgen.languages.direction import direction


def citations(sources: Sequence[Citation]) -> str:
    """Every source on one line, a text once."""
    return text(cited_places(sources))


def sections(sources: Sequence[Citation]) -> str:
    """The sections that hold the sources, each once."""
    return " · ".join(dict.fromkeys(prose(source.section) for source in sources if source.section))


def gists(sources: Sequence[Citation]) -> str:
    """The gists of the sources, in the bank's own words."""
    return "".join(_heading(source) + _gist(source) for source in sources if source.gist)


def passages(sources: Sequence[Citation], foreign: Mapping[str, str] = MappingProxyType({})) -> str:
    """The sources in the user's own text, evidence marked; for a text that the user lacks, the gist.

    Empty where the user has none of the texts. *foreign* are the languages of texts in another one than the note.
    """
    if not any(source.paragraphs for source in sources):
        return ""
    return "".join(
        _heading(source) + (_paragraphs(source, foreign.get(source.source, "")) or _gist(source))
        for source in sources
        if source.paragraphs or source.gist
    )


def _heading(source: Citation) -> str:
    """What the passage is about and where it stands, with its opening words."""
    place = ", ".join(filter(None, (source.source, source.place)))
    where = text(f"{place}: “{source.opening} …”" if source.opening else place)
    return f"<h3>{prose(source.label)} <small>{where}</small></h3>" if source.label else f"<h3>{where}</h3>"


def _gist(source: Citation) -> str:
    return f"<p>{prose(source.gist)}</p>"


def _paragraphs(source: Citation, language: str) -> str:
    """The paragraphs of a source, with their *language* and its direction where it is another than the note's."""
    paragraphs = "".join(map(_paragraph, source.paragraphs))
    if not paragraphs or not language:
        return paragraphs
    return f'<div lang="{text(language)}" dir="{direction(language)}">{paragraphs}</div>'


def _paragraph(paragraph: Paragraph) -> str:
    html = ""
    offset = 0
    for start, end in _stretches(paragraph):
        html += f"{text(paragraph.text[offset:start])}<mark>{text(paragraph.text[start:end])}</mark>"
        offset = end
    return f"<p><small>¶ {paragraph.number}</small> {html}{text(paragraph.text[offset:])}</p>"


def _stretches(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """The marked stretches in order, as offsets of their first character and behind their last; none overlap."""
    offset = 0
    for mark in sorted(paragraph.marks, key=lambda mark: (mark.start, mark.end)):
        start, end = max(offset, mark.start), min(mark.end, len(paragraph.text))
        if start < end:
            yield start, end
            offset = end

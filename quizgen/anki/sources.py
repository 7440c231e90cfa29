"""Sources drawn: where in the texts a question's answer is found, and what these passages say."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Final

from quizgen.anki.markup import html_list, prose, text
from quizgen.bank.citation import Citation, cited_places
from quizgen.bank.excerpt import Paragraph, Run, excerpt_lines
from quizgen.languages.direction import direction
from quizgen.languages.ranges import numbered
from quizgen.text.paragraphs import BlockKind

_NO_BREAK: Final = "\u00a0"


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
    beside = paragraph.beside or numbered(paragraph.number, paragraph.number)
    label = f"<small>{text(beside)}</small>" if beside else ""
    lines = [(_NO_BREAK * line.indent, [_runs(cell) for cell in line.cells]) for line in excerpt_lines(paragraph)]
    match paragraph.kind:
        case BlockKind.TABLE:
            rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for _, cells in lines)
            return f"{_before(label)}<table>{rows}</table>"
        case BlockKind.LIST:
            return f"{_before(label)}{html_list(indent + cells[0] for indent, cells in lines)}"
    body = "<br>".join(indent + cells[0] for indent, cells in lines)
    body = f"{label} {body}" if label else body
    match paragraph.kind:
        case BlockKind.HEADING:
            return f"<h4>{body}</h4>"
        case BlockKind.QUOTATION:
            return f"<blockquote>{body}</blockquote>"
        case BlockKind.NOTE:
            return f'<p class="footnote">{body}</p>'
    return f"<p>{body}</p>"


def _before(label: str) -> str:
    """What stands beside a block, as a line above it."""
    return f"<p>{label}</p>" if label else ""


def _runs(runs: Iterable[Run]) -> str:
    """A line or a cell: evidence marked, emphasis as such, and what looks the same in one piece."""
    html = ""
    for (em, strong, is_evidence), alike in groupby(runs, key=lambda run: (run.em, run.strong, bool(run.marks))):
        words = text("".join(run.text for run in alike))
        words = f"<em>{words}</em>" if em else words
        words = f"<strong>{words}</strong>" if strong else words
        html += f"<mark>{words}</mark>" if is_evidence else words
    return html

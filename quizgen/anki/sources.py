"""Sources drawn: where in the texts a question's answer is found, and what these passages say."""

from collections.abc import Iterator, Sequence

from quizgen.anki.markup import prose, text
from quizgen.bank.citation import Citation, Paragraph
from quizgen.base.value import frozen

_LONG = 900
"""The characters of HTML above which sources are folded: about a screen and a half of a phone (our own estimate)."""


def citations(sources: Sequence[Citation]) -> str:
    """Every source as a reader finds it, a line each: text, ¶ and opening words."""
    return "<br>".join(map(_line, sources))


def sections(sources: Sequence[Citation]) -> str:
    """The sections that hold the sources, each once."""
    return " · ".join(dict.fromkeys(prose(source.section) for source in sources if source.section))


def gists(sources: Sequence[Citation]) -> str:
    """The gists of the sources, in the bank's own words."""
    return _html([_Excerpt(heading=_heading(source), body=_gist(source)) for source in sources if source.gist])


def passages(sources: Sequence[Citation]) -> str:
    """The sources in the user's own text, evidence marked; for a text that the user lacks, the gist.

    Empty where the user has none of the texts.
    """
    if not any(source.paragraphs for source in sources):
        return ""
    return _html([_passage(source) for source in sources if source.paragraphs or source.gist])


@frozen
class _Excerpt:
    """One source as HTML."""

    heading: str
    body: str
    evidence: str = ""
    """The marked stretches of the body, which remain visible where the body is folded."""


def _passage(source: Citation) -> _Excerpt:
    body = "".join(map(_paragraph, source.paragraphs)) or _gist(source)
    return _Excerpt(heading=_heading(source), body=body, evidence=_evidence(source))


def _html(excerpts: Sequence[_Excerpt]) -> str:
    """The excerpts one after the other: folded where they are long, otherwise with headings where there are several."""
    if sum(len(excerpt.body) for excerpt in excerpts) > _LONG:
        return "".join(
            f"{excerpt.evidence}<details><summary>{excerpt.heading}</summary>{excerpt.body}</details>"
            for excerpt in excerpts
        )
    if len(excerpts) > 1:
        return "".join(f"<h3>{excerpt.heading}</h3>{excerpt.body}" for excerpt in excerpts)
    return "".join(excerpt.body for excerpt in excerpts)


def _line(source: Citation) -> str:
    cited = ", ".join(part for part in (source.source, source.place) if part)
    return text(f"{cited}: “{source.opening} …”" if source.opening else cited)


def _heading(source: Citation) -> str:
    place = text(source.place or source.source)
    return f"{prose(source.label)} <small>{place}</small>" if source.label else place


def _gist(source: Citation) -> str:
    return f"<p>{prose(source.gist)}</p>"


def _paragraph(paragraph: Paragraph) -> str:
    html = ""
    offset = 0
    for start, end in _stretches(paragraph):
        html += f"{text(paragraph.text[offset:start])}<mark>{text(paragraph.text[start:end])}</mark>"
        offset = end
    return f"<p><small>¶ {paragraph.number}</small> {html}{text(paragraph.text[offset:])}</p>"


def _evidence(source: Citation) -> str:
    """The marked stretches of a source alone; empty where there are none."""
    stretches = [
        f"<mark>{text(paragraph.text[start:end].strip())}</mark>"
        for paragraph in source.paragraphs
        for start, end in _stretches(paragraph)
    ]
    return f"<p>{' … '.join(stretches)}</p>" if stretches else ""


def _stretches(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """The marked stretches in order, as offsets of their first character and behind their last; none overlap."""
    offset = 0
    for mark in sorted(paragraph.marks, key=lambda mark: (mark.start, mark.end)):
        start, end = max(offset, mark.start), min(mark.end, len(paragraph.text))
        if start < end:
            yield start, end
            offset = end

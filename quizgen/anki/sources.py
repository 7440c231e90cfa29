"""Sources drawn: where a question's answer stands, and what stands there."""

import re
from collections.abc import Iterator, Sequence

from quizgen.anki.markup import prose, text
from quizgen.bank.citation import Citation, Paragraph
from quizgen.base.value import frozen

_ANY = "\ue000"
"""Stands for any ¶ number in a pattern; a private character, which no bank holds."""
_LONG = 900
"""Characters of HTML above which sources are folded: about a screen and a half of a phone."""


def citations(sources: Sequence[Citation]) -> str:
    """Every source as a reader finds it: text, ¶ and opening words, a line each."""
    return "<br>".join(_citation(source) for source in sources)


def shows_lost_places(printed: str, sources: Sequence[Citation]) -> bool:
    """Whether the citation that an earlier build *printed* has ¶ numbers, and *sources* know some of them no longer.

    A number may be printed in any way: what is compared is all that stands around it.
    """
    if all(source.first for source in sources):
        return False
    lines = (re.escape(_line(source, source.place or _ANY)).replace(_ANY, ".+") for source in sources)
    return re.fullmatch("<br>".join(lines), printed) is not None


def sections(sources: Sequence[Citation]) -> str:
    """The sections that the sources stand in, each once."""
    return " · ".join(dict.fromkeys(prose(source.section) for source in sources if source.section))


def gists(sources: Sequence[Citation]) -> str:
    """What the sources say, in the bank's own words."""
    return _told([_Told(heading=_heading(source), body=_gist(source)) for source in sources if source.gist])


def passages(sources: Sequence[Citation]) -> str:
    """The user's own text, evidence marked, and the gist where a text is missing; empty where all are."""
    if not any(source.paragraphs for source in sources):
        return ""
    return _told([_passage(source) for source in sources if source.paragraphs or source.gist])


@frozen
class _Told:
    """One source as HTML; the core stays in sight where the body is folded."""

    heading: str
    body: str
    core: str = ""


def _passage(source: Citation) -> _Told:
    body = "".join(map(_paragraph, source.paragraphs)) or _gist(source)
    return _Told(heading=_heading(source), body=body, core=_evidence(source))


def _told(told: Sequence[_Told]) -> str:
    """Sources one after the other, each under its heading where there are several, folded where they are long."""
    if sum(len(each.body) for each in told) > _LONG:
        return "".join(f"{each.core}<details><summary>{each.heading}</summary>{each.body}</details>" for each in told)
    if len(told) > 1:
        return "".join(f"<h3>{each.heading}</h3>{each.body}" for each in told)
    return "".join(each.body for each in told)


def _citation(source: Citation) -> str:
    return _line(source, source.place)


def _line(source: Citation, place: str) -> str:
    """One source, its paragraphs named by *place*; without them where it is empty."""
    cited = ", ".join(part for part in (source.source, place) if part)
    return text(f"{cited}: “{source.opening} …”" if source.opening else cited)


def _heading(source: Citation) -> str:
    place = text(source.place or source.source)
    return f"{prose(source.label)} <small>{place}</small>" if source.label else place


def _gist(source: Citation) -> str:
    return f"<p>{prose(source.gist)}</p>"


def _paragraph(paragraph: Paragraph) -> str:
    html = ""
    at = 0
    for start, end in _stretches(paragraph):
        html += f"{text(paragraph.text[at:start])}<mark>{text(paragraph.text[start:end])}</mark>"
        at = end
    return f"<p><small>¶ {paragraph.number}</small> {html}{text(paragraph.text[at:])}</p>"


def _evidence(source: Citation) -> str:
    """The marked stretches alone."""
    stretches = [
        f"<mark>{text(paragraph.text[start:end].strip())}</mark>"
        for paragraph in source.paragraphs
        for start, end in _stretches(paragraph)
    ]
    return f"<p>{' … '.join(stretches)}</p>" if stretches else ""


def _stretches(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """The marked stretches in order, none overlapping another."""
    at = 0
    for mark in sorted(paragraph.marks, key=lambda mark: (mark.start, mark.end)):
        start, end = max(at, mark.start), min(mark.end, len(paragraph.text))
        if start < end:
            yield start, end
            at = end

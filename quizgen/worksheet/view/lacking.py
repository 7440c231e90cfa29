"""What a reading handout has only in brief: the paragraphs of which the user has no copy, text by text."""

from collections.abc import Container

from quizgen.bank.citation import Citation, place_from_to
from quizgen.bank.paper import Style
from quizgen.languages.labels import Labels
from quizgen.worksheet.form.model import Form


def lacking(form: Form, copied: Container[str], labels: Labels) -> str:
    """Return a line with the passages of a reading handout that are not among those *copied* (IDs), or nothing."""
    runs: dict[str, list[list[Citation]]] = {}
    for citation in sorted(form.passages.values(), key=lambda citation: citation.first):
        if citation.passage not in copied:
            of_source = runs.setdefault(citation.source, [])
            if of_source and citation.first <= max(before.last for before in of_source[-1]) + 1:
                of_source[-1].append(citation)
            else:
                of_source.append([citation])
    if not runs or form.style is not Style.READING:
        return ""
    places = []
    for source in form.sources:
        if source.short in runs:
            known = (place_from_to(run) for run in runs[source.short])
            places.append(", ".join((source.short, *filter(None, known))))
    return labels.lacking.format(places="; ".join(places))

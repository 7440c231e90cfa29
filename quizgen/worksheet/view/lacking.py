"""What a reading handout has only in brief: the paragraphs of which the user has no copy, text by text."""

from collections.abc import Container

from quizgen.bank.citation import Citation, neighbouring, place_from_to
from quizgen.bank.paper import Style
from quizgen.languages.labels import Labels
from quizgen.worksheet.form.model import Form


def lacking(form: Form, copied: Container[str], labels: Labels) -> str:
    """Return a line with the passages of a reading handout that are not among those *copied* (IDs), or nothing."""
    runs: dict[str, list[list[Citation]]] = {}
    for run in neighbouring(citation for citation in form.passages.values() if citation.passage not in copied):
        runs.setdefault(run[0].source, []).append(run)
    if not runs or form.style is not Style.READING:
        return ""
    places = []
    for source in form.sources:
        if source.short in runs:
            known = (place_from_to(run) for run in runs[source.short])
            places.append(", ".join((source.short, *filter(None, known))))
    return labels.lacking.format(places="; ".join(places))

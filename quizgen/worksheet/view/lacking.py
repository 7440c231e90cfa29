"""What a reading handout has only in brief: the paragraphs of which the user has no copy, text by text."""

from collections.abc import Container

from quizgen.bank.paper import Style
from quizgen.languages.labels import Labels
from quizgen.worksheet.form.model import Form


def lacking(form: Form, copied: Container[str], labels: Labels) -> str:
    """Return a line with the passages of a reading handout that are not among those *copied* (IDs), or nothing."""
    paragraphs: dict[str, list[tuple[int, int]]] = {}
    for citation in sorted(form.passages.values(), key=lambda citation: citation.first):
        if citation.passage not in copied:
            of_source = paragraphs.setdefault(citation.source, [])
            joins = of_source and citation.first <= of_source[-1][1] + 1
            first, last = of_source.pop() if joins else (citation.first, 0)
            of_source.append((first, max(last, citation.last)))
    if not paragraphs or form.style is not Style.READING:
        return ""
    places = []
    for source in form.sources:
        if source.short in paragraphs:
            known = (labels.reference(*numbers) for numbers in paragraphs[source.short] if numbers[0])
            places.append(", ".join((source.short, *known)))
    return labels.lacking.format(places="; ".join(places))

"""What a leaf says in one line: entries of the glossary and of the bibliography, places, and the colophon."""

from collections.abc import Iterable

from quizgen.languages.labels import Labels
from quizgen.text.inline import parse
from quizgen.worksheet.form.model import Bibliography, Form, Gloss
from quizgen.worksheet.view.answers import Spans, strong, typed


def glossary_entry(gloss: Gloss, labels: Labels) -> Spans:
    """Return a name with its dates, what it stands for, and other forms of it in the text."""
    dates = f" ({gloss.dates})" if gloss.dates else ""
    forms = f" [{labels.in_text.format(forms=', '.join(gloss.forms))}]" if gloss.forms else ""
    return (*strong(gloss.name), *typed(f"{dates}  "), *parse(gloss.gloss), *typed(forms))


def bibliography_entry(source: Bibliography) -> Spans:
    """Return a text's author, title, part and publication."""
    part = (*typed(", "), *parse(source.part)) if source.part else ()
    return (
        *typed(f"{source.author}, "),
        *parse(source.title),
        *part,
        *typed(", "),
        *parse(source.published),
        *typed("."),
    )


def colophon(form: Form, labels: Labels) -> Spans:
    """Return where to report an error, and the licence of the questions."""
    licence = f" · {labels.licence}: {form.licence}"
    return (*typed(f"{labels.report} "), *parse(form.report), *typed(licence))


def made_from(form: Form, labels: Labels) -> str:
    """Return how to make the sheet again: the saved form, and the codes of its questions in printed order."""
    return labels.made_from.format(form=form.saved_as, codes=" ".join(question.code for question in form.questions))


def joined_places(places: Iterable[tuple[str, str]], *, several: bool) -> str:
    """Return *places*, pairs of a text's short name and a place in it, behind each other.

    Each text is named once, and only where the form draws on *several* or where its name is all that is known.
    """
    parts = []
    previous_source = ""
    for source, place in places:
        is_named = not place or (several and source != previous_source)
        parts.append(", ".join(part for part in (source if is_named else "", place) if part))
        previous_source = source
    return "; ".join(parts)


def evidence_heading(form: Form, labels: Labels) -> str:
    """Return what stands over the places of the answers in a key; without texts there are only the codes below it."""
    return labels.evidence if form.sources else labels.code


def footer(form: Form, version: str, labels: Labels) -> str:
    """Return all that is needed to print the form again: worksheet, *version*, seed, and the bank with its revision."""
    revision = labels.revision.format(bank=form.bank, version=form.bank_version, revision=form.revision)
    return " · ".join(filter(None, (form.worksheet, version, labels.seed.format(seed=form.seed), revision)))

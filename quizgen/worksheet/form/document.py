"""Saved forms: a form as a JSON document beside the outputs, so that the same sheet can be printed again."""

import json
from typing import Final

from quizgen.base.problem import fail
from quizgen.worksheet.form.codec import decode, encode
from quizgen.worksheet.form.model import Form

FORMAT: Final = 3
"""The version of what `to_json` writes. Raise it with any change of the classes in `model`."""
_KEY = "quizgen-form"


def to_json(form: Form) -> str:
    """Return *form* as a JSON text of one object, with a line feed at the end; the same form gives the same text."""
    return json.dumps({_KEY: FORMAT, **encode(form)}, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str, *, path: str = "form.json") -> Form:
    """Return the form that `to_json` wrote as *text*.

    Raises Failure, naming *path*, where the text is damaged or is not a form of this version.
    """
    hint = "Make it again with `quizgen worksheet`, or take the form.json that was saved beside the sheet."
    try:
        saved = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise fail(path, "W411", f"this is not JSON: {error}", hint) from None
    if not isinstance(saved, dict) or _KEY not in saved:
        raise fail(path, "W412", "this is not a form of quizgen", hint)
    if saved.pop(_KEY) != FORMAT:
        format_hint = f"This version of quizgen reads forms of format {FORMAT}. {hint}"
        raise fail(path, "W413", "the form was made by another version of quizgen", format_hint)
    try:
        form = decode(Form, saved)
    except ValueError as error:
        raise fail(path, "W414", f"the form is damaged: {error}", hint) from None
    if missing := _missing(form):
        raise fail(path, "W414", f"the form is damaged: {missing} is missing", hint)
    return form


def _missing(form: Form) -> str:
    """Return what *form* refers to and does not have; empty where it is whole."""
    cited = [name for question in form.questions for name in question.at]
    printed = [name for group in form.groups for name in group.printed]
    for name in (*cited, *printed):
        if name not in form.passages:
            return f"the passage “{name}”"
    sources = {source.short for source in form.sources}
    for citation in form.passages.values():
        if citation.source not in sources:
            return f"the text “{citation.source}”"
    return ""

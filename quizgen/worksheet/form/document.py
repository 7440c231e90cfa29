"""Saved forms: a form as a JSON document beside the outputs, so that the same sheet can be printed again."""

import json
from collections.abc import Sequence
from typing import Final

from quizgen.base.problem import fail
from quizgen.base.value import frozen
from quizgen.worksheet.form.codec import decode, encode
from quizgen.worksheet.form.model import Form

FORMAT: Final = 4
"""The version of what `to_json` writes. Raise it with any change of the classes in `model`."""
_KEY = "quizgen-form"


def to_json(forms: Sequence[Form]) -> str:
    """Return all versions of a worksheet as a JSON text, with a line feed at the end; the same forms, the same text."""
    return json.dumps({_KEY: FORMAT, "forms": [encode(form) for form in forms]}, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str, *, path: str = "form.json") -> tuple[Form, ...]:
    """Return the versions that `to_json` wrote as *text*.

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
        forms = decode(_Saved, saved).forms
    except ValueError as error:
        raise fail(path, "W414", f"the form is damaged: {error}", hint) from None
    if fault := next(filter(None, (*map(_missing, forms), _disagreement(forms))), ""):
        raise fail(path, "W414", f"the form is damaged: {fault}", hint)
    return forms


@frozen
class _Saved:
    """What a saved form holds beside the number of its format."""

    forms: tuple[Form, ...]


def _disagreement(forms: Sequence[Form]) -> str:
    """Return what keeps *forms* from being the versions of one worksheet; empty where they are."""
    if not forms:
        return "it holds no version"
    same = {(form.worksheet, form.bank, form.versions, *sorted(q.item for q in form.questions)) for form in forms}
    letters = {form.version for form in forms}
    if len(same) > 1 or len(letters) < len(forms) or forms[0].versions != len(forms):
        return "its versions are not those of one worksheet"
    return ""


def _missing(form: Form) -> str:
    """Return what *form* lacks though it refers to it; empty where it is whole."""
    cited = [name for question in form.questions for name in question.at]
    printed = [name for group in form.groups for name in group.printed]
    for name in (*cited, *printed):
        if name not in form.passages:
            return f"the passage “{name}” is missing"
    sources = {source.short for source in form.sources}
    for citation in form.passages.values():
        if citation.source not in sources:
            return f"the text “{citation.source}” is missing"
    return ""

"""The JSON form of a form: saved beside the outputs, so that the same sheet can be printed again."""

import json
from typing import Final

from quizgen.base.problem import fail
from quizgen.worksheet.form.codec import decode, encode
from quizgen.worksheet.form.model import Form

FORMAT: Final = 2
"""The version of what `to_json` writes. Raise it with any change of the form's shape."""
_KEY = "quizgen-form"


def to_json(form: Form) -> str:
    """*form* as a JSON document of one object, with a line feed at the end; the same form gives the same text."""
    return json.dumps({_KEY: FORMAT, **encode(form)}, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str, *, path: str = "form.json") -> Form:
    """The form that `to_json` wrote as *text*. Raises Failure, naming *path*, where it is broken or another's."""
    again = "Make it again with `quizgen worksheet`, or take the form.json that was saved beside the sheet."
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise fail(path, "W411", f"this is not JSON: {error}", again) from None
    if not isinstance(found, dict) or _KEY not in found:
        raise fail(path, "W412", "this is not a form of quizgen", again)
    if found.pop(_KEY) != FORMAT:
        hint = f"This version of quizgen reads forms of format {FORMAT}. {again}"
        raise fail(path, "W413", "the form was made by another version of quizgen", hint)
    try:
        return decode(Form, found)
    except ValueError as error:
        raise fail(path, "W414", f"the form is damaged: {error}", again) from None

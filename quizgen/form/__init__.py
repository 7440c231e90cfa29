"""Worksheets, resolved: one form a version, from which every output draws sheet and key."""

from quizgen.form.document import from_json, to_json
from quizgen.form.model import Form
from quizgen.form.resolve import resolve

__all__ = ["Form", "from_json", "resolve", "to_json"]

"""Worksheets, resolved: one form a version, from which every output draws sheet and key.

`quizgen.form.resolve` makes forms of a bank; it is not imported here, since printing a saved form needs no bank.
"""

from quizgen.worksheet.form.document import from_json, to_json
from quizgen.worksheet.form.model import Form

__all__ = ["Form", "from_json", "to_json"]

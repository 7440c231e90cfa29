"""Blocks of a test: what most of their questions have in common is said once."""

from collections import Counter
from collections.abc import Iterable

from quizgen.worksheet.form.model import Part, PrintedQuestion


def questions_in(part: Part) -> tuple[PrintedQuestion, ...]:
    """Return the questions of a part, in printed order."""
    return tuple(question for group in part.groups for question in group.questions)


def most_common(words: Iterable[str]) -> str:
    """Return which of some *words* occurs most often, of several the one that comes first."""
    return Counter(words).most_common(1)[0][0]

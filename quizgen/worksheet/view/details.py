"""The details that are printed with a question, and the room for a free reply."""

from typing import Final

from quizgen.base.value import frozen
from quizgen.worksheet.form.model import PrintedQuestion, Reply
from quizgen.worksheet.view.answers import Remark, Spans

PLAN_LINES: Final = 3
"""The height of the room for a plan, in ruled lines: our own judgement."""
_PLANNED: Final = 6
"""The lowest number of marks at which a discussion has room for a plan: our own judgement."""
_ENOUGH: Final = 12
"""Up to this number of ruled lines a plan replaces none of them, since the question fits a page with the plan."""


@frozen
class QuestionDetails:
    """All that is printed with a question beside its stem and what it asks to work on."""

    above: str
    """Who says so, where that stands above the question; otherwise empty."""
    task: str
    """What to do, such as "Circle one letter."; empty where the stem says it."""
    reference: str
    """Where to look, for the student: paragraphs, and printed lines where the sheet numbers them."""
    evidence: str
    """Where the answer is in the text, for the teacher."""
    worth: str
    """Its marks, with their unit."""
    plan: bool
    """Whether there is room to plan the answer above the lines for it."""
    lines: int
    """The number of ruled lines for a free reply; 0 for all other questions."""
    level: str
    """The level of thinking that it asks of a student."""
    answer: Spans
    """The key in one line; empty where there are only points."""
    points: tuple[Spans, ...]
    """The points of a strong answer, or the events in their order with their dates."""
    remarks: tuple[Remark, ...]
    """What the teacher's edition adds."""


def writing_room(question: PrintedQuestion) -> tuple[bool, int]:
    """Return whether there is room for a plan, and the number of ruled lines."""
    body = question.body
    if not isinstance(body, Reply):
        return False, 0
    if not body.points or question.marks < _PLANNED:
        return False, body.lines
    # A plan replaces lines of a long question, or the question would become longer than a page.
    return True, max(min(body.lines, _ENOUGH), body.lines - PLAN_LINES)

"""The details that are printed with a question, and the room for a free reply."""

import math
from typing import Final

from quizgen.base.value import frozen
from quizgen.text.inline import plain
from quizgen.worksheet.form.model import Choose, Join, PrintedQuestion, Reply
from quizgen.worksheet.view.answers import Remark, Spans
from quizgen.worksheet.view.edition import Room

PLAN_LINES: Final = 3
"""The height of the room for a plan, in ruled lines: our own judgement."""
_PLANNED: Final = 6
"""The lowest number of marks at which a discussion has room for a plan on a roomy sheet: our own judgement."""
_COLUMN: Final = 30
"""The length of a word that surely fits a column in standard print; in larger print it is hyphenated."""
SHORT: Final = 32
"""The length of the longest option, in characters, up to which options are in two columns in standard print: our own
judgement, about a third of a line."""
_SHARES: Final = {Room.COMPACT: 0.6, Room.STANDARD: 1, Room.ROOMY: 1.5}
"""The share of a discussion's lines that a sheet has."""


@frozen
class QuestionDetails:
    """All that is printed with a question beside its stem and what it asks to work on."""

    above: str
    """Who says so, where that stands above the question; otherwise empty."""
    task: str
    """What to do, such as "Circle one letter."; empty where the stem says it."""
    reference: str
    """Where to look, for the student, in a question on several passages of the sheet: paragraphs and printed lines."""
    evidence: str
    """Where the answer is in the text, for the teacher; empty where no text supports it."""
    support: str
    """The same after its label."""
    worth: str
    """Its marks, with their unit."""
    plan: bool
    """Whether there is room to plan the answer above the lines for it."""
    lines: int
    """The number of ruled lines for a free reply; 0 for all other questions."""
    columns: bool
    """Whether the options of a question to choose from fit two columns of standard print."""
    stacked: bool
    """Whether the columns of a question to match stand one below the other, for a word may be wider than a column."""
    level: str
    """The level of thinking that it asks of a student."""
    numbers: str
    """Its numbers in further versions, such as "B 9 · C 2"; empty on a leaf of one version."""
    answer: Spans
    """The key in one line; empty where there are only points."""
    points: tuple[Spans, ...]
    """The points of a strong answer, or the events in their order with their dates."""
    remarks: tuple[Remark, ...]
    """What the teacher's edition adds."""


def has_options(question: PrintedQuestion, characters: int) -> bool:
    """Return whether *question* has at least three options, none of them longer than so many *characters*."""
    if not isinstance(question.body, Choose):
        return False
    lengths = [len(plain(option.text)) for option in question.body.options]
    return len(lengths) > 2 and max(lengths) <= characters


def is_stacked(question: PrintedQuestion) -> bool:
    """Return whether a word of a question to match may be wider than a column of a page."""
    body = question.body
    if not isinstance(body, Join):
        return False
    sides = (*(side.text for side in body.left), *(option.text for option in body.right))
    return any(len(word) > _COLUMN for text in sides for word in plain(text).split())


def writing_room(question: PrintedQuestion, room: Room) -> tuple[bool, int]:
    """Return whether there is room for a plan, and the number of ruled lines."""
    body = question.body
    if not isinstance(body, Reply):
        return False, 0
    if not body.points:
        return False, body.lines
    return room is Room.ROOMY and question.marks >= _PLANNED, math.ceil(body.lines * _SHARES[room])

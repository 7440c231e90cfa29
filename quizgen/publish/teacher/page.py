"""The teacher's page as one self-contained HTML file."""

from quizgen.base.value import frozen
from quizgen.publish.course import Day, Sheet
from quizgen.text.inline import Prose
from quizgen.text.templates import template


@frozen
class TeacherGuide:
    """All that the page says about a bank."""

    title: str
    version: str
    licence: str
    days: tuple[Day, ...]
    sheets: tuple[Sheet, ...]
    """The worksheets that no session prints."""
    report: Prose
    """How to report an error."""


def render(guide: TeacherGuide) -> str:
    """Return the HTML page, its styles included."""
    return template("quizgen.publish", "teacher/page.html").render(guide=guide)

"""The student's page as one self-contained HTML file, for phones and for computers."""

from quizgen.publish.student.guide import Guide
from quizgen.text.templates import template


def render(guide: Guide) -> str:
    """Return the HTML page, its styles included. *guide* must have at least one package."""
    return template("quizgen.publish", "student/page.html").render(guide=guide, first=guide.packages[0])

"""The teacher's page as one self-contained HTML file."""

from quizgen.base.value import frozen
from quizgen.languages.page_words import PageWords
from quizgen.publish.course import Day, Sheet
from quizgen.publish.saying import draw_page
from quizgen.text.inline import Prose


@frozen
class TeacherGuide:
    """All that the page says about a bank."""

    language: str
    """The tag of the language of the bank."""
    words: PageWords
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
    return draw_page("teacher/page.html", guide.language, guide.words, {"guide": guide})

"""The teacher's page as one self-contained HTML file, beside the folders of the worksheets."""

from quizgen.publish.saying import draw_page
from quizgen.publish.teacher.entry import CLASS
from quizgen.publish.teacher.guide import TeacherGuide


def render(guide: TeacherGuide) -> str:
    """Return the HTML page, its styles included; it links the files of the worksheets and shows their pictures."""
    return draw_page("teacher/page.html", guide.language, guide.words, {"guide": guide, "students": CLASS})

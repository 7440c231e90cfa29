"""A form as one self-contained HTML page: for phones and screen readers, and for a browser's printer."""

from quizgen.text.templates import template
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.view.edition import Edition, Leaf
from quizgen.worksheet.view.view import NO_EXCERPTS, Excerpts, View


def render(
    form: Form, *, leaf: Leaf = Leaf.SHEET, edition: Edition | None = None, excerpts: Excerpts = NO_EXCERPTS
) -> str:
    """Return the HTML page of a form's sheet, answer key or teacher's edition, its styles included.

    The sheet also contains its answers, collapsed and never printed; the sheet of a test does not. *edition* is the
    standard one on the form's paper by default, *excerpts* are the passages of the user's copies.
    """
    view = View(form=form, leaf=leaf, excerpts=excerpts)
    return template("quizgen.worksheet.html", "sheet.html").render(
        view=view,
        form=form,
        labels=view.labels,
        leaf=leaf.value,
        details_of={question.item: view.details(question) for question in form.questions},
        edition=edition or Edition(paper=form.paper),
    )

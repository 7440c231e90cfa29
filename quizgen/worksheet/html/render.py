"""A form as one self-contained HTML page: for phones and screen readers, and for a browser's printer."""

from dataclasses import replace
from typing import Final

from quizgen.bank.paper import Leaf
from quizgen.languages.direction import direction, left_to_right
from quizgen.languages.packs import Pack
from quizgen.text.templates import template
from quizgen.worksheet.form.model import Form, PrintedQuestion
from quizgen.worksheet.view.answers import APART
from quizgen.worksheet.view.details import QuestionDetails
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.view.entries import evidence_heading, made_from
from quizgen.worksheet.view.view import NO_EXCERPTS, Excerpts, View

_EM_SPACE: Final = "\u2003"


def render(
    form: Form,
    *,
    leaf: Leaf = Leaf.SHEET,
    forms: tuple[Form, ...] = (),
    edition: Edition | None = None,
    excerpts: Excerpts = NO_EXCERPTS,
    pack: Pack | None = None,
) -> str:
    """Return the HTML page of a leaf of a form, its styles included.

    Only the page to check oneself holds answers, collapsed, beside the sheet. *forms* are all versions, on a leaf for
    all of them; *edition* is the standard one on the form's paper by default, *excerpts* are the passages of the user's
    copies.
    """
    edition = edition or Edition(paper=form.paper)
    view = View(form=form, leaf=leaf, forms=forms, room=edition.room, excerpts=excerpts, pack=pack)
    return template("quizgen.worksheet.html", "sheet.html").render(
        view=view,
        form=form,
        labels=view.labels,
        leaf=leaf.value,
        details_of={question.item: _details(view, question) for question in form.questions},
        edition=edition,
        direction=direction(form.language),
        direction_of={source.short: direction(source.language) for source in form.sources},
        made_from=made_from(form, view.labels),
        evidence_heading=evidence_heading(form, view.labels),
    )


def _details(view: View, question: PrintedQuestion) -> QuestionDetails:
    details = view.details(question)
    in_order = left_to_right if direction(view.form.language) == "rtl" else str
    # A browser shows several spaces as one.
    texts = (in_order(span.text.replace(APART, _EM_SPACE)) for span in details.answer)
    answer = tuple(replace(span, text=text) for span, text in zip(details.answer, texts, strict=True))
    return replace(details, answer=answer)

"""A form in one format: sheet, answer key and teacher's edition."""

from quizgen.base.problem import Problem
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.view.edition import Edition, Leaf
from quizgen.worksheet.view.view import NO_EXCERPTS, Excerpts

FORMATS = ("pdf", "html", "docx")
"""The formats in which a worksheet is drawn."""


def draw(
    form: Form,
    format_: str,
    *,
    problems: list[Problem],
    edition: Edition | None = None,
    excerpts: Excerpts = NO_EXCERPTS,
) -> dict[Leaf, bytes]:
    """Return the content of every leaf of *form* in one of the `FORMATS`.

    Warnings are added to *problems*, each once. Raises Failure where text of the bank cannot be printed.
    """
    edition = edition or Edition(paper=form.paper)
    return {leaf: _draw_leaf(form, leaf, format_, edition, excerpts, problems) for leaf in Leaf}


def _draw_leaf(
    form: Form, leaf: Leaf, format_: str, edition: Edition, excerpts: Excerpts, problems: list[Problem]
) -> bytes:
    if format_ == "html":
        from quizgen.worksheet.html import render as html

        return html.render(form, leaf=leaf, edition=edition, excerpts=excerpts).encode()
    if format_ == "docx":
        from quizgen.worksheet.word import render as docx

        return docx.render(form, leaf=leaf, edition=edition, excerpts=excerpts)
    from quizgen.worksheet.pdf import render as pdf

    warnings: list[Problem] = []
    data = pdf.render(form, leaf=leaf, edition=edition, excerpts=excerpts, problems=warnings)
    problems += [warning for warning in warnings if warning not in problems]  # sheet and key share their warnings
    return data

"""A leaf of a worksheet in one format."""

from quizgen.bank.paper import Leaf
from quizgen.languages.packs import Pack
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.view.view import NO_EXCERPTS, Excerpts

FORMATS = ("pdf", "html", "docx")
"""The formats in which a worksheet is drawn."""


def draw(
    forms: tuple[Form, ...],
    leaf: Leaf,
    format_: str,
    *,
    edition: Edition | None = None,
    excerpts: Excerpts = NO_EXCERPTS,
    pack: Pack | None = None,
) -> bytes:
    """Return the content of a *leaf* in one of its formats: of one form, or of all versions where it is for all.

    *pack* has the words of the form’s language, by default the one that ships for it.
    """
    form = forms[0]
    edition = edition or Edition(paper=form.paper)
    if format_ == "html":
        from quizgen.worksheet.html import render as html

        return html.render(form, leaf=leaf, forms=forms, edition=edition, excerpts=excerpts, pack=pack).encode()
    if format_ == "docx":
        from quizgen.worksheet.word import render as docx

        return docx.render(form, leaf=leaf, forms=forms, edition=edition, excerpts=excerpts, pack=pack)
    from quizgen.worksheet.pdf import render as pdf

    return pdf.render(form, leaf=leaf, forms=forms, edition=edition, excerpts=excerpts, pack=pack)

"""All files of a form: sheet, answer key and teacher's edition in each format, and the form itself."""

from collections.abc import Collection, Iterator

from quizgen.base.problem import Problem
from quizgen.worksheet.form.document import to_json
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.view.edition import Edition, Leaf
from quizgen.worksheet.view.view import NO_EXCERPTS, Excerpts

FORMATS = ("pdf", "html", "docx")
"""The formats in which a worksheet is drawn."""


def draw(
    form: Form,
    *,
    formats: Collection[str],
    problems: list[Problem],
    edition: Edition | None = None,
    excerpts: Excerpts = NO_EXCERPTS,
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of every file of *form*, in those of the `FORMATS` that *formats* names.

    Warnings are added to *problems*, each once. Raises Failure where text of the bank cannot be printed.
    """
    edition = edition or Edition(paper=form.paper)
    name = file_stem(form, edition)
    for leaf in Leaf:
        if "pdf" in formats:
            from quizgen.worksheet.pdf import render as pdf

            warnings: list[Problem] = []
            data = pdf.render(form, leaf=leaf, edition=edition, excerpts=excerpts, problems=warnings)
            for warning in warnings:
                if warning not in problems:  # sheet and key share their warnings
                    problems.append(warning)
            yield f"{name}{leaf.suffix}.pdf", data
        if "html" in formats:
            from quizgen.worksheet.html import render as html

            page = html.render(form, leaf=leaf, edition=edition, excerpts=excerpts)
            yield f"{name}{leaf.suffix}.html", page.encode()
        if "docx" in formats:
            from quizgen.worksheet.word import render as docx

            yield f"{name}{leaf.suffix}.docx", docx.render(form, leaf=leaf, edition=edition, excerpts=excerpts)
    yield f"{file_stem(form)}.form.json", to_json(form).encode()


def file_stem(form: Form, edition: Edition | None = None) -> str:
    """Return the common start of the names of a form's files.

    It consists of the worksheet's ID, the version if there are several and, for an *edition*, of the paper if it is
    not the form's own and of the edition's suffix.
    """
    version = f"-{form.version}" if form.versions > 1 else ""
    if edition is None:
        return f"{form.worksheet}{version}"
    paper = f"-{edition.paper}" if edition.paper is not form.paper else ""
    return f"{form.worksheet}{version}{paper}{edition.suffix}"

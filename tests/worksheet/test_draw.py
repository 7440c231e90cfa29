from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from quizgen.bank.citation import Paragraph
from quizgen.bank.paper import Paper
from quizgen.base.problem import Problem
from quizgen.worksheet.draw import FORMATS, draw, file_stem
from quizgen.worksheet.form.document import from_json
from quizgen.worksheet.html import render as html
from quizgen.worksheet.pdf import render as pdf
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.word import render as docx
from tests.sheets import forms
from tests.worksheet.reading import text


def test_sheet_key_and_teachers_edition_are_files_of_their_own() -> None:
    (form,) = forms()
    files = dict(draw(form, formats=FORMATS, problems=[]))
    assert sorted(files) == sorted(
        [f"sheet{leaf}.{format_}" for leaf in ("", "-key", "-teacher") for format_ in FORMATS] + ["sheet.form.json"]
    )
    assert from_json(files["sheet.form.json"].decode()) == form


@pytest.mark.parametrize(
    ("edition", "name"),
    [
        (None, "sheet-B"),
        (Edition(), "sheet-B"),
        (Edition(paper=Paper.LETTER), "sheet-B-letter"),
        (Edition(large_print=True), "sheet-B-large"),
        (Edition(dyslexia=True), "sheet-B-dyslexia"),
    ],
)
def test_every_edition_of_every_version_has_a_name_of_its_own(edition: Edition | None, name: str) -> None:
    assert file_stem(forms(versions=2)[1], edition) == name


def test_a_worksheet_on_other_paper_is_named_after_that_alone() -> None:
    form = replace(forms()[0], paper=Paper.LETTER)
    assert file_stem(form, Edition(paper=Paper.LETTER)) == "sheet"


def test_a_warning_that_sheet_and_key_share_is_told_once() -> None:
    (form,) = forms(select={"ids": ("wells-failed",)})
    problems: list[Problem] = []
    excerpts = {"W1": (Paragraph(number=1, text="Mud 😀."),)}
    list(draw(form, formats=("pdf",), problems=problems, excerpts=excerpts))
    assert [problem.code for problem in problems] == ["W404"]


def test_what_no_document_can_hold_is_shown_by_its_number_in_all_of_them() -> None:
    (form,) = forms(select={"ids": ("wells-failed",)})
    excerpts = {"W1": (Paragraph(number=1, text="A bell \x07 and \x00."),)}
    assert "A bell [U+0007] and [U+0000]." in text(pdf.render(form, excerpts=excerpts))
    assert "A bell [U+0007] and [U+0000]." in html.render(form, excerpts=excerpts)
    document = Document(BytesIO(docx.render(form, excerpts=excerpts)))
    assert "¶ 1  A bell [U+0007] and [U+0000]." in [paragraph.text for paragraph in document.paragraphs]

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from quizgen.bank.excerpt import Paragraph
from quizgen.bank.paper import Leaf, Style
from quizgen.text.inline import Prose
from quizgen.worksheet.draw import FORMATS, draw
from quizgen.worksheet.html import render as html
from quizgen.worksheet.pdf import render as pdf
from quizgen.worksheet.word import render as docx
from tests.sheets import forms, lindenau, texts, with_items
from tests.worksheet.reading import text


@pytest.mark.parametrize("format_", FORMATS)
def test_every_leaf_of_a_format_is_a_file_of_its_own(format_: str) -> None:
    versions = forms(versions=2)
    leaves = [leaf for leaf in Leaf if format_ in leaf.formats]
    assert len({draw(versions, leaf, format_) for leaf in leaves}) == len(leaves)


@pytest.mark.parametrize("style", [Style.TEST, Style.QUESTIONS])
def test_the_sheets_of_all_versions_in_one_file_are_the_sheets_themselves(style: Style) -> None:
    versions = forms(style=style, versions=3)
    excerpts = texts(versions[0])
    alone = [text(draw((form,), Leaf.SHEET, "pdf", excerpts=excerpts)) for form in versions]
    assert text(draw(versions, Leaf.COLLATED, "pdf", excerpts=excerpts)) == " ".join(alone)


def test_what_no_document_can_hold_is_shown_by_its_number_in_all_of_them() -> None:
    (form,) = forms(select={"ids": ("wells-failed",)})
    excerpts = {"W1": (Paragraph(number=1, text="A bell \x07 and \x00."),)}
    assert "A bell [U+0007] and [U+0000]." in text(pdf.render(form, excerpts=excerpts))
    assert "A bell [U+0007] and [U+0000]." in html.render(form, excerpts=excerpts)
    document = Document(BytesIO(docx.render(form, excerpts=excerpts)))
    assert "¶\u00a01  A bell [U+0007] and [U+0000]." in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("leaf", [Leaf.SHEET, Leaf.TEACHER])
@pytest.mark.parametrize("format_", FORMATS)
def test_who_says_so_stands_above_the_question_and_nowhere_else(leaf: Leaf, format_: str) -> None:
    stem = Prose("How much did the work on the well cost?")
    item = replace(lindenau().items["well-cost"], attributed=True, ask=stem)  # type: ignore[call-arg]
    data = draw(forms(with_items(item)), leaf, format_)
    match format_:
        case "pdf":
            words = text(data)
        case "html":
            words = data.decode()
        case _:
            words = "\n".join(paragraph.text for paragraph in Document(BytesIO(data)).paragraphs)
    assert words.count("According to:") == 1
    assert words.index("According to: Josef Halm") < words.index(stem)

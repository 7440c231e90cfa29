import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from quizgen.bank.format.schema import Language
from quizgen.bank.paper import Leaf, Paper, Style
from quizgen.text.inline import Prose
from quizgen.worksheet.view.edition import Edition, Room
from quizgen.worksheet.view.view import View
from quizgen.worksheet.word import render as docx
from tests.sheets import essay, forms, texts
from tests.worksheet.pdf.test_render import HOSTILE, hostile
from tests.worksheet.reading import text

LEAVES = [leaf for leaf in Leaf if "docx" in leaf.formats]


def word(leaf: Leaf = Leaf.SHEET, edition: Edition | None = None, **options: Any) -> WordDocument:
    versions = forms(**options)
    excerpts = texts(versions[0])
    return Document(BytesIO(docx.render(versions[0], leaf=leaf, forms=versions, edition=edition, excerpts=excerpts)))


def style_name(paragraph: Paragraph) -> str:
    assert paragraph.style is not None
    return paragraph.style.name or ""


def words_of(document: WordDocument) -> str:
    return "\n".join(paragraph.text for paragraph in document.element.body.iter(qn("w:p")) if paragraph.text)


@pytest.mark.parametrize("leaf", LEAVES)
def test_the_same_form_gives_the_same_bytes(leaf: Leaf) -> None:
    (form,) = forms(style=Style.READING)
    first = docx.render(form, leaf=leaf, excerpts=texts(form))
    assert docx.render(form, leaf=leaf, excerpts=texts(form)) == first
    assert {info.date_time for info in ZipFile(BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_everything_has_a_style_that_a_teacher_can_change() -> None:
    document = word(style=Style.READING)
    names = {style_name(paragraph) for paragraph in document.paragraphs}
    assert {
        "Title",
        "Heading 1",
        "Heading 2",
        "Worksheet Passage",
        "Worksheet Question",
        "Worksheet Ruled Line",
    } <= names
    assert all(style.font.size for style in document.styles if style.name.startswith("Worksheet"))


def test_options_and_questions_are_words_own_lists() -> None:
    document = word()
    numbered = [paragraph for paragraph in document.paragraphs if paragraph._p.xpath("w:pPr/w:numPr")]
    questions = [paragraph for paragraph in numbered if style_name(paragraph) == "Worksheet Question"]
    assert len(questions) == 9
    assert (
        len({numbers for paragraph in questions for numbers in paragraph._p.xpath("w:pPr/w:numPr/w:numId/@w:val")}) == 1
    )
    options = [paragraph for paragraph in numbered if style_name(paragraph) == "Worksheet Option"]
    assert "an older map" in [paragraph.text for paragraph in options]
    numbering = document.part.numbering_part.element
    names = [definition.tag for definition in numbering]
    assert names == sorted(names)  # Word refuses definitions after instances


def test_a_question_stays_on_one_page() -> None:
    paragraphs = word(select={"ids": ("map-clue",)}).paragraphs
    start = next(n for n, paragraph in enumerate(paragraphs) if style_name(paragraph) == "Worksheet Question")
    question = [
        paragraph
        for paragraph in paragraphs[start:]
        if style_name(paragraph).startswith("Worksheet") and "Meta" not in style_name(paragraph)
    ]
    assert [bool(paragraph.paragraph_format.keep_with_next) for paragraph in question] == [True] * (
        len(question) - 1
    ) + [False]
    assert all(paragraph.style and paragraph.style.paragraph_format.keep_together for paragraph in question)


def test_word_numbers_the_lines_of_the_passages_alone() -> None:
    document = word()
    numbered = document.sections[0]._sectPr.find(qn("w:lnNumType"))
    assert numbered.get(qn("w:countBy")) == "5"
    assert numbered.get(qn("w:restart")) == "continuous"
    suppressed = {
        name: document.styles[name].element.pPr.find(qn("w:suppressLineNumbers"))
        for name in ("Normal", "Worksheet Passage")
    }
    assert {name: element.get(qn("w:val")) for name, element in suppressed.items()} == {
        "Normal": "1",
        "Worksheet Passage": "0",
    }


def test_the_teacher_of_a_test_sees_what_its_sheet_does_not_show_without_line_numbers() -> None:
    assert "gave nothing but mud" not in words_of(word(style=Style.TEST))
    document = word(Leaf.TEACHER, style=Style.TEST)
    styles = {
        paragraph.text[:3]: style_name(paragraph)
        for paragraph in document.paragraphs
        if "Passage" in style_name(paragraph)
    }
    assert styles["¶\u00a01"] == styles["¶\u00a04"] == "Worksheet Unnumbered Passage"
    assert styles["¶\u00a05"] == "Worksheet Passage"
    unnumbered = document.styles["Worksheet Unnumbered Passage"]
    assert unnumbered.base_style.name == "Worksheet Passage"
    assert unnumbered.element.pPr.find(qn("w:suppressLineNumbers")).get(qn("w:val")) == "1"


def test_a_passage_that_questions_return_to_is_called_by_its_name() -> None:
    words = words_of(word(select={"ids": ("why-refuse", "council-vote")}))
    assert words.count("The vote  ¶\u00a04") == 2
    assert "The passages together" not in words


def test_a_passage_is_in_the_language_of_its_text() -> None:
    (form,) = forms()
    form = replace(form, sources=(replace(form.sources[0], language=Language("ru")),))
    document = Document(BytesIO(docx.render(form, excerpts=texts(form))))
    runs = {run.text: run for paragraph in document.paragraphs for run in paragraph.runs}
    (passage,) = [run for said_, run in runs.items() if "gave nothing but mud" in said_]
    assert passage._r.xpath("w:rPr/w:lang/@w:val") == ["ru"]
    assert runs["¶\u00a01  "]._r.xpath("w:rPr/w:lang") == []


def borders(document: WordDocument, style: str) -> list[str]:
    return [border.tag.rpartition("}")[2] for border in document.styles[style].element.pPr.find(qn("w:pBdr"))]


def test_the_words_for_gaps_stand_in_a_box() -> None:
    document = word(word_bank=True)
    (words,) = [paragraph for paragraph in document.paragraphs if style_name(paragraph) == "Worksheet Words"]
    assert words.text.split() == ["four", "seven", "dig"]
    assert borders(document, "Worksheet Words") == ["top", "left", "bottom", "right"]


def test_a_long_discussion_has_room_for_a_plan_in_one_box() -> None:
    (short,), (long,) = forms(essay(5)), forms(essay(6))
    roomy = Edition(room=Room.ROOMY)
    assert "Plan" not in words_of(Document(BytesIO(docx.render(short, edition=roomy))))
    assert "Plan" not in words_of(Document(BytesIO(docx.render(long))))
    document = Document(BytesIO(docx.render(long, edition=roomy)))
    box = [paragraph for paragraph in document.paragraphs if style_name(paragraph) == "Worksheet Plan"]
    assert [paragraph.text for paragraph in box] == ["Plan", "", ""]
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in box)
    assert borders(document, "Worksheet Plan") == ["top", "left", "bottom", "right"]


def test_a_styles_properties_stand_in_the_order_that_word_wants() -> None:
    order = ["keepLines", "widowControl", "suppressLineNumbers", "pBdr", "tabs", "spacing", "ind"]
    for style in word().styles:
        if style.name == "Normal" or style.name.startswith("Worksheet"):
            properties = [element.tag.rpartition("}")[2] for element in style.element.pPr]
            assert properties == sorted(properties, key=order.index)


def test_the_footer_has_words_own_fields() -> None:
    footer = word(seed=3).sections[0].footer.paragraphs[0]
    assert "seed 3" in footer.text
    codes = [field.get(qn("w:instr")) for field in footer._p.iter(qn("w:fldSimple"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_the_key_is_a_table_whose_header_is_repeated() -> None:
    (table,) = word(Leaf.KEY).tables
    assert [cell.text for cell in table.rows[0].cells] == ["No.", "Answer", "Evidence", "Marks"]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert len(table.rows) == 10


def test_the_teachers_edition_marks_the_evidence() -> None:
    document = word(Leaf.TEACHER)
    marked = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.font.highlight_color]
    assert any("nothing but mud" in words for words in marked)
    assert "closed after a fever" in words_of(document)


def test_no_answer_stands_on_a_sheet() -> None:
    assert "A map kept" not in words_of(word())


@pytest.mark.parametrize(
    ("edition", "millimetres", "points"),
    [(Edition(), 210, 11), (Edition(paper=Paper.LETTER), 216, 11), (Edition(large_print=True), 210, 18)],
)
def test_paper_and_type_follow_the_edition(edition: Edition, millimetres: int, points: int) -> None:
    document = word(edition=edition)
    width = document.sections[0].page_width
    assert width is not None
    assert round(width.mm) == millimetres
    assert document.styles["Normal"].font.size.pt == points


def test_readers_with_dyslexia_get_no_italics() -> None:
    def looks(edition: Edition) -> list[tuple[bool | None, bool | None]]:
        document = word(edition=edition, title="What is *meant*")
        runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
        return [(run.italic, run.bold) for run in runs if run.text == "meant"]

    assert looks(Edition()) == [(True, None)]
    assert looks(Edition(dyslexia=True)) == [(None, True)]


@pytest.mark.parametrize("leaf", [Leaf.SHEET, Leaf.TEACHER])
def test_every_character_arrives_as_typed(leaf: Leaf) -> None:
    assert HOSTILE in words_of(Document(BytesIO(docx.render(hostile(), leaf=leaf))))


@pytest.mark.slow
@pytest.mark.parametrize("leaf", LEAVES)
def test_an_office_opens_it_and_shows_what_the_pdf_shows(leaf: Leaf, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice (Debian: libreoffice-writer)")
    (form,) = forms(style=Style.READING)
    path = tmp_path / "sheet.docx"
    path.write_bytes(docx.render(form, leaf=leaf, excerpts=texts(form)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    words = text((tmp_path / "sheet.pdf").read_bytes())
    assert "A sheet" in words
    assert "Page 1 of" in words
    if leaf is not Leaf.KEY:
        assert "What made Marta Brandt think of a third well at Lindenau?" in words
        assert "The brook had run dry" in words


@pytest.mark.parametrize("length", [1, 235, 236, 255, 256, 5_000])
@pytest.mark.parametrize("leaf", LEAVES)
def test_a_title_of_any_length_is_whole_in_the_document_and_cut_in_its_properties(leaf: Leaf, length: int) -> None:
    (form,) = forms()
    title = Prose("t" * length)
    form = replace(form, title=title, bank_title=title)
    document = Document(BytesIO(docx.render(form, leaf=leaf)))
    properties = document.core_properties
    assert title in words_of(document)
    assert len(properties.title) == min(255, len(View(form=form, leaf=leaf).title))
    assert properties.author == (title if length <= 255 else f"{title[:254]}…")

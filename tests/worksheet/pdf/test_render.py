import os
import re
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from quizgen.bank.format.schema import Language
from quizgen.bank.paper import Leaf, Paper, Style
from quizgen.text.inline import Prose, escape
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.pdf import render as pdf
from quizgen.worksheet.view.edition import Edition, Room
from quizgen.worksheet.view.view import View
from tests.sheets import KINDS, PASSAGES, essay, forms, lindenau, make_item, texts, with_items
from tests.worksheet.reading import printed, tags, text

ROOT = Path(__file__).parents[3]
LEAVES = [leaf for leaf in Leaf if "pdf" in leaf.formats and leaf is not Leaf.CARDS]
EDITIONS = (Edition(), Edition(paper=Paper.LETTER), Edition(large_print=True), Edition(dyslexia=True))


def test_a_sheet_shows_passages_questions_and_what_to_do() -> None:
    (form,) = forms(title="The well", instructions="Read *first*.")
    words = text(pdf.render(form, excerpts=texts(form)))
    assert "The well at Lindenau The well 20 minutes · 22 marks Name Date Group Score / 22 Read first." in words
    assert "The brook had run dry in June" in words
    assert "What made Marta Brandt think of a third well at Lindenau?" in words
    assert "Number the boxes, 1 for the first." in words
    assert "Page 1 of 2" in words


def test_without_the_text_a_sheet_shows_gists_and_the_words_by_which_a_passage_is_found() -> None:
    (form,) = forms()
    words = text(pdf.render(form))
    assert "In brief. In 1921 brook and wells at Lindenau fail" in words
    assert "distant river. “In the summer of 1921 …”" in words
    assert "The brook had run dry" not in words
    assert "Copy the words from your copy of the text." in words


def test_no_answer_stands_on_a_sheet() -> None:
    (form,) = forms()
    words = text(pdf.render(form, excerpts=texts(form)))
    for answer in ("closed after a fever.", "A map kept what", "timber went", "examined the water two times"):
        assert answer not in words


def test_the_key_gives_letters_words_places_and_marks() -> None:
    (form,) = forms()
    words = text(pdf.render(form, leaf=Leaf.KEY, excerpts=texts(form)))
    assert "No. Answer Evidence Marks" in words
    assert re.search(r"[A-D] an older map ¶¶ 2–3, ll. 4–6 7HC9 1", words)
    assert "False The third well of Lindenau had been closed after a fever." in words
    assert "312 marks (also accepted: 312)" in words
    assert "1 seven 2 four 3 dig" in words


def test_the_teachers_edition_gives_reasons_sources_and_notes() -> None:
    (form,) = forms(note="Mind the *fever*.")
    words = text(pdf.render(form, leaf=Leaf.TEACHER, excerpts=texts(form)))
    assert "To the teacher: Mind the fever." in words
    assert "Why: A map kept what the village had forgotten." in words
    assert "The mayor was against it." in words
    assert "According to: Josef Halm" in words
    assert "A strong answer may include • He himself named the fever of 1866." in words


def test_the_teacher_of_a_test_sees_what_its_sheet_does_not_show() -> None:
    (form,) = forms(style=Style.TEST)
    sheet, teacher = (text(pdf.render(form, leaf=leaf, excerpts=texts(form))) for leaf in (Leaf.SHEET, Leaf.TEACHER))
    assert "gave nothing but mud" not in sheet
    assert "gave nothing but mud. 6 Forty families" in teacher.partition("The passages")[2]
    assert "In brief. In 1921 brook and wells" not in text(pdf.render(form))
    assert "In brief. In 1921 brook and wells" in text(pdf.render(form, leaf=Leaf.TEACHER))


def test_a_passage_that_questions_return_to_is_called_by_its_name() -> None:
    (form,) = forms(select={"ids": ("why-refuse", "council-vote")})
    words = text(pdf.render(form, excerpts=texts(form)))
    assert "RNT4 4 marks The vote ¶ 4 2 On 3 August" in words
    assert "The passages together" not in words


@pytest.mark.parametrize(("marks", "room"), [(5, False), (6, True)])
def test_a_long_discussion_has_room_for_a_plan_on_a_roomy_sheet(marks: int, room: bool) -> None:
    (form,) = forms(essay(marks))
    roomy = Edition(room=Room.ROOMY)
    assert ("RNT4 Plan" in text(pdf.render(form, edition=roomy))) is room
    assert "Plan" not in text(pdf.render(form))
    assert "Plan" not in text(pdf.render(form, leaf=Leaf.TEACHER, edition=roomy))


@pytest.mark.parametrize(
    ("marks", "stated", "room", "lines"),
    [
        *((5, 0, Room.STANDARD, 10), (6, 0, Room.STANDARD, 12), (12, 0, Room.STANDARD, 12), (4, 20, Room.STANDARD, 20)),
        *((5, 0, Room.COMPACT, 6), (6, 0, Room.COMPACT, 8), (6, 0, Room.ROOMY, 18), (4, 20, Room.ROOMY, 30)),
    ],
)
def test_a_discussion_has_the_lines_of_its_marks_or_those_that_are_stated(
    marks: int, stated: int, room: Room, lines: int
) -> None:
    bank = essay(marks)
    item = replace(bank.items["why-refuse"], lines=stated)  # type: ignore[call-arg]
    (form,) = forms(with_items(item))
    assert View(form=form, leaf=Leaf.SHEET, room=room).details(form.questions[0]).lines == lines


@pytest.mark.parametrize("leaf", LEAVES)
def test_a_file_is_tagged_titled_and_in_its_language(leaf: Leaf) -> None:
    versions = forms(title="The *well*", versions=2)
    data = pdf.render(versions[0], leaf=leaf, forms=versions, excerpts=texts(versions[0]))
    reader = PdfReader(BytesIO(data))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/Lang"] == "en"  # type: ignore[index]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("The well")
    assert b"pdfuaid:part" in data or b"pdfuaid" in root["/Metadata"].get_object().get_data()  # type: ignore[index]


@pytest.mark.parametrize("style", Style)
def test_headings_come_in_order_and_lists_and_tables_are_whole(style: Style) -> None:
    (form,) = forms(style=style, select={"exclude": ("well-story",)})
    for leaf in (Leaf.SHEET, Leaf.KEY, Leaf.TEACHER):
        elements = tags(pdf.render(form, leaf=leaf, excerpts=texts(form)))
        levels = [int(tag[1]) for tag in elements if re.fullmatch("H[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        if leaf is Leaf.KEY:
            assert elements.count("TH") == 4
            assert elements.count("TR") == 1 + len(form.questions)
        else:
            assert elements.count("LI") >= 11
            assert elements.count("LI") == elements.count("LBody")
        if leaf is Leaf.SHEET and style is Style.READING:
            assert elements.count("TH") == 3


PRINT_DIGEST = """
from hashlib import sha256
from quizgen.worksheet.pdf import render as pdf
from tests.sheets import forms, texts
(form,) = forms()
print(sha256(pdf.render(form, excerpts=texts(form))).hexdigest())
"""


def test_the_same_form_gives_the_same_bytes_in_every_process() -> None:
    (form,) = forms()
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", PRINT_DIGEST]
    digest = subprocess.run(
        command, check=True, capture_output=True, encoding="utf-8", cwd=ROOT, env=environment
    ).stdout
    assert digest.strip() == sha256(pdf.render(form, excerpts=texts(form))).hexdigest()


@pytest.mark.parametrize(
    ("edition", "width", "height"),
    [(Edition(), 595, 842), (Edition(paper=Paper.LETTER), 612, 792), (Edition(large_print=True), 595, 842)],
)
def test_paper_is_what_was_asked_for(edition: Edition, width: int, height: int) -> None:
    (form,) = forms()
    page = PdfReader(BytesIO(pdf.render(form, edition=edition))).pages[0]
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (width, height)


HOSTILE = '#set page(fill: red) $x^2$ @ref <tag> {{ field }} </script> &amp; \\u{1F600} %PDF ]]> "quotes" // * _ ` \\'


def hostile() -> Form:
    question = make_item("choice", 1, 0, ("W1",))
    prose = escape(HOSTILE)
    return forms(with_items(replace(question, ask=prose, why=prose, note=prose)), title=prose, note=prose)[0]  # type: ignore[call-arg]


@pytest.mark.parametrize("leaf", [Leaf.SHEET, Leaf.TEACHER])
def test_every_character_arrives_as_typed(leaf: Leaf) -> None:
    words = text(pdf.render(hostile(), leaf=leaf)).replace(" ", "")
    assert words.count(HOSTILE.replace(" ", "")) == (2 if leaf is Leaf.SHEET else 5)


def test_a_sheet_that_bears_the_banks_title_bears_it_once() -> None:
    assert text(pdf.render(forms(title="A week")[0])).count("The well at Lindenau") == 1
    assert text(pdf.render(forms(title="The well at Lindenau")[0])).count("The well at Lindenau") == 1


@pytest.mark.parametrize("edition", [Edition(large_print=True), Edition(dyslexia=True)])
def test_a_capital_i_has_serifs_for_readers_with_low_vision_or_dyslexia(edition: Edition) -> None:
    question = replace(make_item("short", 1, 0, ("W1",)), ask=Prose("IIIIIIIIII**b**"))  # type: ignore[call-arg]
    (form,) = forms(with_items(question))
    widths = []
    for shape in (Edition(), edition):
        runs = printed(pdf.render(form, edition=shape))
        start, end = (next(run for run in runs if run.text.strip() == words) for words in ("I" * 10, "b"))
        widths.append((end.x - start.x) / start.size)
    assert widths[1] > 1.2 * widths[0]


def test_emphasis_is_italic_but_bold_for_readers_with_dyslexia() -> None:
    question = replace(make_item("short", 1, 0, ("W1",)), ask=Prose("What is *meant*?"))  # type: ignore[call-arg]
    (form,) = forms(with_items(question))
    standard = pdf.render(form)
    dyslexia = pdf.render(form, edition=Edition(dyslexia=True))
    assert b"SourceSansPro-It" in standard
    assert b"SourceSansPro-It" not in dyslexia


def test_greek_cyrillic_hebrew_and_central_european_letters_are_there() -> None:
    words = "Gorkić Sniečkus Żeleński Ősz Ελλάδα Москва שלום"
    question = replace(make_item("short", 1, 0, ("W1",)), ask=Prose(words))  # type: ignore[call-arg]
    (form,) = forms(with_items(question))
    assert "Gorkić Sniečkus Żeleński Ősz Ελλάδα Москва" in text(pdf.render(form))


def test_german_labels_and_quotation_marks() -> None:
    bank = lindenau()
    (form,) = forms(replace(bank, head=replace(bank.head, language=Language("de"))))
    words = text(pdf.render(form))
    assert "Kreise einen Buchstaben ein." in words
    assert "„In the summer of 1921 …“" in words
    assert "Seite 1 von" in words


def test_pages_of_a_form_with_several_versions_name_the_version_and_what_a_reprint_needs() -> None:
    form = forms(versions=2, seed=7)[1]
    words = text(pdf.render(form))
    assert f"sheet · Version B · seed 7 · bank 1.0 · {form.revision}" in words


@pytest.mark.parametrize("tag", ["en-GB", "de-AT", "English", "", "日本"])
def test_any_language_tag_is_taken(tag: str) -> None:
    bank = lindenau()
    (form,) = forms(replace(bank, head=replace(bank.head, language=Language(tag))))
    assert pdf.render(form).startswith(b"%PDF")


def test_a_selection_of_one_question_is_a_sheet() -> None:
    (form,) = forms(select={"ids": ("well-cost",)})
    assert "Page 1 of 1" in text(pdf.render(form))


@pytest.mark.parametrize(
    "count", [pytest.param(400, marks=pytest.mark.slow), pytest.param(2000, marks=pytest.mark.exhaustive)]
)
def test_many_questions_are_one_sheet(count: int) -> None:
    kinds = [kind for kind in KINDS if kind != "discuss"]
    items = [make_item(kinds[n % len(kinds)], n, n % 5, (PASSAGES[n % len(PASSAGES)],)) for n in range(count)]
    (form,) = forms(with_items(*items))
    words = text(pdf.render(form, excerpts=texts(form, with_items(*items))))
    assert form.questions[-1].number == count
    assert all(question.code in words for question in form.questions)

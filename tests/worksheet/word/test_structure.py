"""What a Word document is made of: its head, its key, its room to write, and the direction in which it runs."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from quizgen.bank.format.schema import Language
from quizgen.bank.items.matching import Match
from quizgen.bank.paper import Leaf, Style
from quizgen.languages.labels import labels
from quizgen.text.inline import Prose
from quizgen.worksheet.form.model import Form, Reply
from quizgen.worksheet.view.edition import Edition, Room
from quizgen.worksheet.view.entries import made_from
from quizgen.worksheet.view.view import View
from quizgen.worksheet.word import render as docx
from quizgen.worksheet.word.styles import INDENT, text_width
from tests.sheets import essay, forms, lindenau, texts, with_items
from tests.worksheet.word.test_render import style_name, words_of

STANDARD = Edition()


def written(*versions: Form, leaf: Leaf = Leaf.SHEET, edition: Edition = STANDARD) -> WordDocument:
    """The document of a leaf: of one version, or of all."""
    data = docx.render(versions[0], leaf=leaf, forms=versions, edition=edition, excerpts=texts(versions[0]))
    return Document(BytesIO(data))


def styled(document: WordDocument, style: str) -> list[Paragraph]:
    return [paragraph for paragraph in document.paragraphs if style_name(paragraph) == style]


def kept(paragraph: Paragraph) -> bool:
    """Whether a paragraph stays with the next, by itself or by its style."""
    assert paragraph.style is not None
    return bool(paragraph.paragraph_format.keep_with_next or paragraph.style.paragraph_format.keep_with_next)


def after(document: WordDocument, words: str) -> list[Paragraph]:
    """The paragraph that begins with these words, and all after it."""
    start = next(n for n, paragraph in enumerate(document.paragraphs) if paragraph.text.startswith(words))
    return document.paragraphs[start:]


# ---- The head.


def test_the_version_stands_in_a_box_beside_the_title() -> None:
    document = written(forms(versions=2)[1])
    (boxed,) = styled(document, "Worksheet Version")
    assert boxed.text == "Version B"
    assert boxed._p.xpath("w:pPr/w:framePr/@w:xAlign") == ["right"]
    assert len(document.styles["Worksheet Version"].element.pPr.find(qn("w:pBdr"))) == 4


def test_a_sheet_of_one_version_has_no_box() -> None:
    assert styled(written(*forms()), "Worksheet Version") == []


def test_the_pages_of_a_test_after_the_first_ask_for_the_name() -> None:
    (section,) = written(forms(versions=2, style=Style.TEST)[1]).sections
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    assert section.header.paragraphs[0].text == "Name \t\tVersion B"
    assert section.first_page_footer.paragraphs[0].text == section.footer.paragraphs[0].text != ""


@pytest.mark.parametrize(("style", "leaf"), [(Style.QUESTIONS, Leaf.SHEET), (Style.TEST, Leaf.KEY)])
def test_no_other_page_does(style: Style, leaf: Leaf) -> None:
    (section,) = written(*forms(style=style), leaf=leaf).sections
    assert not section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == ""


# ---- The key.


def test_the_key_has_all_versions_side_by_side_and_each_answer_once_in_full() -> None:
    versions = forms(versions=3)
    view = View(form=versions[0], leaf=Leaf.KEY, forms=versions)
    document = written(*versions, leaf=Leaf.KEY)
    glance, full = document.tables
    assert [[cell.text for cell in row.cells] for row in glance.rows] == [
        ["No.", "A", "B", "C"],
        *([str(row.number), *row.keys] for part in view.at_a_glance for row in part.rows),
    ]
    numbers = [row.cells[0].text.replace("\u00a0", " ") for row in full.rows[1:]]
    assert numbers == [view.numbers(question).replace("\u00a0", " ") for question in versions[0].questions]
    words = [paragraph.text for paragraph in document.paragraphs]
    assert "Answers in full" in words
    assert set(view.shared) <= set(words)


@pytest.mark.parametrize("edition", [STANDARD, Edition(large_print=True), Edition(dyslexia=True)])
def test_the_key_has_the_evidence_and_the_code_of_every_question(edition: Edition) -> None:
    (form,) = forms()
    view = View(form=form, leaf=Leaf.KEY, excerpts=texts(form))
    (table,) = written(form, leaf=Leaf.KEY, edition=edition).tables
    for row, question in zip(table.rows[1:], form.questions, strict=True):
        facts = f"{view.details(question).evidence}   {question.code}"
        assert [facts in cell.text.replace("¶\u00a0", "¶ ").split("\n") for cell in row.cells].count(True) == 1
        assert row.cells[-1].text == str(question.marks)


@pytest.mark.parametrize(("edition", "breaks"), [(STANDARD, False), (Edition(large_print=True), True)])
def test_in_large_print_alone_a_long_row_of_the_key_may_go_on_on_the_next_page(edition: Edition, breaks: bool) -> None:
    (form,) = forms(select={"ids": ("wells-failed", "why-refuse")})
    short, long = form.groups
    (question,) = long.questions
    assert isinstance(question.body, Reply)
    question = replace(question, body=replace(question.body, points=(Prose("very long " * 60),)))
    form = replace(form, parts=(replace(form.parts[0], groups=(short, replace(long, questions=(question,)))),))
    (table,) = written(form, leaf=Leaf.KEY, edition=edition).tables
    assert [not row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows] == [False, False, breaks]


def test_the_points_of_an_answer_are_a_list() -> None:
    (form,) = forms(select={"ids": ("why-refuse",)})
    (table,) = written(form, leaf=Leaf.KEY).tables
    details = View(form=form, leaf=Leaf.KEY).details(form.questions[0])
    points = table.rows[1].cells[1].paragraphs
    assert [point.text for point in points] == ["".join(span.text for span in spans) for spans in details.points]
    assert len(points) > 1
    assert all(point._p.xpath("w:pPr/w:numPr") for point in points)
    assert "•" not in table.rows[1].cells[1].text


def test_the_key_says_how_the_sheet_is_made_again() -> None:
    (form,) = forms()
    last = written(form, leaf=Leaf.KEY).paragraphs[-1].text
    assert last == made_from(form, labels(form.language))
    assert "--form sheet.form.json" in last
    assert " ".join(question.code for question in form.questions) in last


# ---- What stays together.


def test_a_heading_and_a_task_stay_with_the_first_question() -> None:
    paragraphs = written(*forms(style=Style.TEST)).paragraphs
    names = [style_name(paragraph) for paragraph in paragraphs]
    first = names.index("Heading 1")
    headings = [n for n, name in enumerate(names) if name.startswith("Heading")]
    assert headings[0] == first
    for start in headings:
        question = names.index("Worksheet Question", start)
        assert all(kept(paragraph) for paragraph in paragraphs[start:question])


def test_a_passage_stays_with_its_question() -> None:
    paragraphs = written(*forms()).paragraphs
    ends = [
        first
        for first, second in pairwise(paragraphs)
        if style_name(first) == "Worksheet Passage" and style_name(second) == "Worksheet Question"
    ]
    assert ends
    assert all(map(kept, ends))


@pytest.mark.parametrize(
    ("lines", "together"), [(3, [1, 1, 0]), (4, [1, 1, 1, 0]), (5, [1, 1, 0, 1, 0]), (7, [1, 1, 0, 0, 0, 1, 0])]
)
def test_the_lines_for_a_long_answer_flow_on_but_for_the_first_and_the_last(lines: int, together: list[int]) -> None:
    (form,) = forms(select={"ids": ("why-refuse",)})
    part, group, question = form.parts[0], form.parts[0].groups[0], form.questions[0]
    assert isinstance(question.body, Reply)
    question = replace(question, body=replace(question.body, lines=lines))
    form = replace(form, parts=(replace(part, groups=(replace(group, questions=(question,)),)),))
    ruled = styled(written(form), "Worksheet Ruled Line")
    assert [int(kept(paragraph)) for paragraph in ruled] == together


def test_a_gap_its_number_and_its_hint_are_not_torn_apart() -> None:
    words = words_of(written(*forms(select={"ids": ("council-vote",)})))
    assert "(3)\u00a0__________________\u00a0(what?)" in words


def test_a_text_with_gaps_is_the_question() -> None:
    (question,) = styled(written(*forms(select={"ids": ("council-vote",)})), "Worksheet Question")
    assert question.text.startswith("On 3 August 1921")
    assert question.text.endswith("TJWT")
    assert question.paragraph_format.line_spacing == pytest.approx(1.6)


def test_what_a_block_says_once_is_not_said_with_its_questions() -> None:
    (form,) = forms(style=Style.TEST, select={"ids": ("map-clue",)})
    document = written(form)
    assert words_of(document).count("Circle one letter.") == 1
    assert words_of(document).count("1 mark") == 1 + words_of(document).count("minutes · 1 mark")


# ---- Long words, and room.


def test_word_hyphenates_words_that_would_leave_a_line_half_empty() -> None:
    settings = written(*forms()).settings.element
    names = [element.tag.rpartition("}")[2] for element in settings]
    place = names.index("defaultTabStop")
    assert names[place + 1 : place + 3] == ["autoHyphenation", "hyphenationZone"]  # the schema fixes their order


def test_columns_stand_below_the_words_of_their_question() -> None:
    (table,) = written(*forms(), edition=STANDARD).tables
    indent, *widths = (int(width) for width in table._tbl.xpath("w:tblPr/w:tblInd/@w:w | w:tblGrid/w:gridCol/@w:w"))
    assert indent == INDENT.twips
    assert indent + sum(widths) == pytest.approx(text_width(STANDARD).twips, abs=2)


@pytest.mark.parametrize(("length", "stacked"), [(30, False), (31, True)])
def test_columns_that_a_word_would_leave_stand_one_below_the_other(length: int, stacked: bool) -> None:
    item = next(item for item in lindenau().items.values() if isinstance(item, Match))
    pairs = (replace(item.pairs[0], right=Prose("x" * length)), *item.pairs[1:])
    document = written(*forms(with_items(replace(item, pairs=pairs))))
    assert document.tables == [] if stacked else len(document.tables) == 1
    assert words_of(document).count("x" * length) == 1


def test_questions_stand_apart_as_the_room_says() -> None:
    def before(room: Room) -> Pt:
        style = written(*forms(), edition=Edition(room=room)).styles["Worksheet Question"]
        return style.paragraph_format.space_before  # type: ignore[no-any-return]

    assert before(Room.COMPACT) < before(Room.STANDARD) < before(Room.ROOMY)


# ---- The direction.


def in_language(language: str, **options: object) -> tuple[Form, ...]:
    return tuple(replace(form, language=Language(language)) for form in forms(essay(4), **options))


@pytest.mark.parametrize(("language", "is_rtl"), [("he", True), ("en", False)])
def test_a_document_runs_as_its_language_does(language: str, is_rtl: bool) -> None:
    document = written(*in_language(language, versions=2), leaf=Leaf.KEY)
    assert bool(document.styles["Normal"].element.xpath("w:pPr/w:bidi")) is is_rtl
    assert bool(document.sections[0]._sectPr.xpath("w:bidi")) is is_rtl
    assert {bool(table._tbl.xpath("w:tblPr/w:bidiVisual")) for table in document.tables} == {is_rtl}
    side = "left" if is_rtl else "right"
    assert styled(document, "Worksheet Version")[0]._p.xpath("w:pPr/w:framePr/@w:xAlign") == [side]


def test_hebrew_words_run_from_right_to_left_and_amid_them_english_ones_keep_their_order() -> None:
    hebrew, mixed = "\u05d1\u05d0\u05e8", "\u05d1\u05d0\u05e8 No. 3"
    (form,) = in_language("he")
    runs = [
        (run.text, bool(run._r.xpath("w:rPr/w:rtl")))
        for title in (hebrew, mixed, "Well 3.")
        for run in styled(written(replace(form, title=Prose(title))), "Title")[0].runs
    ]
    assert runs == [(hebrew, True), (mixed, True), ("\u200eWell 3.\u200e", False)]
    footer = written(form).sections[0].footer.paragraphs[0]
    assert footer.runs[-1].text.strip("\u200e") == ""
    assert footer.text.endswith("\u200e")  # behind the number of pages
    minutes = View(form=form, leaf=Leaf.SHEET).time_and_marks
    assert f"\u200e{minutes}\u200e" in words_of(written(form))


def test_english_documents_have_no_marks_of_direction() -> None:
    assert "\u200e" not in words_of(written(*forms()))


@pytest.mark.parametrize(("sheet", "text", "bidi"), [("he", "en", ["0"]), ("en", "he", ["1"]), ("he", "he", [])])
def test_a_passage_runs_as_its_own_language_does(sheet: str, text: str, bidi: list[str]) -> None:
    (form,) = in_language(sheet)
    form = replace(form, sources=(replace(form.sources[0], language=Language(text)),))
    (passage, *_) = styled(written(form), "Worksheet Passage")
    assert passage._p.xpath("w:pPr/w:bidi/@w:val") == bidi
    assert bool(passage.runs[-1]._r.xpath("w:rPr/w:rtl")) is (text == "he")


def test_letters_from_right_to_left_look_like_the_others() -> None:
    for style in written(*forms()).styles:
        for look in style.element.findall(qn("w:rPr")):
            for plain, twin in (("w:b", "w:bCs"), ("w:i", "w:iCs"), ("w:sz", "w:szCs")):
                assert look.xpath(f"{plain}/@w:val") == look.xpath(f"{twin}/@w:val")
                assert len(look.xpath(plain)) == len(look.xpath(twin))

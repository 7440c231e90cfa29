"""What a reading handout gives to read, with the user's text and without, in every format."""

from io import BytesIO

import pytest
from docx import Document

from quizgen.bank.paper import Leaf, Style
from quizgen.worksheet.draw import FORMATS, draw
from quizgen.worksheet.view.view import NO_EXCERPTS, Excerpts
from tests.sheets import forms, texts
from tests.worksheet.reading import text

(FORM,) = forms(style=Style.READING, select={"ids": ("map-clue",)})
GISTS = ("brook and wells at Lindenau fail", "recalls a closed well from an old map", "The mayor hesitates")
LACKING = "This sheet has only summaries of"


def words(leaf: Leaf, format_: str, excerpts: Excerpts = NO_EXCERPTS) -> str:
    """The words of a leaf; those of a page with its elements."""
    data = draw((FORM,), leaf, format_, excerpts=excerpts)
    match format_:
        case "pdf":
            return text(data)
        case "html":
            return data.decode()
        case _:
            return "\n".join(paragraph.text for paragraph in Document(BytesIO(data)).paragraphs)


@pytest.mark.parametrize("format_", FORMATS)
def test_without_the_text_a_handout_reads_through_and_says_what_it_lacks(format_: str) -> None:
    sheet = words(Leaf.SHEET, format_)
    reading = ("In the dry summer of 1921", LACKING, *GISTS)
    places = [sheet.index(what) for what in reading]
    assert places == sorted(places)
    assert [sheet.count(what) for what in reading] == [1] * len(reading)


@pytest.mark.parametrize("format_", FORMATS)
def test_with_the_text_a_handout_has_only_the_passages_that_questions_are_on(format_: str) -> None:
    sheet = words(Leaf.SHEET, format_, texts(FORM))
    assert "Nobody living has drunk from it" in sheet
    for words_of_others in (LACKING, "A village without water", "the two old wells", "The vote"):
        assert words_of_others not in sheet


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("excerpts", [NO_EXCERPTS, texts(FORM)], ids=["without", "with"])
def test_a_teacher_sees_only_the_passages_that_questions_are_on(excerpts: Excerpts, format_: str) -> None:
    teacher = words(Leaf.TEACHER, format_, excerpts)
    assert "The third well" in teacher
    for words_of_others in (LACKING, "A village without water", "The vote"):
        assert words_of_others not in teacher

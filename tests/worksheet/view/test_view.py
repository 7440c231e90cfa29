from collections.abc import Collection
from dataclasses import replace

import pytest

from quizgen.bank.citation import Citation
from quizgen.bank.paper import Leaf, Style
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.view.view import View
from tests.sheets import PASSAGES, cited, forms, texts

TITLE = "The Well at Lindenau"


def lacking(form: Form, having: Collection[str] = ()) -> str:
    """What a sheet says that it lacks, where the user's copy has these passages."""
    excerpts = {passage: words for passage, words in texts(form).items() if passage in having}
    return View(form=form, leaf=Leaf.SHEET, excerpts=excerpts).lacking


@pytest.mark.parametrize(
    ("having", "places"),
    [
        ((), f"{TITLE}, ¶¶ 1–6"),
        (("W4",), f"{TITLE}, ¶¶ 1–3, ¶¶ 5–6"),
        (("W1", "W2", "W5"), f"{TITLE}, ¶ 4, ¶ 6"),
    ],
)
def test_a_reading_handout_says_what_it_has_only_in_brief(having: tuple[str, ...], places: str) -> None:
    (form,) = forms(style=Style.READING)
    assert lacking(form, having) == (
        f"This sheet has only summaries of {places}. Read the text itself in your own copy."
    )


def test_passages_that_no_question_is_on_are_lacking_too() -> None:
    (form,) = forms(style=Style.READING, select={"ids": ("map-clue",)})
    assert f"{TITLE}, ¶¶ 1–4." in lacking(form)


def test_nothing_is_lacking_with_the_text_or_in_another_style() -> None:
    (form,) = forms(style=Style.READING)
    assert lacking(form, PASSAGES) == ""
    assert [lacking(forms(style=style)[0]) for style in (Style.QUESTIONS, Style.TEST)] == ["", ""]


def test_each_text_that_is_lacking_is_named_and_no_other() -> None:
    (form,) = forms(style=Style.READING)

    def elsewhere(citation: Citation) -> Citation:
        return replace(citation, source="Another text") if citation.passage in ("W1", "W2") else citation

    parts = []
    for part in form.parts:
        groups = [replace(group, passages=tuple(map(elsewhere, group.passages))) for group in part.groups]
        parts.append(replace(part, groups=tuple(groups)))
    other = replace(form.sources[0], short="Another text")
    form = replace(form, parts=tuple(parts), sources=(*form.sources, other))
    assert f" {TITLE}, ¶¶ 4–6; Another text, ¶¶ 1–3." in lacking(form)
    assert " Another text, ¶¶ 1–3." in lacking(form, ("W4", "W5", "W6"))
    assert TITLE not in lacking(form, ("W4", "W5", "W6"))


def test_a_text_whose_numbers_are_not_known_is_named_alone() -> None:
    unknown = {passage: replace(citation, first=0, last=0) for passage, citation in cited(with_text=False).items()}
    (form,) = forms(style=Style.READING, citations=unknown)
    assert f"summaries of {TITLE}. " in lacking(form)


def test_a_passage_that_no_question_is_on_is_printed_on_the_sheet_alone_and_only_in_brief() -> None:
    (form,) = forms(style=Style.READING, select={"ids": ("map-clue",)})
    for excerpts, leaf, printed in (
        ({}, Leaf.SHEET, ["W1", "W2", "W4"]),
        ({}, Leaf.TEACHER, ["W2"]),
        (texts(form), Leaf.SHEET, ["W2"]),
        (texts(form), Leaf.TEACHER, ["W2"]),
    ):
        view = View(form=form, leaf=leaf, excerpts=excerpts)
        assert [group.printed[0] for group in form.groups if view.shown(group)] == printed
        assert view.numbered == ("W2",)

"""Room on a page: lines to write on stand evenly, discussions share what is left, and no heading keeps a page."""

from dataclasses import replace
from itertools import pairwise

import pytest

from quizgen.bank.items import Item
from quizgen.bank.items.discuss import Discuss
from quizgen.bank.items.short import Short
from quizgen.bank.paper import Style
from quizgen.text.inline import Prose
from quizgen.worksheet.pdf import render as pdf
from quizgen.worksheet.view.edition import Edition
from tests.sheets import PASSAGES, forms, make_item, texts, with_items
from tests.worksheet.reading import printed, strokes

RULED = 24.1
"""Points between two ruled lines."""


def ruled_lines(data: bytes) -> dict[int, list[float]]:
    """The heights of the lines to write on by page, from the top: no other line is so long and not full width."""
    by_page: dict[int, list[float]] = {}
    for stroke in strokes(data):
        if 400 < stroke.width < 475:
            by_page.setdefault(stroke.page, []).append(stroke.y)
    return {page: sorted(heights, reverse=True) for page, heights in by_page.items()}


def discussion(number: int, *at: str, stem: int = 0) -> Item:
    item = make_item("discuss", number, stem, at)
    assert isinstance(item, Discuss)
    return replace(item, lines=12)


@pytest.mark.parametrize("style", [Style.QUESTIONS, Style.READING])
@pytest.mark.parametrize("shorts", range(5))
def test_lines_to_write_on_stand_evenly_over_a_page_break_too(shorts: int, style: Style) -> None:
    before = [make_item("short", 10 + number, 2 * number, ("W1",)) for number in range(shorts)]
    items = [*before, discussion(1, "W1"), discussion(2, "W2"), discussion(3, "W4"), make_item("short", 4, 0, ("W5",))]
    (form,) = forms(with_items(*items), style=style)
    pages = ruled_lines(pdf.render(form, excerpts=texts(form)))
    assert sum(map(len, pages.values())) == 3 * 12 + shorts + 1
    for heights in pages.values():
        for upper, lower in pairwise(heights):
            is_next_question = upper - lower > RULED + 18
            assert upper - lower == pytest.approx(RULED, abs=0.3) or is_next_question


@pytest.mark.parametrize("style", [Style.QUESTIONS, Style.TEST])
def test_the_last_discussions_share_a_page_rather_than_turn_it(style: Style) -> None:
    items = [discussion(number, passage) for number, passage in enumerate(PASSAGES[:2])]
    (form,) = forms(with_items(*items), style=style)
    counts = []
    for sentences in range(0, 100, 10):
        instructions = Prose("Answer all of it, and say where you have read it. " * sentences)
        pages = ruled_lines(pdf.render(replace(form, instructions=instructions)))
        counts.append([len(heights) for heights in pages.values()])
    assert style is Style.QUESTIONS or counts[0] == [24], "nothing shrinks where there is room"
    assert any(len(pages) == 1 and 2 * 6 <= pages[0] < 24 for pages in counts)
    # Where the second has no room, the first takes what is left.
    assert all(pages[-1] == 12 for pages in counts if len(pages) == 2)


@pytest.mark.parametrize("words", range(216, 264, 6))
def test_a_title_stands_on_the_page_of_its_first_passage(words: int) -> None:
    """Before a passage that fills a page with its question, too."""
    item = make_item("short", 1, 0, ("W1",))
    assert isinstance(item, Short)
    item = replace(item, ask=Prose("word " * words + "what?"))
    (form,) = forms(with_items(make_item("short", 2, 0, ("W5",)), item))
    runs = printed(pdf.render(form, edition=Edition(large_print=True), excerpts=texts(form)))
    pages = {run.text.strip(): run.page for run in runs}
    for part in form.parts:
        assert pages[part.title] == pages[part.groups[0].passages[0].label]

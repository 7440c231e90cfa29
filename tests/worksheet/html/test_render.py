import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from quizgen.bank.paper import Leaf, Style
from quizgen.worksheet.html import render as html
from quizgen.worksheet.view.edition import Edition, Room
from tests.sheets import essay, forms, texts
from tests.worksheet.pdf.test_render import HOSTILE, hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser

VOID = {"meta", "br"}


class Page(HTMLParser):
    """A page's words, elements and whether they nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.folded = ""
        self.unfolded = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and "title" not in self.open:
            self.words += data
            if "details" in self.open:
                self.folded += data
            else:
                self.unfolded += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


LEAVES = [leaf for leaf in Leaf if "html" in leaf.formats]


def page(leaf: Leaf = Leaf.SHEET, edition: Edition | None = None, **options: Any) -> Page:
    versions = forms(**options)
    return Page(html.render(versions[0], leaf=leaf, forms=versions, edition=edition, excerpts=texts(versions[0])))


@pytest.mark.parametrize("leaf", LEAVES)
@pytest.mark.parametrize("style", Style)
def test_a_page_is_whole_and_needs_nothing_else(leaf: Leaf, style: Style) -> None:
    html_page = page(leaf, style=style)
    assert html_page.open == []
    assert not html_page.named("link") + html_page.named("script") + html_page.named("img")
    assert not [
        attribute
        for _, attributes in html_page.elements
        for attribute in attributes
        if attribute in ("src", "href", "onclick")
    ]
    assert html_page.named("html") == [{"lang": "en", "dir": "ltr"}]
    assert len(html_page.named("main")) == len(html_page.named("h1")) == 1


@pytest.mark.parametrize("style", Style)
def test_headings_come_in_order(style: Style) -> None:
    for leaf in LEAVES:
        levels = [int(tag[1]) for tag, _ in page(leaf, style=style).elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_answers_are_folded_away_on_the_page_to_check_oneself() -> None:
    html_page = page(Leaf.CHECK)
    assert len(html_page.named("details")) == 9
    assert "A map kept what the village had forgotten." in html_page.folded
    assert html_page.words.count("A map kept") == 1


def test_the_page_to_check_oneself_is_the_sheet_with_its_answers() -> None:
    sheet, check = page(), page(Leaf.CHECK)
    assert check.folded
    assert check.unfolded.replace("Check yourself · ", "").split() == sheet.words.split()


@pytest.mark.parametrize("style", Style)
def test_no_sheet_has_answers(style: Style) -> None:
    html_page = page(style=style)
    assert not html_page.named("details")
    assert "A map kept" not in html_page.words


def test_the_teachers_edition_marks_and_numbers_the_evidence() -> None:
    html_page = page(Leaf.TEACHER)
    assert html_page.named("mark")
    assert re.search(r"gave nothing but mud\.\s+1", html_page.words)


def test_the_teacher_of_a_test_sees_what_its_sheet_does_not_show() -> None:
    assert "gave nothing but mud" not in page(style=Style.TEST).words
    html_page = page(Leaf.TEACHER, style=Style.TEST)
    (number,) = [q.number for q in forms(style=Style.TEST)[0].questions if q.item == "wells-failed"]
    assert re.search(rf"gave nothing but mud\.\s+{number}", html_page.words)
    assert html_page.words.index("gave nothing but mud") > html_page.words.index("The passages")


def test_a_passage_that_questions_return_to_is_called_by_its_name() -> None:
    html_page = page(select={"ids": ("why-refuse", "council-vote")})
    assert html_page.words.count("The vote ¶ 4") == 2
    assert "The passages together" not in html_page.words


def test_a_long_discussion_has_room_for_a_plan() -> None:
    roomy = Edition(room=Room.ROOMY)
    plans = [Page(html.render(*forms(essay(marks)), edition=roomy)).words.count("Plan") for marks in (5, 6)]
    assert plans == [0, 1]
    assert "Plan" not in Page(html.render(*forms(essay(6)))).words


def test_a_gap_is_read_out_and_shapes_are_not() -> None:
    html_page = page()
    assert len([gap for gap in html_page.named("span") if gap.get("class") == "gap"]) == 3
    assert re.findall(r"\(gap \d\)", html_page.words) == ["(gap 1)", "(gap 2)", "(gap 3)"]
    assert all(shape.get("aria-hidden") == "true" for shape in html_page.named("span") if shape.get("class") == "box")


def test_tables_have_headers() -> None:
    html_page = page(Leaf.KEY)
    assert [header["scope"] for header in html_page.named("th")] == ["col"] * 4 + ["row"] * 9


def test_the_key_shows_all_versions_side_by_side() -> None:
    html_page = page(Leaf.KEY, versions=3)
    assert [header["scope"] for header in html_page.named("th")] == ["col"] * 4 + ["row"] * 9 + ["col"] * 4 + [
        "row"
    ] * 9
    assert "Versions A to C" in html_page.words


def test_codes_of_questions_can_be_linked_to() -> None:
    assert "DDKD" in [element.get("id") for element in page().named("li")]


@pytest.mark.parametrize(
    ("edition", "name"),
    [(Edition(large_print=True), "large"), (Edition(dyslexia=True), "dyslexia")],
)
def test_editions_differ_by_a_class(edition: Edition, name: str) -> None:
    assert name in (page(edition=edition).named("body")[0]["class"] or "")


@pytest.mark.parametrize("leaf", [Leaf.SHEET, Leaf.TEACHER])
def test_every_character_arrives_as_typed(leaf: Leaf) -> None:
    html_page = Page(html.render(hostile(), leaf=leaf))
    assert html_page.open == []
    assert html_page.words.count(HOSTILE) >= 2


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 900])
def test_a_browser_shows_it_without_scrolling_sideways_and_prints_no_answers(
    width: int, tmp_path: Path, chromium: "Browser"
) -> None:
    (form,) = forms(style=Style.READING)
    path = tmp_path / "sheet.html"
    path.write_text(html.render(form, leaf=Leaf.CHECK, excerpts=texts(form)), encoding="utf-8")
    tab = chromium.new_page(viewport={"width": width, "height": 800})
    requested: list[str] = []
    tab.on("request", lambda request: requested.append(request.url))
    tab.goto(path.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert requested == [path.as_uri()]
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.locator("details[open]").count() == 1
    tab.emulate_media(media="print")
    assert tab.locator("details:visible").count() == 0
    tab.close()


def test_the_parts_of_an_answer_stand_apart_though_a_browser_shows_several_spaces_as_one() -> None:
    words = page(Leaf.KEY, versions=2).words
    assert re.search(r"1 \S.*\u2003\s*2 ", words)
    assert not re.search(r"\S {2,}\S", words)

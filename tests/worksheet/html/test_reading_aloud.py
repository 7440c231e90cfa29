"""What a screen reader says of a worksheet, from Chromium's accessibility tree; and pages on the narrowest phones."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from quizgen.bank.format.schema import Language
from quizgen.bank.items.base import Distractor
from quizgen.bank.items.choice import Choice
from quizgen.bank.items.matching import Match
from quizgen.bank.paper import Leaf, Style
from quizgen.text.inline import Prose
from quizgen.worksheet.form.model import Form, Reply
from quizgen.worksheet.html import render as html
from quizgen.worksheet.view.details import SHORT
from quizgen.worksheet.view.edition import Edition
from tests.sheets import forms, lindenau, texts, with_items

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter"
SILENT = ("generic", "none", "InlineTextBox", "LineBreak")
HEBREW = "\u05d1\u05d0\u05e8"


def page_of(*versions: Form, leaf: Leaf = Leaf.SHEET, edition: Edition | None = None) -> str:
    return html.render(versions[0], leaf=leaf, forms=versions, edition=edition, excerpts=texts(versions[0]))


@dataclass
class Spoken:
    """A node of the accessibility tree."""

    role: str
    name: str
    parts: list["Spoken"] = field(default_factory=list)

    def all(self, role: str) -> Iterator["Spoken"]:
        """The nodes within that have a role."""
        for part in self.parts:
            if part.role == role:
                yield part
            yield from part.all(role)

    @property
    def text(self) -> str:
        """All that is read aloud of it."""
        own = self.name if self.role in ("StaticText", "ListMarker") else ""
        return " ".join(f"{own} {' '.join(part.text for part in self.parts)}".split())


@contextmanager
def opened(chromium: "Browser", page: str, tmp_path: Path, width: int = 900) -> Iterator["Page"]:
    """A page in a window *width* pixels wide."""
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    tab = chromium.new_page(viewport={"width": width, "height": 800})
    tab.goto(path.as_uri())
    yield tab
    tab.close()


def read_aloud(tab: "Page") -> Spoken:
    """The accessibility tree of a page, without what is silent in it."""
    nodes = tab.context.new_cdp_session(tab).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def grow(identifier: str) -> list[Spoken]:
        node = by_id[identifier]
        parts = [part for child in node.get("childIds", ()) for part in grow(child)]
        role = node.get("role", {}).get("value", "none")
        if node.get("ignored") or role in SILENT:
            return parts
        return [Spoken(role, node.get("name", {}).get("value", ""), parts)]

    (root,) = grow(nodes[0]["nodeId"])
    return root


def questions(root: Spoken) -> dict[str, Spoken]:
    """The questions of a page by the number that is read first."""
    items = [item for listed in root.all("list") for item in listed.parts if item.text[:1].isdigit()]
    return {item.text.split()[0]: item for item in items if re.match(r"\d+ ", item.text)}


# ---- What is read aloud.


@pytest.mark.slow
def test_a_sheet_is_read_question_by_question(chromium: "Browser", tmp_path: Path) -> None:
    (form,) = forms(word_bank=True)
    with opened(chromium, page_of(form), tmp_path) as tab:
        read = questions(read_aloud(tab))
    assert [*read] == [str(question.number) for question in form.questions]

    def lists(item: str) -> list[list[str]]:
        (number,) = (str(question.number) for question in form.questions if question.item == item)
        return [[entry.text for entry in listed.parts] for listed in read[number].all("list")]

    letters = [entry.split()[0] for entry in lists("map-clue")[0]]
    assert (letters, len(lists("map-clue"))) == (["A.", "B.", "C.", "D."], 1)  # in two columns, and one list
    (verdict,) = (listed for item in read.values() for listed in item.all("list") if listed.text == "True False")
    assert len(verdict.parts) == 2
    gapped = next(item.text for item in read.values() if "(gap 1)" in item.text)
    assert "voted, (gap 1) to (gap 2) , to (gap 3) (what?)" in gapped
    assert [word for word in ("four", "seven", "dig") if f" {word} " in f"{gapped} "] == ["four", "seven", "dig"]
    match = next(item for item in read.values() if "Match each person" in item.text)
    assert re.search(r"Lines 1\. .* 4\. .* Letters A\. .* E\. ", match.text)
    assert len([*match.all("list")]) == 2
    order = next(item for item in read.values() if "in order" in item.text)
    assert [entry.text[:3] for listed in order.all("list") for entry in listed.parts] == ["a. ", "b. ", "c. ", "d. "]


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 900])
def test_the_cells_of_a_key_are_read_with_their_headings(width: int, chromium: "Browser", tmp_path: Path) -> None:
    versions = forms(versions=2)
    with opened(chromium, page_of(*versions, leaf=Leaf.KEY), tmp_path, width) as tab:
        glance, full = read_aloud(tab).all("table")
    assert [header.name for header in glance.all("columnheader")] == ["No.", "A", "B"]
    assert [header.name for header in glance.all("rowheader")] == [str(n) for n in range(1, 10)]
    assert [header.name for header in full.all("columnheader")] == ["No.", "Answer", "Evidence", "Marks"]
    assert len([*full.all("rowheader")]) == 9
    assert len([*full.all("cell")]) == 27


@pytest.mark.slow
def test_the_page_to_check_oneself_says_so_first(chromium: "Browser", tmp_path: Path) -> None:
    (form,) = forms()
    with opened(chromium, page_of(form, leaf=Leaf.CHECK), tmp_path) as tab:
        root = read_aloud(tab)
    assert next(root.all("heading")).name == "Check yourself · A sheet"
    folded = [fold.name for fold in root.all("DisclosureTriangle")]
    assert folded == [f"Answer {question.number}" for question in form.questions]


def test_a_sheet_is_headed_by_its_title_alone() -> None:
    assert "<h1>A sheet</h1>" in page_of(*forms())


def test_questions_have_their_numbers_where_a_reader_has_no_styles() -> None:
    (form,) = forms()
    numbered = re.findall(r'<li id="\w+" value="(\d+)">', page_of(form))
    assert [*map(int, numbered)] == [question.number for question in form.questions]


def test_events_in_their_order_are_numbered_and_points_are_not() -> None:
    points, events = (page_of(*forms(select={"ids": (item,)}), leaf=Leaf.KEY) for item in ("why-refuse", "well-story"))
    assert (points.count("<ul>"), points.count("<ol>")) == (1, 0)
    assert (events.count("<ul>"), events.count("<ol>")) == (0, 1)


def test_what_a_block_says_once_is_not_said_with_its_questions() -> None:
    test = page_of(*forms(style=Style.TEST, select={"ids": ("map-clue",)}))
    assert test.count("Circle one letter.") == 1
    assert 'worth">' not in test
    assert page_of(*forms(select={"ids": ("map-clue",)})).count('worth">1 mark<') == 1


@pytest.mark.parametrize(("length", "columns"), [(SHORT, 1), (SHORT + 1, 0)])
def test_short_options_are_in_two_columns(length: int, columns: int) -> None:
    item = next(item for item in lindenau().items.values() if isinstance(item, Choice))
    wrong = (Distractor(text=Prose("x" * length), reason=Prose("no")), *item.distractors[1:])
    page = page_of(*forms(with_items(replace(item, distractors=wrong))))
    assert page.count('class="options two"') == columns
    assert page.count('class="options') == 1


# ---- Long words, and paper.


@pytest.mark.slow
@pytest.mark.parametrize("edition", [Edition(), Edition(large_print=True), Edition(dyslexia=True)])
@pytest.mark.parametrize("leaf", [Leaf.SHEET, Leaf.KEY, Leaf.TEACHER, Leaf.CHECK])
def test_the_longest_words_fit_the_narrowest_phone(
    leaf: Leaf, edition: Edition, chromium: "Browser", tmp_path: Path
) -> None:
    versions = tuple(
        replace(form, title=Prose(LONG), bank_title=f"{LONG}!") for form in forms(style=Style.READING, versions=2)
    )
    page = page_of(*versions, leaf=leaf, edition=edition)
    for word in ("schoolteacher", "refused", "Marta", "seven", "(what?)", "older", "fever", "Lindenau"):
        page = page.replace(word, LONG)
    with opened(chromium, page, tmp_path, 320) as tab:
        assert tab.evaluate("document.documentElement.scrollWidth") == 320
        assert tab.evaluate("document.documentElement.scrollHeight") > 320
    assert page.count(LONG) > 10


@pytest.mark.slow
@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("width", [320, 900])
def test_columns_to_match_are_stacked_on_phones_and_for_long_words(
    width: int, long: bool, chromium: "Browser", tmp_path: Path
) -> None:
    item = next(item for item in lindenau().items.values() if isinstance(item, Match))
    pairs = (replace(item.pairs[0], right=Prose(LONG if long else "short")), *item.pairs[1:])
    with opened(chromium, page_of(*forms(with_items(replace(item, pairs=pairs)))), tmp_path, width) as tab:
        left, right = (tab.locator(f"ol.{side}").bounding_box() for side in ("left", "right"))
    assert left
    assert right
    assert (right["y"] >= left["y"] + left["height"]) is (long or width == 320)


@pytest.mark.slow
def test_numbers_and_headings_of_tables_are_not_broken(chromium: "Browser", tmp_path: Path) -> None:
    with opened(chromium, page_of(*forms(versions=3), leaf=Leaf.KEY), tmp_path, 320) as tab:
        lines = tab.evaluate(
            """[...document.querySelectorAll('.glance th, .key th[scope="col"]')].map(header => {
                const range = document.createRange();
                range.selectNodeContents(header);
                return range.getClientRects().length;
            })"""
        )
    assert lines == [1] * (4 + 9 + 4)


@pytest.mark.slow
def test_on_paper_the_lines_of_a_long_answer_flow_on(chromium: "Browser", tmp_path: Path) -> None:
    (form,) = forms(select={"ids": ("why-refuse",)})
    (part,) = form.parts
    (group,) = part.groups
    (question,) = group.questions
    assert isinstance(question.body, Reply)
    question = replace(question, body=replace(question.body, lines=20))
    form = replace(form, parts=(replace(part, groups=(replace(group, questions=(question,) * 6),)),))

    def pages(page: str) -> int:
        with opened(chromium, page, tmp_path) as tab:
            return len(PdfReader(BytesIO(tab.pdf(format="A4"))).pages)

    page = page_of(form)
    together = page.replace("{ break-inside: auto; }", "{ break-inside: avoid; }")
    assert together != page
    assert pages(page) < pages(together)


@pytest.mark.slow
def test_a_sheet_in_hebrew_runs_from_right_to_left_and_its_english_words_do_not(
    chromium: "Browser", tmp_path: Path
) -> None:
    versions = tuple(replace(form, language=Language("he"), title=Prose(HEBREW)) for form in forms(versions=2))
    with opened(chromium, page_of(*versions), tmp_path) as tab:
        box, title = (tab.locator(selector).bounding_box() for selector in (".version", "h1"))
        assert box
        assert title
        assert box["x"] < title["x"] + title["width"] / 2
        passage = tab.locator("blockquote").first
        assert (passage.get_attribute("lang"), passage.get_attribute("dir")) == ("en", "ltr")
        minutes = "[...document.querySelectorAll('header .meta')].at(-1)"
        directed = tab.evaluate(f"getComputedStyle({minutes}).unicodeBidi")
        aligned = tab.evaluate(f"getComputedStyle({minutes}).textAlign")
    assert (directed, aligned) == ("plaintext", "right")
    key = page_of(*versions, leaf=Leaf.KEY)
    assert re.search("<strong>\u200e1–[A-E] 2–[A-E] .*?\u200e</strong>", key)
    assert "\u200e" not in page_of(*forms(versions=2), leaf=Leaf.KEY)

"""The student's page: it names the files that there are, needs nothing from elsewhere, and fits a phone."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.publish.build import BuildRequest, build
from quizgen.publish.course import Day, NewCards, Reading
from quizgen.publish.paths import PAGE, for_students
from quizgen.publish.student.guide import Guide, PackageFile
from quizgen.publish.student.page import render
from quizgen.text.inline import Prose
from tests.publish.updates.course import V1, V2, Course, at, question

if TYPE_CHECKING:
    from playwright.sync_api import Browser


GUIDE = Guide(
    title="The mill",
    version="1.0",
    licence="CC0 1.0",
    changed="14 November 2023",
    report=Prose("Tell your *teacher*."),
    packages=(
        PackageFile(
            file="all.apkg",
            updates=("updates/all/choice.txt", "updates/all/short.txt"),
            decks=("Mill::1 The tale", "Mill::2 The diary"),
            cards=12,
        ),
        PackageFile(file="tale.apkg", updates=(), decks=("Mill::1 The tale",), cards=9),
    ),
    example="age",
    days=(
        Day(
            title=Prose("Grain and *drought*"),
            readings=(Reading(source="The Mill", place="¶¶ 1–2", title=Prose("The start")),),
            new_cards=(NewCards(deck="1 The tale", cards=4),),
            search="tag:mill::session::early",
            sheets=(),
            note=Prose(""),
        ),
    ),
    passages=False,
)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def read(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    page.close()
    return page


def test_it_is_built_with_the_names_of_the_files_that_are_there(tmp_path: Path) -> None:
    course = Course(tmp_path)
    course.build(V1)
    question(course.bank, "age")["ask"] = "Corrected?"
    course.build(V2)
    out = course.folder / "build" / "students"
    words = read((out / PAGE).read_text(encoding="utf-8")).words
    named = set(re.findall(r"[\w/]+\.(?:apkg|txt)", words))
    assert {"updates/all/short.txt", "updates/tale/short.txt"} <= named
    assert named == {str(path.relative_to(out)) for path in out.rglob("*.*")} - {PAGE}
    assert "Mill › 1 The tale" in words
    assert "14 November 2023" in words
    assert re.search(r"such as [3479A-Z]{4}\b", words)


def test_it_tells_how_many_cards_a_package_makes(tmp_path: Path) -> None:
    course = Course(tmp_path)
    course.build(V1)
    words = read((course.folder / "build" / for_students(PAGE)).read_text(encoding="utf-8")).words
    assert re.findall(r"(\w+\.apkg) (\d+) cards", words) == [
        ("all.apkg", "17"),
        ("diary.apkg", "2"),
        ("people.apkg", "4"),
        ("tale.apkg", "11"),
    ]


def test_one_deck_built_alone_leaves_the_page_whole(tmp_path: Path) -> None:
    course = Course(tmp_path)
    course.build(V1)
    page = (course.folder / "build" / for_students(PAGE)).read_bytes()
    with at(V1):
        build(BuildRequest(bank=course.folder, names=("tale",), formats=("apkg",)))
    assert (course.folder / "build" / for_students(PAGE)).read_bytes() == page


def test_it_names_each_packages_own_update_files_or_says_that_there_are_none() -> None:
    (updates,) = re.findall(r'<ul class="files">.*?</ul>', render(GUIDE).partition('id="careful"')[2], re.DOTALL)
    lines = [" ".join(read(line).words.split()) for line in updates.split("</li>")[:-1]]
    assert lines == [
        "The update files of all.apkg: updates/all/choice.txt, updates/all/short.txt",
        "tale.apkg has no update files, because no question of it was corrected: leave out step 2.",
    ]


def test_it_needs_nothing_from_elsewhere() -> None:
    page = read(render(GUIDE))
    assert [tag for tag, _ in page.tags if tag in ("script", "link", "img", "iframe")] == []
    targets = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    ids = {f"#{attrs['id']}" for _, attrs in page.tags if "id" in attrs}
    assert targets
    assert set(targets) <= ids
    assert not re.search(r"url\(|@import|https?:", render(GUIDE))


def test_every_section_can_be_reached_from_its_top() -> None:
    page = read(render(GUIDE))
    sections = [f"#{attrs['id']}" for tag, attrs in page.tags if tag == "section"]
    assert sections == [attrs["href"] for tag, attrs in page.tags if tag == "a"]


def test_text_of_the_bank_is_shown_as_typed() -> None:
    hostile = replace(GUIDE, title="<b>A & {{ b }}</b>", report=Prose("To <me@example.org> & *you*."))
    html = render(hostile)
    assert "<b>A &" not in html
    assert "<b>A & {{ b }}</b>" in read(html).words
    assert "To <me@example.org> & you." in read(html).words


def test_the_edition_with_passages_says_so() -> None:
    assert "cite their passages" in render(GUIDE)
    assert "show the passages themselves" in render(replace(GUIDE, passages=True))


def test_a_session_is_told_with_what_to_read_and_to_study() -> None:
    words = " ".join(read(render(GUIDE)).words.split())
    assert "Grain and drought Read" in words
    for line in ("The Mill, ¶¶ 1–2: The start", "4 new cards of “1 The tale”", "tag:mill::session::early"):
        assert line in words


def test_without_sessions_there_is_no_word_of_them() -> None:
    assert "session" not in read(render(replace(GUIDE, days=()))).words


def test_a_single_deck_is_spoken_of_as_one() -> None:
    alone = render(replace(GUIDE, packages=GUIDE.packages[1:]))
    assert "Study the deck that it made" in read(alone).words
    assert "card twice" not in alone


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 360, 900])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_the_screen_and_can_be_read_on_it(width: int, scheme: str, tmp_path: Path, chromium: "Browser") -> None:
    path = tmp_path / "page.html"
    path.write_text(render(GUIDE), encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 16
    heights = page.evaluate("[...document.querySelectorAll('a')].map(each => each.getBoundingClientRect().height)")
    assert min(heights) >= 40
    ink, paper = page.evaluate("(s => [s.color, s.backgroundColor])(getComputedStyle(document.body))")
    assert contrast(ink, paper) > 7
    page.close()


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)

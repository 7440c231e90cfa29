"""The student's page: the first evening first, in the language of the bank, with links to the files that there are."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.languages.card_words import card_words
from quizgen.languages.packs import languages
from quizgen.languages.page_words import page_words
from quizgen.publish.build import BuildRequest, build
from quizgen.publish.course import Day, NewCards, Reading
from quizgen.publish.paths import PAGE, for_students
from quizgen.publish.source import Source
from quizgen.publish.student.changes import ChangeCount, Changes
from quizgen.publish.student.guide import Guide, PackageFile, PackedCards, a_day
from quizgen.publish.student.page import render
from quizgen.text.inline import NO_PROSE, Prose
from tests.publish.html import read
from tests.publish.updates.course import V1, V2, Course, at, question

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TALE = PackedCards(name="Mill::1 The tale", cards=105)
DIARY = PackedCards(name="Mill::2 The diary", cards=351)
GUIDE = Guide(
    language="en",
    words=page_words("en"),
    title="The mill",
    version="1.0",
    licence="CC0 1.0",
    texts=(
        Source(
            author="Ann Moll",
            title=Prose("The *Mill*"),
            part=Prose("chapter 3"),
            published=Prose("Lindenau, 1921"),
            note=Prose("She owned the *mill*. The print has slips."),
            standpoint=Prose("She owned the *mill*."),
        ),
        Source(
            author="B. Halm",
            title=Prose("A Diary"),
            part=NO_PROSE,
            published=Prose("1922"),
            note=NO_PROSE,
            standpoint=NO_PROSE,
        ),
    ),
    changes=Changes(
        time=V1, first=False, counts=(ChangeCount(kind="new", count=1), ChangeCount(kind="corrected", count=5))
    ),
    report=Prose("Tell your *teacher*."),
    packages=(
        PackageFile(
            file="all.apkg",
            description=Prose("All of it."),
            updates=("updates/all/choice.txt", "updates/all/short.txt"),
            decks=(TALE, DIARY),
        ),
        PackageFile(file="tale.apkg", description=Prose("The tale."), updates=(), decks=(TALE,)),
    ),
    example="AGE7",
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
ELSEWHERE = {
    "https://apps.ankiweb.net",
    "https://ankiweb.net",
    "https://play.google.com/store/apps/details?id=com.ichi2.anki",
    "https://f-droid.org/packages/com.ichi2.anki/",
    "https://apps.apple.com/app/ankimobile-flashcards/id373493387",
}
"""Anki’s own sites, and where its programs for phones are to be had."""
MOST_WORDS = 400
"""What a student reads before opening any fold, the names of the folds among it."""


def words_of(guide: Guide) -> str:
    return read(render(guide)).text


def links_of(html: str) -> list[str]:
    return [str(attrs["href"]) for tag, attrs in read(html).tags if tag == "a"]


def test_its_links_lead_to_the_files_that_are_there(tmp_path: Path) -> None:
    course = Course(tmp_path)
    course.build(V1)
    question(course.bank, "age")["ask"] = "Corrected?"
    course.build(V2)
    out = course.folder / "build" / "students"
    links = set(links_of((out / PAGE).read_text(encoding="utf-8")))
    files = {link for link in links if not link.startswith(("#", "https:"))}
    assert {"updates/all/short.txt", "updates/tale/short.txt"} <= files
    assert files == {path.relative_to(out).as_posix() for path in out.rglob("*.*")} - {PAGE}


def test_it_tells_of_the_bank_as_it_was_built(tmp_path: Path) -> None:
    course = Course(tmp_path)
    course.build(V1)
    text = read((course.folder / "build" / for_students(PAGE)).read_text(encoding="utf-8")).text
    assert "14 November 2023, the first version" in text
    assert re.search(r"such as [3479A-Z]{4},", text)
    assert re.findall(r"(\w+\.apkg) (\d+) cards Mill", text) == [
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


def test_it_loads_nothing_and_links_to_ankis_own_sites_alone() -> None:
    html = render(GUIDE)
    page = read(html)
    assert {tag for tag, _ in page.tags}.isdisjoint(("script", "link", "img", "iframe", "object", "base"))
    assert not any(attr in attrs for _, attrs in page.tags for attr in ("src", "srcset", "style", "onclick"))
    assert not re.search(r"url\(|@import", html)
    assert {link for link in links_of(html) if ":" in link} == ELSEWHERE
    assert set(re.findall(r"https?:[^\"]*", html)) == ELSEWHERE


def test_every_section_can_be_reached_from_its_top() -> None:
    page = read(render(GUIDE))
    sections = [f"#{attrs['id']}" for tag, attrs in page.tags if tag == "section"]
    assert sections == [link for link in links_of(render(GUIDE)) if link.startswith("#")]


def test_headings_are_in_order() -> None:
    levels = [int(tag[1]) for tag, _ in read(render(GUIDE)).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[:2] == [1, 2]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_student_reads_400_words_before_the_folds() -> None:
    page = read(render(GUIDE))
    assert len(re.findall(r"\w[^\s]*", page.unfolded)) <= MOST_WORDS


def test_the_numbers_of_new_cards_are_those_of_ten_days_and_of_six_weeks() -> None:
    text = words_of(GUIDE)
    assert "with 105 cards: ten days with 11 new ones a day." in text
    assert "All 456 take six weeks at most, with 11 a day." in text
    assert "set New cards/day to 11." in text


@pytest.mark.parametrize(
    ("cards", "days", "number"), [(105, 10, 11), (100, 10, 10), (9, 10, 1), (0, 10, 1), (43, 42, 2)]
)
def test_so_many_cards_a_day(cards: int, days: int, number: int) -> None:
    assert a_day(cards, days) == number


def test_every_text_is_told_with_its_author_and_standpoint() -> None:
    text = words_of(GUIDE)
    assert "Ann Moll, The Mill, chapter 3. She owned the mill. B. Halm, A Diary. The first evening" in text
    assert "Ann Moll, The Mill, chapter 3; Lindenau, 1921. She owned the mill. The print has slips." in text


def test_what_the_bank_says_of_its_first_package_comes_first() -> None:
    assert words_of(GUIDE).startswith("The mill Version 1.0")
    assert "5 questions corrected All of it. The cards ask" in words_of(GUIDE)


@pytest.mark.parametrize("language", languages())
def test_a_wrong_answer_is_called_what_the_card_calls_it(language: str) -> None:
    text = words_of(replace(GUIDE, language=language, words=page_words(language)))
    assert re.search(rf"[“„]{card_words(language).wrong}[”“]", text)


def test_the_last_changes_are_counted() -> None:
    assert "last changed on 14 November 2023: 1 question new, 5 questions corrected" in words_of(GUIDE)


def test_each_package_has_its_own_files_and_steps() -> None:
    text = words_of(GUIDE)
    assert "updates/all/choice.txt, updates/all/short.txt, one after another" in text
    assert "No question of tale.apkg has been corrected so far: import as above" in text
    others = replace(
        GUIDE, packages=(GUIDE.packages[0], replace(GUIDE.packages[1], updates=("updates/tale/short.txt",)))
    )
    assert "The steps for tale.apkg tale.apkg, with Update notes: Never" in words_of(others)
    assert "corrected yet" not in words_of(others)
    assert "Yours The simple way The three steps" in text


@pytest.mark.parametrize("packages", [GUIDE.packages, GUIDE.packages[1:]], ids=["corrected", "not yet"])
def test_what_may_cost_tags_is_told_before_the_steps_which_are_told_once(packages: tuple[PackageFile, ...]) -> None:
    html = render(replace(GUIDE, packages=packages)).partition('id="newer"')[2]
    folds = re.findall(r"\n<details><summary>(.*?)</summary>", html)
    assert [name for name in folds if not name.startswith("The steps for")] == [
        "If you tag questions",
        "Step by step",
        "Only AnkiDroid or AnkiMobile",
        "What stays, what does not",
        "If you changed a note type",
        "Blank cards",
        "The texts, and files with passages",
    ]
    assert html.count("Step by step") == 1


def test_before_the_first_correction_there_are_no_three_steps() -> None:
    text = words_of(replace(GUIDE, packages=tuple(replace(package, updates=()) for package in GUIDE.packages)))
    assert "No question of all.apkg, tale.apkg has been corrected so far" in text
    assert "three steps" not in text.replace("Set Anki up in three steps", "")


def test_text_of_the_bank_is_shown_as_typed() -> None:
    hostile = replace(GUIDE, title="<b>A & {{ b }} {c}</b>", report=Prose("To <me@example.org> & *you* {d}."))
    html = render(hostile)
    assert "<b>A &" not in html
    assert "<b>A & {{ b }} {c}</b>" in read(html).text
    assert "To <me@example.org> & you {d}." in read(html).text


def test_the_edition_with_passages_says_so() -> None:
    assert "Your cards name their passages" in words_of(GUIDE)
    assert "Your cards include the passages" in words_of(replace(GUIDE, passages=True))


def test_a_session_is_told_with_what_to_read_and_to_study() -> None:
    text = words_of(GUIDE)
    assert "Grain and drought Read" in text
    for line in ("The Mill, ¶¶ 1–2: The start", "4 new cards of “1 The tale”", "tag:mill::session::early"):
        assert line in text


def test_without_sessions_there_is_no_word_of_them() -> None:
    assert "session" not in words_of(replace(GUIDE, days=()))


def test_a_single_deck_is_spoken_of_as_one() -> None:
    text = words_of(replace(GUIDE, packages=GUIDE.packages[1:]))
    assert "Your deck is Mill › 1 The tale, with 105 cards: ten days with 11 new ones a day" in text
    assert "or six weeks with 3" in text
    assert "Other files" not in text


def test_a_package_of_one_deck_among_others_is_one_file_of_several() -> None:
    alone = tuple(replace(package, decks=(TALE,)) for package in GUIDE.packages)
    assert "Each file is a deck of its own" in words_of(replace(GUIDE, packages=alone))


@pytest.mark.parametrize("language", languages())
def test_it_is_in_the_language_of_the_bank(language: str) -> None:
    words = page_words(language)
    page = read(render(replace(GUIDE, language=language, words=words)))
    assert page.tags[0] == ("html", {"lang": language, "dir": "ltr"})
    assert words.texts["begin"] in page.text


def test_a_language_without_a_pack_is_that_of_the_bank_alone() -> None:
    page = read(render(replace(GUIDE, language="he")))
    tags = dict(reversed(page.tags))
    assert tags["html"] == {"lang": "he", "dir": "rtl"}
    assert tags["body"] == {"lang": "en", "dir": "ltr"}
    assert tags["h1"] == {"lang": "he", "dir": "rtl"}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("width", [320, 360, 900])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_the_screen_and_can_be_read_on_it(
    language: str, width: int, scheme: str, tmp_path: Path, chromium: "Browser"
) -> None:
    path = tmp_path / "page.html"
    path.write_text(render(replace(GUIDE, language=language, words=page_words(language))), encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(path.as_uri())
    for is_open in (False, True):
        page.evaluate("open => document.querySelectorAll('details').forEach(fold => fold.open = open)", is_open)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 16
    heights = page.evaluate(
        "[...document.querySelectorAll('a, summary')].map(box => box.getBoundingClientRect().height)"
    )
    assert min(heights) >= 40
    colour = "selector => getComputedStyle(document.querySelector(selector)).{}"
    paper = page.evaluate(colour.format("backgroundColor"), "body")
    assert contrast(page.evaluate(colour.format("color"), "body"), paper) > 7
    assert contrast(page.evaluate(colour.format("color"), ".small"), paper) > 4.5
    page.close()


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)

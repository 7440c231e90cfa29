import re
from pathlib import Path

import pytest

import quizgen
from quizgen.languages.packs import languages, section
from quizgen.languages.page_words import ONE, page_words
from quizgen.text.inline import parse

KEYS = [*section("en", "page")]


def slots(text: str) -> list[str]:
    return sorted(set(re.findall(r"\{(\w*)\}", text)))


@pytest.mark.parametrize("language", languages())
def test_every_language_says_the_same(language: str) -> None:
    assert {*section(language, "page")} == {*KEYS}
    assert all(isinstance(text, str) and text.strip() for text in section(language, "page").values())


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("key", KEYS)
def test_every_language_fills_in_the_same(language: str, key: str) -> None:
    text = section(language, "page")[key]
    assert slots(text) == slots(section("en", "page")[key])
    assert not set("{}").intersection(re.sub(r"\{\w+\}", "", text))
    assert not set("*`").intersection("".join(span.text for span in parse(text)))


@pytest.mark.parametrize("key", [key for key in KEYS if key.endswith(ONE)])
def test_a_twin_fills_in_nothing_that_its_text_does_not(key: str) -> None:
    texts = section("en", "page")
    assert set(slots(texts[key])) <= set(slots(texts[key.removesuffix(ONE)]))


def test_every_text_is_said_somewhere() -> None:
    folder = Path(quizgen.__file__).parent
    paths = [*(folder / "publish").rglob("*.html"), folder / "languages" / "page_words.py"]
    paths.append(folder / "publish" / "student" / "changes.py")
    source = "".join(path.read_text("utf-8") for path in paths)
    assert [key for key in KEYS if f'"{key.removesuffix(ONE)}"' not in source] == []


def test_one_thing_has_a_text_of_its_own() -> None:
    words = page_words("en")
    assert words.text("cards", 1) == "1 card"
    assert words.text("cards", 2) == words.text("cards") == "{count} cards"
    assert words.text("begin", 1) == "The first evening"


@pytest.mark.parametrize(
    ("language", "day"), [("en", "14 November 2023"), ("de", "14. November 2023"), ("de-AT", "14. November 2023")]
)
def test_a_day_is_written_as_the_language_does(language: str, day: str) -> None:
    assert page_words(language).day(1_700_000_000) == day


def test_a_language_without_a_pack_has_english_pages() -> None:
    assert page_words("he").language == "en"
    assert page_words("de-AT").language == "de"

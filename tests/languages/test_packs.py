"""The language of a bank: one that no file is there for is told once, wherever sheets are in question."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.base.problem import Problem
from quizgen.languages.packs import languages, nearest
from quizgen.publish.build import BuildRequest, build
from quizgen.publish.handout import HandoutRequest, make_handout
from quizgen.rules.check import check

COMMANDS: dict[str, Callable[[Path], list[Problem]]] = {
    "build": lambda bank: list(build(BuildRequest(bank=bank, formats=("apkg", "html"))).problems),
    "check": lambda bank: check(bank, None).problems,
    "worksheet": lambda bank: make_handout(HandoutRequest(bank=bank, formats=("html",), versions=2))[1],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_language_without_a_file_is_told_once_at_its_line(command: str, sample: Path) -> None:
    head = sample / "questions.yaml"
    head.write_text(head.read_text("utf-8").replace("\nlanguage: en\n", "\nlanguage: xx\n"), "utf-8")
    told = [(each.place.line, each.message[:38]) for each in COMMANDS[command](sample) if each.code == "W405"]
    assert told == [(9, "there are no words for sheets in “xx”:")]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_language_that_ships_is_not(command: str, sample: Path) -> None:
    assert "W405" not in {each.code for each in COMMANDS[command](sample)}


def test_decks_alone_need_no_words_for_sheets(sample: Path) -> None:
    head = sample / "questions.yaml"
    head.write_text(head.read_text("utf-8").replace("\nlanguage: en\n", "\nlanguage: xx\n"), "utf-8")
    assert "W405" not in {each.code for each in build(BuildRequest(bank=sample, formats=("apkg",))).problems}


@pytest.mark.parametrize("language", languages())
def test_a_region_has_the_words_of_its_language(language: str) -> None:
    assert nearest(f"{language}-XX") == nearest(language) == language

"""The page that comes with the shipped bank, as it is built."""

import re
import shutil
from pathlib import Path

import pytest

from quizgen.publish.build import BuildRequest, build
from quizgen.publish.paths import PAGE
from tests.publish.html import Page, read
from tests.publish.student.test_page import MOST_WORDS, links_of
from tests.publish.updates.course import LATER, at

BANK = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def students(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that students get, of a copy of the bank: its lock may move on."""
    folder = tmp_path_factory.mktemp("shipped")
    shutil.copy(BANK / "questions.yaml", folder)
    shutil.copytree(BANK / "decks", folder / "decks")
    with at(LATER):
        build(BuildRequest(bank=folder, formats=("apkg",)))
    return folder / "build" / "students"


@pytest.fixture(scope="module")
def page(students: Path) -> Page:
    return read((students / PAGE).read_text(encoding="utf-8"))


def test_it_has_few_words_before_the_folds(page: Page) -> None:
    assert len(re.findall(r"\w\S*", page.unfolded)) <= MOST_WORDS


def test_its_links_resolve_within_the_folder(students: Path) -> None:
    links = links_of((students / PAGE).read_text(encoding="utf-8"))
    files = {link for link in links if not link.startswith(("#", "https:"))}
    assert files
    assert all((students / link).resolve().is_relative_to(students.resolve()) for link in files)
    assert [link for link in files if not (students / link).is_file()] == []


def test_the_core_comes_first(page: Page) -> None:
    assert re.search(
        r"Your first deck is Comintern 1937 › 1 Core, with \d+ cards: ten days with 11 new ones a day", page.text
    )

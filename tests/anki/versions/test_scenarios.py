"""Whatever a student did to note types, notes and decks before: update files harm nothing, in the Anki of the tests."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.anki.versions.outcomes import EXPECTED, outcome
from tests.anki.versions.play import SCENARIOS, begin, play
from tests.anki.versions.term import lay


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The folder of a collection in mid-term, and the job."""
    folder = tmp_path_factory.mktemp("term")
    job = lay(folder)
    begin(folder / "begun", job)
    return folder / "begun", job


@pytest.mark.parametrize("name", SCENARIOS)
def test_corrections_come_where_they_can_and_what_is_the_students_stays(
    name: str, begun: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    folder, job = begun
    assert outcome(**play(name, folder, tmp_path / "played", job)) == EXPECTED[name]


GUARDS: dict[str, tuple[Callable[[str], str], str]] = {
    "an empty column": (lambda text: re.sub("(?m)^\t", "-\t", text), "My notes moved to first place"),
    "the type’s column": (lambda text: text.replace("#notetype column:2\n", ""), "types deleted, Cloze in use"),
    "the tags’ column": (lambda text: re.sub("#tags column:.*\n", "", text), "Id deleted"),
}
"""What protects a collection, how an update file looks without it, and the scenario that then does harm."""


@pytest.mark.parametrize("guard", GUARDS)
def test_without_any_of_its_guards_an_update_file_does_harm(
    guard: str, begun: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    folder, job = begun
    remove, scenario = GUARDS[guard]
    updates = [tmp_path / Path(path).name for path in job["updates"]]
    for path, update in zip(job["updates"], updates, strict=True):
        text = Path(path).read_text(encoding="utf-8")
        assert remove(text) != text
        update.write_text(remove(text), encoding="utf-8")
    unguarded = {**job, "updates": [str(update) for update in updates]}
    came = outcome(**play(scenario, folder, tmp_path / "played", unguarded))
    assert came.harm or came.tags

"""Withdrawing and renaming: what students keep is what docs/renaming.md tells."""

import re
from pathlib import Path

import pytest

from quizgen.anki.guid import guid
from quizgen.bank import lock
from quizgen.bank.lock import Lock
from quizgen.bank.note_name import NoteName
from tests.commands import run

Edit = tuple[str, str, str]
"""A file of the sample, a pattern in it, and what takes its place."""
DROUGHT, AFTERWARDS = "decks/well/drought.yaml", "decks/well/afterwards.yaml"
DECK, HEAD = "decks/well/deck.yaml", "questions.yaml"
NOTE = "wells-failed/short"


@pytest.fixture
def published(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample bank, built once; what students have is in old.apkg."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert run("build", "--bank", str(sample), "--format", "apkg").exit_code == 0
    (sample / "build" / "students" / "well.apkg").rename(sample / "old.apkg")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700001000")
    return sample


def edit(folder: Path, *edits: Edit) -> None:
    for name, pattern, new in edits:
        path = folder / name
        text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"))
        assert count, pattern
        path.write_text(text, encoding="utf-8")


def built(folder: Path) -> Lock:
    """The lock after a build, in which nothing may fail."""
    result = run("build", "--bank", str(folder), "--format", "apkg")
    assert result.exit_code == 0, result.stderr
    locked = lock.read(folder, "lock", "well-sample")
    assert locked is not None
    return locked


def diff(folder: Path) -> tuple[int, str]:
    result = run("diff", str(folder / "old.apkg"), "--bank", str(folder))
    return result.exit_code, result.stdout + result.stderr


KEPT: dict[str, list[Edit]] = {
    "a question, with was": [(DROUGHT, "short: wells-failed", "short: wells-dry\n    was: [wells-failed]")],
    "a passage": [(DROUGHT, r"\bW1\b", "X1")],
    "a deck’s id": [(DECK, r"\n  id: well\b", "\n  id: brunnen")],
    "a section": [(DROUGHT, r"section: drought", "section: dry"), (HEAD, r"\n      drought:", "\n      dry:")],
    "a person, with was": [
        (DECK, r"\n  halm:\n", "\n  josef:\n    was: [halm]\n"),
        (AFTERWARDS, r"voices: \[halm\]", "voices: [josef]"),
        (AFTERWARDS, "says: halm", "says: josef"),
    ],
}


@pytest.mark.parametrize("name", KEPT)
def test_identity_is_kept(name: str, published: Path) -> None:
    before = lock.read(published, "lock", "well-sample")
    assert before is not None
    edit(published, *KEPT[name])
    status, told = diff(published)
    assert status == 0, told
    after = built(published)
    assert after.notes.keys() == before.notes.keys()
    assert not any(note.withdrawn for note in after.notes.values())


def test_a_passage_that_is_renamed_keeps_its_fingerprint(published: Path) -> None:
    before = lock.read(published, "lock", "well-sample")
    assert before is not None
    edit(published, *KEPT["a passage"])
    after = built(published)
    assert "W1" not in after.passages
    assert after.passages["X1"].fingerprint == before.passages["W1"].fingerprint


WITHDRAWN: dict[str, Edit] = {
    "a draft": (DROUGHT, "short: wells-failed", "short: wells-failed\n    draft: yes"),
    "taken out": (DROUGHT, r"(?s)  - short: wells-failed.*?(?=  - choice)", ""),
}


@pytest.mark.parametrize("name", WITHDRAWN)
def test_what_is_withdrawn_stays_in_the_lock_and_comes_back_with_its_identity(name: str, published: Path) -> None:
    text = (published / DROUGHT).read_text(encoding="utf-8")
    edit(published, WITHDRAWN[name])
    status, told = diff(published)
    assert status == 0, told
    assert built(published).notes[NOTE].withdrawn
    (published / DROUGHT).write_text(text, encoding="utf-8")
    assert not built(published).notes[NOTE].withdrawn


def test_an_id_that_changes_without_was_ends_a_history_and_is_told(published: Path) -> None:
    edit(published, (DROUGHT, "short: wells-failed", "short: wells-dry"))
    status, told = diff(published)
    assert status == 1
    assert "U103" in told
    locked = built(published)
    assert locked.notes[NOTE].withdrawn
    assert not locked.notes["wells-dry/short"].withdrawn


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((HEAD, "id: well-sample", "id: other-sample"), "L102"),
        ((DECK, r"\n  name: The Well at Lindenau", "\n  name: Lindenau"), "L110"),
    ],
)
def test_what_would_cost_all_students_their_cards_is_refused(change: Edit, code: str, published: Path) -> None:
    before = (published / lock.LOCK).read_bytes()
    edit(published, change)
    result = run("build", "--bank", str(published), "--format", "apkg")
    assert result.exit_code == 1
    assert code in result.stderr
    assert (published / lock.LOCK).read_bytes() == before


def test_another_bank_id_makes_another_note_of_every_question() -> None:
    name = NoteName.parse(NOTE)
    assert guid("well-sample", name) != guid("other-sample", name)


def test_the_page_tells_of_every_case() -> None:
    page = (Path(__file__).parents[2] / "docs" / "renaming.md").read_text(encoding="utf-8")
    for words in ("a question’s id", "a passage’s id", "a deck’s `name:`", "the bank’s `id:`", "draft: yes", "`was:`"):
        assert words in page

"""What is wrong is not published: a build checks first, and checks the same only once."""

from pathlib import Path
from typing import Any

import pytest

from quizgen.bank.lock import LOCK
from quizgen.base.problem import Failure, Problem
from quizgen.publish.build import BuildRequest, build
from quizgen.publish.manifest import MANIFEST
from quizgen.rules import run as rules
from tests.commands import run as command
from tests.conftest import Write

TEXT = "Once upon a time there lived a miller by a river for 30 years.\n\nIn the end he left for the sea.\n"
QUESTION = """\
  - short: years
    at: T1
    ask: For how many years did the miller live by the river Osk?
    answer: "{}"
    why: So the tale begins.
"""


@pytest.fixture
def bank(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a bank with a text; what it asks about is right."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    monkeypatch.delenv("QUIZGEN_TEXTS", raising=False)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "tale.txt").write_text(TEXT, encoding="utf-8")
    write(QUESTION.format(30))
    return tmp_path


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """An entry for each time that the rules run."""
    checks: list[object] = []
    run_rules = rules.run_rules

    def counted(*arguments: Any) -> list[Problem]:
        checks.append(arguments)
        return run_rules(*arguments)

    monkeypatch.setattr(rules, "run_rules", counted)
    return checks


def spoil(bank: Path) -> None:
    path = bank / "questions.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('answer: "30"', 'answer: "40"'), encoding="utf-8")


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("is_built", [False, True])
def test_an_error_is_told_and_nothing_is_written(bank: Path, is_built: bool) -> None:
    if is_built:
        build(BuildRequest(bank=bank, formats=("apkg",)))
    spoil(bank)
    before = everything(bank)
    with pytest.raises(Failure) as failure:
        build(BuildRequest(bank=bank, formats=("apkg",)))
    assert [problem.code for problem in failure.value.problems] == ["Q601", "B322"]
    assert everything(bank) == before


def test_without_a_check_it_is_built_and_the_summary_says_so(bank: Path) -> None:
    spoil(bank)
    result = command("build", "--bank", str(bank), "--format", "apkg", "--unchecked")
    assert result.exit_code == 0
    assert "Not checked" in result.stdout
    assert (bank / LOCK).exists()
    again = command("build", "--bank", str(bank), "--format", "apkg")
    assert again.exit_code == 1
    assert "Q601" in again.stderr
    assert "--unchecked" in again.stderr


def test_warnings_are_counted_in_the_summary(bank: Path) -> None:
    result = command("build", "--bank", str(bank), "--format", "apkg")
    assert "Checked: no errors, 1 warning (`quizgen check` shows them)." in result.stdout  # nothing is asked of T2
    waived = "gist: The miller leaves.\n    waive: It only ends the tale."
    head = bank / "questions.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("gist: The miller leaves.", waived), encoding="utf-8")
    assert "Checked: no errors, 0 warnings." in command("build", "--bank", str(bank), "--format", "apkg").stdout


def test_what_is_unchanged_is_not_checked_again(bank: Path, checks: list[object]) -> None:
    first = build(BuildRequest(bank=bank, formats=("apkg",)))
    second = build(BuildRequest(bank=bank, formats=("html",)))
    assert len(checks) == 1
    assert first.warnings == second.warnings == 1


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("questions.yaml", "A small bank", "A little bank"),
        ("texts/tale.txt", "for the sea.", "for the coast."),
        (f"build/{MANIFEST}", '"warnings": 1', '"warnings": "few"'),
        (f"build/{MANIFEST}", '"warnings": 1', '"warnings": Infinity'),
    ],
)
def test_what_is_changed_is_checked_again(bank: Path, checks: list[object], name: str, old: str, new: str) -> None:
    build(BuildRequest(bank=bank, formats=("apkg",)))
    path = bank / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    build(BuildRequest(bank=bank, formats=("apkg",)))
    assert len(checks) == 2


def test_a_text_at_hand_is_checked_against_though_it_was_not_before(bank: Path, checks: list[object]) -> None:
    text = bank / "texts" / "tale.txt"
    text.rename(bank / "tale.txt")
    build(BuildRequest(bank=bank, formats=("apkg",)))
    (bank / "tale.txt").rename(text)
    build(BuildRequest(bank=bank, formats=("apkg",)))
    assert len(checks) == 2

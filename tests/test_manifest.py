"""Rebuilding: what is made of the same is not made twice, and nothing stale is ever left."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen import manifest
from quizgen.build import Options, Report, build
from quizgen.manifest import MANIFEST, digest

from .conftest import HEAD, ITEM, Write

LATER = "  - short: leaving\n    at: T2\n    ask: Who left in the end?\n    answer: the miller\n"
DECK = "deck: {{id: {0}, name: {0}, description: On the {0}., select: {{sections: [{0}]}}}}\n"
SHEET = "worksheets:\n  {0}-sheet: {{title: The {0}, select: {{sections: [{0}]}}}}\n"
PEOPLE = "people:\n  anna: {name: Anna, role: a neighbour, at: T2}\n"
TEXT = "Once upon a time there lived a miller by a river.\n\nIn the end he left, and nobody knew why.\n"
ALL = {"start.apkg", "end.apkg", "start-sheet.html", "end-sheet.html"}


@pytest.fixture
def bank(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a bank with two decks and two worksheets, one of each a section."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    monkeypatch.delenv("QUIZGEN_TEXTS", raising=False)
    head = HEAD[: HEAD.index("deck:\n")] + "include: [start.yaml, end.yaml, people.yaml]\nquestions:\n"
    parts = {name: DECK.format(name) + SHEET.format(name) for name in ("start", "end")}
    write(ITEM + LATER, head=head, people=PEOPLE, **parts)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "tale.txt").write_text(TEXT)
    return tmp_path


def make(bank: Path, *names: str, formats: tuple[str, ...] = ("apkg", "html")) -> Report:
    return build(Options(bank=bank, names=names, formats=formats))


def made(report: Report) -> set[str]:
    """The packages and sheets that a build wrote."""
    beside = {".json", ".txt"}  # the form beside a sheet, the update file beside a package
    leaves = ("key", "teacher", "students")
    return {path.name for path in report.written if path.suffix not in beside and not path.stem.endswith(leaves)}


def outputs(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fresh(bank: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the same bank with the same lock makes where nothing was made before."""
    other = tmp_path_factory.mktemp("fresh") / "bank"
    shutil.copytree(bank, other, ignore=shutil.ignore_patterns("build"))
    make(other)
    return outputs(other / "build")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# Each change of a bank's files, with the outputs that hold what it changes.
CHANGES: dict[str, tuple[str, str, str, set[str]]] = {
    "an answer": ("questions.yaml", "a miller\n", "a monk\n", {"start.apkg", "start-sheet.html"}),
    "a comment": ("questions.yaml", "questions:\n", "# nothing\nquestions:\n", set()),
    "a gist": ("questions.yaml", "The miller leaves.", "He leaves.", {"end.apkg", "end-sheet.html"}),
    "a section’s title": ("questions.yaml", "title: The end", "title: An end", {"end.apkg", "end-sheet.html"}),
    "the licence": ("questions.yaml", "CC0 1.0", "CC BY 4.0", ALL),
    "an author": ("questions.yaml", "The quizgen contributors", "Somebody", ALL),
    "a deck’s description": ("start.yaml", "On the start.", "On it.", {"start.apkg"}),
    "a worksheet’s title": ("end.yaml", "title: The end", "title: Its end", {"end-sheet.html"}),
    "a selection": ("end.yaml", "sections: [end]}}\nw", "kinds: [short], sections: [end]}}\nw", set()),
    "a person whom nothing names": ("people.yaml", "a neighbour", "a widow", set()),
    "a passage in the text": ("texts/tale.txt", "nobody knew why", "no one knew why", {"end.apkg", "end-sheet.html"}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_after_a_change_only_what_holds_it_is_made_and_nothing_is_stale(
    name: str, bank: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert made(make(bank)) == ALL
    path, old, new, touched = CHANGES[name]
    edit(bank / path, old, new)
    assert made(make(bank)) == touched
    assert outputs(bank / "build") == fresh(bank, tmp_path_factory)


def test_with_nothing_changed_nothing_is_made(bank: Path) -> None:
    make(bank)
    before = outputs(bank)
    times = {path: path.stat().st_mtime_ns for path in bank.rglob("*")}
    report = make(bank)
    assert report.written == ()
    assert report.current == len(ALL) + 1  # and the student’s page
    assert outputs(bank) == before
    assert {path: path.stat().st_mtime_ns for path in bank.rglob("*")} == times


def spoil(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


@pytest.mark.parametrize("spoiled", [spoil, Path.unlink])
@pytest.mark.parametrize("name", ["end.apkg", "worksheets/end-sheet.html", "worksheets/end-sheet-key.html"])
def test_an_output_that_is_gone_or_was_changed_by_hand_is_made_again(
    bank: Path, name: str, spoiled: Callable[[Path], None]
) -> None:
    make(bank)
    before = outputs(bank / "build")
    spoiled(bank / "build" / name)
    report = make(bank)
    assert bank / "build" / name in report.written
    assert len(made(report)) == 1
    assert outputs(bank / "build") == before


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "{}", '{"bank": "small"}', '{"bank": "small", "outputs": []}'),
        '{"bank": "small", "outputs": {"end.apkg": {"inputs": 1}}}',
        '{"bank": "small", "outputs": {"end.apkg": {"inputs": "", "files": 1}}}',
    ],
)
def test_without_a_sound_manifest_everything_is_made_again(bank: Path, text: str) -> None:
    make(bank)
    before = outputs(bank / "build")
    (bank / "build" / MANIFEST).write_text(text)
    assert made(make(bank)) == ALL
    assert outputs(bank / "build") == before


def test_another_bank_in_the_same_folder_takes_nothing_away(bank: Path) -> None:
    make(bank)
    before = outputs(bank / "build" / "worksheets")
    edit(bank / "questions.yaml", "id: small", "id: other")
    (bank / "decks" / "quizgen.lock").unlink()
    edit(bank / "start.yaml", "start-sheet", "first-sheet")
    build(Options(bank=bank, formats=("html",), new_lock=True))
    assert set(before) <= set(outputs(bank / "build" / "worksheets"))


def test_what_the_bank_has_no_longer_goes_unless_it_was_changed_by_hand(bank: Path) -> None:
    make(bank)
    sheets = bank / "build" / "worksheets"
    spoil(sheets / "start-sheet-key.html")
    edit(bank / "start.yaml", "start-sheet", "first-sheet")
    assert made(make(bank)) == {"first-sheet.html"}
    assert {path.name for path in sheets.glob("start*")} == {"start-sheet-key.html"}


def test_a_build_of_one_deck_leaves_the_others(bank: Path) -> None:
    make(bank)
    edit(bank / "questions.yaml", "CC0 1.0", "CC BY 4.0")
    assert made(make(bank, "start")) == {"start.apkg", "start-sheet.html"}
    assert (bank / "build" / "end.apkg").exists()
    assert made(make(bank)) == {"end.apkg", "end-sheet.html"}


def test_another_version_of_a_library_makes_everything_again(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(bank)
    monkeypatch.setattr("importlib.metadata.version", lambda name: "99")
    manifest.program.cache_clear()
    assert made(make(bank)) == ALL
    monkeypatch.undo()
    manifest.program.cache_clear()


def test_another_version_of_this_package_makes_everything_again(bank: Path, tmp_path: Path) -> None:
    package = tmp_path / "python" / "quizgen"
    shutil.copytree(Path(manifest.__file__).parent, package, ignore=shutil.ignore_patterns("*cache*"))

    def run() -> str:
        command = [sys.executable, "-m", "quizgen", "build", "--format", "html", "--bank", str(bank)]
        environment = {**os.environ, "PYTHONPATH": str(package.parent), "SOURCE_DATE_EPOCH": "1800000000"}
        return subprocess.run(command, check=True, env=environment, capture_output=True, text=True, cwd=bank).stdout

    assert "unchanged" not in run()
    assert "2 outputs unchanged" in run()
    spoil(package / "outputs" / "worksheet" / "sheet.css")
    assert "unchanged" not in run()


def test_what_was_told_of_an_output_is_told_again(bank: Path) -> None:
    edit(bank / "texts" / "tale.txt", "nobody knew why", "nobody knew \N{MAHJONG TILE RED DRAGON} why")
    edit(bank / "end.yaml", "title: The end", "title: The end, style: reading")
    first, second = (make(bank, formats=("pdf",)) for _ in range(2))
    assert [each.code for each in first.problems] == ["W404"]
    assert second.problems == first.problems


def test_a_digest_keeps_its_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a") == digest(b"a")

"""Rebuilding: what is made of the same is not made twice, and nothing stale is ever left."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import quizgen
from quizgen.anki.packed import PackedNote
from quizgen.publish import manifest
from quizgen.publish.build import BuildRequest, BuildSummary, build
from quizgen.publish.manifest import MANIFEST, digest_of
from tests.conftest import HEAD, ITEM, Write

LATER = """\
  - choice: leaving
    at: T2
    ask: Who left in the end?
    answer: the miller
    distractors: {the widow: She stayed., the ferryman: He rows there to this day.}
    why: Old Bela Varga saw it.
  - short: reason
    at: T2
    ask: Why did he leave?
    answer: nobody knew
    distractors: {a flood: The mill stood high., a debt: He owed nothing.}
  - cloze: end
    at: T2
    text: In the end he {1|left}.
"""
MORE = "  - short: place\n    at: T2\n    ask: Where had he lived?\n    answer: by a river\n"
DECK = """\
deck:
  id: {0}
  name: {0}
  description: On the {0}.
  select: {{sections: [{0}]}}
  entries: {1}
worksheets:
  {0}-sheet:
    title: The {0}
    select: {{sections: [{0}]}}
    style: {2}
"""
ENTRIES = """\
people:
  anna: {name: Anna, role: a neighbour, at: T2}
  bela: {name: Bela Varga, role: a shepherd, at: T2}
  clara: {name: Clara, role: a sister, at: T1}
terms:
  weir: {name: weir, gloss: a low dam, at: T1}
"""
TEXT = "Once upon a time there lived a miller by a river.\n\nIn the end he left, and nobody knew why.\n"
PAGE, TEACHERS = "students", "teachers"
"""The pages, by the folders whose index they are."""
START_SHEET = {"start-sheet-1-sheet.html"}
TWO_SHEETS = {f"end-sheet-1-sheet-{version}.html" for version in "AB"}
START, END = {"start.apkg", *START_SHEET}, {"end.apkg", "end-sheet-1-sheet.html"}
ALL = {*START, *END, PAGE, TEACHERS}
BESIDE = 8
"""What lies beside the two sheets: their keys, teacher’s editions, pages to check oneself, and forms."""
END_SHEET = "teachers/end-sheet/end-sheet"


@pytest.fixture
def bank(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a bank with two decks and two worksheets, one of each a section.

    The handout on the start has a glossary, and the deck on the end has cards on the terms.
    """
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    monkeypatch.delenv("QUIZGEN_TEXTS", raising=False)
    head = HEAD[: HEAD.index("deck:\n")].replace("How it starts", "How it starts with Clara at a weir")
    head += "include: [start.yaml, end.yaml, entries.yaml]\nquestions:\n"
    start, end = DECK.format("start", "none", "reading"), DECK.format("end", "terms", "questions")
    write(ITEM + LATER, head=head, entries=ENTRIES, start=start, end=end)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "tale.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def make(bank: Path, *names: str, formats: tuple[str, ...] = ("apkg", "html")) -> BuildSummary:
    return build(BuildRequest(bank=bank, names=names, formats=formats))


def made(report: BuildSummary) -> set[str]:
    """The packages and sheets that a build wrote, and the pages."""
    beside = {".json", ".txt"}  # the form beside a sheet, the update file beside a package
    written = [path for path in report.written if path.suffix not in beside and not re.search("-[234]-", path.name)]
    return {path.parent.name if path.name == "index.html" else path.name for path in written}


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


def of_sheet(line: str) -> tuple[str, str, str, set[str]]:
    """The change of one worksheet by a line."""
    return "end.yaml", "style: questions", line, {"end-sheet-1-sheet.html", TEACHERS}


# Each change of a bank's files, with the outputs that hold what it changes.
CHANGES: dict[str, tuple[str, str, str, set[str]]] = {
    "a comment": ("questions.yaml", "questions:\n", "# nothing\nquestions:\n", set()),
    "the bank’s title": ("questions.yaml", "A small bank", "A little bank", ALL),
    "the bank’s version": ("questions.yaml", 'version: "1.0"', 'version: "1.1"', ALL),
    "the bank’s language": ("questions.yaml", "\nlanguage: en\n", "\nlanguage: de\n", ALL),
    "the licence": ("questions.yaml", "CC0 1.0", "CC BY 4.0", ALL),
    "where to report": ("questions.yaml", "Tell your teacher.", "Write to us.", ALL),
    "an author": ("questions.yaml", "The quizgen contributors", "Somebody", ALL),
    "a section’s title": ("questions.yaml", "title: The end", "title: An end", {*END, PAGE}),
    "a summary in a reading handout": ("questions.yaml", "How it starts", "The start", {"start-sheet-1-sheet.html"}),
    "a summary that no handout shows": ("questions.yaml", "How it ends.", "The end.", set()),
    "a passage’s label": ("questions.yaml", "Departure", "Parting", {*END, PAGE}),
    "a gist": ("questions.yaml", "The miller leaves.", "He leaves.", {*END, PAGE}),
    "an answer": ("questions.yaml", "a miller\n", "a monk\n", {*START, PAGE}),
    "a tag": ("questions.yaml", "short: miller\n", "short: miller\n    tags: [core]\n", {*START, PAGE}),
    "a question more": ("questions.yaml", "  - cloze: end\n", f"{MORE}  - cloze: end\n", {*END, PAGE, TEACHERS}),
    "a role on a card": ("entries.yaml", "a shepherd", "a herdsman", {"end.apkg", PAGE}),
    "a role in a glossary": ("entries.yaml", "a sister", "a cousin", {"start-sheet-1-sheet.html"}),
    "a role that nothing shows": ("entries.yaml", "a neighbour", "a widow", set()),
    "a term on a card and in a glossary": (
        "entries.yaml",
        "a low dam",
        "a dam",
        {"end.apkg", *START_SHEET, PAGE},
    ),
    "a deck’s description": ("start.yaml", "On the start.", "On it.", {"start.apkg", PAGE}),
    "a deck’s entries": ("start.yaml", "entries: none", "entries: people", {"start.apkg", PAGE}),
    "a selection of the same": ("end.yaml", "sections: [end]", "texts: [tale], sections: [end]", {TEACHERS}),
    "a sheet’s title": ("end.yaml", "title: The end", "title: Its end", {"end-sheet-1-sheet.html", TEACHERS}),
    "a sheet’s style": of_sheet("style: test"),
    "a sheet’s seed": of_sheet("seed: 2"),
    "a sheet’s time": of_sheet("minutes: 12"),
    "a sheet’s paper": of_sheet("paper: letter"),
    "a sheet’s instructions": of_sheet("instructions: Read first."),
    "a sheet’s note": of_sheet("note: The end is sad."),
    "a sheet’s choice": of_sheet("choice: yes"),
    "a sheet’s word bank": of_sheet("word-bank: yes"),
    "a leaf of another format": ("end.yaml", "style: questions", "leaves: [strip]", {TEACHERS}),
    "titles that only a test has": ("end.yaml", "style: questions", "section-titles: yes", {TEACHERS}),
    "a sheet’s versions": (
        "end.yaml",
        "style: questions",
        "versions: 2",
        {*TWO_SHEETS, TEACHERS},
    ),
    "a passage in the text": ("texts/tale.txt", "nobody knew why", "no one knew why", END),
    "the text between the passages": ("texts/tale.txt", "\n\n", "\n\n\n", set()),
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
    assert report.current == len(ALL) + BESIDE
    assert outputs(bank) == before
    assert {path: path.stat().st_mtime_ns for path in bank.rglob("*")} == times


def spoil(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


@pytest.mark.parametrize("spoiled", [spoil, Path.unlink])
@pytest.mark.parametrize("name", ["students/end.apkg", f"{END_SHEET}-1-sheet.html", f"{END_SHEET}-2-key.html"])
def test_an_output_that_is_gone_or_was_changed_by_hand_is_made_again(
    bank: Path, name: str, spoiled: Callable[[Path], None]
) -> None:
    make(bank)
    before = outputs(bank / "build")
    spoiled(bank / "build" / name)
    report = make(bank)
    assert [path for path in report.written if path.suffix != ".txt"] == [bank / "build" / name]
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
    (bank / "build" / MANIFEST).write_text(text, encoding="utf-8")
    assert made(make(bank)) == ALL
    assert outputs(bank / "build") == before


def test_another_bank_in_the_same_folder_takes_nothing_away(bank: Path) -> None:
    make(bank)
    before = outputs(bank / "build" / "teachers")
    edit(bank / "questions.yaml", "id: small", "id: other")
    (bank / "decks" / "quizgen.lock").unlink()
    edit(bank / "start.yaml", "start-sheet", "first-sheet")
    build(BuildRequest(bank=bank, formats=("html",), new_lock=True))
    assert set(before) <= set(outputs(bank / "build" / "teachers"))


def test_what_the_bank_has_no_longer_goes_unless_it_was_changed_by_hand(bank: Path) -> None:
    make(bank)
    sheets = bank / "build" / "teachers"
    spoil(sheets / "start-sheet" / "start-sheet-2-key.html")
    edit(bank / "start.yaml", "start-sheet", "first-sheet")
    assert made(make(bank)) == {"first-sheet-1-sheet.html", TEACHERS}
    assert [path.name for path in (sheets / "start-sheet").iterdir()] == ["start-sheet-2-key.html"]
    edit(bank / "end.yaml", "end-sheet", "last-sheet")
    make(bank)
    assert {path.name for path in sheets.iterdir()} == {"first-sheet", "last-sheet", "start-sheet", "index.html"}


@pytest.mark.parametrize("names", [(), ("start",)])
def test_update_files_of_which_no_note_is_changed_any_more_go(
    names: tuple[str, ...], bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PackedNote, "is_correction", True)
    make(bank)
    updates = bank / "build" / "students" / "updates"
    before = outputs(updates)
    assert {"start/short.txt", "end/short.txt"} <= set(before)
    monkeypatch.setattr(PackedNote, "is_correction", False)
    edit(bank / "questions.yaml", "a miller\n", "a monk\n")
    make(bank, *names)
    assert outputs(updates) == {name: data for name, data in before.items() if not name.startswith("start/")}
    assert not (updates / "start").exists()


def test_what_goes_takes_nothing_away_from_what_stays(bank: Path) -> None:
    make(bank)
    (path,) = (bank / "build").rglob(MANIFEST)
    document = json.loads(path.read_text(encoding="utf-8"))
    gone = {name: digest for output in document["outputs"].values() for name, digest in output["files"].items()}
    document["outputs"]["gone.html"] = {"inputs": "", "files": gone}
    path.write_text(json.dumps(document), encoding="utf-8")
    make(bank)
    assert [name for name in gone if not (path.parent / name).exists()] == []


@pytest.mark.parametrize("formats", [("apkg",), ("apkg", "apkg"), ("pdf", "apkg"), ("pdf",)])
def test_a_build_in_some_formats_takes_nothing_of_the_others_away(bank: Path, formats: tuple[str, ...]) -> None:
    make(bank)
    before = outputs(bank / "build")
    make(bank, formats=formats)
    assert before.keys() <= outputs(bank / "build").keys()


def test_a_build_of_one_deck_leaves_the_others(bank: Path) -> None:
    make(bank)
    edit(bank / "questions.yaml", "CC0 1.0", "CC BY 4.0")
    assert made(make(bank, "start")) == {*START, PAGE, TEACHERS}
    assert (bank / "build" / "students" / "end.apkg").exists()
    assert made(make(bank)) == {*END, TEACHERS}  # which counts the pages of all that is up to date


def test_another_version_of_a_library_makes_everything_again(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(bank)
    monkeypatch.setattr("importlib.metadata.version", lambda name: "99")
    manifest.program.cache_clear()
    assert made(make(bank)) == ALL
    monkeypatch.undo()
    manifest.program.cache_clear()


@pytest.mark.parametrize("folder", ["python", "cache/environments-v2/cached"])
def test_another_version_of_this_package_makes_everything_again(bank: Path, tmp_path: Path, folder: str) -> None:
    package = tmp_path / folder / "quizgen"
    shutil.copytree(Path(quizgen.__file__).parent, package, ignore=shutil.ignore_patterns("*cache*"))

    def run() -> str:
        command = [sys.executable, "-m", "quizgen", "build", "--format", "html", "--bank", str(bank)]
        environment = {**os.environ, "PYTHONPATH": str(package.parent), "SOURCE_DATE_EPOCH": "1800000000"}
        return subprocess.run(
            command, check=True, env=environment, capture_output=True, encoding="utf-8", cwd=bank
        ).stdout

    assert "unchanged" not in run()
    assert f"{3 + BESIDE} outputs unchanged" in run()
    spoil(package / "worksheet" / "html" / "sheet.css")
    assert "unchanged" not in run()


def test_what_was_told_of_an_output_is_told_again_and_once_for_all_versions(bank: Path) -> None:
    edit(bank / "texts" / "tale.txt", "nobody knew why", "nobody knew \N{MAHJONG TILE RED DRAGON} why")
    edit(bank / "end.yaml", "style: questions", "style: reading\n    versions: 2")
    first, second = (make(bank, formats=("pdf",)) for _ in range(2))
    assert [each.code for each in first.problems] == ["W404"]
    assert second.problems == first.problems


def test_a_digest_keeps_its_parts_apart() -> None:
    assert digest_of("ab", "c") != digest_of("a", "bc")
    assert digest_of("a") == digest_of(b"a")

"""The commands on the teachers' page: they run in the folder of the bank, and choose what the worksheet chose."""

import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.load import require
from quizgen.bank.model import Worksheet
from quizgen.passages.workspace import open_workspace
from quizgen.publish.build import BuildRequest, build
from quizgen.publish.teacher.commands import in_large_print, new_worksheet
from quizgen.text.inline import Prose
from quizgen.worksheet.form.document import from_json
from quizgen.worksheet.form.resolve import resolve_forms
from tests.commands import run
from tests.publish.teacher.school import school
from tests.publish.updates.course import Course, question
from tests.sheets import cited, lindenau, worksheet

SHEETS: dict[str, dict[str, Any]] = {
    "everything": {"select": {"texts": ["well"]}},
    "section": {"select": {"sections": ["drought"], "limit": 4}, "style": "test", "versions": 3, "seed": 7},
    "titles": {"select": {"texts": ["well"]}, "style": "test", "section-titles": True, "paper": "letter"},
    "kinds": {"select": {"kinds": ["short", "cloze"], "levels": ["recall"]}, "choice": True, "word-bank": True},
    "passages": {"select": {"passages": ["W1", "W4"], "marks": 9, "minutes": 12}, "leaves": ["strip", "check"]},
    "reading": {"select": {"texts": ["well"], "exclude": ["why-refuse"]}, "style": "reading", "versions": 2},
    "listed": {"select": {"ids": ["why-refuse", "wells-failed"]}, "instructions": 'Cost: $5, "half" of it.'},
}


@pytest.mark.parametrize("name", SHEETS)
def test_the_command_makes_the_same_worksheet_under_a_new_name(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = school(tmp_path / "bank", {name: {"title": "A sheet: “first” 1/2", **SHEETS[name]}})
    monkeypatch.chdir(folder)
    workspace = open_workspace(folder, None)
    bank = workspace.bank
    forms = resolve_forms(bank, bank.worksheets[name], citations=workspace.citations)
    result = run(*shlex.split(new_worksheet(bank, bank.worksheets[name], forms[0]))[1:], "--format", "html")
    assert result.exit_code == 0, result.stderr
    saved = folder / "build" / "teachers" / f"{name}-2"
    again = from_json((saved / f"{name}-2.form.json").read_text(encoding="utf-8"), path="form.json")
    assert [form.parts for form in again] == [form.parts for form in forms]
    assert [(form.title, form.instructions, form.paper, form.style) for form in again] == [
        (form.title, form.instructions, form.paper, form.style) for form in forms
    ]


def test_the_leaves_of_the_worksheet_are_those_of_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = school(tmp_path / "bank")
    monkeypatch.chdir(folder)
    bank, _ = require(folder)
    sheet = bank.worksheets["well-sheet"]
    result = run(*shlex.split(new_worksheet(bank, sheet, resolve_forms(bank, sheet, citations=cited())[0]))[1:])
    build(BuildRequest(bank=folder, names=("well-sheet",), formats=("pdf", "html", "docx")))
    names = {path.name for path in (folder / "build" / "teachers" / "well-sheet").iterdir()}
    assert {Path(line).name.replace("sheet-2", "sheet") for line in result.stdout.split()} == names - {"well-sheet.png"}


def test_the_second_command_prints_the_saved_form_in_large_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = school(tmp_path / "bank")
    build(BuildRequest(bank=folder, formats=("html",)))
    monkeypatch.chdir(folder)
    bank, _ = require(folder)
    form = resolve_forms(bank, bank.worksheets["short-sheet"], citations=cited())[0]
    result = run(*shlex.split(in_large_print(bank, form))[1:], "--format", "html", "--leaf", "sheet")
    assert result.exit_code == 0, result.stderr
    large = folder / "build" / "teachers" / "short-sheet" / "short-sheet-1-sheet-large.html"
    assert result.stdout.split() == [
        str(large.relative_to(folder)),
        str(large.with_name("short-sheet.form.json").relative_to(folder)),
    ]
    assert all(printed.code in large.read_text(encoding="utf-8") for printed in form.questions)


def arguments(sheet: Worksheet) -> list[str]:
    bank = lindenau()
    return shlex.split(new_worksheet(bank, sheet, resolve_forms(bank, sheet, citations=cited())[0]))


def test_questions_that_join_texts_are_named_since_no_option_chooses_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Course(tmp_path)
    for name in ("who", "story"):
        del question(made.bank, name)["cards"]
        question(made.bank, name)["at"] = ["D1", "T1"]
    made.bank["worksheets"] = {"both": {"title": "Both", "style": "reading", "select": {"joining": True}}}
    made.write()
    monkeypatch.chdir(made.folder)
    workspace = open_workspace(made.folder, None)
    bank = workspace.bank
    form = resolve_forms(bank, bank.worksheets["both"], citations=workspace.citations)[0]
    options = shlex.split(new_worksheet(bank, bank.worksheets["both"], form))[1:]
    assert options.count("--id") == 2
    assert run(*options, "--format", "html").exit_code == 0
    saved = (made.folder / "build" / "teachers" / "both-2" / "both-2.form.json").read_text(encoding="utf-8")
    assert from_json(saved, path="form.json")[0].parts == form.parts


def test_questions_are_named_by_the_codes_that_the_sheet_shows() -> None:
    options = arguments(worksheet(select={"ids": ("why-refuse",)}))
    assert options[options.index("--id") + 1] == lindenau().codes["why-refuse"]


@given(st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1))
def test_a_shell_reads_a_title_as_it_is(title: str) -> None:
    options = arguments(worksheet(title=title))
    assert options[options.index("--title") + 1] == title


@pytest.mark.parametrize(
    ("title", "quoted"),
    [("plain", "plain"), ("two words", '"two words"'), ("it’s", '"it’s"'), ("$5", "'$5'"), ('a "b"', "'a \"b\"'")],
)
def test_a_title_is_in_double_quotes_wherever_these_are_enough(title: str, quoted: str) -> None:
    bank, sheet = lindenau(), worksheet(title=title)
    assert f"--title {quoted} " in new_worksheet(bank, sheet, resolve_forms(bank, sheet, citations=cited())[0])


@pytest.mark.parametrize(
    ("name", "others", "free"),
    [
        ("well", (), "well-2"),
        ("well", ("well-2", "WELL-3"), "well-4"),
        ("a" * 40, (), "a" * 38 + "-2"),
        ("a" * 37 + "-bc", (), "a" * 37 + "-2"),
    ],
)
def test_the_new_name_is_free_and_no_longer_than_a_name_may_be(name: str, others: tuple[str, ...], free: str) -> None:
    sheet = worksheet(id=name)
    bank = replace(lindenau(), worksheets={other: worksheet(id=other) for other in (name, *others)})
    options = shlex.split(new_worksheet(bank, sheet, resolve_forms(bank, sheet, citations=cited())[0]))
    assert options[options.index("--name") + 1] == free


def test_instructions_that_there_are_not_are_not_given() -> None:
    assert "--instructions" not in arguments(worksheet())
    assert "--instructions" in arguments(worksheet(instructions=Prose("Read.")))

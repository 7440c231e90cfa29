"""A bank from somebody else, on the terminal: whatever is in it, no command prints a character that acts."""

import json
import sys
from pathlib import Path

import click
import pytest

from quizgen.base import report
from quizgen.base.problem import Place, Problem
from quizgen.base.visible import visible
from quizgen.cli.terminal import print_page
from tests.commands import run
from tests.conftest import HEAD, ITEM

ESCAPES = {"a window title": "\x1b]0;x\x07", "C1": "\x9b2J", "right to left": "\u202e", "isolate": "\u2067x\u2069"}
REFUSED = ("a window title", "C1")
"""Those that no bank may have, not even in an escape; the others are part of some languages."""
PLACES = ("short: The Tale", "title: A small bank", "label: A miller", "gist: A miller lives by a river",
          "name: The Tale", "Who lived by the river in the tale?", "answer: a miller")  # fmt: skip
COMMANDS = ("check", "check --format json", "check --format github", "list", "list --format json", "show miller",
            "coverage", "coverage --format json", "build --format apkg", "diff decks/quizgen.lock", "relock T1",
            "worksheet --format html --name x", "show nobody", "worksheet --id nobody")  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where one stands: a folder whose name acts, too."""
    home = tmp_path / "bank\x1b[31m\u202e"
    (home / "texts").mkdir(parents=True)
    (home / "texts" / "tale.txt").write_text("Once upon a time there\u202e\x1b[2J lived he.\n", encoding="utf-8")
    monkeypatch.chdir(home)
    monkeypatch.setenv("QUIZGEN_TEXTS", "")
    (home / "questions.yaml").write_text(HEAD + ITEM, encoding="utf-8")
    assert run("build", "--format", "apkg", "--unchecked", "--quiet").exit_code == 0
    return home


def written(text: str) -> str:
    """*text* as a YAML escape writes it."""
    return json.dumps(text)[1:-1].replace("\x9b", "\\u009b")


@pytest.mark.parametrize("name", ESCAPES)
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_that_a_bank_says_acts(command: str, name: str, folder: Path) -> None:
    bank = HEAD + ITEM
    for place in PLACES:
        assert place in bank
        key, colon, value = place.partition(": ")
        quoted = f'{key}{colon}"{value}{written(ESCAPES[name])}"' if colon else f'"{place}{written(ESCAPES[name])}"'
        bank = bank.replace(f"{place}.\n" if f"{place}.\n" in bank else f"{place}\n", f"{quoted}\n", 1)
    (folder / "questions.yaml").write_text(bank, encoding="utf-8")
    result = run(*command.split(), "--bank", str(folder))
    for output in (result.stdout, result.stderr):
        assert visible(output) == output
    if name in REFUSED:
        assert "Y102" in result.stdout + result.stderr
    elif command in ("list", "show miller"):
        assert visible(ESCAPES[name]) in result.stdout
    if "json" in command and (name not in REFUSED or command.startswith("check")):
        json.loads(result.stdout)


@pytest.mark.parametrize("format_", ["text", "json", "github"])
@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\u061c", "\u2028", "\x85", "\r"])
@pytest.mark.parametrize(
    "line", ["  - short: m\n    xx{}yy: 1\n", "  - short: {}\n", "include: [{}.yaml]\n", "  - {}: : x\n"]
)
def test_a_faulty_key_or_value_is_shown_and_does_not_act(line: str, mark: str, format_: str, folder: Path) -> None:
    (folder / "questions.yaml").write_text(HEAD + line.format(mark), encoding="utf-8", newline="")
    result = run("check", "--format", format_)
    assert result.exit_code == 1
    assert visible(result.stdout) == result.stdout


@pytest.mark.parametrize("arguments", ["x\x1b[2J", "build --formt\u202e", "check --format \x1b[2J", "diff \u202e.apkg"])
def test_wrong_usage_is_told_without_acting(arguments: str, folder: Path) -> None:
    result = run(*arguments.split())
    assert result.exit_code == 2
    assert visible(result.stderr) == result.stderr


@pytest.mark.parametrize(("is_terminal", "shown"), [(True, "[U+001B][U+202E]\n"), (False, "\x1b\u202e\n")])
def test_a_page_acts_in_a_browser_alone(
    is_terminal: bool, shown: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    print_page("\x1b\u202e")
    assert capsysbinary.readouterr().out.decode() == shown


def test_colours_stay_where_a_problem_has_colours_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text("a: \x1b[31m\u202eb\n", encoding="utf-8")
    problem = Problem(place=Place(path=str(path), line=1, column=10), code="Q101", message="\x1b[32m\nx", hint="\x9b")
    text = report.format_text([problem], colour=True)
    assert all(piece in text for piece in ("[U+001B][32m[U+000A]x", "[U+009B]", "a: [U+001B][31m[U+202E]b"))
    plain = report.format_text([problem])
    assert visible(plain) == plain
    assert click.unstyle(text) == plain != text
    _, line, caret, _ = plain.split("\n")
    assert line[caret.index("^")] == "b"

"""The commands as a person types them: exit status, streams, and never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from quizgen.cli import build
from quizgen.cli.main import COMMANDS, main
from tests.commands import run
from tests.conftest import ITEM, Write

README = Path(__file__).parents[2] / "README.md"


def test_every_command_is_documented_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`quizgen {name}" not in text] == []


def test_every_module_of_a_command_is_known() -> None:
    modules = {path.stem for path in Path(build.__file__).parent.glob("*.py")}
    assert modules == {*COMMANDS, "__init__", "main", "options", "process", "terminal"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_which_begins_as_the_list_of_commands_says(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.output
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str(limit=200) == COMMANDS[name]


def test_the_help_of_the_program_lists_every_command() -> None:
    output = " ".join(run("--help").output.split())
    assert [name for name, line in COMMANDS.items() if f" {name} {line}" not in output] == []


def test_an_unknown_command_gets_the_nearest_and_exits_2() -> None:
    result = run("biuld")
    assert result.exit_code == 2
    assert "Did you mean “build”?" in result.stderr


def test_an_unknown_option_exits_2() -> None:
    assert run("build", "--formt", "pdf").exit_code == 2


def test_check_of_a_sound_bank_exits_0(sample: Path) -> None:
    assert run("build", "--bank", str(sample), "--format", "apkg").exit_code == 0
    result = run("check", "--bank", str(sample))
    assert result.exit_code == 0
    assert "No problems" in result.output


def test_check_of_a_broken_bank_exits_1_and_tells_place_code_and_hint(write: Write) -> None:
    path = write(ITEM.replace("answer", "anwser"))
    result = run("check", "--bank", str(path))
    assert result.exit_code == 1
    assert f"{path}:39:5: S201" in result.output
    assert "Did you mean “answer”?" in result.output


def test_check_tells_the_same_as_json_and_as_annotations(write: Write) -> None:
    path = write(ITEM.replace("answer", "anwser"))
    problems = json.loads(run("check", "--bank", str(path), "--format", "json").stdout)
    assert ("S201", 39, 5) in [(each["code"], each["line"], each["column"]) for each in problems]
    annotations = run("check", "--bank", str(path), "--format", "github")
    assert annotations.exit_code == 1
    assert annotations.stdout.startswith("::error ")
    assert "S201" in annotations.stdout


def test_relock_accepts_a_passage_and_says_what_changed(sample: Path) -> None:
    assert run("relock", "W1", "--bank", str(sample)).stdout.splitlines() == ["W1: ¶ 1, new"]
    again = run("relock", "W1", "--bank", str(sample))
    assert (again.exit_code, again.stdout) == (0, "W1: ¶ 1, unchanged\n")


def test_what_stands_before_the_first_paragraph_or_behind_the_last_is_not_of_the_text(sample: Path) -> None:
    path = sample / "texts" / "well.txt"
    title, *paragraphs = path.read_text(encoding="utf-8").split("\n\n")
    path.write_text("\n\n".join([title, paragraphs[1], paragraphs[0], *paragraphs[2:]]), encoding="utf-8")
    head = sample / "questions.yaml"
    ends = f"    ends: {' '.join(paragraphs[-1].split()[:5])}\n    sections:"
    head.write_text(head.read_text(encoding="utf-8").replace("    sections:", ends, 1), encoding="utf-8")
    lost = [
        problem["message"] for problem in json.loads(run("check", "--format", "json", "--bank", str(sample)).stdout)
    ]
    assert {message for message in lost if "is not" in message} == {"W2 is not in well.txt", "W6 is not in well.txt"}
    assert run("relock", "W2", "--bank", str(sample)).exit_code == 1


def test_schema_prints_the_schema_of_a_bank() -> None:
    assert json.loads(run("schema").stdout)["$schema"].startswith("https://json-schema.org/")


def test_build_of_a_broken_bank_exits_1_and_writes_nothing(write: Write) -> None:
    path = write(ITEM.replace("answer", "anwser"))
    result = run("build", "--bank", str(path))
    assert result.exit_code == 1
    assert not (path.parent / "build").exists()


def test_no_bank_exits_1_with_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 1
    assert f"{tmp_path}: B300 error" in result.stderr
    assert "quizgen init" in result.stderr


def test_list_as_json_is_pure_and_resolved(sample: Path) -> None:
    items = {each["id"]: each for each in json.loads(run("list", "--bank", str(sample), "--format", "json").stdout)}
    assert len(items) == 9
    keys = {"id", "kind", "passages", "text", "section", "prompt", "options", "answer", "accept", "rationale", "says"}
    assert keys | {"tags", "level"} <= set(items["well-cost"])
    assert items["well-cost"] | {"line": 0, "file": ""} == {
        "draft": False,
        "id": "well-cost",
        "code": "RN4D",
        "kind": "short",
        "passages": ["W5"],
        "text": ["well"],
        "section": ["afterwards"],
        "prompt": "How much did the work on the well cost, according to Josef Halm’s report?",
        "options": [],
        "answer": ["312 marks"],
        "accept": ["312"],
        "rationale": "Most of it went into timber.",
        "says": ["halm"],
        "tags": [],
        "level": "recall",
        "file": "",
        "line": 0,
    }


def test_list_as_text_has_a_line_an_item(sample: Path) -> None:
    assert len(run("list", "--bank", str(sample)).stdout.splitlines()) == 9


def test_show_tells_the_item_with_its_passage(sample: Path) -> None:
    output = run("show", "well-cost", "--bank", str(sample)).stdout
    assert "Answer: 312 marks" in output
    assert "fourteen metres" in output  # the sample’s own text lies beside it


def test_show_as_html_is_the_questions_card_as_a_page(sample: Path) -> None:
    page = run("show", "well-cost", "--bank", str(sample), "--html").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert "How much did the work on the well cost" in page
    assert "312 marks" in page
    assert "fourteen metres" in page
    assert "well-story" not in page


def test_show_of_an_unknown_item_offers_the_nearest(sample: Path) -> None:
    result = run("show", "wellcost", "--bank", str(sample))
    assert result.exit_code == 1
    assert "“well-cost”" in result.stderr


def test_init_writes_a_bank_that_checks_and_never_overwrites(tmp_path: Path) -> None:
    assert run("init", str(tmp_path / "new")).exit_code == 0
    assert run("check", "--bank", str(tmp_path / "new")).exit_code == 0
    again = run("init", str(tmp_path / "new"))
    assert again.exit_code == 1
    assert "not empty" in again.stderr


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom quizgen.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('genanki', 'typst', 'jinja2', 'yaml', 'docx', 'rapidfuzz') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert result.stdout.splitlines()[-1] == "[]"


def test_a_pipe_gets_no_colours(write: Write) -> None:
    command = [sys.executable, "-m", "quizgen", "check", "--bank", str(write(ITEM.replace("answer", "anwser")))]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert "\x1b" not in result.stdout + result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("command", [["check"], ["list"], ["list", "--format", "json"], ["show", "miller"]])
def test_a_pipe_that_knows_fewer_letters_gets_all_of_them(command: list[str], encoding: str, write: Write) -> None:
    path = write(ITEM.replace("a miller", "Jenő – “Müller”") + ITEM)
    arguments = [sys.executable, "-m", "quizgen", *command, "--bank", str(path)]
    if command != ["check"]:
        path.write_text(path.read_text(encoding="utf-8").removesuffix(ITEM), encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    made = subprocess.run(arguments, capture_output=True, check=False, env=environment)
    assert b"Traceback" not in made.stderr
    if "json" in command:
        assert json.loads(made.stdout)[0]["answer"] == ["Jenő – “Müller”"]
    else:
        # An ASCII pipe is one that nobody has set up: click writes UTF-8 there.
        assert "miller" in made.stdout.decode("utf-8" if encoding == "ascii" else encoding)

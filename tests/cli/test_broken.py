"""Broken banks and wrong commands: an exit status, a place, a way out, and never a traceback."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from quizgen.bank.format.schema import Id
from quizgen.bank.lock import Lock, Stamp, dump
from tests.commands import run
from tests.conftest import HEAD, ITEM

ROOT = Path(__file__).parents[2]
BANK = HEAD + ITEM
BOMB = ["a0: &a0 [x, x, x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9))]


def parser_refuses_depth() -> bool:
    """Whether the parser has a limit of its own: libyaml has one since 0.2.6, which PyYAML has brought since 6.0.4."""
    try:
        list(yaml.parse("[" * 2_000 + "]" * 2_000, Loader=yaml.CLoader))
    except yaml.YAMLError:
        return True
    return False


REFUSED, REFUSED_HINT = (
    ("deep.yaml:1:1001: Y104", "brackets") if parser_refuses_depth() else ("deep.yaml:1:41: Y108", "eight at most")
)
DISCUSSION = """\
  - discuss: miller
    at: T1
    ask: Why did the miller live by the river in the tale?
    points:
      - The wheel needs water.
"""
TALE = "Once upon a time there lived a miller by a river.\n\nIn the end he left, and nobody took the keys.\n"
ESSAY = Stamp(name="miller/essay", hash="0" * 16, shown="0" * 16, time=1_700_000_000, orders=(64,), deck=Id("tale"))
LOCK = """\
lock: 1
bank: small
<<<<<<< ours
notes:
  miller/short: {hash: 0011223344556677, time: 1700000000, order: 64, deck: tale}
=======
notes:
>>>>>>> theirs
"""


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A sound bank, what breaks it, and what is told of it."""

    change: tuple[str, str] = ("", "")
    """What stands in the head, and what instead of it."""
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    """Further files by name; a name that ends with a slash is an empty folder."""
    links: Mapping[str, str] = field(default_factory=dict)
    command: str = "check"
    told: str
    """Place and code."""
    hint: str
    """Words of the way out."""
    environment: Mapping[str, str] = field(default_factory=dict)
    severity: str = "error"


def include(name: str) -> tuple[str, str]:
    return "questions:\n", f"include: [{name}]\nquestions:\n"


BROKEN = {
    "a key that stands twice": Broken(
        change=("version: ", "title: Again\nversion: "), told="questions.yaml:4:1: Y105", hint="rename one"
    ),
    "an unknown key": Broken(change=("answer:", "anwser:"), told="questions.yaml:39:5: S201", hint="“answer”"),
    "a missing key": Broken(change=("    answer: a miller\n", ""), told="questions.yaml:36:5: S202", hint="answer:"),
    "a question without its passage": Broken(
        change=("    at: T1\n", ""), told="questions.yaml:36:5: B320", hint="draft: yes"
    ),
    "a kind that is none": Broken(
        change=("short: miller", "shrot: miller"), told="questions.yaml:36:5: S205", hint="“short”"
    ),
    "a list where text is wanted": Broken(
        change=("a miller\n", "[a, miller]\n"), told="questions.yaml:39:13: S203", hint="text"
    ),
    "a list where an id is wanted": Broken(
        change=("short: miller", "short: [miller]"), told="questions.yaml:36:12: S203", hint="name"
    ),
    "a list where a reference is wanted": Broken(
        change=("section: start", "section: [start]"), told="questions.yaml:21:14: S203", hint="id"
    ),
    "a list where yes or no is wanted": Broken(
        change=("answer: a miller\n", "answer: a miller\n    typed: [yes]\n"),
        told="questions.yaml:40:12: S203",
        hint="yes or no",
    ),
    "a list where a number is wanted": Broken(
        change=("answer: a miller\n", "answer: a miller\n    marks: [2]\n"),
        told="questions.yaml:40:12: S203",
        hint="number",
    ),
    "people in two decks": Broken(
        change=("[tale]}\nquestions:\n", "[tale]}\n  entries: people\ninclude: more.yaml\nquestions:\n"),
        files={"more.yaml": "deck:\n  id: more\n  name: More\n  description: More.\n  entries: people\n"},
        told="more.yaml:5:12: B309",
        hint="one of the two",
    ),
    "more versions than letters": Broken(
        change=(
            "deck:\n",
            "worksheets:\n  sheet:\n    title: A sheet\n    versions: 27\n    select: {texts: [tale]}\ndeck:\n",
        ),
        told="questions.yaml:33:15: S204",
        hint="from 1 to 26",
    ),
    "a head that is a list": Broken(
        files={"questions.yaml": "- format: 1\n"}, told="questions.yaml:1:1: S203", hint="keys"
    ),
    "an unknown format": Broken(change=("format: 1", "format: 99"), told="questions.yaml:1:9: S208", hint="newer"),
    "a passage that is not there": Broken(change=("at: T1", "at: T9"), told="questions.yaml:37:9: B301", hint="T1, T2"),
    "a tag": Broken(
        change=("a miller\n", "!!python/name:os.system x\n"), told="questions.yaml:39:13: Y106", hint="tag"
    ),
    "an alias bomb": Broken(
        change=include("bomb.yaml"),
        files={"bomb.yaml": "\n".join(BOMB)},
        told="bomb.yaml:6:10: Y107",
        hint="Write the values out",
    ),
    "an alias of nothing": Broken(change=("a miller\n", "*miller\n"), told="questions.yaml:39:13: Y107", hint="quotes"),
    "nesting that is too deep": Broken(
        change=include("deep.yaml"), files={"deep.yaml": "[" * 100}, told="deep.yaml:1:41: Y108", hint="eight at most"
    ),
    "nesting that the parser itself refuses": Broken(
        change=include("deep.yaml"), files={"deep.yaml": "[" * 100_000}, told=REFUSED, hint=REFUSED_HINT
    ),
    "a byte of Latin-2": Broken(
        files={"questions.yaml": BANK.replace("a miller\n", "Gorkić\n").encode("iso-8859-2")},
        told="questions.yaml:39:18: Y102",
        hint="UTF-8",
    ),
    "UTF-16": Broken(files={"questions.yaml": BANK.encode("utf-16")}, told="questions.yaml:1:1: Y102", hint="UTF-8"),
    "a NUL": Broken(change=("a miller\n", "a\0miller\n"), told="questions.yaml:39:14: Y102", hint="Delete"),
    "an escape of a control character": Broken(
        change=("a miller\n", '"a\\x1b[2Jmiller"\n'), told="questions.yaml:39:13: Y102", hint="Take the escape out"
    ),
    "a language that is none": Broken(
        change=("language: en", "language: en_GB"), told="questions.yaml:5:11: S204", hint="de-AT"
    ),
    "a mark that is worth too much": Broken(
        change=("answer: a miller\n", "answer: a miller\n    marks: 999999999999\n"),
        told="questions.yaml:40:12: S204",
        hint="from 0 to 100",
    ),
    "a name that is too long for a file": Broken(
        command=f"worksheet --name {'a' * 41}", told="questions.yaml: W418", hint="at most 40"
    ),
    "a title with a control character": Broken(
        command="worksheet --title a\x07b", told="questions.yaml: W419", hint="Type"
    ),
    "a tab in the indentation": Broken(
        change=("    at: T1\n", "\tat: T1\n"), told="questions.yaml:37:1: Y110", hint="spaces"
    ),
    "a colon in prose": Broken(change=("Who lived", "Who: lived"), told="questions.yaml:38:13: Y111", hint=">-"),
    "a quotation without end": Broken(
        change=("a miller\n", "'a miller\n"), told="questions.yaml:39:13: Y104", hint="quotes"
    ),
    "a second document": Broken(
        change=("deck:\n", "---\ndeck:\n"), told="questions.yaml:30:1: Y112", hint="one document"
    ),
    "an empty head": Broken(files={"questions.yaml": ""}, told="questions.yaml:1:1: Y109", hint="Write"),
    "an empty part": Broken(
        change=include("part.yaml"), files={"part.yaml": "# later\n"}, told="part.yaml:1:1: Y109", hint="include:"
    ),
    "a folder as the head": Broken(command="check --bank decks", files={"decks/": ""}, told="decks: Y101", hint="file"),
    "a bank that is not there": Broken(command="check --bank nowhere", told="nowhere: Y101", hint="Check the name"),
    "an include that leaves the folder": Broken(
        change=include("../x.yaml"), told="questions.yaml:35:10: B303", hint="below"
    ),
    "an include that links out of the folder": Broken(
        change=include("x.yaml"), links={"x.yaml": "/etc/hostname"}, told="questions.yaml:35:10: B303", hint="below"
    ),
    "an include of itself": Broken(change=include("questions.yaml"), told="questions.yaml:35:10: B305", hint="once"),
    "an include that is missing": Broken(change=include("x.yaml"), told="questions.yaml:35:10: B304", hint="name"),
    "an include that holds nothing": Broken(
        change=include("decks"), files={"decks/": ""}, told="questions.yaml:35:10: B304", hint="Add one"
    ),
    "a lock that is half merged": Broken(
        command="build", files={"decks/quizgen.lock": LOCK}, told="decks/quizgen.lock:3:1: L101", hint="later time"
    ),
    "a lock that is half merged and checked": Broken(
        command="check --format text",
        files={"decks/quizgen.lock": LOCK},
        told="decks/quizgen.lock:3:1: L101",
        hint="later time",
    ),
    "a lock of another bank": Broken(
        command="build",
        files={"decks/quizgen.lock": dump(Lock(bank="large"))},
        told="decks/quizgen.lock:4:7: L102",
        hint="id",
    ),
    "a lock that is cut off": Broken(
        command="build",
        files={"decks/quizgen.lock": dump(Lock(bank="small")).removesuffix("complete: yes\n")},
        told="decks/quizgen.lock:3:1: S202",
        hint="--recover",
    ),
    "a lock with a byte that is no UTF-8": Broken(
        command="build",
        files={"decks/quizgen.lock": b"lock: 1\n\xff\n"},
        told="decks/quizgen.lock:2:1: L101",
        hint="--rec",
    ),
    "a text with a byte that is no UTF-8": Broken(
        command="build --texts texts",
        files={"texts/tale.txt": b"Once\xff"},
        told="texts/tale.txt:1:5: A102",
        hint="UTF-8",
    ),
    "a text beside the bank with a byte that is no UTF-8": Broken(
        command="build", files={"texts/tale.txt": b"Once\xff"}, told="texts/tale.txt:1:5: A102", hint="UTF-8"
    ),
    "a text that is no book": Broken(
        command="build --texts texts",
        files={"texts/tale.txt": b"x" * (8 * 2**20 + 1)},
        told="texts/tale.txt: A104",
        hint="volumes",
    ),
    "a folder of texts that is not there": Broken(
        command="build --texts nowhere", told="nowhere: A101", hint="--texts"
    ),
    "an unknown deck": Broken(command="build tail", told="questions.yaml: B310", hint="“tale”"),
    "an unknown question": Broken(command="show milner", told="questions.yaml: B312", hint="“miller”"),
    "an unknown passage": Broken(command="relock T9", told="questions.yaml: B311", hint="T1, T2"),
    "no package": Broken(command="diff questions.yaml", told="questions.yaml: L109", hint=".apkg"),
    "a package that is none": Broken(
        command="build --recover questions.yaml", told="questions.yaml: L105", hint=".apkg"
    ),
    "a form that is none": Broken(
        command="worksheet --form f.json", files={"f.json": "[}"}, told="f.json: W411", hint="form.json"
    ),
    "a form that is not there": Broken(
        command="worksheet --form none.form.json", told="none.form.json: W410", hint=".form.json"
    ),
    "a handout of no question": Broken(
        command="worksheet --id miller --exclude miller", told="questions.yaml: W401", hint="quizgen list"
    ),
    "a question that makes no card": Broken(
        change=(ITEM, DISCUSSION), command="show miller --html", told="questions.yaml: B313", hint="worksheet"
    ),
    "no texts to relock from": Broken(command="relock T1", told=".: A103", hint="--texts"),
    "a text that begins otherwise": Broken(
        change=("begins: Once upon", "begins: Twice upon"),
        files={"texts/tale.txt": TALE},
        command="build --texts texts",
        told="questions.yaml:15:13: A111",
        hint="begins:",
        severity="warning",
    ),
    "a lock with a note of an unknown type": Broken(
        command="build",
        files={"decks/quizgen.lock": dump(Lock(bank="small", notes={ESSAY.name: ESSAY}))},
        told="decks/quizgen.lock:8:3: L112",
        hint="newer",
    ),
    "a date of the build that is none": Broken(
        command="build", environment={"SOURCE_DATE_EPOCH": "soon"}, told="SOURCE_DATE_EPOCH: L113", hint="seconds"
    ),
    "a file where the outputs should go": Broken(
        command="build --out texts/out",
        files={"texts": "in the way"},
        told="texts/out/students/tale.apkg: F101",
        hint="--out",
    ),
    "a folder that is not empty": Broken(command="init .", told=".: F102", hint="new folder"),
    "a fault that is to be ignored": Broken(command="check --ignore B301", told="B301: R102", hint="Mend the fault"),
    "an unknown rule": Broken(command="rules Q2003", told="Q2003: R101", hint="“Q203”"),
}

WRONG = {
    "an unknown command": ("biuld", "“build”"),
    "an unknown option": ("build --formt pdf", "--format"),
    "an unknown format": ("build --format epub", "apkg"),
    "a missing argument": ("show", "ID"),
    "an argument too many": ("check this", "this"),
    "no number": ("worksheet --limit many", "many"),
    "a number out of range": ("worksheet --versions 0", "1"),
    "more questions than any bank has": ("worksheet --limit 999999999999", "100000"),
    "a seed of many digits": ("worksheet --seed 9999999999999", "999999999999"),
    "a package that is not there": ("diff none.apkg", "none.apkg"),
    "a file as the output folder": ("build --out questions.yaml", "is a file"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where one stands: the folder of a sound bank."""
    home = tmp_path / "bank"
    home.mkdir()
    (home / "questions.yaml").write_text(BANK, encoding="utf-8")
    monkeypatch.chdir(home)
    monkeypatch.setenv("QUIZGEN_TEXTS", "")
    return home


def break_(folder: Path, case: Broken) -> None:
    assert case.change[0] in BANK
    (folder / "questions.yaml").write_text(BANK.replace(*case.change, 1), encoding="utf-8")
    for name, content in case.files.items():
        path = folder / name
        if name.endswith("/"):
            path.mkdir()
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    for name, target in case.links.items():
        (folder / name).symlink_to(target)


def assert_told(case: Broken, status: int, output: str) -> None:
    """The output holds the place, the code, the line where it can be named, and then the way out."""
    assert status == (case.severity == "error")
    assert "Traceback" not in output
    _, found, after = f"\n{output}".partition(f"\n{case.told} {case.severity}: ")
    assert found
    _, *lines = after.split("\n")
    if re.search(r":\d+:\d+: ", case.told):
        line, caret, *lines = lines
        assert re.match(r" *\d+ │ ", line)
        assert re.fullmatch(r" {7}│ +\^", caret)
    assert lines[0].startswith("       → ")
    assert case.hint in lines[0]


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_is_told_with_its_place_and_a_way_out(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = BROKEN[name]
    break_(folder, case)
    for variable, value in case.environment.items():
        monkeypatch.setenv(variable, value)
    result = run(*case.command.split())
    assert_told(case, result.exit_code, result.stdout + result.stderr)


@pytest.mark.parametrize("command", ["build", "list", "worksheet", "coverage", "show miller", "relock T1"])
@pytest.mark.parametrize("name", [name for name, case in BROKEN.items() if case.command == "check"])
def test_every_command_tells_what_check_tells_and_writes_nothing(name: str, command: str, folder: Path) -> None:
    break_(folder, BROKEN[name])
    before = sorted(folder.rglob("*"))
    result = run(*command.split())
    assert_told(BROKEN[name], result.exit_code, result.stderr)
    assert result.stdout == ""
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("name", WRONG)
def test_wrong_usage_is_told_with_the_usage(name: str, folder: Path) -> None:
    command, told = WRONG[name]
    result = run(*command.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Usage: ")
    assert told in result.stderr.splitlines()[-1]


def shell(command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "quizgen", *command.split()],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


@pytest.mark.parametrize(
    "name", ["a byte of Latin-2", "an alias bomb", "a lock that is half merged", "an unknown deck"]
)
def test_a_shell_is_told_the_same_even_where_its_pipe_takes_ascii(name: str, folder: Path) -> None:
    case = BROKEN[name]
    break_(folder, case)
    result = shell(case.command, PYTHONIOENCODING="ascii")
    assert_told(case, result.returncode, result.stdout + result.stderr)


def test_a_shell_gets_2_for_wrong_usage(folder: Path) -> None:
    result = shell("build --format epub")
    assert (result.returncode, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr

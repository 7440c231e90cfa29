"""Broken banks and wrong commands: an exit status, a place, a way out, and never a traceback."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen.cli import main

from .conftest import HEAD, ITEM

BANK = HEAD + ITEM
BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
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
    """What stands in the head instead of what."""
    files: Mapping[str, bytes | str] = field(default_factory=dict)
    """Further files, by name; the head may be among them, and a name that ends with a slash is a folder."""
    links: Mapping[str, str] = field(default_factory=dict)
    command: tuple[str, ...] = ("check",)
    told: str
    """Place and code, as they are printed."""
    hint: str
    """Words of the way out."""


def include(*names: str) -> tuple[str, str]:
    """The head that includes these."""
    return "questions:\n", f"include: [{', '.join(names)}]\nquestions:\n"


BROKEN = {
    "a key that stands twice": Broken(
        change=("version: ", "title: Again\nversion: "), told="questions.yaml:4:1: Y105", hint="rename one"
    ),
    "an unknown key": Broken(change=("answer:", "anwser:"), told="questions.yaml:39:5: S201", hint="“answer”"),
    "a missing key": Broken(change=("    at: T1\n", ""), told="questions.yaml:36:5: S202", hint="at:"),
    "a kind that is none": Broken(
        change=("short: miller", "shrot: miller"), told="questions.yaml:36:5: S205", hint="“short”"
    ),
    "a list where text is wanted": Broken(
        change=("a miller", "[a, miller]"), told="questions.yaml:39:13: S203", hint="text"
    ),
    "a head that is a list": Broken(
        files={"questions.yaml": "- format: 1\n"}, told="questions.yaml:1:1: S203", hint="keys"
    ),
    "a format to come": Broken(change=("format: 1", "format: 99"), told="questions.yaml:1:9: S208", hint="newer"),
    "a passage that is not there": Broken(change=("at: T1", "at: T9"), told="questions.yaml:37:9: B301", hint="T1, T2"),
    "a tag": Broken(
        change=("a miller\n", "!!python/name:os.system x\n"), told="questions.yaml:39:13: Y106", hint="tag"
    ),
    "an alias bomb": Broken(
        change=include("bomb.yaml"), files={"bomb.yaml": f"a0: &a0 [x, x, x, x]\n{BOMB}"}, told="bomb.yaml:", hint="x"
    ),
    "an alias of nothing": Broken(change=("a miller\n", "*miller\n"), told="questions.yaml:39:13: Y107", hint="quotes"),
    "nesting without end": Broken(
        change=include("deep.yaml"), files={"deep.yaml": "[" * 100_000}, told="deep.yaml:1:41: Y108", hint="x"
    ),
    "a byte of Latin-1": Broken(
        files={"questions.yaml": BANK.replace("a miller\n", "Gorkič\n").encode("iso-8859-2")},
        told="questions.yaml:39:18: Y102",
        hint="UTF-8",
    ),
    "UTF-16": Broken(files={"questions.yaml": BANK.encode("utf-16")}, told="questions.yaml:1:1: Y102", hint="UTF-8"),
    "a NUL": Broken(change=("a miller\n", "a\0miller\n"), told="questions.yaml:39:14: Y102", hint="Delete"),
    "a tab": Broken(change=("    at: T1\n", "\tat: T1\n"), told="questions.yaml:37:1: Y110", hint="spaces"),
    "a colon in prose": Broken(change=("Who lived", "Who: lived"), told="questions.yaml:38:13: Y111", hint=">-"),
    "a quotation without end": Broken(
        change=("a miller\n", "'a miller\n"), told="questions.yaml:39:13: Y104", hint="quotes"
    ),
    "a second document": Broken(
        change=("deck:\n", "---\ndeck:\n"), told="questions.yaml:29:1: Y112", hint="one document"
    ),
    "an empty head": Broken(files={"questions.yaml": ""}, told="questions.yaml:1:1: Y109", hint="Write"),
    "an empty part": Broken(
        change=include("a.yaml"), files={"a.yaml": "# later\n"}, told="a.yaml:1:1: Y109", hint="include:"
    ),
    "no bank in the folder": Broken(
        command=("check", "--bank", "decks"), files={"decks/": ""}, told="decks: Y101", hint="x"
    ),
    "no folder at all": Broken(command=("check", "--bank", "nowhere"), told="nowhere: Y101", hint="x"),
    "an include that leaves the folder": Broken(
        change=include("../x.yaml"), told="questions.yaml:35:10: B303", hint="below"
    ),
    "an include that is a link out of the folder": Broken(
        change=include("x.yaml"), links={"x.yaml": "/etc/hostname"}, told="questions.yaml:35:10: B303", hint="below"
    ),
    "an include of itself": Broken(change=include("questions.yaml"), told="questions.yaml:35:10: B305", hint="once"),
    "an include that is missing": Broken(change=include("x.yaml"), told="questions.yaml:35:10: B304", hint="name"),
    "a folder without a part": Broken(
        change=include("decks"), files={"decks/": ""}, told="questions.yaml:35:10: B304", hint="Add one"
    ),
    "a lock that is half merged": Broken(
        command=("build",), files={"decks/quizgen.lock": LOCK}, told="decks/quizgen.lock:3:1: L101", hint="later time"
    ),
    "a lock of another bank": Broken(
        command=("build",),
        files={"decks/quizgen.lock": "lock: 1\nbank: large\n"},
        told="decks/quizgen.lock:2:7: L102",
        hint="id",
    ),
    "a lock with a byte that is no UTF-8": Broken(
        command=("build",),
        files={"decks/quizgen.lock": b"lock: 1\n\xff\n"},
        told="decks/quizgen.lock",
        hint="--recover",
    ),
    "a text with a byte that is no UTF-8": Broken(
        command=("build",), files={"texts/tale.txt": b"Once upon a time there\xff"}, told="tale.txt", hint="UTF-8"
    ),
    "no folder of texts": Broken(command=("build", "--texts", "nowhere"), told="nowhere: A101", hint="--texts"),
    "an unknown deck": Broken(command=("build", "tail"), told="questions.yaml: B310", hint="“tale”"),
    "an unknown question": Broken(command=("show", "milner"), told="questions.yaml: B", hint="“miller”"),
    "an unknown passage": Broken(command=("relock", "T9"), told="questions.yaml: B311", hint="T1, T2"),
    "no package": Broken(command=("diff", "questions.yaml"), told="questions.yaml: L109", hint=".apkg"),
    "a form that is none": Broken(
        command=("worksheet", "--form", "f.json"), files={"f.json": "[}"}, told="f.json: W411", hint="form.json"
    ),
    "an unknown rule": Broken(command=("rules", "Z999"), told="Z999: R101", hint="Q203"),
}

WRONG = {
    "an unknown command": (("biuld",), "“build”"),
    "an unknown option": (("build", "--formt", "pdf"), "--format"),
    "an unknown format": (("build", "--format", "epub"), "apkg"),
    "a missing argument": (("show",), "--help"),
    "an argument too many": (("check", "this"), "--help"),
    "no number": (("worksheet", "--limit", "many"), "--help"),
    "a number below all": (("worksheet", "--versions", "0"), "--help"),
    "a package that is not there": (("diff", "none.apkg"), "none.apkg"),
    "a file as the output folder": (("build", "--out", "questions.yaml"), "is a file"),
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


def broken(folder: Path, case: Broken) -> list[str]:
    """Break the bank; the command to give."""
    assert case.change[0] in BANK
    (folder / "questions.yaml").write_text(BANK.replace(*case.change, 1), encoding="utf-8")
    for name, content in case.files.items():
        path = folder / name
        (path if name.endswith("/") else path.parent).mkdir(exist_ok=True)
        if not name.endswith("/"):
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    for name, target in case.links.items():
        (folder / name).symlink_to(target)
    return [*case.command]


@pytest.mark.parametrize("name", BROKEN)
def test_probe(name: str, folder: Path) -> None:
    case = BROKEN[name]
    result = CliRunner().invoke(main, broken(folder, case))
    print(name, result.exit_code, result.output, result.exception)
    assert False


@pytest.mark.parametrize("name", WRONG)
def test_probe2(name: str, folder: Path) -> None:
    result = CliRunner().invoke(main, WRONG[name][0])
    print(name, result.exit_code, result.output, result.exception)
    assert False

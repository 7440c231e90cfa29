"""The program where its process is set oddly: signals, streams, folders, permissions, pipes and devices."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen.bank.sample import init
from quizgen.base.clock import LATEST
from tests.commands import run
from tests.conftest import SAMPLE

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions, pipes and signals as POSIX has them")
pytestmark = POSIX
COMMANDS = [
    *("build --format html", "check", "check --format json", "coverage", "coverage --format html", "init new", "list"),
    *("rules", "schema", "show drought", "worksheet --format html", "--help", "--version"),
]
STRAY = os.fsdecode(b"caf\xe9")


@pytest.fixture
def bank(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(sample)
    monkeypatch.setenv("QUIZGEN_TEXTS", "")
    return sample


def shell(line: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """What a shell gets from *line*, in which $Q is the program; whatever does not end is a failure."""
    program = f"{sys.executable} -m quizgen"
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "Q": program, **environment}
    return subprocess.run(
        ["sh", "-c", line], capture_output=True, encoding="utf-8", errors="replace", env=variables, timeout=120
    )


@pytest.mark.parametrize("redirection", [">/dev/full", ">&-"])
@pytest.mark.parametrize("command", ["build --format html", "check", "list", "--help"])
def test_output_that_is_refused_is_reported(command: str, redirection: str, bank: Path) -> None:
    result = shell(f"$Q {command} {redirection}")
    assert result.returncode == 1
    assert result.stderr.startswith("standard output: F105 error: ")
    assert "Traceback" not in result.stderr
    assert "Exception ignored" not in result.stderr


@pytest.mark.parametrize("redirection", ["2>&-", "<&- 2>&-", ">/dev/full 2>&1", ">&- 2>&-"])
def test_nobody_to_report_to_is_no_traceback(redirection: str, bank: Path) -> None:
    result = shell(f"$Q build --format html {redirection}")
    assert (result.returncode, result.stderr) == (int(redirection[0] == ">"), "")
    assert list(bank.glob("build/**/*.html"))


@pytest.mark.parametrize("command", ["build", "check", "list", "show x", "init new", "build --out new", "--help"])
def test_a_current_folder_that_was_deleted_is_reported(command: str, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    result = shell(f"cd {tmp_path}/gone && rmdir ../gone && $Q {command}")
    assert "Traceback" not in result.stderr
    assert result.returncode == (command != "--help")
    assert command == "--help" or ": F106 " in result.stderr or ": F101 " in result.stderr


@pytest.mark.parametrize(
    ("command", "status"),
    [
        *((f"{command} --bank STRAY", 0) for command in ("build --format html", "check --format json", "coverage")),
        *((f"{command} --bank STRAY/none", 1) for command in ("build", "check --format json", "check --format github")),
        *(("build --out STRAY/out", 0), ("worksheet --format html --out STRAY/out", 0), ("init STRAY/new", 0)),
        *(("build --texts STRAY/texts --format html", 0), ("build --texts STRAY/none", 1)),
        *(("coverage --out STRAY/c.html", 0), ("diff STRAY/none", 2), ("diff STRAY/questions.yaml", 1)),
        *(("worksheet --form STRAY/none", 1), ("build --recover STRAY/none", 1), ("show STRAY", 1), ("build STRAY", 1)),
        *(("worksheet --title STRAY", 2), ("worksheet --instructions STRAY", 2), ("worksheet --name STRAY", 1)),
        *(("worksheet --tag STRAY", 1), ("rules STRAY", 1), ("check --select STRAY", 1), ("STRAY", 2)),
    ],
)
def test_bytes_that_are_not_utf_8_are_paths_and_nothing_else(command: str, status: int, bank: Path) -> None:
    shutil.copytree(bank, bank / STRAY)
    assert run(*(word.replace("STRAY", STRAY) for word in command.split())).exit_code == status


@pytest.mark.parametrize("kind", ["pipe", "zero"])
@pytest.mark.parametrize(
    ("command", "name", "code"),
    [
        ("check", "questions.yaml", "Y101"),
        ("build", "questions.yaml", "Y101"),
        ("check --bank odd", "odd", "Y101"),
        ("check", "decks/well/drought.yaml", "Y101"),
        ("build", "decks/quizgen.lock", "L101"),
        ("build --format html", "texts/well.txt", "A102"),
        ("build --format html", "build/manifest.json", "F104"),
        ("worksheet --form odd", "odd", "W410"),
        ("diff odd", "odd", "L109"),
        ("build --recover odd", "odd", "L105"),
    ],
)
def test_pipes_and_endless_devices_are_not_read(command: str, name: str, code: str, kind: str, bank: Path) -> None:
    path = bank / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    result = run(*command.split())
    if kind == "zero":  # links that lead out of the folder are refused before they are looked at
        code = {"decks/well/drought.yaml": "B303", "build/manifest.json": "F103"}.get(name, code)
    assert code in result.output + result.stderr
    assert result.exit_code == (code != "F104")


def test_a_manifest_of_brackets_is_reported_and_everything_built_again(bank: Path) -> None:
    run("build", "--format", "html")
    (bank / "build" / "manifest.json").write_text("[" * 100_000, encoding="utf-8")
    result = run("build", "--format", "html")
    assert (result.exit_code, "F104" in result.stderr) == (0, True)
    assert "F104" not in run("build", "--format", "html").stderr


@pytest.mark.parametrize("epoch", ["4294967296", str(LATEST - 1), "-1", "1.5", "9" * 5000, "٣"])
def test_a_time_that_cannot_be_is_reported(epoch: str, bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = run("build")
    assert (result.exit_code, "L113" in result.stderr) == (1, True)
    assert not (bank / "build").exists()


@pytest.mark.parametrize("seconds", [LATEST + 1.5, -3.0])
def test_a_clock_that_is_wrong_is_reported(seconds: float, bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(time, "time", lambda: seconds)
    result = run("build", "--format", "html")
    assert (result.exit_code, "L113" in result.stderr) == (1, True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_leaves_the_old_files_and_nothing_else(number: int, bank: Path) -> None:
    code = (
        "import os, signal; from quizgen.cli.main import main;"
        f"signal.signal({int(number)}, signal.default_int_handler if {int(number)} == 2 else signal.SIG_DFL);"
        f"os.replace = lambda *_: os.kill(os.getpid(), {int(number)});"
        "main(['build', '--format', 'html'])"
    )
    before = sorted(path for path in bank.rglob("*") if path.is_file())
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, timeout=120)
    assert (result.returncode, result.stderr.strip()) == (128 + number, b"Aborted!")
    assert sorted(path for path in bank.rglob("*") if path.is_file()) == before


def test_the_next_build_removes_what_a_killed_one_left(bank: Path) -> None:
    run("build", "--format", "html")
    code = (
        "import os; from quizgen.cli.main import main; os.replace = lambda *_: os.kill(os.getpid(), 9);"
        "main(['build', '--format', 'html', '--format', 'apkg'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", code], env=environment, timeout=120).returncode == -9
    assert len(list(bank.rglob(".quizgen-*.tmp"))) > 1
    run("build", "--format", "html", "--format", "apkg")
    assert not list(bank.rglob(".quizgen-*.tmp"))


@pytest.mark.parametrize("umask", [0o077, 0o022, 0o002])
@pytest.mark.parametrize("command", ["init new", "build --format html", "worksheet --format html", "coverage --out c"])
def test_new_files_have_the_permissions_that_the_umask_leaves(command: str, umask: int, bank: Path) -> None:
    before = {*bank.rglob("*")}
    old = os.umask(umask)
    try:
        assert run(*command.split()).exit_code == 0
    finally:
        os.umask(old)
    new = {path for path in bank.rglob("*") if path.is_file()} - before
    assert {path.stat().st_mode & 0o777 for path in new} == {0o666 & ~umask}


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of a user who is not root, whom permissions do not concern; this process is that user for a while."""
    folder = Path(tempfile.mkdtemp())
    init(folder / "bank", SAMPLE)
    is_root = os.geteuid() == 0
    if is_root:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder / "bank"
    finally:
        if is_root:
            os.seteuid(0)
        for path in folder.rglob("*"):
            path.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("command", "closed", "told"),
    [
        ("check", "decks/well", "Y101"),
        ("check", "decks", "Y101"),
        ("check", "decks/well/drought.yaml", "Y101"),
        ("check", ".", "Y101"),
        ("check", "texts", "A102"),
        ("build", "texts/well.txt", "A102"),
        ("build --texts BANK/texts/in", "texts", "A101"),
        ("init BANK", ".", "F101"),
    ],
)
def test_what_may_not_be_read_is_not_said_to_be_missing(
    command: str, closed: str, told: str, unprivileged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZGEN_TEXTS", "")
    (unprivileged / closed).chmod(0)
    words = command.replace("BANK", str(unprivileged)).split()
    result = run(*words, *(["--bank", str(unprivileged)] if words[0] != "init" else []))
    assert (result.exit_code, told in result.stdout + result.stderr) == (1, True)
    assert "Permission denied" in result.stdout + result.stderr or told == "A101"


@pytest.mark.parametrize("format_", ["html", "docx", "pdf"])
@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (r'"at": \[\s+"W\d+"', r'"at": ["nowhere"'),
        (r'"printed": \[\s+"W\d+"', r'"printed": ["nowhere"'),
        (r'"passage": "W\d+"', r'"passage": "nowhere"'),
        (r'"sources": \[\s+\{.*?\}\s+\]', r'"sources": []'),
        (r'"title": "', r'"title": "\\ud800'),
        (r'"parts": ', r'"pieces": '),
    ],
)
def test_a_form_with_parts_missing_is_reported(pattern: str, instead: str, format_: str, bank: Path) -> None:
    run("worksheet", "--format", "html", "--out", ".")
    path = bank / "handout.form.json"
    broken, count = re.subn(pattern, instead, path.read_text(encoding="utf-8"), count=1, flags=re.DOTALL)
    path.write_text(broken, encoding="utf-8")
    result = run("worksheet", "--form", str(path), "--format", format_, "--out", "again")
    assert (count, result.exit_code, "W414" in result.stderr) == (1, 1, True)
    assert not (bank / "again").exists()

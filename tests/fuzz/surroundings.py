"""A bank amid files that no command has any business with, and what must be true of every command that runs in it."""

import json
import re
import signal
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from types import FrameType

from click.testing import Result

from quizgen.bank.lock import LOCK
from quizgen.base import lines, report
from quizgen.base.temporary import is_temporary
from tests.commands import run

LONGEST = 20.0
"""The most seconds that a command may take: a thousand times what it does take, for machines that are busy."""
BANK = "around/bank"
PLANTED = {
    name: f"planted as {name}".encode()
    for name in ("around/x", "x.apkg", "around/planted.html", "around/bank/notes.txt", "around/bank/worksheets/x.pdf")
}
"""Files that a hostile path could hit, by their names below the root."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufffe\uffff]")
_PLACED = re.compile(r"^(.+?):(\d+):(\d+): [A-Z]\d{3} (?:error|warning|info): ", re.MULTILINE)
_STATUSES = {0, 1, 2}

Contents = dict[str, bytes]
"""The files below the root, by their paths."""
Changes = Mapping[str, bytes | None]
"""Files below the folder of the bank, by their paths; None for one that is not there."""


class TookTooLong(BaseException):
    """A command hangs; no command catches it."""


class Surroundings:
    """A folder that holds a bank and planted files, and is as it was before each example."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.bank = root / BANK
        self._contents: Contents = {}

    def remember(self) -> None:
        """Take what is there now, and the planted files, as what is there before each example."""
        for name, data in PLANTED.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self._contents = self.contents()

    def contents(self) -> Contents:
        """The files that are there now."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in self.root.rglob("*")
            if path.is_file() or path.is_symlink()
        }

    def restore(self, changes: Changes) -> None:
        """Let there be what is remembered and, below the folder of the bank, the *changes*."""
        changed = self._contents | {f"{BANK}/{name}": data for name, data in changes.items()}
        wanted = {name: data for name, data in changed.items() if data is not None}
        present = self.contents()
        for name in present.keys() - wanted.keys():
            (self.root / name).unlink()
        for name, data in wanted.items():
            if present.get(name) != data:
                path = self.root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)

    def run(self, command: str) -> Result:
        """Run *command*, which must behave."""
        before = self.contents()
        vars(report)["_source_lines"].cache_clear()
        with time_limit(LONGEST):
            result = run(*command.split())
        assert result.exit_code in _STATUSES
        assert_readable(result)
        assert_places_exist(result, before)
        assert_nothing_else_changed(before, self.contents(), failed=result.exit_code != 0)
        return result


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TookTooLong where the block takes longer."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def assert_readable(result: Result) -> None:
    """What was printed is UTF-8, and none of it commands a terminal or turns a line."""
    for stream in (result.stdout_bytes, result.stderr_bytes):
        assert _FORBIDDEN.findall(stream.decode()) == []


def assert_places_exist(result: Result, before: Contents) -> None:
    """Every problem with a line and a column names one that its file had when the command began.

    The file is named by its path below the current folder, which is the bank's.
    """
    places = [(path, int(line), int(column)) for path, line, column in _PLACED.findall(result.stdout + result.stderr)]
    if result.stdout.startswith('[\n  {\n    "path"'):
        places += [(row["path"], row["line"], row["column"]) for row in json.loads(result.stdout) if row["line"]]
    for path, line, column in places:
        data = before[f"{BANK}/{path}"]
        file_lines = lines.split(data.decode("utf-8-sig", errors="replace"))
        assert 1 <= line <= len(file_lines)
        assert 1 <= column <= len(file_lines[line - 1]) + 1


def assert_nothing_else_changed(before: Contents, after: Contents, *, failed: bool) -> None:
    """Only outputs and the lock are written, changed or deleted, nothing by a command that fails, and all wholly."""
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert not failed or changed == set()
    assert {name for name in changed if not name.startswith(f"{BANK}/build/")} <= {f"{BANK}/{LOCK}"}
    assert not any(is_temporary(Path(name).name) for name in after)
    for name in changed & after.keys():
        assert_whole(name, after[name])


def assert_whole(name: str, data: bytes) -> None:
    """The file is complete, as far as its kind has an end."""
    match Path(name).suffix:
        case ".html":
            assert data.rstrip().endswith(b"</html>")
        case ".apkg" | ".docx":
            assert zipfile.ZipFile(BytesIO(data)).testzip() is None
        case ".json":
            json.loads(data)
        case ".pdf":
            assert data.rstrip().endswith(b"%%EOF")
        case ".lock":
            assert data.endswith(b"\ncomplete: yes\n")
        case suffix:
            assert suffix == ".txt"
            assert data.endswith(b"\n")

"""Files that killed processes left behind, and which of them go."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quizgen.base.temporary import is_temporary, remove_abandoned, temporary_path


def left_by(process: int, folder: Path, *, age: float = 0) -> Path:
    """A temporary file of a process, in *folder*, written *age* seconds ago."""
    path = folder / temporary_path(folder).name.replace(str(os.getpid()), str(process), 1)
    path.write_bytes(b"half")
    os.utime(path, (time.time() - age,) * 2)
    return path


@pytest.fixture
def dead() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_a_dead_process_left_goes_and_what_a_living_one_writes_stays(dead: int, tmp_path: Path) -> None:
    left, own, written = left_by(dead, tmp_path), left_by(os.getpid(), tmp_path), left_by(os.getppid(), tmp_path)
    assert is_temporary(left.name)
    remove_abandoned([tmp_path, tmp_path / "missing"])
    assert (left.exists(), own.exists(), written.exists()) == (False, False, True)


def test_an_old_file_goes_whoever_has_its_number_now(tmp_path: Path) -> None:
    old = left_by(os.getppid(), tmp_path, age=4000)
    remove_abandoned([tmp_path])
    assert not old.exists()


def test_a_number_that_no_process_can_have_is_of_none(tmp_path: Path) -> None:
    left = left_by(9_999_999_999, tmp_path)
    remove_abandoned([tmp_path])
    assert not left.exists()


def test_a_file_of_another_users_process_stays(dead: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_process: int, _signal: int) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "kill", refuse)
    path = left_by(dead, tmp_path)
    remove_abandoned([tmp_path])
    assert path.exists()


def test_what_is_no_such_file_stays(dead: int, tmp_path: Path) -> None:
    folder = tmp_path / left_by(dead, tmp_path).name.replace("-", "-0", 1)
    folder.mkdir()
    alike = tmp_path / ".quizgen-1-short.tmp"
    alike.write_bytes(b"")
    remove_abandoned([tmp_path])
    assert folder.is_dir()
    assert alike.exists()


def test_one_that_cannot_be_removed_stops_nothing(dead: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    path = left_by(dead, tmp_path)
    monkeypatch.setattr(Path, "unlink", refuse)
    remove_abandoned([tmp_path])
    assert path.exists()

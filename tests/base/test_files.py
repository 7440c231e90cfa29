import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quizgen.base import files
from quizgen.base.problem import Failure


def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    files.write(tmp_path / "a" / "b.txt", b"new")
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"new"


def test_an_interruption_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "b.txt"
    path.write_bytes(b"old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_is_a_failure_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(Failure) as failure:
        files.write(tmp_path / "file" / "b.txt", b"new")
    assert "--out" in failure.value.problems[0].hint


def test_a_folder_in_the_place_of_a_file_is_reported_before_anything_is_replaced_or_removed(tmp_path: Path) -> None:
    old, gone, folder = tmp_path / "old", tmp_path / "gone", tmp_path / "folder"
    old.write_bytes(b"old")
    gone.write_bytes(b"gone")
    folder.mkdir()
    with pytest.raises(Failure, match=r"F101 cannot be written: Is a directory"):
        files.write_all({old: b"new", folder: b"new"}, obsolete=[gone])
    assert {path.name: path.is_file() and path.read_bytes() for path in tmp_path.iterdir()} == {
        "old": b"old",
        "gone": b"gone",
        "folder": False,
    }


def test_what_is_obsolete_goes_before_anything_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, gone = tmp_path / "old", tmp_path / "gone"
    old.write_bytes(b"old")
    gone.write_bytes(b"gone")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write_all({old: b"new"}, obsolete=[gone, tmp_path / "missing"])
    assert (old.read_bytes(), gone.exists()) == (b"old", False)


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    for permissions in (0o600, 0o664, 0o400):
        path.touch()
        path.chmod(permissions)
        files.write(path, b"new")
        assert path.stat().st_mode & 0o777 == permissions


def test_a_link_among_the_outputs_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_bytes(b"own")
    (tmp_path / "link.txt").symlink_to("own.txt")
    files.write(tmp_path / "link.txt", b"new")
    assert (tmp_path / "own.txt").read_bytes() == b"own"
    assert not (tmp_path / "link.txt").is_symlink()


@pytest.mark.parametrize(
    ("name", "age", "removed"),
    [
        (".quizgen-{dead}-0123456789ab.tmp", 0, True),
        (".quizgen-{own}-0123456789ab.tmp", 0, True),
        (".quizgen-{alive}-0123456789ab.tmp", 0, False),
        (".quizgen-{alive}-0123456789ab.tmp", 7200, True),
        (".quizgen-9999999999-0123456789ab.tmp", 0, True),
        (".quizgen-{dead}-0123456789ab.tmp.txt", 7200, False),
        (".quizgen-notes.tmp", 7200, False),
        (".b.txt.k3j2h1g0", 7200, False),
    ],
)
def test_only_temporary_files_of_killed_processes_are_removed(
    name: str, age: int, removed: bool, tmp_path: Path
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    path = tmp_path / name.format(dead=process.pid, own=os.getpid(), alive=os.getppid())
    path.write_bytes(b"left")
    os.utime(path, (time.time() - age,) * 2)
    files.write(tmp_path / "b.txt", b"new")
    assert path.exists() is not removed

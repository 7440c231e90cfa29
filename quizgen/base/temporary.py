"""Temporary files: each carries the number of its process, so that what a killed one left is known and removed."""

import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(r"\.quizgen-(\d{1,10})-[0-9a-f]{12}\.tmp")
_LONGEST_USE: Final = 3600
"""After so many seconds nothing is written to a temporary file any more: a build draws all before it writes.

So a file goes although another process has the number of the one that left it, as the first process of every container
has, or although it came from another machine.
"""


def temporary_path(folder: Path) -> Path:
    """Return a new path in *folder* for a temporary file of this process."""
    return folder / f".quizgen-{os.getpid()}-{secrets.token_hex(6)}.tmp"


def remove_abandoned(folders: Iterable[Path]) -> None:
    """Remove the temporary files that killed processes left in *folders*, and nothing else.

    A file is theirs if it is a regular one with a name as `temporary_path` gives, and is old or of no living process.
    What cannot be looked at or removed stays: it is no reason to stop.
    """
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                abandoned = [Path(entry.path) for entry in entries if _is_abandoned(entry)]
        except OSError:
            continue
        for path in abandoned:
            try:
                path.unlink(missing_ok=True)
            except OSError:
                continue


def is_temporary(name: str) -> bool:
    """Return whether a file is called as `temporary_path` calls it."""
    return _NAME.fullmatch(name) is not None


def _is_abandoned(entry: "os.DirEntry[str]") -> bool:
    match = _NAME.fullmatch(entry.name)
    if match is None:
        return False
    status = entry.stat(follow_symlinks=False)
    if not stat.S_ISREG(status.st_mode):
        return False
    return time.time() - status.st_mtime > _LONGEST_USE or not _may_be_alive(int(match[1]))


def _may_be_alive(process: int) -> bool:
    """Return whether a process with this number may be running. This one has written its files before it asks."""
    if process == os.getpid():
        return False
    if sys.platform == "win32":  # there, signal 0 ends a process
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # it is another user's
        return True
    return True

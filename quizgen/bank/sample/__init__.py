"""The sample bank: a short text that we wrote, and questions on it of every kind."""

import os
from collections.abc import Iterator
from importlib.resources import files as resources
from importlib.resources.abc import Traversable
from pathlib import Path

from quizgen.base import files
from quizgen.base.problem import fail
from quizgen.base.temporary import is_temporary

_GIT = {
    ".gitignore": b"/build/\n",
    # With it, two branches that both add questions merge without a conflict in the lock file. If both change a line,
    # it is in the lock file twice, which is reported as an error.
    ".gitattributes": b"decks/quizgen.lock merge=union\n",
}
"""Files that a bank under Git needs. The sample's folder lacks them, since package builders would obey them."""


def init(folder: Path) -> str:
    """Write the sample bank to *folder* and return a text that says what to do next.

    Raises Failure if the folder is not empty or cannot be written.
    """
    if _has_files(folder):
        raise fail(str(folder), "F102", "the folder is not empty", "Name a new folder: nothing is ever overwritten.")
    files.write_all({folder / name: data for name, data in (*_sample_files(), *_GIT.items())})
    return (
        f"A bank with a sample text is in {folder}/. From there:\n"
        "  quizgen check     tells what is wrong\n"
        "  quizgen build     writes the deck and the worksheet to build/\n"
        "Then put your own text into texts/ and your own questions into decks/."
    )


def _has_files(folder: Path) -> bool:
    """Return whether *folder* has anything but the folders and temporary files of an `init` that was killed."""
    if not files.is_there(folder):
        return False
    unreadable: list[OSError] = []
    for _, _, names in os.walk(folder, onerror=unreadable.append):
        if not all(map(is_temporary, names)):
            return True
    for error in unreadable:
        raise fail(str(folder), "F101", f"cannot be read: {error.strerror}", "Name a new folder.")
    return False


def _sample_files() -> list[tuple[str, bytes]]:
    """The files of the sample bank, as (path inside the bank, contents), sorted by path."""
    return sorted(_files_in(resources(__package__).joinpath("bank"), ""))


def _files_in(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    """The files in *folder* and in its folders, each path with *prefix* before it."""
    for entry in folder.iterdir():
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _files_in(entry, f"{path}/")
        else:
            yield path, entry.read_bytes()

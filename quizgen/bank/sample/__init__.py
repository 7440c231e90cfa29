"""A new bank: a short text of our own, and questions on it that show every kind."""

from importlib.resources import files as resources
from importlib.resources.abc import Traversable
from pathlib import Path

from quizgen.base import files
from quizgen.base.problem import fail

_GIT = {
    ".gitignore": b"/build/\n",
    # Two branches that both add questions then merge without a hand; a line that both changed is told as an error.
    ".gitattributes": b"decks/quizgen.lock merge=union\n",
}
"""What a bank under version control wants; package builders would take such files for their own."""


def init(folder: Path) -> str:
    """Write the sample bank into *folder*, new or empty; returns what to do next. Raises Failure otherwise."""
    if folder.exists() and any(folder.iterdir()):
        raise fail(str(folder), "F102", "the folder is not empty", "Name a new folder: nothing is ever overwritten.")
    files.write_all({folder / name: data for name, data in (*_bank(), *_GIT.items())})
    return (
        f"A bank with a sample text is in {folder}/. From there:\n"
        "  quizgen check     tells what is wrong\n"
        "  quizgen build     writes the deck and the worksheet to build/\n"
        "Then put your own text into texts/ and your own questions into decks/."
    )


def _bank() -> list[tuple[str, bytes]]:
    return sorted(_below(resources(__package__).joinpath("bank"), ""))


def _below(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found = []
    for each in folder.iterdir():
        name = f"{prefix}{each.name}"
        found += _below(each, f"{name}/") if each.is_dir() else [(name, each.read_bytes())]
    return found

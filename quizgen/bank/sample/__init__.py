"""The sample bank: a short text that we wrote, and questions on it of every kind. A new bank begins with it.

It lies here once a language, each in a folder of its tag.
"""

import json
import os
from collections.abc import Iterator
from importlib.resources import files as resources
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from quizgen.bank.jsonschema import schema_file
from quizgen.bank.load import load
from quizgen.bank.new import NewBank
from quizgen.base import files
from quizgen.base.problem import fail
from quizgen.base.temporary import is_temporary

SCHEMA = "schema.json"
"""The file with the JSON Schema of a new bank."""
_OTHERS = "en"
"""The language of the sample for a bank in a language that has none of its own."""
_GIT = {
    ".gitignore": """\
/build/
# A text is the work of its author. Those that you may publish can be named here as the sample’s is.
/texts/*
!/texts/well.txt
""",
    # With it, two branches that both add questions merge without a conflict in the lock file. If both change a line,
    # it is in the lock file twice, which is reported as an error.
    ".gitattributes": "decks/quizgen.lock merge=union\n",
}
"""Files that a bank under Git needs. The sample's folder lacks them, since package builders would obey them."""


def require_free(folder: Path) -> None:
    """Raise Failure if *folder* is not empty or cannot be read: nothing is ever overwritten."""
    if _has_files(folder):
        raise fail(str(folder), "F102", "the folder is not empty", "Name a new folder: nothing is ever overwritten.")


def init(folder: Path, new: NewBank) -> str:
    """Write the *new* bank, with the sample in it, to *folder* and return a text that says what to do next.

    Raises Failure if the folder is not empty or cannot be written.
    """
    require_free(folder)
    files.write_all({folder / name: text.encode() for name, text in _files_of(new)})
    bank, _ = load(folder)
    files.write(folder / SCHEMA, schema_file(bank).encode())
    return (
        f"A bank with a sample text is in {folder}/, its id is {new.id}. From there:\n"
        "  quizgen check     tells what is wrong\n"
        "  quizgen build     writes the deck and the worksheet to build/\n"
        "  quizgen diff OLD  tells what the next build changes for students who have an earlier package\n"
        "To publish, give away build/students/. README.md says how to write questions, and how to add a text."
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


def _files_of(new: NewBank) -> Iterator[tuple[str, str]]:
    """Yield the files of the *new* bank, as (path inside the bank, contents)."""
    words = {
        "id": new.id,
        "title": _quoted(new.title),
        "author": _quoted(new.author),
        "language": new.language,
        "heading": new.title,
    }
    sample = resources(__package__)
    language = new.language.partition("-")[0].casefold()
    own = sample.joinpath(language)
    of_language = own if own.is_dir() else sample.joinpath(_OTHERS)
    readme = ("README.md", sample.joinpath("README.md").read_text(encoding="utf-8"))
    for name, text in (readme, *sorted(_files_in(of_language, ""))):
        if name in ("questions.yaml", "README.md"):
            text = Template(text).substitute(words)
        if name == "questions.yaml" and not new.author:
            text = text.replace(f"author: {words['author']}\n", "")
        if name.endswith(".yaml"):
            path = "../" * name.count("/") + SCHEMA
            text = f"# yaml-language-server: $schema={path}\n{text}"
        yield name, text
    yield from _GIT.items()


def _quoted(text: str) -> str:
    """Return *text* as a double-quoted scalar of YAML, which a string of JSON is."""
    return json.dumps(text, ensure_ascii=False)


def _files_in(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the files in *folder* and in its folders, each path with *prefix* before it."""
    for entry in folder.iterdir():
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _files_in(entry, f"{path}/")
        else:
            yield path, entry.read_text(encoding="utf-8")

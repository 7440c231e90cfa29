"""The manifest of a folder of outputs: of what each was made and what it then was, so that nothing is made twice.

An output is made again where something that it is drawn from differs, where this package or a library that draws it
does, and where one of its files is gone or was changed by hand.
"""

import json
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Any

import quizgen
from quizgen.base.problem import Problem
from quizgen.base.value import frozen
from quizgen.base.workers import run_in_threads

MANIFEST = "manifest.json"
"""Its name in the folder of outputs."""
_LIBRARIES = ("font-source-sans-pro", "genanki", "Jinja2", "markdown-it-py", "python-docx", "typst")


@frozen
class DrawnFiles:
    """The files of an output, by their paths in the folder of outputs, and what is to be told of them."""

    files: dict[str, bytes]
    problems: tuple[Problem, ...] = ()


@frozen
class Output:
    """What is made as one: a package, or the files of a form in one format."""

    name: str
    """With its format as suffix."""
    inputs: str
    """A digest of all that it is made of."""
    draw: Callable[[], DrawnFiles]


@frozen
class _Entry:
    inputs: str
    files: dict[str, str]
    """The digests of the files, by their paths."""


class Manifest:
    """What one bank has put into a folder of outputs."""

    def __init__(self, folder: Path, bank: str) -> None:
        self.folder = folder
        self.bank = bank
        self.entries: dict[str, _Entry] = {}
        self._text = ""
        try:
            self._text = (folder / MANIFEST).read_text(encoding="utf-8")
            held = json.loads(self._text)
            if held["bank"] == bank:
                self.entries = {name: _entry(**entry) for name, entry in held["outputs"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            pass  # no sound manifest: everything is made again

    def holds(self, output: Output) -> bool:
        """Whether an output was made of the same, and all its files are still what they were then."""
        entry = self.entries.get(output.name)
        return entry is not None and entry.inputs == output.inputs and all(self._untouched(entry))

    def record(self, output: Output, made: DrawnFiles) -> dict[Path, bytes]:
        """Remember what an output now is; returns its files, which are to be written."""
        # What was told of it the next build has to tell again, and so to make it again.
        inputs = "" if made.problems else output.inputs
        self.entries[output.name] = _Entry(
            inputs=inputs, files={path: digest(data) for path, data in made.files.items()}
        )
        return {self.folder / path: data for path, data in made.files.items()}

    def forget_all_but(self, names: Collection[str], formats: Collection[str]) -> list[Path]:
        """Forget the outputs in these formats that nothing makes any more; returns their files, to be deleted.

        A file that was changed by hand is not among them.
        """
        gone: list[Path] = []
        for name in [each for each in self.entries if each not in names and each.rpartition(".")[2] in formats]:
            entry = self.entries.pop(name)
            untouched = zip(entry.files, self._untouched(entry), strict=True)
            gone += [self.folder / path for path, is_untouched in untouched if is_untouched]
        return gone

    def changed(self) -> dict[Path, bytes]:
        """The manifest's own file, where it differs from the one that was read."""
        outputs = {name: {"inputs": entry.inputs, "files": entry.files} for name, entry in self.entries.items()}
        text = json.dumps({"bank": self.bank, "outputs": outputs}, indent=1, sort_keys=True) + "\n"
        return {self.folder / MANIFEST: text.encode()} if text != self._text else {}

    def _untouched(self, entry: _Entry) -> Iterator[bool]:
        for path, was in entry.files.items():
            file = self.folder / path
            yield file.is_file() and digest(file.read_bytes()) == was


def _entry(*, inputs: Any, files: Any) -> _Entry:
    return _Entry(inputs=str(inputs), files={str(path): str(was) for path, was in files.items()})


def draw_all(outputs: Sequence[Output]) -> Iterator[tuple[Output, DrawnFiles]]:
    """Make *outputs*, in their order."""
    yield from zip(outputs, run_in_threads([output.draw for output in outputs]), strict=True)


def digest(*parts: str | bytes) -> str:
    """A digest of *parts*, the same only where each of them is."""
    whole = blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.hexdigest()


@cache
def program() -> str:
    """A digest of all that draws: this package with its templates, the libraries, and Python."""
    package = Path(quizgen.__file__).parent
    # Below the package only: the folders above it may be called anything, and a tool may keep its environments in a
    # folder called cache.
    files = (path for path in package.rglob("*") if path.is_file())
    own = sorted(path for path in files if "__pycache__" not in path.relative_to(package).parts)
    return digest(sys.version, *map(_version, _LIBRARIES), *(path.read_bytes() for path in own))


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""

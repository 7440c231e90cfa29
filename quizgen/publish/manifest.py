"""The manifest of a folder of outputs: what each was drawn from and what it then was, so that nothing is drawn twice.

An output is drawn again where something that it is drawn from differs, where this package or a library that draws it
does, and where one of its files is gone or was changed by hand.
"""

import json
import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Any

import quizgen
from quizgen.base import files
from quizgen.base.problem import Place, Problem, Severity
from quizgen.base.value import frozen
from quizgen.base.workers import run_in_threads
from quizgen.publish.paths import is_inside, is_output, target

MANIFEST = "manifest.json"
"""Its name in the folder of outputs."""
_LIBRARIES = (
    *("font-source-sans-pro", "genanki", "Jinja2", "manimgx-fonts", "manimgx-fonts-cjk"),
    *("markdown-it-py", "python-docx", "typst"),
)


@frozen
class DrawnFiles:
    """An output, drawn."""

    files: dict[str, bytes]
    """By their paths in the folder of outputs."""
    problems: tuple[Problem, ...] = ()
    """Warnings, such as of characters that no font has."""


@frozen
class Output:
    """What is drawn as one: a package, or the files of a form in one format."""

    name: str
    """Unique in the folder of outputs; the suffix is the format that asks for it."""
    inputs: str
    """A digest of all that it is drawn from."""
    draw: Callable[[], DrawnFiles]
    """Draws it."""

    @property
    def format(self) -> str:
        """The format that asks for it."""
        return self.name.rpartition(".")[2]


@frozen
class CheckRecord:
    """What the check of a bank without errors said."""

    inputs: str
    """A digest of all that was checked."""
    warnings: int
    """How many warnings there were."""


@frozen
class _OutputRecord:
    inputs: str
    """The digest of what the output was drawn from; empty where it has to be drawn again."""
    files: dict[str, str]
    """The digests of the files, by their paths."""


class Manifest:
    """What builds of one bank have put into a folder of outputs."""

    def __init__(self, folder: Path, bank: str) -> None:
        self.folder = folder
        self.bank = bank
        self.entries: dict[str, _OutputRecord] = {}
        self.checked: CheckRecord | None = None
        """What the last check said; None where nothing was checked yet."""
        self.problems: tuple[Problem, ...] = ()
        """A warning where there is a file and no sound manifest in it."""
        self._abandoned: set[str] = set()
        self._text = ""
        try:
            self._text = files.read_bytes(folder / MANIFEST).decode("utf-8")
            document = json.loads(self._text)
            if document["bank"] == bank:
                self.entries = {name: _output_record(**entry) for name, entry in document["outputs"].items()}
                self.checked = _check_record(**document["checked"]) if document["checked"] else None
        except FileNotFoundError:
            pass  # the first build
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            self.problems = (_unsound(folder / MANIFEST),)

    def holds(self, output: Output) -> bool:
        """Return whether an output was drawn from the same, and whether all its files are as they were then."""
        entry = self.entries.get(output.name)
        return entry is not None and entry.inputs == output.inputs and all(self._untouched(entry.files))

    def record(self, output: Output, drawn: DrawnFiles) -> dict[Path, bytes]:
        """Remember an output that was drawn; returns its files, which the caller writes.

        Files that it had before and has no longer become obsolete. Raises Failure where a link leads one of its files
        out of the folder.
        """
        self._abandon(output.name, kept=drawn.files)
        # An output with warnings is never recorded as current: the next build must draw it again to report them.
        inputs = "" if drawn.problems else output.inputs
        digests = {path: digest_of(data) for path, data in drawn.files.items()}
        self.entries[output.name] = _OutputRecord(inputs=inputs, files=digests)
        return {target(self.folder, path): data for path, data in drawn.files.items()}

    def forget_all_but(self, names: Collection[str], formats: Collection[str]) -> None:
        """Forget the outputs in these formats that are not among *names*; their files become obsolete."""
        for name in list(self.entries):
            if name not in names and name.rpartition(".")[2] in formats:
                self._abandon(name)

    def _abandon(self, name: str, kept: Collection[str] = ()) -> None:
        """Drop the entry of an output, and note which of its files but those *kept* may be deleted once all is written.

        A file that was changed by hand is not among them, nor is one of an output that stays, nor any that no build
        could have written: the manifest may come from somebody else.
        """
        if entry := self.entries.pop(name, None):
            gone = {path: digest for path, digest in entry.files.items() if path not in kept and is_output(path)}
            untouched = zip(gone, self._untouched(gone), strict=True)
            self._abandoned |= {path for path, is_untouched in untouched if is_untouched}

    @property
    def obsolete(self) -> list[Path]:
        """The files, to be deleted, that were of outputs which are forgotten or were drawn without them."""
        current = {path for entry in self.entries.values() for path in entry.files}
        return [self.folder / path for path in sorted(self._abandoned - current)]

    @property
    def folders(self) -> set[Path]:
        """The folders that builds have written to."""
        inside = (path for entry in self.entries.values() for path in entry.files if ".." not in Path(path).parts)
        return {self.folder, *((self.folder / path).parent for path in inside if not Path(path).is_absolute())}

    def changed(self) -> dict[Path, bytes]:
        """Return the manifest's own file, or nothing where it is as it was read."""
        outputs = {name: {"inputs": entry.inputs, "files": entry.files} for name, entry in self.entries.items()}
        checked = self.checked and {"inputs": self.checked.inputs, "warnings": self.checked.warnings}
        text = json.dumps({"bank": self.bank, "checked": checked, "outputs": outputs}, indent=1, sort_keys=True) + "\n"
        return {target(self.folder, MANIFEST): text.encode()} if text != self._text else {}

    def _untouched(self, recorded: Mapping[str, str]) -> Iterator[bool]:
        """For each file, by the digest that is *recorded* of it, whether it is there as it was written."""
        for path, recorded_digest in recorded.items():
            file = self.folder / path
            is_own = is_inside(self.folder, path) and not file.is_symlink()
            try:
                is_untouched = is_own and digest_of(files.read_bytes(file)) == recorded_digest
            except OSError:
                is_untouched = False
            yield is_untouched


def _unsound(path: Path) -> Problem:
    return Problem(
        place=Place(path=files.display_path(path)),
        code="F104",
        message="this is no manifest of a build, so everything is built again",
        hint="Delete outputs that are no longer in the bank yourself.",
        severity=Severity.WARNING,
    )


def _check_record(*, inputs: Any, warnings: Any) -> CheckRecord:
    if not isinstance(warnings, int):
        raise TypeError(warnings)
    return CheckRecord(inputs=str(inputs), warnings=warnings)


def _output_record(*, inputs: Any, files: Any) -> _OutputRecord:
    return _OutputRecord(inputs=str(inputs), files={str(path): str(file_digest) for path, file_digest in files.items()})


def draw_all(outputs: Sequence[Output]) -> Iterator[tuple[Output, DrawnFiles]]:
    """Draw *outputs*, several at a time; yields each with its files, in their order."""
    yield from zip(outputs, run_in_threads([output.draw for output in outputs]), strict=True)


def digest_of(*parts: str | bytes) -> str:
    """Return 32 hexadecimal digits that are the same only where each of the *parts* is."""
    hasher = blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hasher.update(b"%d:" % len(data))  # so that ("ab", "c") and ("a", "bc") differ
        hasher.update(data)
    return hasher.hexdigest()


@cache
def program() -> str:
    """Return a digest of all that draws: this package with its templates, the libraries, and Python."""
    own: list[Path] = []
    # Below the package only: the folders above it may be called anything, and a tool may keep its environments in a
    # folder called cache.
    for folder, subfolders, names in os.walk(Path(quizgen.__file__).parent):
        subfolders[:] = [name for name in subfolders if name != "__pycache__"]
        own += [Path(folder, name) for name in names]
    return digest_of(sys.version, *map(_version, _LIBRARIES), *(path.read_bytes() for path in sorted(own)))


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""

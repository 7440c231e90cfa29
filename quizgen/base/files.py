"""Files: read as UTF-8, and written completely or not at all.

New contents are first written beside their targets, and then renamed, one rename a file.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from quizgen.base.problem import Failure, Place, Problem, fail


def display_path(path: Path) -> str:
    """Return *path* as messages show it: relative to the current folder if it is inside that, otherwise unchanged."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def read(path: Path, *, display: str, code: str, hint: str) -> str:
    """Return the text of the file at *path*, without a byte order mark.

    Raises Failure with *code* and *hint*, at the path as *display* names it, if it cannot be read or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise fail(display, code, f"cannot be read: {error.strerror or error}", hint) from None
    except UnicodeDecodeError as error:
        place, message = not_utf8(error, display)
        raise Failure(Problem(place=place, code=code, message=message, hint=hint)) from None


def not_utf8(error: UnicodeDecodeError, display: str) -> tuple[Place, str]:
    """Return the place of the first byte in the file *display* that is not UTF-8, and a message that names the byte."""
    before = error.object[: error.start].decode()
    return Place.within(display, before, len(before)), f"byte 0x{error.object[error.start]:02x} is not UTF-8"


def write(path: Path, data: bytes) -> None:
    """Write *data* to the file at *path*, and create its folder if necessary.

    An interruption leaves the old file. Raises Failure if the file cannot be written.
    """
    write_all({path: data})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write each of the *contents* to the file at its path, in order, and create folders if necessary.

    No file is replaced before all are written, so that a full disk or an interruption leaves all the old files. Only
    an interruption between two renames, which take hardly any time, leaves a mixture. Raises Failure if a file cannot
    be written.
    """
    staged: dict[str, Path] = {}  # the target of each temporary file
    try:
        for path, data in contents.items():
            _stage(path, data, staged)
        for temporary, path in staged.items():
            try:
                os.replace(temporary, path)
            except OSError as error:
                raise _refused(path, error) from None
    finally:
        for temporary in staged:
            Path(temporary).unlink(missing_ok=True)


def _stage(path: Path, data: bytes, staged: dict[str, Path]) -> None:
    """Write *data* to a temporary file beside *path*, and add it to *staged*."""
    import tempfile  # here, since commands that only read do not need it

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        staged[temporary] = path
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o644)
    except OSError as error:
        raise _refused(path, error) from None


def _refused(path: Path, error: OSError) -> Failure:
    return fail(
        str(path),
        "F101",
        f"cannot be written: {error.strerror or error}",
        "Check the rights and the free space of the folder, or name another with --out DIR.",
    )

"""Files: regular ones read up to a limit, as UTF-8, and written completely or not at all.

New contents are first written beside their targets, and then renamed, one rename a file.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from quizgen.base import lines
from quizgen.base.problem import Failure, Place, Problem, fail
from quizgen.base.temporary import remove_abandoned, temporary_path

MAX_BYTES: Final = 64 * 2**20
"""A larger file is not read: a bank of 100,000 questions in one file stays below."""


def display_path(path: Path) -> str:
    """Return *path* as messages show it: relative to the current folder if it is inside that, otherwise unchanged."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):  # it is outside, or the current folder was deleted
        return str(path)


def current_folder() -> Path:
    """Return the current folder; raises Failure where it was deleted or may not be looked at."""
    try:
        return Path.cwd()
    except OSError as error:
        message = f"the current folder cannot be read: {error.strerror}"
        raise fail(".", "F106", message, "Change to another folder with cd.") from None


def is_there(path: Path) -> bool:
    """Return whether there may be something at *path*: not to be allowed to look is no proof that there is nothing.

    Whoever then reads it gets the reason.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG
    return True


def open_regular(path: Path) -> BinaryIO:
    """Open the file at *path* to read its bytes.

    Raises OSError where that cannot be done, or where it is no regular file: a folder, a pipe that nobody writes to, or
    a device that never ends.
    """
    try:
        mode = path.stat().st_mode
    except ValueError as error:  # a name that no file can have
        raise OSError(errno.EINVAL, str(error)) from None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "this is a folder, not a file")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "this is a pipe or a device, not a file")
    return path.open("rb")


def read_bytes(path: Path) -> bytes:
    """Return the contents of the file at *path*; raises OSError as `open_regular` does, and if they are too large."""
    with open_regular(path) as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise OSError(errno.EFBIG, f"the file is larger than {MAX_BYTES // 2**20} MiB")
    return data


def read(path: Path, *, display: str, code: str, hint: str) -> str:
    """Return the text of the file at *path*, without a byte order mark and with line feeds alone.

    Raises Failure with *code* and *hint*, at the path as *display* names it, if it cannot be read or is not UTF-8.
    """
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except OSError as error:
        raise fail(display, code, f"cannot be read: {error.strerror or error}", hint) from None
    except UnicodeDecodeError as error:
        place, message = not_utf8(error, display)
        raise Failure(Problem(place=place, code=code, message=message, hint=hint)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def source_lines(path: str) -> tuple[str, ...]:
    """Return the lines of the file at *path*, as YAML counts them, to show or to search what a problem is about.

    Empty if it cannot be read: it may have been removed since, or be no regular file, and a report must not fail.
    """
    try:
        return tuple(lines.split(read_bytes(Path(path)).decode("utf-8-sig", errors="replace")))
    except OSError:
        return ()


def not_utf8(error: UnicodeDecodeError, display: str) -> tuple[Place, str]:
    """Return the place of the first byte in the file *display* that is not UTF-8, and a message that names the byte."""
    before = error.object[: error.start].decode()
    return Place.within(display, before, len(before)), f"byte 0x{error.object[error.start]:02x} is not UTF-8"


def write(path: Path, data: bytes) -> None:
    """Write *data* to the file at *path*, and create its folder if necessary.

    An interruption leaves the old file. Raises Failure if the file cannot be written.
    """
    write_all({path: data})


def write_all(contents: Mapping[Path, bytes], *, obsolete: Iterable[Path] = (), clean: Iterable[Path] = ()) -> None:
    """Write each of the *contents* to the file at its path, in order, and create folders if necessary.

    Remove the *obsolete* files too: before any is replaced, so that what records them still does if this is cut short.

    No file is replaced or removed before all are written, so that a full disk or an interruption leaves all the old
    files. Only an interruption between two renames, which take hardly any time, leaves a mixture. Raises Failure if a
    file cannot be written or removed.

    A file that is replaced keeps its permissions; a new one gets those that the umask leaves. A link is replaced by a
    file, not followed: a folder of outputs may come from somebody else, with links to anywhere. What killed processes
    left in the folders of the files, and in those to *clean*, is removed.
    """
    remove_abandoned({*clean, *(path.parent for path in contents)})
    staged: dict[Path, Path] = {}  # the target of each temporary file
    try:
        for path, data in contents.items():
            _stage(path, data, staged)
        for path in obsolete:
            with _refusals_reported(path):
                path.unlink(missing_ok=True)
        for temporary, path in staged.items():
            with _refusals_reported(path):
                os.replace(temporary, path)
    finally:
        for temporary in staged:
            temporary.unlink(missing_ok=True)


def remove_emptied(paths: Iterable[Path], folder: Path) -> None:
    """Remove the folders of the files that were at *paths*, below *folder*, where nothing is left in them."""
    for path in paths:
        for parent in path.parents:
            if parent == folder or not _removed_empty(parent):
                break


def _removed_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:  # it holds something, or is a link
        return False
    return True


def _stage(path: Path, data: bytes, staged: dict[Path, Path]) -> None:
    """Write *data* to a temporary file beside *path*, and add it to *staged*."""
    with _refusals_reported(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = temporary_path(path.parent)
        staged[temporary] = path  # before it is there: an interruption may come at any point
        permissions = _permissions(path)
        mode = 0o666 if permissions is None else permissions
        with open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            if permissions is not None:
                os.chmod(temporary, permissions)
            file.write(data)


def _permissions(path: Path) -> int | None:
    """Return the permissions of the regular file at *path*; None where there is none. Raises OSError for a folder."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):  # known before anything is replaced
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return stat.S_IMODE(mode) & 0o777 if stat.S_ISREG(mode) else None


@contextmanager
def _refusals_reported(path: Path) -> Iterator[None]:
    """Raise Failure where the system refuses to write, to replace or to remove the file at *path*."""
    try:
        yield
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        hint = "Check the rights and the free space of the folder, or name another with --out DIR."
        raise fail(display_path(path), "F101", message, hint) from None

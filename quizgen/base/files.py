"""Files: read as UTF-8, and written whole or not at all, beside their targets first, then by one rename each."""

import os
from collections.abc import Mapping
from pathlib import Path

from quizgen.base.problem import Failure, Place, Problem, fail


def shown(path: Path) -> str:
    """*path* as messages show it: from the current folder where it lies below it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def read(path: Path, *, shown: str, code: str, hint: str) -> str:
    """The text of the file at *path*; raises Failure where it cannot be opened or is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise fail(shown, code, f"cannot be read: {error.strerror or error}", hint) from None
    except UnicodeDecodeError as error:
        place, message = not_utf8(error, shown)
        raise Failure(Problem(place=place, code=code, message=message, hint=hint)) from None


def not_utf8(error: UnicodeDecodeError, shown: str) -> tuple[Place, str]:
    """Where in a file a byte is not UTF-8, and which."""
    before = error.object[: error.start].decode()
    return Place.within(shown, before, len(before)), f"byte 0x{error.object[error.start]:02x} is not UTF-8"


def write(path: Path, data: bytes) -> None:
    """Put *data* at *path*, making its folder; an interruption leaves what was there before.

    Raises Failure where the folder cannot be written.
    """
    write_all({path: data})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Put each of the *contents* at its path, in their order, making the folders.

    Nothing is replaced before all is written: a full disk or an interruption leaves all of what was there before. Only
    between two renames, which take no time, could it leave a part. Raises Failure where something cannot be written.
    """
    staged: dict[str, Path] = {}
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
    import tempfile  # here: who only reads needs none of it

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

"""Files written whole or not at all: temporary files beside the targets, then one rename after the other."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from quizgen.problem import Failure, fail


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

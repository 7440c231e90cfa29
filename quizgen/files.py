"""Files written whole or not at all: a temporary file beside the target, then a rename."""

import os
import tempfile
from pathlib import Path

from quizgen.problem import fail


def write(path: Path, data: bytes) -> None:
    """Put *data* at *path*, making its folder; an interruption leaves what was there before.

    Raises Failure where the folder cannot be written.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        raise fail(
            str(path),
            "F101",
            f"cannot be written: {error.strerror or error}",
            "Check the rights and the free space of the folder, or name another with --out DIR.",
        ) from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)

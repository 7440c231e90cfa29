"""Prints the newest CPython at hand that is newer than the one that runs this; nothing where there is none.

It looks on the PATH and among the versions of pyenv, whose commands on the PATH fail where no version is chosen.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VERSION = "import sys; assert sys.implementation.name == 'cpython'; assert sys.version_info.releaselevel == 'final'"
PRINT = "print(*sys.version_info[:3])"


def candidates() -> Iterator[Path]:
    """Whatever may be an interpreter of Python 3."""
    for folder in os.get_exec_path():
        yield from Path(folder).glob("python3.*[0-9]")
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from (pyenv / "versions").glob("3.*/bin/python3")


def version(python: Path) -> tuple[int, ...]:
    """The release that an interpreter is; nothing where it does not run, is no CPython, or is no final release."""
    try:
        run = subprocess.run(
            [python, "-c", f"{VERSION}; {PRINT}"], capture_output=True, check=False, encoding="utf-8", timeout=60
        )
    except OSError:
        return ()
    return tuple(map(int, run.stdout.split())) if run.returncode == 0 else ()


if __name__ == "__main__":
    newest = max(((version(python), str(python)) for python in candidates()), default=((), ""))
    # Another release of the same minor version has nothing new to prove.
    if newest[0][:2] > sys.version_info[:2]:
        print(newest[1])

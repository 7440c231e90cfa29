"""Fails unless the wheel at the given path holds the whole package and its licence, and nothing else."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

if __name__ == "__main__":
    listed = subprocess.run(["git", "ls-files", "quizgen"], capture_output=True, check=True, encoding="utf-8").stdout
    package = {name for name in listed.splitlines() if Path(name).exists()}
    with ZipFile(sys.argv[1]) as wheel:
        names = set(wheel.namelist())
    about = {name for name in names if name.split("/")[0].endswith(".dist-info")}
    assert "quizgen/py.typed" in names
    assert any(name.endswith("/LICENSE") for name in about)
    assert package <= names, f"not in the wheel: {sorted(package - names)}"
    assert names <= package | about, f"in the wheel: {sorted(names - package - about)}"

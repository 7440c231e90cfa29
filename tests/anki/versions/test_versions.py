"""The scenarios in every version of Anki with which the update files are measured, each in its own environment."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.anki.versions import play
from tests.anki.versions.outcomes import EXPECTED, outcome
from tests.anki.versions.term import lay

VERSIONS = ("23.10.1", "24.6.3", "25.2.7", "25.9.2", "26.9.3")


@pytest.fixture(params=VERSIONS)
def installed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A version, and the Python of an environment that has it; fails where it cannot be installed."""
    folder = tmp_path / "environment"
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", f"anki=={request.param}"], check=True)
    yield request.param, python
    shutil.rmtree(folder)  # a hundred megabytes, and pytest keeps the folders of three runs


@pytest.mark.exhaustive
def test_corrections_come_where_they_can_and_what_is_the_students_stays(
    installed: tuple[str, Path], tmp_path: Path
) -> None:
    version, python = installed
    term = tmp_path / "term"
    term.mkdir()
    lay(term)
    subprocess.run([python, "-I", play.__file__, term], check=True)
    played = json.loads((term / "played.json").read_text(encoding="utf-8"))
    assert [int(part) for part in played["version"].split(".")] == [int(part) for part in version.split(".")]
    assert {name: outcome(**scenario) for name, scenario in played["scenarios"].items()} == EXPECTED

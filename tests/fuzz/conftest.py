"""The surroundings that hostile files are put into."""

import os
from pathlib import Path

import pytest

from quizgen.bank.sample import init
from tests.conftest import SAMPLE
from tests.fuzz.surroundings import Surroundings


@pytest.fixture
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Surroundings:
    """The sample bank, built, in the current folder; planted files around it."""
    if os.name != "posix":
        pytest.skip("a command that hangs is stopped by SIGALRM")
    monkeypatch.setenv("QUIZGEN_TEXTS", "")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    place = Surroundings(tmp_path)
    init(place.bank, SAMPLE)
    monkeypatch.chdir(place.bank)
    for command in ("build --format apkg --format html", "worksheet --format html"):
        assert place.run(command).exit_code == 0
    place.remember()
    return place

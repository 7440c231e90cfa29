"""Builds that are interrupted, refused or not alone, at any point: files stay whole, and the next build mends all."""

import os
import re
import shutil
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quizgen.bank.lock import LOCK, STEP
from quizgen.base.clock import LATEST
from quizgen.base.temporary import is_temporary
from tests.conftest import HEAD, ITEM
from tests.publish.faulty import Laboratory, Outcome, Trial

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are forked, and signals are POSIX’s")
BUILD = "build --quiet --format apkg --format html"
SHEETS = """\
worksheets:
  sheet:
    title: A sheet
    select: {texts: [tale]}
  gone:
    title: A sheet that goes
    select: {texts: [tale]}
deck:
"""
OLD = HEAD.replace("deck:\n", SHEETS) + ITEM
NEW = HEAD.replace("deck:\n", SHEETS.replace("  gone:\n", "  come:\n")) + ITEM.replace("a miller", "an old miller")
BOTH = (signal.SIGINT, signal.SIGTERM)
Contents = dict[str, bytes]


class Workplace:
    """A bank before a build and after an undisturbed one, to disturb a build of."""

    def __init__(self, folder: Path, laboratory: Laboratory, *, built: bool) -> None:
        self.folder = folder
        self.laboratory = laboratory
        self.trial = Trial(command=BUILD, folder=str(folder))
        if built:
            self.write({"questions.yaml": OLD.encode()})
            assert self.run().status == 0
        self.before = self.contents() | {"questions.yaml": NEW.encode()}
        self.write(self.before)
        self.undisturbed = self.run()
        assert (self.undisturbed.status, self.undisturbed.told) == (0, "")
        self.after = self.contents()

    def contents(self) -> Contents:
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file()
        }

    def write(self, contents: Contents) -> None:
        """Let the folder hold these files alone, and no empty folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for name, data in contents.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def run(self, **fault: Any) -> Outcome:
        """Build, and meet the fault on the way."""
        return self.laboratory.run(replace(self.trial, **fault))

    def disturb(self, **fault: Any) -> Outcome:
        """Build from the beginning, and meet the fault on the way; then build again."""
        self.write(self.before)
        outcome = self.run(**fault)
        self.assert_all_is_whole()
        self.disturbed = self.contents()
        self.left = [name for name in self.disturbed if is_temporary(Path(name).name)]
        assert self.run().status == 0
        assert self.contents() == self.after
        return outcome

    def assert_all_is_whole(self) -> None:
        """Every file is as it was or as an undisturbed build leaves it, or is not there where that has none."""
        contents = {name: data for name, data in self.contents().items() if not is_temporary(Path(name).name)}
        for name in contents.keys() | self.before.keys() | self.after.keys():
            assert contents.get(name) in (self.before.get(name), self.after.get(name)), name


@pytest.fixture(scope="module")
def laboratory() -> Iterator[Laboratory]:
    laboratory = Laboratory()
    yield laboratory
    laboratory.close()


BUILT = pytest.mark.parametrize("built", [False, True], ids=["first", "again"])
"""Whether the bank is built for the first time, or after it was changed."""


@pytest.fixture(params=[False, True], ids=["first", "again"])
def workplace(request: pytest.FixtureRequest, laboratory: Laboratory, tmp_path: Path) -> Workplace:
    """Where the bank is built for the first time, or after it was changed."""
    return Workplace(tmp_path / "bank", laboratory, built=request.param)


def points(amount: int, of: int) -> list[int]:
    """So many of the points from 1 to *of*, the first and the last among them; all where the amount is 0."""
    every = range(1, of + 1)
    return [every[number * (of - 1) // (amount - 1)] for number in range(amount)] if amount else [*every]


AMOUNTS = pytest.mark.parametrize("amount", [3, pytest.param(0, marks=pytest.mark.exhaustive)], ids=["few", "all"])
"""At how many points a fault is tried: a second’s worth, or at all."""


@AMOUNTS
@pytest.mark.parametrize("number", BOTH)
def test_a_signal_at_an_operation_leaves_nothing_behind(amount: int, number: int, workplace: Workplace) -> None:
    for operation in points(amount, workplace.undisturbed.operations):
        outcome = workplace.disturb(signal=int(number), operation=operation)
        assert (outcome.status, outcome.told.strip()) == (128 + number, "Aborted!")
        assert workplace.left == []


@AMOUNTS
def test_a_killed_build_is_mended_by_the_next(amount: int, workplace: Workplace) -> None:
    for operation in points(amount, workplace.undisturbed.operations):
        assert workplace.disturb(signal=int(signal.SIGKILL), operation=operation).status == -signal.SIGKILL


@pytest.mark.exhaustive
@pytest.mark.parametrize("number", BOTH)
def test_a_signal_at_a_line_leaves_nothing_behind(number: int, workplace: Workplace) -> None:
    workplace.write(workplace.before)
    for line in points(0, workplace.run(line=10**9).lines):
        outcome = workplace.disturb(signal=int(number), line=line)
        assert (outcome.status, outcome.told.strip()) == (128 + number, "Aborted!")
        assert workplace.left == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("number", BOTH)
def test_a_signal_at_a_time_leaves_nothing_behind(number: int, workplace: Workplace) -> None:
    for milliseconds in range(5, 400, 5):
        outcome = workplace.disturb(signal=int(number), delay=milliseconds / 1000)
        assert outcome.status in {0, 128 + number, -number}
        assert workplace.left == []


@AMOUNTS
def test_a_disk_that_is_full_leaves_the_old_files(amount: int, workplace: Workplace) -> None:
    for write in points(amount, workplace.undisturbed.writes):
        outcome = workplace.disturb(full=write)
        assert (outcome.status, ": F101 error: " in outcome.told) == (1, True)
        assert "No space left on device" in outcome.told
        assert workplace.disturbed == workplace.before


@AMOUNTS
def test_a_file_that_may_not_grow_leaves_the_old_files(amount: int, workplace: Workplace) -> None:
    sizes = sorted({len(data) for name, data in workplace.after.items() if workplace.before.get(name) != data})
    for number in points(amount, len(sizes)):
        outcome = workplace.disturb(most=sizes[number - 1] - 1)
        assert (outcome.status, ": F101 error: " in outcome.told) == (1, True)
        assert workplace.disturbed == workplace.before


@AMOUNTS
def test_another_build_at_any_operation_disturbs_none(amount: int, workplace: Workplace) -> None:
    for operation in points(amount, workplace.undisturbed.operations):
        outcome = workplace.disturb(meanwhile=BUILD, operation=operation)
        assert (outcome.status, outcome.told) == (0, "")
        assert workplace.disturbed == workplace.after
        assert workplace.left == []


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users reach, too."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield Path(folder) / "bank"


@BUILT
def test_a_folder_that_may_not_be_written_in_is_reported(
    built: bool, laboratory: Laboratory, open_folder: Path
) -> None:
    workplace = Workplace(open_folder, laboratory, built=built)
    written = [open_folder / name for name, data in workplace.after.items() if workplace.before.get(name) != data]
    for folder in sorted({path.parent for path in written}):
        workplace.write(workplace.before)
        folder.mkdir(parents=True, exist_ok=True)
        for path in (open_folder, *open_folder.rglob("*")):
            shutil.chown(path, "nobody")
        folder.chmod(0o555)
        outcome = workplace.run(privileged=False)
        folder.chmod(0o755)
        assert (outcome.status, ": F101 error: " in outcome.told) == (1, True)
        assert "Permission denied" in outcome.told
        assert workplace.contents() == workplace.before
        assert workplace.run().status == 0
        assert workplace.contents() == workplace.after


def times(contents: Contents) -> dict[str, int]:
    """The times of notes and note types in the lock, by their names."""
    text = contents.get(LOCK, b"").decode()
    return {name: int(time) for name, time in re.findall(r"^  (\S+): \{.*\btime: (\d+)", text, re.MULTILINE)}


@pytest.mark.parametrize("clock", [1.6e9, LATEST - 366 * 86_400])
def test_a_clock_that_is_set_otherwise_moves_no_time_back(clock: float, workplace: Workplace) -> None:
    workplace.write(workplace.before)
    assert workplace.run(clock=clock).status == 0
    disturbed = workplace.contents()
    old, new = times(workplace.before), times(disturbed)
    assert [name for name, time in old.items() if new[name] < time] == []
    moved = {name: max(old.get(name, -STEP) + STEP, clock) for name in new if new[name] != old.get(name)}
    assert {name: new[name] for name in moved} == moved
    assert workplace.run().status == 0
    assert workplace.contents() == disturbed


@pytest.mark.parametrize("clock", [-1.0, LATEST - 86_400])
def test_a_clock_that_no_lock_can_hold_stops_the_build(clock: float, workplace: Workplace) -> None:
    outcome = workplace.disturb(clock=clock)
    assert (outcome.status, "clock: L113 error: " in outcome.told) == (1, True)
    assert workplace.disturbed == workplace.before

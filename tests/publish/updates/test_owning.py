"""Whatever a curator and a student do, and in whatever order files are opened: what is the student's stays."""

from pathlib import Path

import pytest

from tests.publish.updates.owning import Owning
from tests.publish.updates.test_editing import run


def test_what_is_the_students_stays(nothing: Path) -> None:
    run(Owning, nothing, examples=4, steps=12)


@pytest.mark.parametrize(
    "examples", [pytest.param(8, marks=pytest.mark.slow), pytest.param(150, marks=pytest.mark.exhaustive)]
)
def test_what_is_the_students_stays_for_many_terms(nothing: Path, examples: int) -> None:
    run(Owning, nothing, examples=examples, steps=40)

"""Whatever a curator and a student do, and in whatever order files are opened: what is the student's stays."""

from pathlib import Path

import pytest

from tests.publish.updates.owning import Owning
from tests.publish.updates.test_editing import run


def test_what_is_the_students_stays(nothing: Path) -> None:
    run(Owning, nothing, examples=4, steps=12)


@pytest.mark.slow
def test_what_is_the_students_stays_for_many_terms(nothing: Path) -> None:
    run(Owning, nothing, examples=40, steps=40)

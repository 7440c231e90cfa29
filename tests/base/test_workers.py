"""Work on all processors."""

import os
from functools import partial
from threading import Barrier

import pytest

from quizgen.base.workers import in_order


def test_what_work_gives_comes_in_its_order() -> None:
    assert list(in_order([partial(pow, 2, n) for n in range(20)])) == [2**n for n in range(20)]


def test_as_many_pieces_as_there_are_processors_are_done_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    together = Barrier(3, timeout=10)  # none of three gets past it before all are at it
    assert sorted(in_order([together.wait] * 3)) == [0, 1, 2]


def test_a_fault_of_one_piece_is_the_fault_of_all() -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_order([partial(divmod, 1, 1), partial(divmod, 1, 0)]))

"""Jobs in threads."""

import os
from functools import partial
from threading import Barrier

import pytest

from quizgen.base.workers import run_in_threads


def test_results_come_in_the_order_of_the_jobs() -> None:
    assert list(run_in_threads([partial(pow, 2, n) for n in range(20)])) == [2**n for n in range(20)]


def test_as_many_jobs_run_at_a_time_as_there_are_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    barrier = Barrier(3, timeout=10)  # none of three jobs passes it before all have reached it
    assert sorted(run_in_threads([barrier.wait] * 3)) == [0, 1, 2]


def test_an_exception_of_a_job_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(run_in_threads([partial(divmod, 1, 1), partial(divmod, 1, 0)]))

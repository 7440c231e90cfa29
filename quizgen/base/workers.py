"""Work in threads. This helps because typst, SQLite and zlib release the GIL while they work."""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def workers() -> int:
    """Return how many jobs run at a time: one for each processor."""
    return os.cpu_count() or 1


def run_in_threads(jobs: Sequence[Callable[[], T]]) -> Iterator[T]:
    """Run the *jobs* in threads, and yield their results in the order of the jobs.

    A single job runs in the caller's thread. An exception of a job is raised in place of its result.
    """
    if len(jobs) < 2:
        for job in jobs:
            yield job()
        return
    from concurrent.futures import ThreadPoolExecutor  # here, since most commands have nothing to share out

    with ThreadPoolExecutor(workers()) as pool:
        yield from pool.map(lambda job: job(), jobs)

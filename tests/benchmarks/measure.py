"""Taking turns: commands run one after the other, round by round, so that a slower minute slows all of them alike."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Literal

Figure = Literal["cpu", "wall", "peak"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """One run: processor seconds (of all threads), seconds on the clock, and MiB of memory at the most."""

    cpu: float
    wall: float
    peak: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """What is measured: a whole process, or only what the process says that its work took."""

    arguments: tuple[str, ...]
    inside: bool = False
    """Whether the process measures itself, and prints a sample as JSON on its last line."""
    before: Callable[[], object] | None = None
    """What puts things back before each run."""
    status: int = 0
    """With what it has to end: what fails is soon done, and must not pass for fast."""


def python(*arguments: str) -> Command:
    """A whole run of this Python."""
    return Command(arguments=(sys.executable, *arguments))


def work(name: str, *arguments: object) -> Command:
    """One of the pieces of work in ``tests.benchmarks.work``, measured without its preparation."""
    return Command(arguments=(sys.executable, "-m", "tests.benchmarks.work", name, *map(str, arguments)), inside=True)


def race(commands: Mapping[str, Command], rounds: int) -> dict[str, Sample]:
    """The medians of all commands, after one run of each that is not counted."""
    samples: dict[str, list[Sample]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            samples[name].append(run(command))
    return {name: _middle(samples[1:]) for name, samples in samples.items()}


def _middle(samples: list[Sample]) -> Sample:
    return Sample(
        cpu=median(sample.cpu for sample in samples),
        wall=median(sample.wall for sample in samples),
        peak=median(sample.peak for sample in samples),
    )


def run(command: Command) -> Sample:
    """One run. Raises RuntimeError, with what was printed, where it does not end as it has to."""
    if command.before:
        command.before()
    start = time.perf_counter()
    with subprocess.Popen(command.arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != command.status:
        raise RuntimeError(f"{' '.join(command.arguments)} ended with {process.returncode}\n{printed.decode()}")
    if command.inside:
        return Sample(**json.loads(printed.splitlines()[-1]))
    peak = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return Sample(cpu=usage.ru_utime + usage.ru_stime, wall=wall, peak=peak)

"""How time and memory grow with the bank: an exponent of 1 is linear."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from pathlib import Path

from tests.benchmarks.cases import Ground
from tests.benchmarks.measure import Command, Sample, python, race

SIZES = (300, 3_000, 10_000)
LARGE = 100_000
_COMMANDS = {
    "check": ("check",),
    "build, first": ("build", "-q", "--new-lock"),
    "build, nothing changed": ("build", "-q"),
    "diff": ("diff",),
    "coverage": ("coverage",),
    "list": ("list",),
}
_LARGE = {"check": ("check",), "build --format apkg": ("build", "-q", "--new-lock", "--format", "apkg")}


@dataclass(frozen=True, kw_only=True, slots=True)
class Growth:
    """One command, with a sample for each size of bank."""

    command: str
    samples: dict[int, Sample]

    @property
    def exponent(self) -> float:
        """How processor time grows between the smallest and the largest bank."""
        small, large = min(self.samples), max(self.samples)
        return log(self.samples[large].cpu / self.samples[small].cpu) / log(large / small)


def growth(ground: Ground) -> Iterator[Growth]:
    """Every command at every size, one after the other."""
    banks = {items: ground.copy(ground.bank(items), f"growth-{items}") for items in SIZES}
    for name, arguments in _COMMANDS.items():
        yield Growth(command=name, samples={items: _sample(bank, *arguments) for items, bank in banks.items()})
    banks = {items: ground.copy(ground.bank(items), f"large-{items}") for items in (10_000, LARGE)}
    for name, arguments in _LARGE.items():
        yield Growth(command=name, samples={items: _sample(bank, *arguments) for items, bank in banks.items()})


def _sample(bank: Path, command: str, *options: str) -> Sample:
    old = (str(bank / "build" / "valley.apkg"),) if command == "diff" else ()
    run: Command = python("-m", "quizgen", command, *options, *old, "--bank", str(bank))
    return race({command: run}, rounds=1)[command]

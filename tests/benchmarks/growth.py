"""How time and memory grow with the bank: an exponent of 1 is linear."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from math import log
from pathlib import Path

from tests.benchmarks.cases import Ground, unbuild
from tests.benchmarks.measure import Figure, Sample, python, run

SIZES = (300, 3_000, 10_000)
LARGE = 100_000
_FIRST = "build, first"
_COMMANDS = {
    _FIRST: ("build", "-q"),  # what it leaves, the others find
    "build, nothing changed": ("build", "-q"),
    "check": ("check",),
    "diff": ("diff",),
    "coverage": ("coverage",),
    "list": ("list",),
}
_LARGE = {"check": ("check",), f"{_FIRST}, --format apkg": ("build", "-q", "--format", "apkg")}


@dataclass(frozen=True, kw_only=True, slots=True)
class Growth:
    """One command, with a sample for each size of bank."""

    command: str
    samples: dict[int, Sample]

    def exponent(self, figure: Figure) -> float:
        """How a figure grows between the two largest banks, where starting Python weighs least."""
        smaller, larger = sorted(self.samples)[-2:]
        before, after = (getattr(self.samples[size], figure) for size in (smaller, larger))
        return log(after / before) / log(larger / smaller)


def growth(ground: Ground) -> Iterator[Growth]:
    """Every command at every size, one after the other."""
    for commands, sizes in ((_COMMANDS, SIZES), (_LARGE, (SIZES[-1], LARGE))):
        banks = {items: ground.copy(ground.bank(items), f"growth-{items}-of-{max(sizes)}") for items in sizes}
        for name, arguments in commands.items():
            samples = {items: _sample(name, bank, *arguments) for items, bank in banks.items()}
            yield Growth(command=name, samples=samples)


def _sample(name: str, bank: Path, command: str, *options: str) -> Sample:
    old = (str(bank / "build" / "students" / "valley.apkg"),) if command == "diff" else ()
    asked = python("-m", "quizgen", command, *options, *old, "--bank", str(bank))
    return run(replace(asked, before=partial(unbuild, bank)) if name.startswith(_FIRST) else asked)

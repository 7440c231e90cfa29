"""How many examples each test of this folder runs."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

T = TypeVar("T")

FEW = 10
"""In the fast suite: less than half a second of each test."""
MANY = 1_000
"""With ``-m exhaustive``: a minute or less of each test, where the machine has nothing else to do."""
AMOUNTS = pytest.mark.parametrize(
    "amount", [FEW, pytest.param(MANY, marks=pytest.mark.exhaustive)], ids=["few", "many"]
)


def for_all(amount: int, examples: SearchStrategy[T], hold: Callable[[T], None]) -> None:
    """Run *hold* with so many *examples*, the same each time."""
    run = settings(
        max_examples=amount,
        derandomize=True,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )(given(examples)(lambda example: hold(example)))
    run()

"""Any sequence of edits, built and imported one after another, ends as a fresh import of the last build does."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.publish.updates.editing import Editing


def run(of: type[Editing], nothing: Path, *, examples: int, steps: int) -> None:
    """Play terms of a kind, each of them in a collection like *nothing*."""
    machine = type(of.__name__, (of,), {"empty_collection": nothing})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_term_of_edits_ends_as_a_fresh_import(nothing: Path) -> None:
    run(Editing, nothing, examples=5, steps=12)


@pytest.mark.parametrize(
    "examples", [pytest.param(10, marks=pytest.mark.slow), pytest.param(200, marks=pytest.mark.exhaustive)]
)
def test_many_long_terms_of_edits_end_as_a_fresh_import(nothing: Path, examples: int) -> None:
    run(Editing, nothing, examples=examples, steps=50)

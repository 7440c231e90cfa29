from pathlib import Path

import pytest

from quizgen.bank.bank import Bank
from quizgen.bank.load import load
from quizgen.bank.model import Selection
from quizgen.bank.select import chosen


@pytest.fixture
def bank(sample: Path) -> Bank:
    found, problems = load(sample)
    assert not problems
    assert found is not None
    return found


SELECTIONS = {
    "everything": ({}, 9),
    "a section": ({"sections": ("afterwards",)}, 4),
    "a passage": ({"passages": ("W1",)}, 1),
    "two kinds": ({"kinds": ("short", "order")}, 3),
    "a level": ({"levels": ("evaluate",)}, 1),
    "a text": ({"texts": ("well",)}, 9),
    "joining texts": ({"joining": True}, 0),
    "all but one": ({"exclude": ("council-vote",)}, 8),
    "a tag that no one has": ({"tags": ("core",)}, 0),
    "lines together": ({"kinds": ("short",), "sections": ("drought",)}, 1),
    "a limit": ({"limit": 3}, 3),
}


@pytest.mark.parametrize("name", SELECTIONS)
def test_a_selection_takes_what_meets_every_line(name: str, bank: Bank) -> None:
    lines, count = SELECTIONS[name]
    assert len(chosen(bank, Selection(**lines))) == count  # type: ignore[arg-type]


def test_an_explicit_list_keeps_its_order(bank: Bank) -> None:
    select = Selection(ids=("well-story", "wells-failed"))  # type: ignore[arg-type]
    assert [item.id for item in chosen(bank, select)] == ["well-story", "wells-failed"]


def test_a_limit_spreads_over_passages_and_kinds(bank: Bank) -> None:
    items = chosen(bank, Selection(limit=4))
    assert len({item.kind for item in items}) == 4
    assert len({item.at[0] for item in items}) >= 3

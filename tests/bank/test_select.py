import pytest

from quizgen.bank.bank import Bank
from quizgen.bank.model import Selection
from quizgen.bank.select import chosen, is_empty

ALL = (
    *("well-story", "who-did", "wells-failed", "map-clue", "council-vote", "why-refuse", "closed-why"),
    *("well-cost", "tested-water"),
)
"""The questions of the sample bank in reading order: of the drought the first seven, two of which go on afterwards."""

SELECTIONS: dict[str, tuple[dict[str, object], tuple[str, ...]]] = {
    "everything": ({}, ALL),
    "a section": ({"sections": ("afterwards",)}, ("well-story", "who-did", "well-cost", "tested-water")),
    "two sections": ({"sections": ("afterwards", "drought")}, ALL),
    "a passage": ({"passages": ("W1",)}, ("wells-failed",)),
    "two kinds": ({"kinds": ("short", "order")}, ("well-story", "wells-failed", "well-cost")),
    "a level": ({"levels": ("evaluate",)}, ("why-refuse",)),
    "a text": ({"texts": ("well",)}, ALL),
    "joining texts": ({"joining": True}, ()),
    "all but one": ({"exclude": ("council-vote",)}, tuple(name for name in ALL if name != "council-vote")),
    "a tag that no question has": ({"tags": ("core",)}, ()),
    "lines together": ({"kinds": ("short",), "sections": ("drought",)}, ("wells-failed",)),
    "a list, in its order": ({"ids": ("well-cost", "wells-failed")}, ("well-cost", "wells-failed")),
    "a list with a question that is not there": ({"ids": ("no-such", "wells-failed")}, ("wells-failed",)),
}


def ids(bank: Bank, lines: dict[str, object]) -> tuple[str, ...]:
    return tuple(item.id for item in chosen(bank, Selection(**lines)))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", SELECTIONS)
def test_a_selection_takes_what_meets_every_line(name: str, sample_bank: Bank) -> None:
    lines, expected = SELECTIONS[name]
    assert ids(sample_bank, lines) == expected
    assert is_empty(sample_bank, Selection(**lines)) == (not expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"limit": 3}, ("well-story", "wells-failed", "council-vote")),
        ({"limit": 4}, ("well-story", "who-did", "wells-failed", "council-vote")),
        ({"marks": 6}, ("well-story", "wells-failed", "council-vote")),
        ({"minutes": 5}, ("well-story", "wells-failed", "council-vote", "well-cost")),
        ({"minutes": 5, "limit": 2}, ("well-story", "wells-failed")),
        ({"limit": 99}, ALL),
    ],
)
def test_limits_spread_over_passages_and_kinds_and_keep_the_order(
    limits: dict[str, object], expected: tuple[str, ...], sample_bank: Bank
) -> None:
    assert ids(sample_bank, limits) == expected


def test_a_limit_counts_what_the_other_lines_leave(sample_bank: Bank) -> None:
    assert ids(sample_bank, {"kinds": ("short",), "limit": 1}) == ("wells-failed",)

import pytest

from quizgen.bank.bank import Bank
from quizgen.bank.model import Selection
from quizgen.bank.select import Drawing, chosen, drawn, is_empty

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


def drawn_ids(bank: Bank, lines: dict[str, object], **drawing: object) -> tuple[str, ...]:
    return tuple(item.id for item in drawn(bank, Selection(**lines), Drawing(**drawing)))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", SELECTIONS)
def test_a_worksheet_without_a_limit_takes_what_lies_whole_in_what_was_asked_for(name: str, sample_bank: Bank) -> None:
    lines, expected = SELECTIONS[name]
    joining = {"well-story", "who-did"} if lines.get("sections") == ("afterwards",) else set()
    assert drawn_ids(sample_bank, lines) == tuple(item for item in expected if item not in joining)


def test_a_list_is_taken_as_it_is(sample_bank: Bank) -> None:
    lines: dict[str, object] = {"ids": ("well-story", "wells-failed"), "sections": ("drought",)}
    assert drawn_ids(sample_bank, lines) == ("well-story", "wells-failed")


def test_a_limit_counts_what_the_other_lines_leave(sample_bank: Bank) -> None:
    assert drawn_ids(sample_bank, {"sections": ("drought",), "kinds": ("short",), "limit": 1}) == ("wells-failed",)


def test_what_is_drawn_stands_in_reading_order(sample_bank: Bank) -> None:
    for seed in range(20):
        names = drawn_ids(sample_bank, {"limit": 5}, seed=seed)
        assert len(names) == 5
        assert list(names) == sorted(names, key=ALL.index)


def test_what_is_left_out_is_left_out_under_a_limit_alone(sample_bank: Bank) -> None:
    assert "well-cost" not in drawn_ids(sample_bank, {"limit": 99}, without={"well-cost"})
    assert "well-cost" in drawn_ids(sample_bank, {}, without={"well-cost"})


def test_a_minute_is_a_minute_of_reading_too(sample_bank: Bank) -> None:
    at_once = drawn_ids(sample_bank, {"minutes": 12})
    after_reading = drawn_ids(sample_bank, {"minutes": 12}, reading=dict.fromkeys(sample_bank.passages, 120))
    assert 0 < len(after_reading) < len(at_once)

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.answering_time import answering_seconds
from quizgen.bank.bank import Bank
from quizgen.bank.format.schema import Id, Ref
from quizgen.bank.items import Item
from quizgen.bank.items.base import Distractor
from quizgen.bank.items.short import Short
from quizgen.bank.model import Selection
from quizgen.bank.select import Drawing, chosen, drawn, is_empty
from quizgen.text.inline import Prose
from tests.sheets import KINDS, PASSAGES, make_item, with_items

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


@st.composite
def banks(draw: st.DrawFn) -> Bank:
    """Questions of every kind on one or two passages of three sections, in any order."""
    sections = dict(zip(PASSAGES, ("a", "a", "b", "b", "c"), strict=True))
    items = [
        make_item(
            draw(st.sampled_from(KINDS)),
            number,
            draw(st.integers(0, 4)),
            tuple(draw(st.lists(st.sampled_from(PASSAGES), min_size=1, max_size=2, unique=True))),
        )
        for number in range(draw(st.integers(0, 16)))
    ]
    bank = with_items(*items)
    passages = {id_: replace(bank.passages[id_], section=Ref(section)) for id_, section in sections.items()}
    return replace(bank, passages=passages, text_of_section=dict.fromkeys("abc", "well"))


SOME_SECTIONS = st.lists(st.sampled_from([*map(Ref, "abc")]), max_size=3, unique=True).map(tuple)
SOME_PASSAGES = st.lists(st.sampled_from(PASSAGES), max_size=5, unique=True).map(tuple)
SELECTED = st.builds(
    Selection,
    sections=SOME_SECTIONS,
    passages=SOME_PASSAGES,
    limit=st.integers(0, 12),
    marks=st.integers(0, 30),
    minutes=st.integers(0, 40),
)
DRAWING = st.builds(
    Drawing,
    seed=st.integers(0, 99),
    choice=st.booleans(),
    without=st.sets(st.sampled_from([f"{kind}-{number}" for kind in KINDS for number in range(4)]), max_size=6),
    reading=st.dictionaries(st.sampled_from(PASSAGES), st.integers(0, 300)),
)


def cost(items: tuple[Item, ...], drawing: Drawing) -> tuple[int, int, int]:
    """Questions, marks and seconds of what is printed, each passage read once."""
    printed = [item.paper(choice=drawing.choice) for item in items]
    reading = sum(drawing.reading.get(passage, 0) for passage in {passage for item in items for passage in item.at})
    return len(items), sum(question.marks for question in printed), sum(map(answering_seconds, printed)) + reading


@given(banks(), SELECTED, DRAWING)
def test_whatever_is_selected_a_worksheet_stays_within_it(bank: Bank, select: Selection, drawing: Drawing) -> None:
    items = drawn(bank, select, drawing)
    limits = (select.limit, select.marks, select.minutes * 60)
    assert all(not most or amount <= most for amount, most in zip(cost(items, drawing), limits, strict=True))
    assert [item for item in bank.items.values() if item in items] == list(items)
    for item in items:
        assert not select.passages or set(item.at) <= set(select.passages)
        assert not select.sections or {bank.passages[passage].section for passage in item.at} <= set(select.sections)
        assert item.id not in drawing.without or not any(limits)
    assert drawn(bank, select, drawing) == items


@given(banks(), SOME_SECTIONS, st.integers(1, 12), st.integers(0, 99))
def test_a_number_of_questions_is_even_over_the_sections_and_over_what_joins_them(
    bank: Bank, sections: tuple[Ref, ...], limit: int, seed: int
) -> None:
    def turns(items: tuple[Item, ...]) -> Counter[str]:
        places = [{bank.passages[passage].section for passage in item.at} for item in items]
        return Counter(place.pop() if len(place) == 1 else "joint" for place in places)

    select = Selection(sections=sections)
    available = turns(drawn(bank, select, Drawing()))
    counts = turns(drawn(bank, replace(select, limit=limit), Drawing(seed=seed)))
    assert counts.total() == min(limit, available.total())
    assert all(counts[section] >= min(max(counts.values()) - 1, available[section]) for section in available)


def test_another_seed_draws_another_set_of_questions(sample_bank: Bank) -> None:
    assert len({drawn_ids(sample_bank, {"limit": 4}, seed=seed) for seed in range(20)}) > 10


def test_a_question_that_joins_sections_is_drawn_only_where_all_of_them_are_asked_for(sample_bank: Bank) -> None:
    joining = {"well-story", "who-did"}
    for seed in range(20):
        assert joining.isdisjoint(drawn_ids(sample_bank, {"sections": ("afterwards",), "limit": 3}, seed=seed))
        both = drawn_ids(sample_bank, {"sections": ("afterwards", "drought"), "limit": 3}, seed=seed)
        assert len(joining.intersection(both)) == 1  # in a turn of its own


def test_an_answer_printed_as_multiple_choice_takes_less_time() -> None:
    question = make_item("short", 0, 0, ("W1",))
    assert isinstance(question, Short)
    wrong = (Distractor(text=Prose("a wrong one"), reason=Prose("no")),)
    items = [replace(question, id=Id(f"short-{number}"), distractors=wrong, marks=3) for number in range(4)]
    bank, select = with_items(*items), Selection(minutes=3)
    assert len(drawn(bank, select, Drawing())) == 1
    assert len(drawn(bank, select, Drawing(choice=True))) == 3

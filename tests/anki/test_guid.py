"""Identities: the same for ever, and apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.anki import guid as module
from quizgen.anki.guid import deck_id, distinct_ids, guid

PART = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


def test_guids_are_as_published() -> None:
    # A change here forks the notes of every student.
    assert guid("terror", "peluso-sentence", "", "short") == "JHuDwbqpfGW"
    assert guid("terror", "hungary-who", "kun", "pair") == "EhECdShwBhN"
    assert distinct_ids(["JHuDwbqpfGW"]) == {"JHuDwbqpfGW": 1_007_879_199_151}
    assert deck_id("History::Terror") == 1_147_133_855_429


@given(PART, PART, PART, PART)
def test_a_guid_is_short_and_plain(bank: str, item: str, part: str, notetype: str) -> None:
    made = guid(bank, item, part, notetype)
    assert len(made) == 11
    assert made.isascii()
    assert made.isalnum()


@given(st.tuples(PART, PART, PART, PART), st.tuples(PART, PART, PART, PART))
def test_other_parts_make_another_guid(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert (guid(*one) == guid(*other)) == (one == other)


@given(st.sets(PART, max_size=30))
def test_ids_are_apart_in_the_past_and_no_matter_in_which_order(keys: set[str]) -> None:
    ids = distinct_ids(keys)
    assert len(set(ids.values())) == len(keys)
    assert all(10**12 <= each < 1_300_000_000_000 for each in ids.values())
    assert distinct_ids(sorted(keys, reverse=True)) == ids


def test_where_ids_meet_the_later_key_steps_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SPAN", 1)
    assert distinct_ids(["c", "a", "b"]) == {"a": 10**12, "b": 10**12 + 1, "c": 10**12 + 2}

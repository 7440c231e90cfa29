"""Identities: the same for ever, and apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.anki import guid as module
from quizgen.anki.guid import deck_id, distinct_ids, guid
from quizgen.bank.note_name import NoteName
from tests.bank.test_note_name import NAMES

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


def test_guids_are_as_published() -> None:
    # A change here forks the notes of every student.
    assert guid("terror", NoteName.parse("peluso-sentence/short")) == "JHuDwbqpfGW"
    assert guid("terror", NoteName.parse("hungary-who/pair/kun")) == "EhECdShwBhN"
    assert guid("terror", NoteName.parse("person:kun/entry")) == "9Qm2nZv7YM8"
    assert distinct_ids(["JHuDwbqpfGW"]) == {"JHuDwbqpfGW": 1_007_879_199_151}
    assert deck_id("History::Terror") == 1_147_133_855_429


@given(WORDS, NAMES)
def test_a_guid_is_short_and_plain(bank: str, name: NoteName) -> None:
    note_guid = guid(bank, name)
    assert len(note_guid) == 11
    assert note_guid.isascii()
    assert note_guid.isalnum()


@given(st.tuples(WORDS, NAMES), st.tuples(WORDS, NAMES))
def test_another_bank_or_name_makes_another_guid(note: tuple[str, NoteName], other: tuple[str, NoteName]) -> None:
    assert (guid(*note) == guid(*other)) == (note == other)


@given(st.sets(WORDS, max_size=30))
def test_ids_are_apart_in_the_past_and_no_matter_in_which_order(keys: set[str]) -> None:
    ids = distinct_ids(keys)
    assert len(set(ids.values())) == len(keys)
    assert all(10**12 <= id_ < 1_300_000_000_000 for id_ in ids.values())
    assert distinct_ids(sorted(keys, reverse=True)) == ids


def test_where_ids_meet_the_later_key_steps_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SPAN", 1)
    assert distinct_ids(["c", "a", "b"]) == {"a": 10**12, "b": 10**12 + 1, "c": 10**12 + 2}

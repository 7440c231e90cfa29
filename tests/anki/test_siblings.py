"""Cards of one item stand apart among the new cards of a deck."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.anki.siblings import APART, Places, goal, spread


def gaps(places: Places) -> list[int]:
    return [after - before for of_item in places for before, after in pairwise(of_item)]


@given(st.lists(st.integers(1, 6), max_size=120))
def test_every_card_has_a_place_of_its_own(counts: list[int]) -> None:
    places = spread(counts)
    assert [len(of_item) for of_item in places] == counts
    assert sorted(place for of_item in places for place in of_item) == list(range(sum(counts)))
    assert all(list(of_item) == sorted(of_item) for of_item in places)


@given(st.integers(2, 5).flatmap(lambda most: st.lists(st.integers(1, most), min_size=16 * most, max_size=200)))
def test_in_a_deck_of_many_items_cards_of_one_are_fifteen_apart(counts: list[int]) -> None:
    assert min(gaps(spread(counts)), default=APART) >= APART


@given(st.integers(0, 60), st.integers(2, 12), st.integers(0, 60))
def test_the_cards_of_a_single_item_are_as_far_apart_as_they_can_be(before: int, count: int, after: int) -> None:
    places = spread([*[1] * before, count, *[1] * after])
    assert min(gaps(places)) >= goal(count, before + count + after)


@given(st.integers(1, 40), st.integers(2, 5))
def test_items_with_as_many_cards_take_turns(items: int, count: int) -> None:
    places = spread([count] * items)
    assert min(gaps(places)) >= min(APART, items)


@given(st.lists(st.just(1), max_size=50))
def test_single_cards_come_in_the_order_of_the_bank(counts: list[int]) -> None:
    assert spread(counts) == [(place,) for place in range(len(counts))]


@pytest.mark.parametrize("counts", [[2] * 5000, [1, 2] * 5000, [1, 1, 1, 3] * 1000])
def test_first_cards_of_a_large_deck_come_nearly_in_the_order_of_the_bank(counts: list[int]) -> None:
    firsts = [of_item[0] for of_item in spread(counts)]
    assert sum(after < before for before, after in pairwise(firsts)) < 30

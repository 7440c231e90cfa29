"""Orders of versions: Latin squares, as far as nothing is refused."""

from itertools import combinations
from string import ascii_uppercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.worksheet.form.orders import Orders

SEEDS = st.integers(0, 10**6)


def drawn(seed: int, count: int, versions: int, *, right: bool = False, moved: bool = False) -> list[tuple[int, ...]]:
    """The orders of *count* things in so many versions; with *right*, that from 0 upwards is refused."""
    orders = Orders(seed)
    straight = tuple(range(count))
    printed = []
    for letter in ascii_uppercase[:versions]:
        orders.begin(letter, 0)
        if moved:
            printed.append(orders.moved("things", straight, name=str))
        else:
            order = orders.of("things")
            printed.append(order(straight, name=str, refused=lambda things: right and things == straight))
        orders.accept()
    return printed


def same_places(first: tuple[int, ...], second: tuple[int, ...]) -> int:
    return sum(a == b for a, b in zip(first, second, strict=True))


@given(seed=SEEDS, count=st.integers(1, 12), moved=st.booleans())
def test_nothing_has_a_place_twice_in_as_many_versions_as_there_are_things(seed: int, count: int, moved: bool) -> None:
    printed = drawn(seed, count, min(26, 2 * count), moved=moved)
    for block in (printed[:count], printed[count:]):
        assert all(same_places(first, second) == 0 for first, second in combinations(block, 2))
    assert all(sorted(order) == [*range(count)] for order in printed)


@given(seed=SEEDS, count=st.integers(2, 9))
@settings(max_examples=40)
def test_what_is_refused_is_never_printed(seed: int, count: int) -> None:
    printed = drawn(seed, count, 26, right=True)
    assert tuple(range(count)) not in printed
    # All but the last order of a square can be completed otherwise.
    assert all(same_places(first, second) == 0 for first, second in combinations(printed[: count - 1], 2))


@given(seed=SEEDS, count=st.integers(0, 9))
def test_the_first_version_keeps_the_curators_order_and_the_same_seed_gives_the_same(seed: int, count: int) -> None:
    printed = drawn(seed, count, 5, moved=True)
    assert printed[0] == tuple(range(count))
    assert printed == drawn(seed, count, 5, moved=True)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_few_things_have_orders_for_all_versions(count: int) -> None:
    for seed in range(10):
        printed = drawn(seed, count, 26)
        assert len(printed) == 26
        assert len(set(printed)) == (1, 2, 6)[count - 1]


@given(seed=SEEDS)
def test_things_of_one_name_are_told_apart(seed: int) -> None:
    orders = Orders(seed)
    printed = []
    for letter in "ABC":
        orders.begin(letter, 0)
        printed.append(orders.of("things")(("a", "a", "b"), name=str))
        orders.accept()
    assert sorted(order.index("b") for order in printed) == [0, 1, 2]


@given(seed=SEEDS, count=st.integers(3, 5), attempts=st.integers(0, 25))
@settings(max_examples=20)
def test_what_was_tried_and_not_accepted_binds_nothing_and_any_attempt_has_an_order(
    seed: int, count: int, attempts: int
) -> None:
    orders = Orders(seed)
    for letter in ascii_uppercase[: 2 * count]:
        for attempt in range(attempts + 1):
            orders.begin(letter, attempt)
            order = orders.of("things")(range(count), name=str)
        assert sorted(order) == [*range(count)]
        orders.accept()


@given(seed=SEEDS)
@settings(max_examples=20)
def test_every_order_of_a_first_version_is_possible(seed: int) -> None:
    assert len({drawn(seed * 1000 + n, 3, 1)[0] for n in range(80)}) == 6

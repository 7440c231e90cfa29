"""Versions of whole worksheets: what neighbours in class see at one number."""

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.bank import Bank
from quizgen.bank.paper import Style
from quizgen.worksheet.form.model import Choose, Form, QuestionBlock
from tests.sheets import KINDS, PASSAGES, forms, make_item, with_items

BANKS = st.builds(
    lambda seed, count, kinds: random_bank(Random(seed), count, kinds),
    st.integers(0, 10**6),
    st.integers(2, 16),
    st.lists(st.sampled_from(KINDS), min_size=1, max_size=4),
)
"""Banks of a few kinds, so that blocks and groups are not all of one question."""


def random_bank(random: Random, count: int, kinds: list[str]) -> Bank:
    passages = [tuple(random.sample(PASSAGES, random.choice((1, 1, 1, 2)))) for _ in range(count)]
    items = (make_item(random.choice(kinds), n, random.choice((0, 1, 2)), at) for n, at in enumerate(passages))
    # Two questions at least can change places.
    return with_items(*items, *(make_item("short", count + n, 0, ("W1",)) for n in range(4)))


def numbers(form: Form, block: QuestionBlock) -> dict[str, int]:
    (part,) = (part for part in form.parts if part.block is block)
    return {question.item: question.number for group in part.groups for question in group.questions}


@given(bank=BANKS, seed=st.integers(0, 1000))
@settings(max_examples=25)
def test_in_a_test_no_question_of_a_block_of_four_keeps_its_number(bank: Bank, seed: int) -> None:
    versions = forms(bank, style=Style.TEST, versions=4, seed=seed)
    for block in (part.block for part in versions[0].parts if part.block is not QuestionBlock.COPIED):
        printed = [numbers(form, block) for form in versions]
        assert len({frozenset(places.values()) for places in printed}) == 1
        if len(printed[0]) >= 4:
            for first, second in combinations(printed, 2):
                assert not first.items() & second.items()


@given(bank=BANKS, seed=st.integers(0, 1000), style=st.sampled_from(Style))
@settings(max_examples=25)
def test_a_key_letter_is_another_in_each_of_as_many_versions_as_there_are_options(
    bank: Bank, seed: int, style: Style
) -> None:
    versions = forms(bank, style=style, versions=4, seed=seed)
    bodies: dict[str, list[Choose]] = {}
    for question in (question for form in versions for question in form.questions):
        if isinstance(question.body, Choose):
            bodies.setdefault(question.item, []).append(question.body)
    for printed in bodies.values():
        for key in (option.text for option in printed[0].keys):
            letters = [next(option.letter for option in body.options if option.text == key) for body in printed]
            distinct = letters[: len(printed[0].options)]
            assert len({*distinct}) == len(distinct)


@given(bank=BANKS, seed=st.integers(0, 1000), style=st.sampled_from([Style.QUESTIONS, Style.READING]))
@settings(max_examples=25)
def test_a_passage_is_printed_once_before_all_that_is_asked_of_it(bank: Bank, seed: int, style: Style) -> None:
    for form in forms(bank, style=style, versions=4, seed=seed):
        printed: list[str] = []
        for group in form.groups:
            printed += group.printed
            assert {passage for question in group.questions for passage in question.at} <= {*printed}
        assert len({*printed}) == len(printed)


@given(bank=BANKS, seed=st.integers(0, 1000), style=st.sampled_from(Style))
@settings(max_examples=25)
def test_questions_stay_with_their_group_and_groups_with_their_part(bank: Bank, seed: int, style: Style) -> None:
    first, *others = forms(bank, style=style, versions=4, seed=seed, section_titles=seed % 2 == 0)

    def together(form: Form) -> list[set[frozenset[str]]]:
        return [
            {frozenset(question.item for question in group.questions) for group in part.groups} for part in form.parts
        ]

    assert all(together(other) == together(first) for other in others)
    assert all(
        [question.number for question in form.questions] == [*range(1, len(first.questions) + 1)] for form in others
    )


def test_passages_of_a_section_change_places() -> None:
    bank = with_items(*(make_item("short", n, 0, (passage,)) for n, passage in enumerate(("W1", "W2", "W4"))))
    orders = [[group.passages[0].passage for group in form.groups] for form in forms(bank, versions=3)]
    assert orders[0] == ["W1", "W2", "W4"]
    for place in zip(*orders, strict=True):
        assert sorted(place) == ["W1", "W2", "W4"]


@pytest.mark.parametrize("style", Style)
def test_a_worksheet_has_its_versions_whatever_its_number(style: Style) -> None:
    versions = forms(style=style, versions=26)
    assert len({form.parts for form in versions}) == 26
    assert versions[:4] == tuple(replace(form, versions=26) for form in forms(style=style, versions=4))

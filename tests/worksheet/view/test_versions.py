"""What a key says of versions beside each other, held against the forms themselves."""

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.bank import Bank
from quizgen.bank.paper import Style
from quizgen.languages.labels import labels
from quizgen.worksheet.form.model import Choose, Form, Join, Judge
from quizgen.worksheet.view.answers import brief
from quizgen.worksheet.view.versions import at_a_glance, shared, strip_rows
from tests.sheets import forms, make_item, with_items
from tests.worksheet.form.test_versions import BANKS

ENGLISH = labels("en")
VERSIONS = {"versions": st.integers(2, 5), "seed": st.integers(0, 1000), "style": st.sampled_from(Style)}


def numbers(form: Form) -> set[tuple[int, str]]:
    return {(question.number, question.item) for question in form.questions}


def told(printed: tuple[Form, ...]) -> tuple[dict[frozenset[str], set[int]], set[str]]:
    """The numbers that each two versions share, and the codes of the options that do not move, as told."""
    pairs = {frozenset(pair): set[int]() for pair in combinations([form.version for form in printed], 2)}
    codes = set[str]()
    for sentence in shared(printed, ENGLISH):
        listed = {int(number) for number in re.findall(r"\b\d+\b", sentence)}
        if sentence.startswith("In all versions the same question"):
            for pair in pairs:
                pairs[pair] |= listed
        elif match := re.match(r"Versions (\w) and (\w) have", sentence):
            pairs[frozenset(match.groups())] |= listed
        else:
            assert sentence.startswith("Options in the same order in all versions: ")
            codes = {*sentence.partition(": ")[2].rstrip(".").split(", ")}
    return pairs, codes


@given(bank=BANKS, **VERSIONS)
@settings(max_examples=30)
def test_what_versions_share_is_told_and_nothing_else(bank: Bank, versions: int, seed: int, style: Style) -> None:
    printed = forms(bank, style=style, versions=versions, seed=seed)
    pairs, codes = told(printed)
    by_letter = {form.version: numbers(form) for form in printed}
    for pair, same in pairs.items():
        first, second = (by_letter[letter] for letter in pair)
        assert same == {number for number, _ in first & second}
    options: dict[str, set[tuple[str, ...]]] = {}
    for question in (question for form in printed for question in form.questions):
        if isinstance(question.body, Choose):
            texts = tuple(option.text for option in question.body.options)
            options.setdefault(question.code, set()).add(texts)
    assert codes == {code for code, orders in options.items() if len(orders) == 1}


def test_of_many_versions_it_is_told_how_many_share_and_which_share_most() -> None:
    printed = forms(style=Style.TEST, versions=26)
    numbered = [numbers(form) for form in printed]
    everywhere = set.intersection(*numbered)
    shares = [len((first & second) - everywhere) for first, second in combinations(numbered, 2)]
    (sentence,) = (sentence for sentence in shared(printed, ENGLISH) if "pairs" in sentence)
    assert sentence.startswith(f"{sum(map(bool, shares))} of 325 pairs")
    assert sentence.count(",") + 1 == max(shares)


def test_one_version_shares_nothing() -> None:
    assert [*shared(forms(), ENGLISH)] == []
    assert at_a_glance(forms(), ENGLISH) == ()


@given(bank=BANKS, **VERSIONS)
@settings(max_examples=30)
def test_the_keys_at_a_glance_are_those_of_each_versions_sheet(
    bank: Bank, versions: int, seed: int, style: Style
) -> None:
    printed = forms(bank, style=style, versions=versions, seed=seed)
    (table,) = at_a_glance(printed, ENGLISH)
    assert table.versions == tuple(form.version for form in printed)
    for column, form in enumerate(printed):
        keys = {row.number: row.keys[column] for row in table.rows}
        assert keys == {question.number: brief(question.body, ENGLISH) or question.code for question in form.questions}


@pytest.mark.parametrize(
    ("versions", "tables"), [(2, ["AB"]), (6, ["ABCDEF"]), (7, ["ABCDEF", "G"]), (13, ["ABCDEF", "GHIJKL", "M"])]
)
def test_the_keys_of_many_versions_are_set_below_each_other(versions: int, tables: list[str]) -> None:
    assert ["".join(table.versions) for table in at_a_glance(forms(versions=versions), ENGLISH)] == tables


@given(bank=BANKS, **VERSIONS)
@settings(max_examples=30)
def test_a_strip_has_all_that_any_version_asks_one_to_tick(bank: Bank, versions: int, seed: int, style: Style) -> None:
    printed = forms(bank, style=style, versions=versions, seed=seed)
    rows = {row.number: {*row.choices} for row in strip_rows(printed, ENGLISH)}
    asked: dict[str, set[str]] = {}
    joins = {question.number for form in printed for question in form.questions if isinstance(question.body, Join)}
    for question in (question for form in printed for question in form.questions):
        first = f"{question.number}.1" if question.number in joins else str(question.number)
        match question.body:
            case Choose(options=options):
                asked.setdefault(first, set()).update(option.letter for option in options)
            case Judge():
                asked.setdefault(first, set()).update((ENGLISH.yes, ENGLISH.no))
            case Join(left=left, right=right):
                for side in left:
                    asked.setdefault(f"{question.number}.{side.number}", set()).update(
                        option.letter for option in right
                    )
    assert rows == asked


def test_a_strip_of_versions_that_ask_other_kinds_at_a_number_serves_both() -> None:
    bank = with_items(make_item("choice", 1, 0, ("W1",)), make_item("truefalse", 2, 0, ("W1",)))
    rows = [row.choices for row in strip_rows(forms(bank, versions=2), ENGLISH)]
    assert {frozenset(row) for row in rows} == {frozenset("ABC") | {"True", "False"}}

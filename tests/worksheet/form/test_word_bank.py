"""Words to spare: of the sort of an answer, and never right."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.items.blocks import Gap, Gaps
from quizgen.text.inline import Prose, plain
from quizgen.worksheet.form.model import Fill
from quizgen.worksheet.form.word_bank import word_bank
from tests.sheets import forms, lindenau, make_item

SORTS = {
    "year": ("1866", "1921", "1923", "1954", "2001"),
    "number": ("4", "7", "312", "9", "eleven", "two"),
    "ordinal": ("6th", "20th", "third"),
    "name": ("Lindenau", "Marta", "Halm"),
    "name of several words": ("Marta Brandt", "Josef Halm"),
    "word": ("timber", "dig", "market"),
    "phrase": ("the well", "a map", "the brook"),
}
SORT_OF = {word: sort for sort, words in SORTS.items() for word in words}
words = st.sampled_from(sorted(SORT_OF))


def gaps(*texts: str, accept: tuple[str, ...] = ()) -> Gaps:
    return Gaps(pieces=tuple(Gap(number=n, text=Prose(text), accept=accept) for n, text in enumerate(texts, start=1)))


@given(
    hidden=st.lists(words, min_size=1, max_size=4),
    accept=st.lists(words, max_size=2),
    others=st.lists(words),
    seed=st.integers(),
)
def test_a_spare_word_has_the_sort_of_an_answer_and_is_never_right(
    hidden: list[str], accept: list[str], others: list[str], seed: int
) -> None:
    block = gaps(*hidden, accept=tuple(accept))
    bank = word_bank(block, gaps(*others).gaps, seed)
    spare = {*map(plain, bank)} - {*hidden}
    assert {*hidden} <= {*map(plain, bank)}
    assert len(bank) == len({*bank})
    assert len(spare) <= 2
    assert not {word.casefold() for word in spare} & {word.casefold() for word in (*hidden, *accept)}
    assert {SORT_OF[word] for word in spare} <= {SORT_OF[word] for word in hidden}
    fitting = {word for word in others if SORT_OF[word] in {SORT_OF[one] for one in hidden}} - {*hidden, *accept}
    assert len(spare) == min(2, len(fitting))


@given(hidden=st.lists(words, min_size=1, max_size=4), others=st.lists(words), seed=st.integers())
def test_the_order_of_a_word_bank_tells_nothing(hidden: list[str], others: list[str], seed: int) -> None:
    bank = word_bank(gaps(*hidden), gaps(*others).gaps, seed)
    assert bank == word_bank(gaps(*reversed(hidden)), gaps(*reversed(others)).gaps, seed)
    years = [plain(word) for word in bank if SORT_OF[word] == "year"]
    assert years == sorted(years)
    assert years == [plain(word) for word in bank[: len(years)]]


def test_what_is_right_by_another_spelling_or_by_an_accepted_form_is_not_to_spare() -> None:
    block = gaps("the well", accept=("a well",))
    others = gaps("A well", "the Well", "*the well*", "a map").gaps
    assert word_bank(block, others, 1) == ("a map", "the well")
    assert word_bank(gaps("12", accept=("about a dozen", "14")), gaps("twelve", "fourteen", "13").gaps, 1) == (
        "12",
        "13",
    )
    assert word_bank(gaps("sixth"), gaps("6th", "7th").gaps, 1) == ("7th", "sixth")


@pytest.mark.parametrize("sort", SORTS)
def test_a_bank_of_one_sort_offers_that_sort(sort: str) -> None:
    answer, *others = SORTS[sort]
    bank = word_bank(gaps(answer), gaps(*SORT_OF).gaps, 1)
    assert len(bank) == 1 + min(2, len(others))
    assert {*bank} <= {*SORTS[sort]}


def test_words_to_spare_come_from_other_gaps_of_the_bank_and_are_the_same_in_all_versions() -> None:
    bank = lindenau()
    items = {**bank.items, "cloze-9": make_item("cloze", 9, 0, ("W1",))}
    item = replace(items["cloze-9"], text=Prose("In {1|eleven} days they {2|dug}."))  # type: ignore[call-arg]
    bank = replace(bank, items={**items, "cloze-9": item})
    banks = set()
    for form in forms(bank, word_bank=True, versions=3, select={"ids": ("council-vote", "map-clue")}):
        banks |= {question.body.words for question in form.questions if isinstance(question.body, Fill)}
    assert banks == {("eleven", "four", "seven", "dig", "dug")} or banks == {("four", "seven", "eleven", "dig", "dug")}

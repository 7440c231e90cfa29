"""What each kind of question makes of itself: its answers, its cards, its paper."""

from dataclasses import replace

import pytest

from quizgen.bank.format.context import Context
from quizgen.bank.format.parser import parse
from quizgen.bank.format.readers import read
from quizgen.bank.items import KINDS, Item
from quizgen.bank.items.blocks import Gap, Gaps, Lines, Options, Pairs, Sequence, Verdict
from quizgen.bank.model import File
from quizgen.base.problem import Problem
from quizgen.text.inline import Prose


def item(text: str) -> Item:
    problems: list[Problem] = []
    lines = "\n    ".join(["at: P1", *text.strip().splitlines()[1:]])
    tree = parse(f"questions:\n  - {text.strip().splitlines()[0]}\n    {lines}\n", "f", problems)
    assert tree is not None
    file = read(File, Context(tree, problems))
    assert not problems
    assert file is not None
    (question,) = file.questions
    return question


SHORT = item(
    "short: s\nask: Who?\nanswer: a miller\naccept: [the miller]\ntyped: yes\n"
    "distractors:\n  a king: No.\n  a monk: No."
)
CHOICE = item("choice: c\nask: Which two?\nanswer: [a, b]\ndistractors:\n  c: No.\n  d: No.")
FALSE = item("truefalse: t\nclaim: He stayed.\nverdict: no\ncorrection: He left.")
CLOZE = item(
    "cloze: z\ntext: 'Born in {1|1890|year} \\{sic\\} at {2|Ulm}, {1|in Swabia}.'\naccept:\n  2: [the town of Ulm]"
)
MATCH = item("match: m\nask: Match.\npairs:\n  a: {left: A, right: x}\n  b: {left: B, right: y}\nsurplus: [z]")
ORDER = item("order: o\nask: Order.\nsteps:\n  - {text: one, when: '1901'}\n  - two\n  - three")
EVIDENCE = item("evidence: e\nask: Which words?\nanswer: These.\nfacts: [x]")
DISCUSS = item("discuss: d\nask: Why?\npoints: [one, two]")
ALL = (SHORT, CHOICE, FALSE, CLOZE, MATCH, ORDER, EVIDENCE, DISCUSS)


def test_there_is_a_sample_of_every_kind() -> None:
    assert {type(question) for question in ALL} == set(KINDS)


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.kind)
def test_every_kind_has_a_prompt_an_answer_and_a_paper(question: Item) -> None:
    assert question.prompt
    assert all(question.answers)
    assert question.paper().marks > 0


def test_a_short_answer_is_lines_or_on_demand_options() -> None:
    assert SHORT.paper().block == Lines(answer=SHORT.answers[0], accept=("the miller",), typed=True)
    block = SHORT.paper(choice=True).block
    assert isinstance(block, Options)
    assert [(option.text, option.key) for option in block.options] == [
        ("a miller", True),
        ("a king", False),
        ("a monk", False),
    ]


def test_as_multiple_choice_no_option_stands_out_by_a_kernel_in_bold() -> None:
    short = item(
        "short: s\nask: What?\nanswer: he **refused** it\ndistractors:\n  he *took* it: No.\n  a **king**: No."
    )
    block = short.paper(choice=True).block
    assert isinstance(block, Options)
    assert [option.text for option in block.options] == ["he refused it", "he *took* it", "a king"]
    assert short.paper().block == Lines(answer=Prose("he **refused** it"))


def test_a_choice_of_several_keys_is_worth_a_mark_a_key() -> None:
    question = CHOICE.paper()
    assert isinstance(question.block, Options)
    assert question.block.several
    assert question.marks == 2


def test_a_false_claim_carries_its_correction() -> None:
    assert FALSE.cards()[0].block == Verdict(true=False, correction=FALSE.answers[1])


def test_a_cloze_keeps_numbers_hints_and_braces() -> None:
    block = CLOZE.cards()[0].block
    assert isinstance(block, Gaps)
    assert block.pieces == (
        "Born in ",
        Gap(number=1, text=CLOZE.answers[0], hint="year"),
        " {sic} at ",
        Gap(number=2, text=CLOZE.answers[1], accept=("the town of Ulm",)),
        ", ",
        Gap(number=1, text=CLOZE.answers[2]),
        ".",
    )
    assert CLOZE.prompt == "Born in […] {sic} at […], […]."


def test_a_match_makes_one_question_and_a_card_a_pair_where_that_is_wanted() -> None:
    assert MATCH.cards() == ()
    cards = replace(MATCH, cards_wanted=True).cards()
    assert [card.part for card in cards] == ["a", "b"]
    assert [card.block.focus for card in cards if isinstance(card.block, Pairs)] == ["a", "b"]
    paper = MATCH.paper().block
    assert isinstance(paper, Pairs)
    assert (paper.focus, paper.surplus) == ("", ("z",))


def test_an_order_keeps_its_dates() -> None:
    block = ORDER.paper().block
    assert isinstance(block, Sequence)
    assert [(step.text, step.when) for step in block.steps] == [("one", "1901"), ("two", ""), ("three", "")]


def test_evidence_and_discussion_are_for_paper_only() -> None:
    assert EVIDENCE.cards() == DISCUSS.cards() == ()


def test_points_of_a_discussion_are_worth_two_marks_each() -> None:
    assert DISCUSS.paper().marks == 4


def test_dates_are_sorted_and_locked() -> None:
    dates = (
        item("choice: c\nask: When?\nanswer: May 1938\ndistractors:\n  3 May 1937: No.\n  June 1936: No.").paper().block
    )
    assert isinstance(dates, Options)
    assert dates.locked
    assert [option.text for option in dates.options] == ["June 1936", "3 May 1937", "May 1938"]


def test_what_ranks_alike_is_sorted_by_its_words_and_not_by_what_is_right() -> None:
    block = item('choice: c\nask: How many?\nanswer: over 300\ndistractors:\n  "300": No.\n  "7": No.').paper().block
    assert isinstance(block, Options)
    assert [option.text for option in block.options] == ["7", "300", "over 300"]


def test_a_written_order_is_locked() -> None:
    block = item("choice: c\nask: W?\nanswer: b\ndistractors:\n  a: No.\norder: [b, a]").paper().block
    assert isinstance(block, Options)
    assert (block.locked, [option.text for option in block.options]) == (True, ["b", "a"])

import pytest

from quizgen.bank.items.blocks import Gap, Gaps, Lines, Option, Options, Pair, Pairs, Sequence, Step, Verdict
from quizgen.text.inline import Prose
from quizgen.worksheet.form.bodies import arrangements, body
from quizgen.worksheet.form.model import Arrange, Choose, Fill, Join, Judge, Reply
from quizgen.worksheet.form.orders import Ordering, Orders

OPTIONS = tuple(Option(text=Prose(text), key=text == "key", reason=Prose(f"not {text}")) for text in ("key", "b", "c"))
PAIRS = tuple(Pair(id=side, left=Prose(side), right=Prose(side.upper())) for side in "xyz")
STEPS = tuple(Step(text=Prose(text), when=text) for text in ("first", "second", "third"))


def order(seed: int = 1) -> Ordering:
    """The orders of one question in version A of a worksheet with this seed."""
    orders = Orders(seed)
    orders.begin("A", 0)
    return orders.of("question")


@pytest.mark.parametrize("seed", range(20))
def test_options_move_and_their_letters_do_not(seed: int) -> None:
    question = body(Options(options=OPTIONS), 1, order(seed))
    assert isinstance(question, Choose)
    assert [option.letter for option in question.options] == ["A", "B", "C"]
    assert {option.text for option in question.options} == {"key", "b", "c"}
    assert [option.text for option in question.keys] == ["key"]


def test_there_is_a_letter_for_every_option() -> None:
    options = tuple(Option(text=Prose(f"option {n}"), key=n == 25) for n in range(26))
    question = body(Options(options=options, locked=True), 1, order())
    assert isinstance(question, Choose)
    assert [option.letter for option in question.options][23:] == ["X", "Y", "Z"]
    assert [option.letter for option in question.keys] == ["Z"]


def test_a_locked_order_stays() -> None:
    for seed in range(20):
        question = body(Options(options=OPTIONS, locked=True), 1, order(seed))
        assert isinstance(question, Choose)
        assert [option.text for option in question.options] == ["key", "b", "c"]


@pytest.mark.parametrize("seed", range(20))
def test_a_printed_ordering_is_never_already_right(seed: int) -> None:
    question = body(Sequence(steps=STEPS), 3, order(seed))
    assert isinstance(question, Arrange)
    assert [event.rank for event in question.events] != [1, 2, 3]
    assert [event.letter for event in question.events] == ["a", "b", "c"]
    assert [event.text for event in question.ordered] == ["first", "second", "third"]


@pytest.mark.parametrize("seed", range(20))
def test_matching_has_its_surplus_among_the_others_and_never_lies_straight_across(seed: int) -> None:
    question = body(Pairs(pairs=PAIRS, surplus=(Prose("Q"),)), 3, order(seed))
    assert isinstance(question, Join)
    letters = {option.letter: option.text for option in question.right}
    assert all(letters[side.letter] == side.text.upper() for side in question.left)
    assert [option.text for option in question.right if not option.key] == ["Q"]
    assert [side.letter for side in question.left] != ["A", "B", "C"]


def test_gaps_are_numbered_in_reading_order_whatever_their_number_on_a_card() -> None:
    pieces = (Prose("In "), Gap(number=2, text=Prose("1921")), Prose(" and "), Gap(number=2, text=Prose("1923")))
    question = body(Gaps(pieces=pieces), 2, order())
    assert isinstance(question, Fill)
    assert [(blank.number, blank.text) for blank in question.blanks] == [(1, "1921"), (2, "1923")]
    assert question.words == ()


def test_a_word_bank_is_printed_as_it_is_given() -> None:
    words = (Prose("1866"), Prose("timber"))
    question = body(Gaps(pieces=(Gap(number=1, text=Prose("1866")),)), 1, order(), words)
    assert isinstance(question, Fill)
    assert question.words == words


@pytest.mark.parametrize(
    ("lines", "marks", "ruled"),
    [
        (Lines(answer=Prose("mud")), 1, 1),
        (Lines(answer=Prose("mud")), 3, 5),
        (Lines(answer=Prose("a long answer " * 10)), 1, 3),
        (Lines(answer=Prose("words"), copied=True), 2, 3),
        (Lines(answer=Prose(""), points=(Prose("a"), Prose("b"))), 4, 8),
        (Lines(answer=Prose(""), points=(Prose("a"),)), 6, 12),
        (Lines(answer=Prose(""), points=(Prose("a"),)), 40, 12),
        (Lines(answer=Prose(""), points=(Prose("a"),), lines=30), 4, 30),
    ],
)
def test_room_grows_with_marks_and_with_the_model_answer(lines: Lines, marks: int, ruled: int) -> None:
    question = body(lines, marks, order())
    assert isinstance(question, Reply)
    assert question.lines == ruled


def test_a_true_statement_has_the_same_lines_as_a_false_one() -> None:
    true = body(Verdict(true=True), 2, order())
    false = body(Verdict(true=False, correction=Prose("no")), 2, order())
    assert isinstance(true, Judge)
    assert isinstance(false, Judge)
    assert true.lines == false.lines


@pytest.mark.parametrize(
    ("block", "count"),
    [
        (Options(options=OPTIONS), 6),
        (Options(options=OPTIONS, locked=True), 1),
        (Sequence(steps=STEPS), 5),
        (Pairs(pairs=PAIRS), 5),
        (Pairs(pairs=PAIRS, surplus=(Prose("Q"),)), 23),
        (Lines(answer=Prose("mud")), 1),
    ],
)
def test_arrangements_are_counted(block: Options | Sequence | Pairs | Lines, count: int) -> None:
    assert arrangements(block) == count
    assert len({body(block, 1, order(seed)) for seed in range(400)}) == count

"""Amounts: what is too much is told at its place, with the limit, and before any time is spent on it."""

from collections.abc import Iterable

import pytest

from quizgen.bank.load import load
from tests.conftest import ITEM, Write

SHEET = "worksheets:\n  sheet:\n    title: A sheet\n"


def question(kind: str, *lines: str) -> str:
    return "".join([f"  - {kind}: q\n    at: T1\n", *(f"    {line}\n" for line in lines)])


def block(key: str, entries: Iterable[str]) -> tuple[str, ...]:
    return (f"{key}:", *(f"  {entry}" for entry in entries))


def choice(keys: int, wrong: int) -> str:
    return question(
        "choice",
        "ask: Which?",
        f"answer: [{', '.join(f'k{number}' for number in range(keys))}]",
        *block("distractors", (f"d{number}: No." for number in range(wrong))),
    )


def short(wrong: int) -> str:
    return question(
        "short", "ask: Which?", "answer: k", *block("distractors", (f"d{number}: No." for number in range(wrong)))
    )


def match(pairs: int, surplus: int) -> str:
    return question(
        "match",
        "ask: Match.",
        *block("pairs", (f"p{number}: {{left: l{number}, right: r{number}}}" for number in range(pairs))),
        f"surplus: [{', '.join(f's{number}' for number in range(surplus))}]",
    )


def order(steps: int) -> str:
    return question("order", "ask: Order them.", *block("steps", (f"- e{number}" for number in range(steps))))


def cloze(gaps: int) -> str:
    return question("cloze", f'text: "{" ".join(["{1|a}"] * gaps)}"')


def marks(number: object) -> str:
    return question("short", "ask: Who?", "answer: a miller", f"marks: {number}")


def sheet(line: str) -> str:
    return f"{ITEM}{SHEET}    {line}\n    select: {{texts: [tale]}}\n"


def selection(line: str) -> str:
    return f"{ITEM}{SHEET}    select: {{texts: [tale], {line}}}\n"


@pytest.mark.parametrize(
    ("most", "too_much", "line", "hint"),
    [
        (marks(100), marks(101), 40, "from 0 to 100."),
        (marks("0" * 30 + "4"), marks(999999999999), 40, "from 0 to 100."),
        (marks(1), marks("9" * 100_000), 40, "from 0 to 100."),
        (sheet("minutes: 10000"), sheet("minutes: 10001"), 43, "from 0 to 10,000."),
        (sheet("versions: 1"), sheet("versions: 27"), 43, "from 1 to 26."),
        (sheet("versions: 1"), sheet("versions: 0"), 43, "from 1 to 26."),
        (sheet("seed: 999999999999"), sheet("seed: 1000000000000"), 43, "from 0 to 999,999,999,999."),
        (selection("limit: 100000"), selection("limit: 100001"), 43, "from 0 to 100,000."),
        (selection("marks: 100000"), selection("marks: 100001"), 43, "from 0 to 100,000."),
        (selection("minutes: 100000"), selection("minutes: 100001"), 43, "from 0 to 100,000."),
        (choice(1, 25), choice(1, 26), 41, "Keep 25 at most."),
        (choice(2, 24), choice(2, 25), 41, "Keep 26 at most"),
        (choice(25, 1), choice(5_000, 1), 41, "Keep 26 at most"),
        (short(25), short(5_000), 41, "Keep 25 at most."),
        (match(26, 1)[: -len("    surplus: [s0]\n")], match(27, 1), 40, "Keep 26 at most."),
        (match(20, 6), match(20, 7), 60, "Keep 26 at most"),
        (match(2, 24), match(2, 5_000), 42, "Keep 26 at most."),
        (match(2, 1), match(50_000, 1), 40, "Keep 26 at most."),
        (order(26), order(5_000), 40, "Keep 26 at most."),
        (cloze(99), cloze(100), 38, "Keep 99 at most"),
    ],
)
def test_too_much_is_told_with_its_limit(most: str, too_much: str, line: int, hint: str, write: Write) -> None:
    bank, problems = load(write(most))
    assert bank is not None
    assert not problems
    _, problems = load(write(too_much))
    assert [(problem.code, problem.place.line) for problem in problems] == [("S204", line)]
    assert hint in problems[0].hint
    assert len(str(problems[0])) < 200

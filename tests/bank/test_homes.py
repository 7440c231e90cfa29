"""Home decks: what lives in each, and names that Anki keeps."""

from pathlib import Path

import pytest

from quizgen.anki.deck import resolve_decks
from quizgen.bank.homes import residents
from quizgen.bank.load import load, require
from quizgen.passages.citations import cite_passages
from quizgen.passages.copies import Copies
from tests.conftest import HEAD, Write

QUESTIONS = """\
  - short: miller
    at: T1
    ask: Who lived by the river in the tale?
    answer: a miller
  - short: leaving
    at: T2
    ask: Who left the river in the end?
    answer: the miller
"""
ENTRIES = """\
people:
  anna: {name: Anna, role: a neighbour, at: T1}
terms:
  weir: {name: weir, gloss: a dam, at: T1}
"""
CORE = "deck:\n  id: core\n  name: {name}\n  description: First.\n  ids: {ids}\n"


def bank(write: Write, *, ids: str = "[weir, leaving]", name: str = "The Tale::Core", own: str = "The Tale") -> Path:
    head = HEAD.replace("name: The Tale", f"name: {own}").replace(
        "  select: {texts: [tale]}", "  select: {}\n  entries: both"
    )
    assert own in head
    head = head.removesuffix("questions:\n") + ENTRIES + "include: [core.yaml]\nquestions:\n"
    return write(QUESTIONS, head=head, core=CORE.format(ids=ids, name=name))


def test_what_a_deck_lists_lives_there_in_its_order_whatever_others_select(write: Write) -> None:
    whole, problems = require(bank(write))
    assert not problems
    homes = {deck.id: [one.id for one in residents(whole, deck)] for deck in whole.decks.values()}
    assert homes == {"tale": ["miller", "anna"], "core": ["weir", "leaving"]}
    decks = {deck.id: deck for deck in resolve_decks(whole, cite_passages(whole, Copies(), {}))}
    assert {note.item for note in decks["core"].notes} == {"weir", "leaving"}


@pytest.mark.parametrize(
    ("ids", "code", "words"),
    [
        ("[leavin]", "B301", "there is no question, person or term “leavin”"),
        ("[T1]", "B301", "it is a passage"),
        ("[weir, weir]", "B309", "listed in the deck “core” already"),
    ],
)
def test_a_list_of_something_else_is_an_error_at_its_place(ids: str, code: str, words: str, write: Write) -> None:
    _, problems = load(bank(write, ids=ids))
    (problem,) = problems
    assert (problem.code, Path(problem.place.path).name, problem.place.line) == (code, "core.yaml", 5)
    assert words in problem.message


def test_an_id_of_two_things_cannot_be_listed(write: Write) -> None:
    path = bank(write, ids="[anna]")
    path.write_text(path.read_text(encoding="utf-8").replace("short: miller", "short: anna"), encoding="utf-8")
    _, problems = load(path)
    assert [problem.code for problem in problems] == ["B319"]


@pytest.mark.parametrize(
    "name",
    ["A::", "::A", "A::::B", "A:::B", "A:", "A:: B", "A :: B", "'A\"b'", "Default", "default", "\u212bsa"],
)
def test_a_name_that_anki_would_change_is_an_error_at_its_place(name: str, write: Write) -> None:
    path = bank(write, name=name if name.startswith("'") else f'"{name}"')
    _, problems = load(path)
    assert [(problem.code, Path(problem.place.path).name, problem.place.line) for problem in problems] == [
        ("B318", "core.yaml", 3)
    ]


@pytest.mark.parametrize(
    ("own", "name"),
    [
        ("The Tale", "The Tale"),
        ("The Tale", "THE TALE"),
        ("Ü", "ü"),
        ("Maß", "MASS"),
        ("Tale::One", "tale::Two"),
        ("Tale::One::A", "TALE::One::B"),
    ],
)
def test_names_that_are_one_in_anki_are_an_error(own: str, name: str, write: Write) -> None:
    _, problems = load(bank(write, own=own, name=name))
    assert {problem.code for problem in problems} == {"B316"}


@pytest.mark.parametrize("name", ["A: B", "Z::Default", "Übung::1", "日本", "A – B::C"])
def test_other_names_are_kept(name: str, write: Write) -> None:
    _, problems = load(bank(write, name=f'"{name}"'))
    assert problems == []


def test_a_discussion_makes_no_cards_even_if_it_is_asked_to(write: Write) -> None:
    _, problems = load(write("  - discuss: why\n    at: T1\n    cards: yes\n    ask: Why?\n    points: [Because.]\n"))
    assert [problem.code for problem in problems] == ["I361"]


@pytest.mark.parametrize(
    ("kind", "cards", "count"),
    [("short", None, 1), ("short", "no", 0), ("order", None, 0), ("order", "yes", 1)],
)
def test_which_questions_make_cards(kind: str, cards: str | None, count: int, write: Write) -> None:
    asked = {"short": "ask: Who?\n    answer: he\n", "order": "ask: First?\n    steps: [a, b, c]\n"}[kind]
    wanted = f"    cards: {cards}\n" if cards else ""
    whole, _ = require(write(f"  - {kind}: q\n    at: T1\n{wanted}    {asked}"))
    assert len(whole.items["q"].cards()) == count

"""What the two sides of a card say, for each kind of question, for people and for terms."""

from dataclasses import replace

import pytest

from quizgen.bank.entries import Directions, Entry, Person, Term
from quizgen.bank.format.schema import Id, Ref
from quizgen.bank.items import Item
from quizgen.bank.items.cloze import Cloze
from quizgen.bank.items.matching import Match, MatchPair
from quizgen.bank.items.short import Short
from quizgen.text.inline import Prose, plain
from quizgen.worksheet.cards.make import make_cards
from quizgen.worksheet.cards.model import CutCard, Face
from tests.sheets import KINDS, cited, lindenau, make_item, with_items

MOLL = Person(id=Id("moll"), name="Anna Moll", role=Prose("the well-digger"), dates="1880–1950", at=(Ref("W4"),))
PUMP = Term(id=Id("pump"), name="pump", gloss=Prose("what lifts water"), at=(Ref("W1"), Ref("W2"), Ref("W4")))


def cards(*items: Item) -> tuple[CutCard, ...]:
    bank = replace(with_items(*items), people={"moll": MOLL})
    return make_cards(bank, bank.items.values(), cited())


def entry_cards(entry: Entry) -> tuple[CutCard, ...]:
    bank = with_items()
    if isinstance(entry, Person):
        bank = replace(bank, people={entry.id: entry})
    elif isinstance(entry, Term):
        bank = replace(bank, terms={entry.id: entry})
    return make_cards(bank, [entry], cited())


def says(face: Face) -> list[str]:
    """All that a side says, from top to bottom."""
    rows = (f"{row.label} {plain(row.text)}" for row in face.rows)
    lines = (plain(face.task), face.above, *map(plain, face.text), *rows, face.below)
    return [line for line in lines if line]


@pytest.mark.parametrize(
    ("kind", "size", "fronts", "backs"),
    [
        ("short", 0, [["What about short number 1?"]], [["answer 1"]]),
        ("truefalse", 0, [["True or false?", "What about truefalse number 1?"]], [["True"]]),
        ("truefalse", 1, [["True or false?", "What about truefalse number 1 and so on?"]], [["False", "corrected 1"]]),
        (
            "cloze",
            2,
            [["Text 1 has […] and more 2."], ["Text 1 has gap 1 and [a hint]."]],
            [["gap 1"], ["more 2"]],
        ),
        ("match", 0, [["What about match number 1?", f"left 1 {n}"] for n in (0, 1)], [["its 0"], ["its 1"]]),
        ("evidence", 0, [], []),
        ("discuss", 0, [], []),
    ],
)
def test_a_front_asks_and_a_back_answers_without_reasons(
    kind: str, size: int, fronts: list[list[str]], backs: list[list[str]]
) -> None:
    made_of = cards(make_item(kind, 1, size, ("W1",)))
    assert [says(card.front) for card in made_of] == fronts
    assert [says(card.back) for card in made_of] == backs


def test_the_back_of_a_choice_names_the_letters_of_the_front() -> None:
    (card,) = cards(make_item("choice", 1, 1, ("W1",)))
    task, stem, *options = says(card.front)
    assert (task, stem) == ("Choose 2.", "What about choice number 1 and so on?")
    assert {option[2:] for option in options} == {"right 1", "right too 1", "wrong 1 0", "wrong 1 1", "wrong 1 2"}
    assert says(card.back) == [option for option in options if "right" in option]


def test_events_stand_out_of_order_in_front_and_in_order_with_letters_and_dates_behind() -> None:
    (card,) = cards(make_item("order", 1, 1, ("W1",)))
    letters = {row.text: row.label for row in card.front.rows}
    steps = [Prose(f"step 1 {n}") for n in range(4)]
    assert sorted(letters) == steps != list(letters)
    assert says(card.back) == [f"{n + 1} {letters[step]} {step} ({1900 + n})" for n, step in enumerate(steps)]


def test_gaps_of_one_number_are_one_card() -> None:
    text = Prose("*In {1|1921|year}* came {2|rain}; {1|1922} and {1|1921} were dry.")
    first, second = cards(Cloze(id=Id("dry"), at=(Ref("W1"),), text=text))
    assert first.front.text == ("*In [year]* came rain; […] and […] were dry.",)
    assert first.back.text == ("1921 · 1922",)
    assert second.front.text == ("*In 1921* came […]; 1922 and 1921 were dry.",)


def test_who_says_so_stands_above_an_attributed_question_and_below_the_answer_of_any_other() -> None:
    short = Short(id=Id("dug"), at=(Ref("W1"),), ask=Prose("Who dug?"), answer=Prose("a man"), says=(Ref("moll"),))
    (below,) = cards(short)
    assert (below.front.above, below.back.below) == ("", "According to: Anna Moll")
    (above,) = cards(replace(short, attributed=True))
    assert (above.front.above, above.back.below) == ("According to: Anna Moll", "")
    (author,) = cards(replace(short, says=(Ref("narrator"),)))
    assert (author.front.above, author.back.below) == ("", "")


def test_a_card_of_one_part_names_who_claims_that_part() -> None:
    pairs = (
        MatchPair(id=Id("a"), left=Prose("a"), right=Prose("1"), says=(Ref("moll"),)),
        MatchPair(id=Id("b"), left=Prose("b"), right=Prose("2")),
    )
    first, second = cards(Match(id=Id("who"), at=(Ref("W1"),), ask=Prose("Match."), pairs=pairs))
    assert first.back.below == "According to: Anna Moll"
    assert "Moll" not in second.back.below


@pytest.mark.parametrize(
    ("directions", "fronts"),
    [
        (Directions.BOTH, ["Who or what is this?", "Which name?"]),
        (Directions.ROLE, ["Who or what is this?"]),
        (Directions.NAME, ["Which name?"]),
        (Directions.NONE, ["Who or what is this?"]),
    ],
)
def test_a_person_has_a_card_for_each_direction(directions: Directions, fronts: list[str]) -> None:
    name, role = "Anna Moll", "the well-digger"
    expected = {
        "Who or what is this?": (name, [role, "1880–1950"]),
        "Which name?": (role, [name, "1880–1950"]),
    }
    made_of = entry_cards(replace(MOLL, cards=directions))
    assert [says(card.front) for card in made_of] == [[task, expected[task][0]] for task in fronts]
    assert [says(card.back) for card in made_of] == [expected[task][1] for task in fronts]


def test_a_term_has_no_years_and_cites_two_places() -> None:
    card, _ = entry_cards(PUMP)
    assert says(card.back) == ["what lifts water"]
    assert card.source == "The Well at Lindenau, ¶ 1, ¶¶ 2–3"


@pytest.mark.parametrize("kind", KINDS)
def test_all_cards_of_a_question_bear_its_code_and_its_places(kind: str) -> None:
    bank = with_items(item := make_item(kind, 1, 2, ("W1", "W4")))
    for card in make_cards(bank, [item], cited()):
        assert (card.id, card.code, card.source) == (item.id, bank.code_of(item), "The Well at Lindenau, ¶ 1, ¶ 4")


def test_cards_come_in_the_order_of_what_they_are_made_of() -> None:
    bank = lindenau()
    studied: list[Item | Entry] = [*bank.terms.values(), *reversed(bank.items_in_order), *bank.people.values()]
    order = [card.code for card in make_cards(bank, studied, cited())]
    assert list(dict.fromkeys(order)) == [code for code in map(bank.code_of, studied) if code in order]

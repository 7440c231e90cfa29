from dataclasses import replace

import pytest

from quizgen.bank import Bank
from quizgen.form.reading import glossary, when
from quizgen.inline import Prose
from quizgen.model import Directions, Person, Term
from quizgen.schema import Id

from ..sheets import lindenau, made, with_items


def person(name: str, role: str = "a villager", cards: Directions = Directions.BOTH) -> Person:
    id_ = Id(name.replace(" ", "-"))
    return Person(id=id_, name=name, role=Prose(role), at=(Id("W1"),), cards=cards)  # type: ignore[arg-type]


def term(name: str) -> Term:
    return Term(id=Id(f"{name}-term"), name=name, gloss=Prose("a word"), at=(Id("W1"),))  # type: ignore[arg-type]


def names(*entries: Person | Term, bank: Bank | None = None) -> list[tuple[str, str]]:
    people = {each.id: each for each in entries if isinstance(each, Person)}
    terms = {each.id: each for each in entries if isinstance(each, Term)}
    bank = replace(bank or lindenau(), people=people, terms=terms)
    return [(each.name, each.gloss) for each in glossary(bank, bank.items.values())]


def test_people_stand_at_their_surnames_and_other_voices_at_their_first_word() -> None:
    listed = (person("Ann Zork"), person("old papers"), person("Šimon Šmid"), term("tax"), person("Bo Adler"))
    assert [name for name, _ in names(*listed)] == ["Bo Adler", "old papers", "Šimon Šmid", "tax", "Ann Zork"]


def test_who_is_the_answer_to_a_question_is_not_told_before_it_is_asked() -> None:
    answer = replace(made("short", 1, 0, ("W1",)), ask=Prose("Who dug?"), answer=Prose("Ann Zork"))  # type: ignore[call-arg]
    listed = (person("Ann Zork"), person("Bo Adler"))
    assert [name for name, _ in names(*listed, bank=with_items(answer))] == ["Bo Adler"]
    said = replace(answer, ask=Prose("Was it Ann Zork?"))
    assert [name for name, _ in names(*listed, bank=with_items(said))] == ["Bo Adler", "Ann Zork"]


def test_a_voice_that_is_a_term_as_well_is_told_once() -> None:
    voice = person("the Gazette", role="the paper that speaks here", cards=Directions.NONE)
    assert names(voice, term("the Gazette")) == [("the Gazette", "a word")]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1866", (1866, 0, 0)),
        ("July 1937", (1937, 7, 0)),
        ("28 April 1938", (1938, 4, 28)),
        ("mid-1930s", (1930, 6, 0)),
        ("early 1937", (1937, 1, 0)),
        ("autumn 1936", (1936, 9, 0)),
        ("1937–38", (1937, 0, 0)),
        ("very soon afterwards", (0, 0, 0)),
    ],
)
def test_dates_sort_as_a_reader_would_sort_them(text: str, date: tuple[int, int, int]) -> None:
    assert when(text) == date

"""Which questions, people and terms become cards."""

from dataclasses import replace
from typing import Any

import pytest

from quizgen.bank.format.schema import Id
from quizgen.bank.model import Entries, Selection
from quizgen.worksheet.cards.choose import cards_for
from tests.sheets import lindenau

BANK = lindenau()
PEOPLE, TERMS = list(BANK.people), list(BANK.terms)
WITH_CARDS = [item.id for item in BANK.items.values() if item.has_cards]


def ids(select: Selection | None, entries: Entries = Entries.NONE) -> list[str]:
    return [studied.id for studied in cards_for(BANK, select, entries)]


def select(**keys: Any) -> Selection:
    return Selection(**keys)


def test_an_open_selection_takes_the_questions_that_make_cards() -> None:
    assert 0 < len(WITH_CARDS) < len(BANK.items)
    assert ids(Selection()) == WITH_CARDS


def test_questions_for_paper_take_up_no_room_under_a_limit() -> None:
    assert len(ids(select(limit=len(WITH_CARDS)))) == len(WITH_CARDS)


def test_what_is_listed_is_taken_in_its_order_whatever_it_is() -> None:
    listed = (TERMS[0], "who-did", PEOPLE[1], WITH_CARDS[0], TERMS[0])
    assert not BANK.items["who-did"].has_cards
    assert ids(select(ids=listed)) == list(listed[:-1])
    assert ids(select(ids=listed, exclude=(PEOPLE[1], "who-did"))) == [TERMS[0], WITH_CARDS[0]]


@pytest.mark.parametrize(
    ("entries", "taken"),
    [(Entries.PEOPLE, PEOPLE), (Entries.TERMS, TERMS), (Entries.BOTH, [*PEOPLE, *TERMS]), (Entries.NONE, [])],
)
def test_entries_alone_are_all_of_the_bank_and_beside_questions_follow_them(entries: Entries, taken: list[str]) -> None:
    assert ids(None, entries) == taken
    assert ids(Selection(), entries) == [*WITH_CARDS, *taken]


def test_entries_are_those_of_what_is_selected() -> None:
    for name, of_passage in (
        ("texts", BANK.text_of_section),
        ("sections", {passage.section: passage.section for passage in BANK.passages.values()}),
    ):
        for wanted in set(of_passage.values()):
            inside = [
                entry.id
                for entry in BANK.entries.values()
                if any(of_passage[BANK.passages[passage].section] == wanted for passage in entry.at)
            ]
            assert [i for i in ids(select(**{name: (wanted,)}), Entries.BOTH) if i in BANK.entries] == inside
    passage = BANK.people["brandt"].at[0]
    assert set(ids(select(passages=(passage,)), Entries.PEOPLE)) & set(PEOPLE) == {"brandt"}
    assert "brandt" not in ids(select(passages=(passage,), exclude=("brandt",)), Entries.PEOPLE)


def test_a_tag_takes_the_entries_that_bear_it() -> None:
    brandt = replace(BANK.people["brandt"], tags=(Id("core"),))
    bank = replace(BANK, people={**BANK.people, "brandt": brandt})
    assert cards_for(bank, Selection(tags=(Id("core"),)), Entries.BOTH) == (brandt,)


def test_an_entry_that_is_listed_stands_once() -> None:
    assert ids(select(ids=("halm",)), Entries.PEOPLE) == ["halm", *(id_ for id_ in PEOPLE if id_ != "halm")]

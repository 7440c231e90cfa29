import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from quizgen.anki.deck import Deck, resolve_decks
from quizgen.bank.bank import Bank
from quizgen.bank.load import load
from quizgen.passages.citations import cite_passages
from quizgen.passages.copies import (
    Copies,
)


@pytest.fixture
def bank(sample: Path) -> Bank:
    found, problems = load(sample)
    assert not problems
    assert found is not None
    return found


@pytest.fixture
def deck(bank: Bank) -> Deck:
    (found,) = resolve_decks(bank, cite_passages(bank, Copies(), {}))
    return found


def test_every_item_with_cards_makes_its_notes(bank: Bank, deck: Deck) -> None:
    note_parts = [(note.item, note.part) for note in deck.notes if note.item in bank.items]
    card_parts = [(item.id, card.part) for item in bank.items.values() for card in item.cards()]
    assert sorted(note_parts) == sorted(card_parts)


def test_notes_come_in_the_order_of_the_text(bank: Bank, deck: Deck) -> None:
    sections = [note.citations[0].section for note in deck.notes if note.item in bank.items]
    assert sections == sorted(sections, key=[section.title for section in bank.sections.values()].index)


def test_the_pairs_of_one_item_are_spread_over_its_section(deck: Deck) -> None:
    places = [place for place, note in enumerate(deck.notes) if note.item == "who-did"]
    assert len(places) == 4
    assert all(after - before > 1 for before, after in pairwise(places))


def test_a_note_tells_the_people_whom_it_names(deck: Deck) -> None:
    (note,) = (note for note in deck.notes if note.item == "map-clue")
    assert [related.name for related in note.related] == ["Marta Brandt"]


def test_a_note_does_not_tell_who_the_author_is(bank: Bank) -> None:
    text = replace(bank.texts["well"], author="Marta Brandt")
    (deck,) = resolve_decks(replace(bank, texts={"well": text}), cite_passages(bank, Copies(), {}))
    (note,) = (note for note in deck.notes if note.item == "map-clue")
    assert note.related == ()


def test_the_description_names_text_version_and_where_to_report(bank: Bank, deck: Deck) -> None:
    assert "The Well at Lindenau" in deck.description
    assert re.search(r"version 1\.0 \(revision [0-9a-f]{8}\)", deck.description)
    assert bank.head.report in deck.description

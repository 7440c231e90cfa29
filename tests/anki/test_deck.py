import re
from dataclasses import replace
from itertools import pairwise

import pytest

from quizgen.anki.deck import Deck, resolve_decks
from quizgen.bank.bank import Bank
from quizgen.passages.citations import cite_passages
from quizgen.passages.copies import Copies


@pytest.fixture
def deck(sample_bank: Bank) -> Deck:
    (resolved,) = resolve_decks(sample_bank, cite_passages(sample_bank, Copies(), {}))
    return resolved


def test_every_item_with_cards_makes_its_notes(sample_bank: Bank, deck: Deck) -> None:
    parts = [(note.item, note.part) for note in deck.notes if note.item in sample_bank.items]
    expected = [(item.id, card.part) for item in sample_bank.items.values() for card in item.cards()]
    assert sorted(parts) == sorted(expected)


def test_notes_come_in_the_order_of_the_text(sample_bank: Bank, deck: Deck) -> None:
    sections = [note.citations[0].section for note in deck.notes if note.item in sample_bank.items]
    assert sections == sorted(sections, key=[section.title for section in sample_bank.sections.values()].index)


def test_the_pairs_of_one_item_are_spread_over_its_section(deck: Deck) -> None:
    places = [place for place, note in enumerate(deck.notes) if note.item == "who-did"]
    assert len(places) == 4
    assert all(after - before > 1 for before, after in pairwise(places))


def test_a_note_tells_the_people_whom_it_names(deck: Deck) -> None:
    (note,) = (note for note in deck.notes if note.item == "map-clue")
    assert [entry.name for entry in note.related] == ["Marta Brandt"]


def test_a_note_does_not_tell_who_the_author_is(sample_bank: Bank) -> None:
    text = replace(sample_bank.texts["well"], author="Marta Brandt")
    (deck,) = resolve_decks(replace(sample_bank, texts={"well": text}), cite_passages(sample_bank, Copies(), {}))
    (note,) = (note for note in deck.notes if note.item == "map-clue")
    assert note.related == ()


def test_the_description_names_text_version_and_where_to_report(sample_bank: Bank, deck: Deck) -> None:
    assert "The Well at Lindenau" in deck.description
    assert re.search(r"version 1\.0 \(revision [0-9a-f]{8}\)", deck.description)
    assert sample_bank.head.report in deck.description

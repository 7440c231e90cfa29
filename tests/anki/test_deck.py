import re
from dataclasses import replace
from itertools import pairwise

import pytest

from quizgen.anki.cards import places
from quizgen.anki.deck import Deck, resolve_decks
from quizgen.anki.draw import draw
from quizgen.bank.bank import Bank
from quizgen.bank.model import Entries
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


def test_notes_come_in_the_order_of_the_text(sample_bank: Bank) -> None:
    items = {id_: replace(item, cards_wanted=False) for id_, item in sample_bank.items.items() if item.kind == "cloze"}
    bank = replace(
        sample_bank,
        items={**sample_bank.items, **items},
        decks={"well": replace(sample_bank.decks["well"], entries=Entries.NONE)},
    )
    (deck,) = resolve_decks(bank, cite_passages(bank, Copies(), {}))
    sections = [note.citations[0].section for note in deck.notes]
    assert sections == sorted(sections, key=[section.title for section in sample_bank.sections.values()].index)
    assert [note.places for note in deck.notes] == [(place,) for place in range(len(deck.notes))]


def test_the_cards_of_one_item_are_apart(sample_bank: Bank) -> None:
    match = replace(sample_bank.items["who-did"], cards_wanted=True)
    bank = replace(sample_bank, items={**sample_bank.items, "who-did": match})
    (deck,) = resolve_decks(bank, cite_passages(bank, Copies(), {}))
    of_match = [place for note in deck.notes if note.item == "who-did" for place in note.places]
    assert len(of_match) == 4
    assert min(after - before for before, after in pairwise(of_match)) >= 3


def test_a_card_has_the_place_of_every_card_that_anki_makes(deck: Deck) -> None:
    for note in deck.notes:
        assert len(note.places) == note.card_count == len(places(draw(note, language="en")))


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

"""The shipped bank: sound, locked, and every card of it drawn by the real Anki."""

from collections import Counter
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from quizgen import lock, passages
from quizgen.bank import Bank
from quizgen.deck import resolve
from quizgen.load import load
from quizgen.outputs.anki.apkg import PackedDeck, package
from quizgen.problem import Problem
from quizgen.release import release

FOLDER = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def loaded() -> tuple[Bank, list[Problem]]:
    bank, problems = load(FOLDER)
    assert bank is not None
    return bank, problems


@pytest.fixture(scope="module")
def bank(loaded: tuple[Bank, list[Problem]]) -> Bank:
    return loaded[0]


def test_it_has_no_problem(loaded: tuple[Bank, list[Problem]]) -> None:
    assert loaded[1] == []


def test_every_passage_has_two_items_or_a_reason(bank: Bank) -> None:
    asked = Counter(passage for item in bank.items.values() for passage in item.at)
    assert [each.id for each in bank.passages.values() if asked[each.id] < 2 and not each.waive] == []


def test_no_opening_is_longer_than_five_words(bank: Bank) -> None:
    openings = [each for passage in bank.passages.values() for each in (passage.from_, passage.through)]
    assert max(len(opening.split()) for opening in openings) <= 5


def test_every_note_is_imported_and_every_card_shows_two_sides(bank: Bank, tmp_path: Path) -> None:
    locked = lock.read(bank.folder, "lock", bank.head.id)
    assert locked is not None
    decks = resolve(bank, passages.citations(bank, passages.Found(), locked.passages))
    made = release(bank, decks, locked, locked.passages, 2_000_000_000)
    packed = [PackedDeck(name=each.name, description=each.description, notes=made.decks[each.id]) for each in decks]
    path = tmp_path / "course.apkg"
    path.write_bytes(package(packed, {name: stamp.time for name, stamp in made.lock.types.items()}))
    collection = Collection(str(tmp_path / "collection.anki2"))
    try:
        request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        log = collection.import_anki_package(request).log
        assert len(log.new) == sum(len(deck.notes) for deck in packed)
        assert [*log.conflicting, *log.duplicate, *log.updated] == []
        ids = collection.find_cards("deck:*")
        assert len(ids) > len(log.new)
        for id_ in ids:
            card = collection.get_card(id_)
            assert card.question().strip()
            assert len(card.answer()) > len(card.question())
    finally:
        collection.close()

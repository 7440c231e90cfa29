"""The shipped bank: sound, locked, and every card of it drawn by the real Anki."""

import re
from collections import Counter
from pathlib import Path
from unicodedata import normalize

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from quizgen.anki.apkg import package
from quizgen.anki.deck import Note, resolve_decks
from quizgen.anki.guid import guid
from quizgen.anki.packed import PackedDeck
from quizgen.bank import lock
from quizgen.bank.bank import Bank
from quizgen.bank.homes import residents
from quizgen.bank.items import Item
from quizgen.bank.items.blocks import Block, EntryBlock, Gap, Gaps, Lines, Options, Pairs, Sequence, Verdict
from quizgen.bank.load import load
from quizgen.base.problem import Problem
from quizgen.passages import copies
from quizgen.passages.citations import cite_passages
from quizgen.publish.release.release import stamp_release
from quizgen.text.inline import plain
from tests.anki.conftest import words

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
    asked = Counter[str](passage for item in bank.items.values() for passage in item.at)
    assert [each.id for each in bank.passages.values() if asked[each.id] < 2 and not each.waive] == []


def test_no_opening_is_longer_than_five_words(bank: Bank) -> None:
    openings = [each for passage in bank.passages.values() for each in (passage.from_, passage.through)]
    assert max(len(opening.split()) for opening in openings) <= 5


def test_ten_days_are_enough_and_no_core_question_is_studied_before_its_passages_are_read(bank: Bank) -> None:
    core = list(residents(bank, bank.decks["core"]))
    days = list(bank.sessions.values())
    assert bank.decks["course"].bundle[0] == "core"
    assert len(days) == 10
    assert {section for day in days for section in day.read} == set(bank.sections)
    assert {sheet for day in days for sheet in day.sheets} == set(bank.worksheets)
    new = [study.cards for day in days for study in day.study if study.deck == "core"]
    assert len(new) == len(days)
    assert sum(new) >= len(core) > sum(new[:-1])
    studied_on = [number for number, cards in enumerate(new) for _ in range(cards)]
    early = []
    for number, studied in zip(studied_on, core, strict=False):
        session = bank.session_of(studied.at) if isinstance(studied, Item) else days[0]
        assert session is not None
        if days.index(session) > number:
            early.append(studied.id)
    assert early == []


def test_five_cards_come_before_all_others(bank: Bank) -> None:
    first = [studied.id for studied in residents(bank, bank.decks["core"])][:5]
    assert first == ["comintern", "ecci", "nkvd", "moscow-trials", "authors"]


def test_there_are_no_more_cards_than_a_summer_has_time_for(bank: Bank) -> None:
    decks = resolve_decks(bank, cite_passages(bank, copies.Copies(), {}))
    cards = {deck.id: sum(note.card_count for note in deck.notes) for deck in decks}
    assert 90 <= cards["core"] <= 120
    assert sum(cards.values()) <= 500


def test_every_note_is_imported_and_its_cards_ask_and_answer(bank: Bank, tmp_path: Path) -> None:
    locked = lock.read(bank.folder, "lock", bank.head.id)
    assert locked is not None
    decks = resolve_decks(bank, cite_passages(bank, copies.Copies(), locked.passages))
    made = stamp_release(bank, decks, locked, locked.passages, 2_000_000_000)
    packed = [PackedDeck(name=each.name, description=each.description, notes=made.decks[each.id]) for each in decks]
    path = tmp_path / "course.apkg"
    path.write_bytes(package(packed, {name: stamp.time for name, stamp in made.lock.types.items()}))
    notes = {guid_of(bank, note): note for deck in decks for note in deck.notes}
    collection = Collection(str(tmp_path / "collection.anki2"))
    try:
        request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        log = collection.import_anki_package(request).log
        assert len(log.new) == sum(len(deck.notes) for deck in packed)
        assert [*log.conflicting, *log.duplicate, *log.updated] == []
        asked: dict[str, set[int]] = {guid: set() for guid in notes}
        for card in map(collection.get_card, collection.find_cards("deck:*")):
            guid = card.note().guid
            asked[guid].add(card.ord)
            assert faults(notes[guid].block, notes[guid].stem, card.ord, card.question(), card.answer()) == []
        assert asked == {guid: places(note.block) for guid, note in notes.items()}
    finally:
        collection.close()


def guid_of(bank: Bank, note: Note) -> str:
    return guid(bank.head.id, note.name)


def places(block: Block) -> set[int]:
    """The cards that a note has."""
    match block:
        case Gaps():
            return {gap.number - 1 for gap in block.gaps}
        case EntryBlock():
            return {place for place, asks in enumerate((block.ask_description, block.ask_name)) if asks}
        case _:
            return {0}


def faults(block: Block, stem: str, place: int, front: str, back: str) -> list[str]:
    """What a front lacks of its question, a back of its answer, and what a front gives away."""
    asks, answers = told(block, stem, place)
    shown, solved, keys = letters(words(front)), letters(words(back)), marked(back)
    found = [f"not asked: {each}" for each in asks if letters(plain(each)) not in shown]
    for answer in map(plain, answers):
        if letters(answer) in keys:  # it stands on the front among others
            keys.remove(letters(answer))
        elif solved.count(letters(answer)) <= shown.count(letters(answer)):
            found.append(f"no answer, or on the front already: {answer}")
    return found + [f"marked as right: {each}" for each in keys]


def told(block: Block, stem: str, place: int) -> tuple[list[str], list[str]]:
    """What the front of a card has to hold, and what its back adds or marks."""
    match block:
        case Lines():
            return [stem], [block.answer]
        case Options(options=options):
            return [stem, *(each.text for each in options)], [each.text for each in options if each.key]
        case Verdict():
            return [stem, "True", "False"], ["True"] if block.true else ["False", block.correction]
        case Gaps():
            seen = [text for number, text in map(piece, block.pieces) if number != place + 1]
            return [stem, *seen], ["".join(text for _, text in map(piece, block.pieces))]
        case Sequence(steps=steps):
            return [stem, *(each.text for each in steps)], ["".join(each.text + each.when for each in steps)]
        case Pairs():
            focus = next(each for each in block.pairs if each.id == block.focus)
            return [stem, focus.left, *(each.right for each in block.pairs), *block.surplus], [focus.right]
        case EntryBlock():
            sides = block.name, block.description
            return [sides[place]], [sides[1 - place]]


def piece(of: str | Gap) -> tuple[int, str]:
    """The number of a deletion, 0 for text between deletions, and the words."""
    return (of.number, of.text) if isinstance(of, Gap) else (0, of)


def marked(html: str) -> list[str]:
    """The options that are marked as right, without the reasons of the others."""
    return [letters(words(each)) for each in re.findall('<li class="key">(.*?)(?:<small>|</li>)', html)]


def letters(text: str) -> str:
    """Without white space, which lists and paragraphs put between words and *words* does not tell."""
    return "".join(normalize("NFC", text).split())

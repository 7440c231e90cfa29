"""The decks above the home decks: what they say, and what becomes of them in a student's collection."""

from pathlib import Path

from anki.decks import DeckId

from quizgen.anki.apkg import package
from quizgen.anki.packed import PackedDeck
from quizgen.anki.parents import ParentDeck, parents
from quizgen.bank.bank import Bank
from quizgen.bank.load import load
from quizgen.text.inline import NO_PROSE, Prose
from tests.anki.conftest import SAMPLES, STAMPS, Student, deck, packed_notes
from tests.publish.updates.course import Course


def bank(folder: Path, **changes: object) -> Bank:
    made = Course(folder)
    made.bank |= changes
    made.write()
    loaded, problems = load(made.folder)
    assert loaded is not None, problems
    return loaded


def test_the_deck_above_says_where_to_begin(tmp_path: Path) -> None:
    (parent,) = parents(bank(tmp_path), ["Mill::1 The tale", "Mill::2 The diary"])
    assert parent == ParentDeck(name="Mill", description=Prose("All.\n\nBegin with “1 The tale”."))


def test_in_a_course_it_says_how_many_cards_a_day(tmp_path: Path) -> None:
    sessions = {"early": {"title": "Grain", "read": ["start"], "study": {"people": 9, "tale": 4}}}
    (parent,) = parents(bank(tmp_path, sessions=sessions, language="de"), ["Mill::1 The tale"])
    assert parent.description == "All.\n\nBeginne mit „1 The tale“: 4 neue Karten am Tag."


def test_a_package_without_the_first_deck_says_nothing_of_it(tmp_path: Path) -> None:
    assert parents(bank(tmp_path), ["Mill::2 The diary"]) == (ParentDeck(name="Mill", description=NO_PROSE),)


def test_a_deck_without_a_bundle_of_its_name_says_nothing(tmp_path: Path) -> None:
    assert parents(bank(tmp_path), ["A::B::C", "A::D", "E"]) == (
        ParentDeck(name="A", description=NO_PROSE),
        ParentDeck(name="A::B", description=NO_PROSE),
    )


def package_below(name: str, description: str) -> bytes:
    above = PackedDeck(name=name, description=Prose(description), notes=())
    return package([above, deck(*packed_notes(*SAMPLES), name=f"{name}::1 Core")], STAMPS)


def record(student: Student, name: str) -> dict[str, object]:
    identity = student.col.decks.id_for_name(name)
    assert identity is not None
    known = student.col.decks.get(DeckId(identity))
    assert known is not None
    return known


def test_after_an_import_it_is_open_and_described_and_has_no_card_of_its_own(student: Student) -> None:
    student.open_package(package_below("History", "All of it.\n\nBegin with “1 Core”."))
    assert record(student, "History")["collapsed"] is False
    assert record(student, "History")["desc"] == "All of it.<br><br>Begin with “1 Core”."
    assert not student.col.find_cards("deck:History -deck:History::*")


def test_whoever_closes_it_finds_it_closed_after_the_next_import(student: Student) -> None:
    student.open_package(package_below("History", "All of it."))
    own = record(student, "History")
    own["collapsed"] = True
    student.col.decks.save(own)
    student.open_package(package_below("History", "All of it, mended."))
    assert record(student, "History")["collapsed"] is True
    assert record(student, "History")["desc"] == "All of it, mended."

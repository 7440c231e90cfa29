"""The careful way: the package updating nothing, the update files, the package once more. Corrections come, and all
that is the student's stays."""

import pytest
from anki.collection import ImportCsvRequest

from tests.anki.conftest import IF_NEWER, NEVER, Student
from tests.publish.updates.conftest import EDITED, TAGGED, Term, edited_before
from tests.publish.updates.course import V2, V3, Built, guid_of, question, snapshot


def careful(student: Student, built: Built) -> None:
    """As the student's page says it."""
    student.open_package(built.package, update_notes=NEVER)
    student.open_updates(built.updates)
    student.open_package(built.package, update_notes=IF_NEWER)


@pytest.fixture
def second(term: Term) -> Built:
    """Corrections of the student's own notes and others, new questions and deletions, a withdrawal."""
    bank = term.course.bank
    for id_ in ("age", "grain", "mornings"):
        question(bank, id_)["ask"] = "Corrected?"
    question(bank, "wheel")["text"] = "In a {1|dry} summer the {2|wheel} stood {3|still}."
    bank["questions"].remove(question(bank, "villages"))
    bank["questions"].append({"short": "bread", "at": "D1", "ask": "What was missing?", "answer": "bread"})
    return term.course.build(V2)


@pytest.mark.parametrize("edited", ["before", "after"])
def test_all_corrections_come_and_all_that_is_the_students_stays(
    term: Term, second: Built, newcomer: Student, edited: str
) -> None:
    if edited == "before":
        edited_before(term.student, V2)
    careful(term.student, second)
    newcomer.open_package(second.package)
    after, fresh = snapshot(term.student), snapshot(newcomer)
    for guid in (note.guid for note in newcomer.notes()):
        assert after.bank_values(guid) == fresh.bank_values(guid)
        assert after.value(guid, "mine") == ("mine" if guid == guid_of(EDITED) else "")
    assert "hard" in after.notes[guid_of(TAGGED)][2]
    assert {key: after.cards[key] for key in term.before.cards} == term.before.cards
    assert set(after.cards) - set(term.before.cards) == {(guid_of("wheel/cloze"), 2), (guid_of("bread/short"), 0)}
    assert after.reviews == term.before.reviews
    assert (after.types, after.schema, after.decks) == (term.before.types, term.before.schema, term.before.decks)


def test_new_notes_come_as_to_a_newcomer(term: Term, second: Built, newcomer: Student) -> None:
    careful(term.student, second)
    newcomer.open_package(second.package)
    mine, theirs = (each.note(guid_of("bread/short")) for each in (term.student, newcomer))
    assert (mine.tags, mine.mod) == (theirs.tags, theirs.mod)
    assert [card.due for card in mine.cards()] == [card.due for card in theirs.cards()]


def test_the_withdrawn_question_goes_blank(term: Term, second: Built) -> None:
    careful(term.student, second)
    (empty,) = term.student.col.get_empty_cards().notes
    assert empty.note_id == term.student.note(guid_of("villages/choice")).id


def test_new_notes_come_with_their_tags_even_where_the_files_were_opened_first(term: Term, second: Built) -> None:
    """The files hold no note that is as it was first published."""
    term.student.open_updates(second.updates)
    term.student.open_package(second.package)
    assert "mill::kind::short" in term.student.note(guid_of("bread/short")).tags


def test_the_package_before_the_files_mends_what_was_blocked(term: Term, second: Built) -> None:
    """Who took the simple way first loses nothing by the files."""
    term.student.open_package(second.package)
    term.student.open_updates(second.updates)
    note = term.student.note(guid_of(TAGGED))
    assert (note["Question"], "hard" in note.tags) == ("Corrected?", True)


def test_where_only_the_decks_tags_changed_the_students_are_replaced(term: Term) -> None:
    """The one thing that the careful way costs: the files hold no tags, so the package brings them."""
    question(term.course.bank, "grain")["tags"] = ["core"]
    edited_before(term.student, V2)
    careful(term.student, term.course.build(V2))
    tags = term.student.note(guid_of(TAGGED)).tags
    assert ("mill::core" in tags, "hard" in tags) == (True, False)


def test_the_simple_way_still_works_after_the_careful_one(term: Term, second: Built) -> None:
    careful(term.student, second)
    edited_before(term.student, V3)
    question(term.course.bank, "age")["ask"] = "Corrected again?"
    term.student.open_package(term.course.build(V3).package)
    assert term.student.note(guid_of("age/short"))["Question"] == "Corrected again?"


def test_a_newcomer_gains_nothing_from_the_files_after_the_package(newcomer: Student, second: Built) -> None:
    newcomer.open_package(second.package)
    before = snapshot(newcomer)
    newcomer.open_updates(second.updates)
    assert snapshot(newcomer) == before


def test_the_files_update_whatever_the_last_text_import_chose(term: Term, second: Built) -> None:
    """Anki proposes what was chosen last for existing notes; the files’ own line overrules it."""
    col = term.student.col
    path = term.course.folder / "words.txt"
    path.write_text("word\tmeaning\n", encoding="utf-8")
    metadata = col.get_csv_metadata(path=str(path), delimiter=None)
    metadata.dupe_resolution = metadata.PRESERVE
    col.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))
    term.student.open_updates(second.updates)
    assert term.student.note(guid_of("age/short"))["Question"] == "Corrected?"

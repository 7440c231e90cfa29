"""What Anki's importer does to what a student made of the cards: the student's page says it, and here it is shown."""

import pytest

from tests.anki.conftest import ALWAYS, Student
from tests.publish.updates.conftest import EDITED, TAGGED, Term, edited_before
from tests.publish.updates.course import V2, V3, guid_of, question, snapshot

CORRECTED = (TAGGED, EDITED)


@pytest.fixture
def corrected(term: Term) -> bytes:
    """The next package: it corrects the notes that the student has made their own, and one more."""
    for name in (*CORRECTED, "age/short"):
        question(term.course.bank, name.split("/")[0])["ask"] = "Corrected?"
    return term.course.build(V2).package


def asks(student: Student, name: str) -> str:
    return student.note(guid_of(name))["Question"]


def test_a_tag_or_an_edit_after_the_release_blocks_the_correction(term: Term, corrected: bytes) -> None:
    log = term.student.open_package(corrected)
    assert asks(term.student, "age/short") == "Corrected?"
    after = snapshot(term.student)
    for name in CORRECTED:
        assert after.notes[guid_of(name)] == term.before.notes[guid_of(name)]
    assert len(log.updated) == 1


def test_a_correction_replaces_earlier_tags_and_edits(term: Term, corrected: bytes) -> None:
    edited_before(term.student, V2)
    term.student.open_package(corrected)
    for name in CORRECTED:
        note = term.student.note(guid_of(name))
        assert note["Question"] == "Corrected?"
        assert "hard" not in note.tags
        assert (note["Why"], note["My notes"]) == ("", "")


def test_marking_a_note_is_a_tag_like_any_other(term: Term, corrected: bytes) -> None:
    note = term.student.note(guid_of("age/short"))
    note.add_tag("marked")
    term.student.col.update_note(note)
    term.student.open_package(corrected)
    assert asks(term.student, "age/short") == "How old was the mill?"


def test_a_flag_a_suspension_and_a_move_block_nothing_and_survive(term: Term, corrected: bytes) -> None:
    card = term.student.note(guid_of("age/short")).cards()[0]
    own = term.student.col.decks.id("Mine")
    assert own
    term.student.col.set_user_flag_for_cards(2, [card.id])
    term.student.col.sched.suspend_cards([card.id])
    term.student.col.set_deck([card.id], own)
    term.student.open_package(corrected)
    assert asks(term.student, "age/short") == "Corrected?"
    card.load()
    assert (card.user_flag(), card.queue, card.did) == (2, -1, own)


def test_the_next_change_of_a_blocked_note_comes(term: Term, corrected: bytes) -> None:
    term.student.open_package(corrected)
    question(term.course.bank, "grain")["ask"] = "Corrected again?"
    edited_before(term.student, V3)
    term.student.open_package(term.course.build(V3).package)
    assert asks(term.student, TAGGED) == "Corrected again?"


def test_always_overwrites_every_note_that_the_student_touched(term: Term) -> None:
    term.student.open_package(term.first.package, update_notes=ALWAYS)
    assert "hard" not in term.student.note(guid_of(TAGGED)).tags
    assert term.student.note(guid_of(EDITED))["My notes"] == ""


def test_a_deleted_note_comes_back_as_new(term: Term) -> None:
    student = term.student
    student.col.remove_notes([student.note(guid_of("age/short")).id])
    student.open_package(term.first.package)
    assert [card.reps for card in student.note(guid_of("age/short")).cards()] == [0]


def test_anki_remembers_the_options_of_the_last_import(term: Term) -> None:
    term.student.open_package(term.first.package, update_notes=ALWAYS)
    assert term.student.col._backend.get_import_anki_package_presets().update_notes == ALWAYS


def test_a_withdrawn_note_is_unseen_by_newcomers_and_taken_by_empty_cards(term: Term, newcomer: Student) -> None:
    term.course.bank["questions"].remove(question(term.course.bank, "villages"))
    package = term.course.build(V2).package
    newcomer.open_package(package)
    assert newcomer.note(guid_of("villages/choice")).cards() == []
    student = term.student
    student.open_package(package)
    empty = student.col.get_empty_cards().notes
    assert [note.will_delete_note for note in empty] == [True]
    student.col.remove_cards_and_orphaned_notes([card for note in empty for card in note.card_ids])
    student.open_package(package)
    assert student.note(guid_of("villages/choice")).cards() == []


def test_check_database_gives_a_withdrawn_note_a_blank_card_that_empty_cards_takes(
    term: Term, newcomer: Student
) -> None:
    term.course.bank["questions"].remove(question(term.course.bank, "villages"))
    newcomer.open_package(term.course.build(V2).package)
    newcomer.col.fix_integrity()
    (card,) = newcomer.note(guid_of("villages/choice")).cards()
    assert newcomer.col.decks.name(card.did) == "Default"
    assert [list(note.card_ids) for note in newcomer.col.get_empty_cards().notes] == [[card.id]]


def test_a_restored_question_goes_on_where_it_stopped(term: Term) -> None:
    student = term.student
    villages = question(term.course.bank, "villages")
    term.course.bank["questions"].remove(villages)
    student.open_package(term.course.build(V2).package)
    term.course.bank["questions"].append(villages)
    student.open_package(term.course.build(V3).package)
    after = snapshot(student)
    assert after.said(guid_of("villages/choice")) == term.before.said(guid_of("villages/choice"))
    assert after.cards == term.before.cards


def test_a_newcomer_gets_the_card_of_a_restored_question(term: Term, newcomer: Student) -> None:
    villages = question(term.course.bank, "villages")
    term.course.bank["questions"].remove(villages)
    newcomer.open_package(term.course.build(V2).package)
    term.course.bank["questions"].append(villages)
    newcomer.open_package(term.course.build(V3).package)
    (card,) = newcomer.note(guid_of("villages/choice")).cards()
    assert newcomer.col.decks.name(card.did) == "Mill::1 The tale"

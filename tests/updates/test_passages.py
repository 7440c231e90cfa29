"""The edition with the passages, over the plain one and back: a second newer, it is never undone by the plain one."""

from tests.outputs.anki.conftest import ALWAYS, Student
from tests.updates.conftest import EDITED, TAGGED, Term
from tests.updates.course import V1, V2, guid_of, question, snapshot

ENTRIES = {guid_of("person:moll/entry"), guid_of("term:rye/entry")}


def shown(student: Student) -> set[str]:
    """The notes that show a passage."""
    return {guid for guid, note in snapshot(student).notes.items() if note[3][-2] and len(note[3]) > 2}


def bank_notes(term: Term) -> set[str]:
    return {guid_of(name) for name in term.first.lock.notes}


def test_the_passages_come_to_every_note_that_the_student_left_as_it_was(term: Term) -> None:
    built = term.course.build(V1, texts=True)
    assert built.lock == term.first.lock
    term.student.open_package(built.package)
    assert shown(term.student) == bank_notes(term) - ENTRIES - {guid_of(TAGGED), guid_of(EDITED)}
    after = snapshot(term.student)
    assert (after.cards, after.reviews) == (term.before.cards, term.before.reviews)
    assert (after.types, after.schema) == (term.before.types, term.before.schema)


def test_the_plain_edition_does_not_undo_them(term: Term) -> None:
    term.student.open_package(term.course.build(V1, texts=True).package)
    before = snapshot(term.student)
    term.student.open_package(term.first.package)
    assert snapshot(term.student) == before


def test_the_plain_edition_undoes_them_where_the_student_says_always(term: Term) -> None:
    term.student.open_package(term.course.build(V1, texts=True).package)
    term.student.open_package(term.first.package, update_notes=ALWAYS)
    assert shown(term.student) == set()


def test_a_correction_in_the_plain_edition_takes_its_passage_and_the_next_with_passages_brings_it(term: Term) -> None:
    term.student.open_package(term.course.build(V1, texts=True).package)
    question(term.course.bank, "age")["ask"] = "Corrected?"
    term.student.open_package(term.course.build(V2).package)
    assert guid_of("age/short") not in shown(term.student)
    term.student.open_package(term.course.build(V2, texts=True).package)
    assert guid_of("age/short") in shown(term.student)
    assert term.student.note(guid_of("age/short"))["Question"] == "Corrected?"


def test_a_correction_with_passages_comes_over_both_editions(term: Term) -> None:
    question(term.course.bank, "age")["ask"] = "Corrected?"
    term.student.open_package(term.course.build(V2, texts=True).package)
    assert term.student.note(guid_of("age/short"))["Question"] == "Corrected?"


def test_the_update_file_leaves_passages_where_they_are(term: Term) -> None:
    term.student.open_package(term.course.build(V1, texts=True).package)
    before = shown(term.student)
    question(term.course.bank, "age")["ask"] = "Corrected?"
    term.student.open_text(term.course.build(V2).update)
    assert term.student.note(guid_of("age/short"))["Question"] == "Corrected?"
    assert shown(term.student) == before

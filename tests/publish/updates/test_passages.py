"""The edition with the passages, over the plain one and back: a second newer, it is never undone by the plain one."""

import pytest

from quizgen.anki.notetypes import field_places
from tests.anki.conftest import Student
from tests.publish.updates.conftest import EDITED, TAGGED, Term
from tests.publish.updates.course import V1, V2, guid_of, question, snapshot
from tests.publish.updates.test_matrix import OPTIONS, assert_same_around

ENTRIES = {guid_of("person:moll/entry"), guid_of("term:rye/entry")}
OWN = {guid_of(TAGGED), guid_of(EDITED)}

every_option = pytest.mark.parametrize("options", OPTIONS)


def shown(student: Student) -> set[str]:
    """The notes that show a passage."""
    after = snapshot(student)
    return {guid for guid, note in after.notes.items() if len(note[3]) > 2 and after.value(guid, "passage")}


def passage_notes(term: Term, options: str) -> set[str]:
    """The notes that get a passage under these options: entries have none, and the student's own are overwritten by
    “always” alone."""
    notes = {guid_of(name) for name in term.first.lock.notes} - ENTRIES
    return notes if options == "always" else notes - OWN


@every_option
def test_the_passages_come_to_every_note_that_the_student_left_as_it_was(options: str, term: Term) -> None:
    built = term.course.build(V1, texts=True)
    assert built.lock == term.first.lock
    term.student.open_package(built.package, **OPTIONS[options])
    after = snapshot(term.student)
    assert shown(term.student) == passage_notes(term, options)
    assert (after.cards, after.reviews) == (term.before.cards, term.before.reviews)
    assert_same_around(term.before, after)


@every_option
def test_nothing_but_the_passage_comes_with_them(options: str, term: Term) -> None:
    term.student.open_package(term.course.build(V1, texts=True).package, **OPTIONS[options])
    after = snapshot(term.student)
    untouched = term.before if options != "always" else term.fresh
    for guid, (type_, _, tags, fields) in untouched.notes.items():
        assert (after.notes[guid][0], after.notes[guid][2]) == (type_, tags)
        if len(fields) > 2:  # otherwise it is a note of the student's own
            place = field_places("short")["passage"] - len(field_places("short"))  # the same in all types, from the end
            without = list(after.notes[guid][3])
            without[place] = fields[place]
            assert tuple(without) == fields


@pytest.mark.parametrize("options", ["default", "merge"])
def test_the_plain_edition_does_not_undo_them(options: str, term: Term) -> None:
    term.student.open_package(term.course.build(V1, texts=True).package, **OPTIONS[options])
    before = snapshot(term.student)
    term.student.open_package(term.first.package, **OPTIONS[options])
    assert snapshot(term.student) == before


def test_the_plain_edition_undoes_them_where_the_student_says_always(term: Term) -> None:
    with_passages = term.course.build(V1, texts=True).package
    term.student.open_package(with_passages, **OPTIONS["always"])
    term.student.open_package(term.first.package, **OPTIONS["always"])
    after = snapshot(term.student)
    assert shown(term.student) == set()
    assert {guid: after.said(guid) for guid in term.fresh.notes} == {
        guid: term.fresh.said(guid) for guid in term.fresh.notes
    }
    assert (after.cards, after.reviews) == (term.before.cards, term.before.reviews)
    assert_same_around(term.before, after)
    term.student.open_package(with_passages, **OPTIONS["always"])
    assert shown(term.student) == passage_notes(term, "always")


@every_option
def test_a_correction_in_the_plain_edition_takes_its_passage_and_the_next_with_passages_brings_it(
    options: str, term: Term
) -> None:
    term.student.open_package(term.course.build(V1, texts=True).package, **OPTIONS[options])
    question(term.course.bank, "age")["ask"] = "Corrected?"
    term.student.open_package(term.course.build(V2).package, **OPTIONS[options])
    kept = set() if options == "always" else passage_notes(term, options) - {guid_of("age/short")}
    assert shown(term.student) == kept
    term.student.open_package(term.course.build(V2, texts=True).package, **OPTIONS[options])
    assert shown(term.student) == passage_notes(term, options)
    assert term.student.note(guid_of("age/short"))["Question"] == "Corrected?"
    after = snapshot(term.student)
    assert (after.cards, after.reviews) == (term.before.cards, term.before.reviews)
    assert_same_around(term.before, after)


@every_option
@pytest.mark.parametrize("with_passages", [False, True])
def test_a_correction_with_passages_comes_over_both_editions(with_passages: bool, options: str, term: Term) -> None:
    term.student.open_package(term.course.build(V1, texts=with_passages).package, **OPTIONS[options])
    question(term.course.bank, "age")["ask"] = "Corrected?"
    term.student.open_package(term.course.build(V2, texts=True).package, **OPTIONS[options])
    assert guid_of("age/short") in shown(term.student)
    assert term.student.note(guid_of("age/short"))["Question"] == "Corrected?"


def test_the_update_files_leave_passages_where_they_are(term: Term) -> None:
    term.student.open_package(term.course.build(V1, texts=True).package)
    before = shown(term.student)
    question(term.course.bank, "age")["ask"] = "Corrected?"
    term.student.open_updates(term.course.build(V2).updates)
    assert term.student.note(guid_of("age/short"))["Question"] == "Corrected?"
    assert shown(term.student) == before

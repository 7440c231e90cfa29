"""A note type that a student has reshaped, and the way back that the page names: later corrections come again."""

from collections.abc import Callable
from typing import Any

import pytest

from quizgen.anki.notetypes import notetype
from tests.anki.conftest import Student
from tests.publish.updates.conftest import EDITED, TAGGED, Term, edited_before
from tests.publish.updates.course import V2, V3, guid_of, question
from tests.publish.updates.test_structures import Edit, add, add_template, delete, field, move


def undo_move(student: Student, kind: Any) -> None:
    student.col.models.reposition_field(kind, field(kind, "My notes"), [*names_of("short")].index("My notes"))


def undo_add(student: Student, kind: Any) -> None:
    student.col.models.remove_field(kind, field(kind, "Mine too"))


def undo_template(student: Student, kind: Any) -> None:
    student.col.models.remove_template(kind, kind["tmpls"][-1])


def names_of(key: str) -> list[str]:
    return [field.name for field in notetype(key).fields]


def change_type(student: Student, old: int, new: int) -> None:
    """Give all notes of a type another, in Anki’s browser: fields and templates of one name are matched."""
    models: Any = student.col.models
    change = models.change_notetype_info(old_notetype_id=old, new_notetype_id=new).input
    change.note_ids.extend(models.nids(old))
    models.change_notetype_of_notes(change)


def second_type(student: Student) -> int:
    (second,) = (kind.id for kind in student.col.models.all_names_and_ids() if kind.name.endswith("+"))
    return second


def publish(term: Term, now: int, words: str) -> Any:
    """A version in which an old question is corrected, and one that is new in the second version."""
    bank = term.course.bank
    question(bank, "age")["ask"] = words
    if now == V2:
        bank["questions"].append({"short": "bread", "at": "D1", "ask": words, "answer": "bread"})
    question(bank, "bread")["ask"] = words
    return term.course.build(now)


def asked(student: Student, *names: str) -> list[str]:
    return [student.note(guid_of(name))["Question"] for name in names]


UNDONE: dict[str, tuple[Edit, Callable[[Student, Any], None]]] = {
    "a field added, and deleted": (add, undo_add),
    "a field moved, and moved back": (move("My notes", 5), undo_move),
    "a template added, and deleted": (add_template, undo_template),
}


@pytest.mark.parametrize("name", UNDONE)
def test_what_can_be_undone_is_undone(name: str, term: Term) -> None:
    edit, undo = UNDONE[name]
    student, ours = term.student, notetype("short").id
    kind = student.notetype(ours)
    edit(student, kind)
    student.col.models.update_dict(kind)
    second = publish(term, V2, "Second?")
    student.open_package(second.package)
    assert asked(student, "age/short", "bread/short") == ["How old was the mill?", "Second?"]
    kind = student.notetype(ours)
    undo(student, kind)
    student.col.models.update_dict(kind)
    change_type(student, second_type(student), ours)
    student.open_updates(second.updates)
    assert asked(student, "age/short") == ["Second?"]
    edited_before(student, V3)
    student.open_package(publish(term, V3, "Third?").package)
    assert asked(student, "age/short", "bread/short") == ["Third?", "Third?"]
    assert_nothing_lost(term)


@pytest.mark.parametrize("deleted", ["Spare 1", "Spare 2"])
def test_after_a_deleted_field_the_second_type_takes_all_notes(deleted: str, term: Term) -> None:
    student, ours = term.student, notetype("short").id
    kind = student.notetype(ours)
    delete(deleted)(student, kind)
    student.col.models.update_dict(kind)
    second = publish(term, V2, "Second?")
    student.open_package(second.package)
    assert asked(student, "age/short", "bread/short") == ["How old was the mill?", "Second?"]
    student.open_updates(second.updates)
    assert asked(student, "age/short") == ["Second?"]
    change_type(student, ours, second_type(student))
    edited_before(student, V3)
    student.open_package(publish(term, V3, "Third?").package)
    assert asked(student, "age/short", "bread/short") == ["Third?", "Third?"]
    assert_nothing_lost(term)


def test_after_a_deleted_template_its_cards_come_back_as_new(term: Term) -> None:
    student, ours = term.student, notetype("entry").id
    kind = student.notetype(ours)
    for card in (cards := student.note(guid_of("person:moll/entry")).cards()):
        student.review(card)
    student.col.models.remove_template(kind, kind["tmpls"][1])
    student.col.models.update_dict(kind)
    term.course.bank["people"]["moll"]["role"] = "the second role"
    second = term.course.build(V2)
    student.open_package(second.package)
    student.open_updates(second.updates)
    change_type(student, ours, second_type(student))
    edited_before(student, V3)
    term.course.bank["people"]["moll"]["role"] = "the third role"
    student.open_package(term.course.build(V3).package)
    note = student.note(guid_of("person:moll/entry"))
    assert "the third role" in note.fields
    first, new = note.cards()
    assert (first.id, first.reps > 0, new.reps) == (cards[0].id, True, 0)


def test_a_renamed_field_is_corrected_by_the_package_and_by_the_files_under_its_old_name(term: Term) -> None:
    student, ours = term.student, notetype("short").id
    kind = student.notetype(ours)
    student.col.models.rename_field(kind, field(kind, "Why"), "Reason")
    student.col.models.update_dict(kind)
    question(term.course.bank, "age")["why"] = "The second reason."
    second = term.course.build(V2)
    student.open_updates(second.updates)
    assert student.note(guid_of("age/short"))["Reason"] == "It says so."
    edited_before(student, V2)
    student.open_package(second.package)
    assert "The second reason." in student.note(guid_of("age/short")).fields
    kind = student.notetype(ours)
    reason = next(name for name in student.col.models.field_names(kind) if name in ("Why", "Reason"))
    student.col.models.rename_field(kind, field(kind, reason), "Why")
    student.col.models.update_dict(kind)
    question(term.course.bank, "age")["why"] = "The third reason."
    student.open_updates(term.course.build(V3).updates)
    assert student.note(guid_of("age/short"))["Why"] == "The third reason."


def assert_nothing_lost(term: Term) -> None:
    student = term.student
    assert student.db.all("select * from revlog order by id") == [list(row) for row in term.before.reviews]
    assert "hard" in student.note(guid_of(TAGGED)).tags
    assert student.note(guid_of(EDITED))["My notes"] == "mine"

"""The lock deleted on purpose: what the next package then does to a student, `quizgen diff` has named before."""

import pytest

from quizgen.anki.notetypes import NOTE_TYPES
from quizgen.publish.updates.diff import Diff, diff
from tests.anki.conftest import Student
from tests.publish.updates.conftest import EDITED, TAGGED, Term
from tests.publish.updates.course import LATER, V1, Built, Snapshot, at, guid_of, question, snapshot
from tests.publish.updates.test_matrix import CASES


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if len(case.edits) == 1])
def test_every_harm_is_named_before(name: str, term: Term, newcomer: Student) -> None:
    course, student, before = term.course, term.student, term.before
    published = {guid_of(name): name for name in term.first.lock.notes}
    styled = styles(student)
    CASES[name].edits[0](course.bank)
    report = diff_without_lock(term)
    rebuilt = course.build(LATER, texts=True, new_lock=True)
    package = rebuilt.package
    student.open_package(package)
    newcomer.open_package(package)
    after, fresh = snapshot(student), snapshot(newcomer)

    assert not report.safe
    left_behind = {name for guid, name in published.items() if guid not in fresh.notes}
    overwritten = {
        name
        for guid, name in published.items()
        if after.notes[guid][1] != before.notes[guid][1] and hash_of(rebuilt, name) == hash_of(term.first, name)
    }
    astray = {
        published[guid]
        for guid, place in set(before.cards) & set(fresh.cards)
        if deck(student, guid, place) not in ("Mine", deck(newcomer, guid, place))
    }
    restyled = {key for key, style in styles(student).items() if style != styled[key]}
    assert left_behind == named(report, "U102", "U103")
    assert overwritten == named(report, "U109")
    assert astray == named(report, "U110")
    assert restyled == named(report, "U112")


def diff_without_lock(term: Term, *, first: Built | None = None, texts: bool = True, now: int = LATER) -> Diff:
    old = term.course.folder / "old.apkg"
    old.write_bytes((first or term.first).package)
    term.course.lock.unlink()
    term.course.write()
    with at(now):
        return diff(term.course.folder, old, term.course.texts if texts else None)


def named(report: Diff, *codes: str) -> set[str]:
    """The notes that the risks of these codes name, as they were."""
    return {name.split(" → ")[0] for risk in report.risks if risk.code in codes for name in risk.names}


def hash_of(built: Built, name: str) -> str:
    """The hash of a note's content; empty where the build has no such note."""
    return built.lock.notes[name].hash if name in built.lock.notes else ""


def content(holder: Snapshot, guid: str) -> object:
    """What the bank says in a note."""
    if guid not in holder.notes:
        return None
    return holder.notes[guid][2], holder.bank_values(guid)


def deck(student: Student, guid: str, place: int) -> str:
    card = next(card for card in student.note(guid).cards() if card.ord == place)
    return student.col.decks.name(card.did)


def styles(student: Student) -> dict[str, int]:
    """When each note type last changed."""
    return {kind.key: student.notetype(kind.id)["mod"] for kind in NOTE_TYPES}


def test_a_change_that_is_not_newer_never_comes_and_is_named_before(term: Term) -> None:
    """A pinned clock and no lock: what changed is not newer, and so never comes."""
    term.student.open_package(term.course.build(V1, texts=True).package)
    question(term.course.bank, "age")["ask"] = "Corrected?"
    report = diff_without_lock(term, now=V1)
    assert named(report, "U108") == {"age/short"}
    term.student.open_package(term.course.build(V1, texts=True, new_lock=True).package)
    assert term.student.note(guid_of("age/short"))["Question"] == "How old was the mill?"


@pytest.mark.parametrize("with_passages", [False, True])
def test_without_the_texts_every_note_loses_its_paragraph_numbers_and_is_named_before(
    with_passages: bool, term: Term
) -> None:
    """The lock knew every ¶; rebuilt without the texts it knows none, and so each note’s citation changes."""
    first = term.course.build(V1, texts=with_passages)
    term.student.open_package(first.package)
    report = diff_without_lock(term, first=first, texts=False)
    term.student.open_package(term.course.build(LATER, new_lock=True).package)
    after = snapshot(term.student)
    names = {guid_of(name): name for name in first.lock.notes}
    assert {name for guid, name in names.items() if content(after, guid) != content(term.fresh, guid)} == {
        *names.values()
    }
    assert (report.updated, report.older_words) == ((), len(names))
    assert {risk.code for risk in report.risks} == {"U101", "U109", "U112"}
    assert named(report, "U109") == {*names.values()}
    assert not report.safe
    notes = map(term.student.note, names)
    assert not any("¶" in note["Citation"] or note["Passage"] for note in notes)
    assert "hard" not in term.student.note(guid_of(TAGGED)).tags
    assert term.student.note(guid_of(EDITED))["My notes"] == ""
    assert (after.cards, after.reviews) == (term.before.cards, term.before.reviews)

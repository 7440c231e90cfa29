"""What the update tests share: a student in mid-term, and a stranger who begins with the newest package."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.anki.conftest import Student
from tests.publish.updates.course import V1, Built, Course, Snapshot, guid_of, snapshot

TAGGED, EDITED = "grain/short", "mornings/short"
"""The notes that the student has made their own; no case of the matrix touches them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A course in mid-term: its bank, and a student who has reviewed the first package."""

    course: Course
    first: Built
    fresh: Snapshot
    """What the student had after the first import."""
    student: Student
    before: Snapshot
    """What the student has now."""


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built, Snapshot]:
    """The folder of a course and of a student who has the first package, that package, and what it brought."""
    folder = tmp_path_factory.mktemp("begun")
    course = Course(folder)
    course.build(V1, texts=True)  # the curator has the texts: the lock knows every ¶
    first = course.build(V1)
    student = Student(folder)
    student.open_package(first.package)
    fresh = snapshot(student)
    study(student)
    student.col.close()
    return folder, first, fresh


@pytest.fixture
def term(begun: tuple[Path, Built, Snapshot], tmp_path: Path) -> Iterator[Term]:
    folder, first, fresh = begun
    shutil.copytree(folder, tmp_path / "term")
    student = Student(tmp_path / "term")
    yield Term(course=Course(tmp_path / "term"), first=first, fresh=fresh, student=student, before=snapshot(student))
    student.col.close()


@pytest.fixture(scope="session")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an empty collection: copying one is faster than making one."""
    folder = tmp_path_factory.mktemp("nothing")
    Student(folder).col.close()
    return folder


@pytest.fixture
def newcomer(nothing: Path, tmp_path: Path) -> Iterator[Student]:
    """A student with nothing yet."""
    shutil.copytree(nothing, tmp_path / "newcomer")
    someone = Student(tmp_path / "newcomer")
    yield someone
    someone.col.close()


def study(student: Student) -> None:
    """Half a term: reviews, a flag, a suspension, a card moved, a tag, an edit, a note and a deck of one's own."""
    col = student.col
    for place, card in enumerate(student.cards()):
        if place % 3:
            student.review(card)
    first, second, third, *_ = student.cards()
    col.set_user_flag_for_cards(1, [first.id])
    col.sched.suspend_cards([second.id])
    own = col.decks.id("Mine")
    assert own is not None
    col.set_deck([third.id], own)
    tagged, edited = student.note(guid_of(TAGGED)), student.note(guid_of(EDITED))
    tagged.tags.append("hard")
    edited["Why"], edited["My notes"] = "in my own words", "mine"
    col.update_notes([tagged, edited])
    basic = col.models.by_name("Basic")
    assert basic is not None
    note = col.new_note(basic)
    note["Front"], note["Back"] = "mine", "mine too"
    col.add_note(note, own)
    student.review(note.cards()[0])
    tale = col.decks.by_name("Mill::1 The tale")
    assert tale is not None
    tale["conf"] = col.decks.add_config_returning_id("Slowly")
    col.decks.save(tale)


def edited_before(student: Student, release: int) -> None:
    """Let all that the student did to notes have happened before *release*."""
    student.db.execute("update notes set mod = ? where mod > ?", release - 1, release)

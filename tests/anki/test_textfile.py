"""The update file: mends notes, and leaves a student's tags and own field alone."""

from dataclasses import replace
from typing import Any

from quizgen.anki.apkg import package
from quizgen.anki.draw import blank
from quizgen.anki.textfile import update_file
from quizgen.bank.items.blocks import Gap, Gaps
from quizgen.bank.note_name import NoteName
from quizgen.text.inline import Prose
from tests.anki.conftest import (
    BLOCKS,
    NEVER,
    SAMPLES,
    STAMPS,
    Student,
    apkg,
    citation,
    deck,
    drawn,
    guid_of,
    note,
    packed,
    packed_notes,
)


def update(*notes: Any) -> str:
    return update_file([deck(*packed_notes(*notes))])


def test_one_file_mends_notes_of_every_type(student: Student) -> None:
    student.open_package(apkg(*SAMPLES))
    before = student.history()
    for theirs in student.notes():
        theirs.tags = ["hard"]
        theirs["Passage"], theirs["My notes"] = "a passage", 'mine, \t"quoted"'
        student.col.update_note(theirs)
    mended = [replace(sample, why=Prose('Mended: a\tb, "c"\nd; <e>')) for sample in SAMPLES]
    log = student.open_text(update(*mended))
    assert (len(log.updated), len(log.new), len(log.conflicting)) == (len(SAMPLES), 0, 0)
    for sample in mended:
        theirs = student.note(guid_of(sample))
        assert (*theirs.fields,) == (*drawn(sample).bank_values, "a passage", 'mine, \t"quoted"')
        assert theirs.tags == ["hard"]
    assert student.history() == before


def test_a_note_that_is_the_same_already_is_not_touched(student: Student) -> None:
    student.open_package(apkg(*SAMPLES))
    before = [(student_note.id, student_note.mod, student_note.usn) for student_note in student.notes()]
    log = student.open_text(update(*SAMPLES))
    assert len(log.updated) == 0
    assert [(student_note.id, student_note.mod, student_note.usn) for student_note in student.notes()] == before


def test_a_new_deletion_gets_its_card(student: Student) -> None:
    student.open_package(apkg(note("cloze", BLOCKS["cloze"])))
    cloze = BLOCKS["cloze"]
    assert isinstance(cloze, Gaps)
    pieces = (*cloze.pieces, Gap(number=3, text=Prose("here")))
    student.open_text(update(note("cloze", Gaps(pieces=pieces))))
    assert len(student.cards()) == 3


def test_cards_stay_in_the_deck_where_the_student_put_them(student: Student) -> None:
    student.open_package(apkg(*SAMPLES))
    elsewhere = student.col.decks.id("Mine")
    assert elsewhere is not None
    student.col.set_deck([card.id for card in student.cards()], elsewhere)
    student.open_text(update(*(replace(sample, why=Prose("New.")) for sample in SAMPLES)))
    assert {card.did for card in student.cards()} == {elsewhere}


def test_a_collection_without_the_note_types_gains_nothing(student: Student) -> None:
    log = student.open_text(update(*SAMPLES))
    assert len(log.missing_notetype) == len(SAMPLES)
    assert student.notes() == []


def test_no_word_of_the_users_text_is_in_it() -> None:
    assert "Zebras" not in update(note("a", BLOCKS["short"], citations=(citation(text="Zebras graze here."),)))


def test_a_renamed_note_type_is_still_found(student: Student) -> None:
    student.open_package(apkg(*SAMPLES))
    theirs = student.col.models.get(student.note(guid_of(SAMPLES[0])).mid)
    assert theirs is not None
    theirs["name"] = "History cards"
    student.col.models.update_dict(theirs)
    log = student.open_text(update(replace(SAMPLES[0], why=Prose("New."))))
    assert len(log.updated) == 1


def test_the_gentle_way_brings_everything_and_costs_nothing(student: Student) -> None:
    """The new package first, updating no note; then the file; then the package once more."""
    gone, kept, mended = (note(name, BLOCKS["short"]) for name in ("gone", "kept", "mended"))
    student.open_package(apkg(gone, kept, mended))
    for sample in (kept, mended):
        theirs = student.note(guid_of(sample))
        theirs.tags = ["hard"]
        theirs["My notes"] = "mine"
        student.col.update_note(theirs)
    mended = replace(mended, why=Prose("Mended."))
    new = note("new", BLOCKS["short"])
    notes = packed_notes(kept, mended, new, mod=1_000_002)
    withdrawn = packed(blank(NoteName.parse("gone/short")), guid_of(gone), mod=1_000_002)
    decks = [deck(*notes, withdrawn)]
    student.open_package(package(decks, STAMPS), update_notes=NEVER)
    student.open_text(update_file(decks))
    student.open_package(package(decks, STAMPS))
    student_notes = {sample: student.note(guid_of(sample)) for sample in (gone, kept, mended, new)}
    assert {sample.item: theirs.tags for sample, theirs in student_notes.items()} == {
        "gone": ["withdrawn"],
        "kept": ["hard"],
        "mended": ["hard"],
        "new": ["bank::first-victims", "core"],
    }
    assert "Mended." in student_notes[mended].fields
    assert [theirs["My notes"] for theirs in student_notes.values()] == ["", "mine", "mine", ""]
    assert student.col.get_empty_cards().notes[0].note_id == student_notes[gone].id


def test_a_withdrawn_note_that_was_cleared_away_does_not_come_back(student: Student) -> None:
    decks = [deck(packed(blank(NoteName.parse("gone/short")), "gone"), *packed_notes(SAMPLES[0]))]
    student.open_package(package(decks, STAMPS))
    student.col.remove_notes([student.note("gone").id])
    student.open_package(package(decks, STAMPS), update_notes=NEVER)
    student.open_text(update_file(decks))
    assert len(student.cards()) == 1


def test_the_file_and_then_the_package_keep_both_tags_and_corrections(student: Student) -> None:
    student.open_package(apkg(*SAMPLES))
    theirs = student.note(guid_of(SAMPLES[0]))
    theirs.tags = ["hard"]
    student.col.update_note(theirs)
    mended = (replace(SAMPLES[0], why=Prose("New.")), *SAMPLES[1:])
    student.open_text(update(*mended))
    student.open_package(package([deck(*packed_notes(*mended, mod=1_000_002))], STAMPS))
    theirs = student.note(guid_of(SAMPLES[0]))
    assert "New." in theirs.fields
    assert theirs.tags == ["hard"]

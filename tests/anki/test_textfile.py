"""The update files: they correct notes, and leave a student's tags and own field alone."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from quizgen.anki.apkg import package
from quizgen.anki.draw import blank
from quizgen.anki.notetypes import NOTE_TYPES, notetype
from quizgen.anki.textfile import update_files
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


def updates(*notes: Any) -> Mapping[str, str]:
    return update_files([deck(*packed_notes(*notes))])


def test_there_is_a_file_for_every_type_with_a_changed_note_and_no_other_notes_are_in_it() -> None:
    kept, corrected, order = packed_notes(*(note(name, BLOCKS["short"]) for name in ("a", "b")), SAMPLES[0])
    texts = update_files([deck(replace(kept, changed=False), name="A"), deck(corrected, order, name="B")])
    assert list(texts) == ["short"]
    assert [line.split("\t")[-1] for line in lines(texts["short"])] == [corrected.guid, order.guid]
    assert update_files([deck(replace(kept, changed=False))]) == {}
    assert list(updates(*SAMPLES)) == sorted(kind.key for kind in NOTE_TYPES)


def lines(text: str) -> list[str]:
    """The lines of notes in an update file."""
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_its_columns_are_named_the_first_is_empty_and_the_id_and_the_guid_are_last() -> None:
    for key, text in updates(*SAMPLES).items():
        kind = notetype(key)
        (labels,) = (line.split(":", 1)[1].split("\t") for line in text.splitlines() if line.startswith("#columns:"))
        ours = {field.name for field in kind.bank_fields}
        assert labels[:2] == ["", ""]
        assert labels[-2:] == ["Id", "guid"]
        assert sorted(labels[2:-1]) == sorted(ours)
        assert f"#notetype:{kind.id}\n" in text
        assert f"#guid column:{len(labels)}\n" in text
        assert {tuple(line.split("\t")[:2]) for line in lines(text)} == {("", str(kind.id))}


def test_the_files_correct_notes_of_every_type(student: Student) -> None:
    student.open_package(apkg(*SAMPLES))
    before = student.history()
    for theirs in student.notes():
        theirs.tags = ["hard"]
        theirs["Passage"], theirs["My notes"] = "a passage", 'mine, \t"quoted"'
        student.col.update_note(theirs)
    mended = [replace(sample, why=Prose('Mended: a\tb, "c"\nd; <e>')) for sample in SAMPLES]
    assert student.open_updates(updates(*mended)) == {"updated": len(SAMPLES)}
    for sample in mended:
        theirs = student.note(guid_of(sample))
        kind = notetype(drawn(sample).notetype)
        assert {field.key: theirs[field.name] for field in kind.bank_fields} == drawn(sample).bank_values
        assert (theirs["Passage"], theirs["My notes"]) == ("a passage", 'mine, \t"quoted"')
        assert theirs.tags == ["hard"]
    assert student.history() == before


def test_a_note_that_is_the_same_already_is_not_touched(student: Student) -> None:
    student.open_package(apkg(*SAMPLES))
    before = [(student_note.id, student_note.mod, student_note.usn) for student_note in student.notes()]
    assert student.open_updates(updates(*SAMPLES)) == {"duplicate": len(SAMPLES)}
    assert [(student_note.id, student_note.mod, student_note.usn) for student_note in student.notes()] == before


def test_a_new_deletion_gets_its_card(student: Student) -> None:
    student.open_package(apkg(note("cloze", BLOCKS["cloze"])))
    cloze = BLOCKS["cloze"]
    assert isinstance(cloze, Gaps)
    pieces = (*cloze.pieces, Gap(number=3, text=Prose("here")))
    student.open_updates(updates(note("cloze", Gaps(pieces=pieces))))
    assert len(student.cards()) == 3


def test_cards_stay_in_the_deck_where_the_student_put_them(student: Student) -> None:
    student.open_package(apkg(*SAMPLES))
    elsewhere = student.col.decks.id("Mine")
    assert elsewhere is not None
    student.col.set_deck([card.id for card in student.cards()], elsewhere)
    student.open_updates(updates(*(replace(sample, why=Prose("New.")) for sample in SAMPLES)))
    assert {card.did for card in student.cards()} == {elsewhere}


def test_a_collection_without_the_note_types_gains_nothing(student: Student) -> None:
    assert student.open_updates(updates(*SAMPLES)) == {"empty_first_field": len(SAMPLES)}
    assert student.notes() == []


def test_no_word_of_the_users_text_is_in_it() -> None:
    texts = updates(note("a", BLOCKS["short"], citations=(citation(text="Zebras graze here."),)))
    assert "Zebras" not in texts["short"]


def test_a_renamed_note_type_is_still_found(student: Student) -> None:
    student.open_package(apkg(*SAMPLES))
    theirs = student.col.models.get(student.note(guid_of(SAMPLES[0])).mid)
    assert theirs is not None
    theirs["name"] = "History cards"
    student.col.models.update_dict(theirs)
    assert student.open_updates(updates(replace(SAMPLES[0], why=Prose("New.")))) == {"updated": 1}


def test_the_gentle_way_brings_everything_and_costs_nothing(student: Student) -> None:
    """The new package first, updating no note; then the files; then the package once more."""
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
    student.open_updates(update_files(decks))
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
    student.open_updates(update_files(decks))
    assert len(student.cards()) == 1


def test_the_files_and_then_the_package_keep_both_tags_and_corrections(student: Student) -> None:
    student.open_package(apkg(*SAMPLES))
    theirs = student.note(guid_of(SAMPLES[0]))
    theirs.tags = ["hard"]
    student.col.update_note(theirs)
    mended = (replace(SAMPLES[0], why=Prose("New.")), *SAMPLES[1:])
    student.open_updates(updates(*mended))
    student.open_package(package([deck(*packed_notes(*mended, mod=1_000_002))], STAMPS))
    theirs = student.note(guid_of(SAMPLES[0]))
    assert "New." in theirs.fields
    assert theirs.tags == ["hard"]

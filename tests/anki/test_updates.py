"""A student imports, reviews, tags and edits; the next package changes one note. Nothing else may move."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quizgen.anki import apkg as packages
from quizgen.anki import notetypes
from quizgen.anki.apkg import package
from quizgen.anki.deck import Note
from quizgen.anki.draw import blank
from quizgen.anki.notetypes import NOTE_TYPES, NoteType
from quizgen.anki.packed import PackedNote
from quizgen.bank.excerpt import Mark
from quizgen.bank.items.blocks import EntryBlock, Gap, Gaps, Lines, Option, Options, Pairs, Sequence, Step, Verdict
from quizgen.bank.note_name import NoteName
from quizgen.text.inline import Prose
from tests.anki.conftest import (
    ALWAYS,
    BLOCKS,
    SAMPLES,
    STAMPS,
    Student,
    citation,
    deck,
    drawn,
    guid_of,
    note,
    packed,
    packed_notes,
)

Change = Callable[[Note], Note]
FIRST = 1_000_000
STEP = 2


def block(**fields: Any) -> Change:
    return lambda original: replace(original, block=replace(original.block, **fields))


def more_options(original: Note) -> Note:
    assert isinstance(original.block, Options)
    return replace(
        original, block=replace(original.block, options=(*original.block.options, Option(text=Prose("new"), key=True)))
    )


def more_gaps(original: Note) -> Note:
    assert isinstance(original.block, Gaps)
    return replace(original, block=Gaps(pieces=(*original.block.pieces, Gap(number=3, text=Prose("there")))))


def fewer_gaps(original: Note) -> Note:
    assert isinstance(original.block, Gaps)
    return replace(original, block=Gaps(pieces=(*original.block.pieces[:3], Prose("1942."))))


def more_steps(original: Note) -> Note:
    assert isinstance(original.block, Sequence)
    return replace(original, block=Sequence(steps=(*original.block.steps, Step(text=Prose("He is honoured.")))))


def another_right_side(original: Note) -> Note:
    assert isinstance(original.block, Pairs)
    first, second, *more_pairs = original.block.pairs
    return replace(
        original, block=replace(original.block, pairs=(first, replace(second, right=Prose("wrote")), *more_pairs))
    )


CASES: dict[str, tuple[str, Change, int]] = {
    "reworded": ("short", lambda original: replace(original, stem=Prose("What then?")), 0),
    "retagged": ("short", lambda original: replace(original, tags=("other",)), 0),
    "moved to another section": ("pair", lambda original: replace(original, citations=(citation(9),)), 0),
    "renamed": ("order", lambda original: replace(original, item="renamed"), 0),
    "typed switched on": ("short", block(typed=True), 0),
    "a second key": ("choice", more_options, 0),
    "order locked": ("choice", block(locked=True), 0),
    "options to true or false": ("choice", lambda original: replace(original, block=Verdict(true=True)), 0),
    "a deletion more": ("cloze", more_gaps, 1),
    "a deletion less": ("cloze", fewer_gaps, 0),
    "a step more": ("order", more_steps, 0),
    "a pair corrected": ("pair", another_right_side, 0),
    "asked one way only": ("entry", block(ask_name=False), 0),
}
"""What changes, in which sample, how, and how many cards come of it."""
OPTIONS = {"default": {}, "merge": {"merge_notetypes": True}, "always": {"update_notes": ALWAYS}}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collection of a student who has the deck and has reviewed all of it."""
    folder = tmp_path_factory.mktemp("desk")
    someone = Student(folder)
    someone.open_package(package([deck(*packed_notes(*SAMPLES, mod=FIRST))], STAMPS))
    for card in someone.cards():
        someone.review(card)
    someone.col.close()
    return folder / "collection.anki2"


@pytest.fixture
def studied(desk: Path, tmp_path: Path) -> Iterator[Student]:
    """That student, a fresh copy for every test."""
    shutil.copy(desk, tmp_path)
    someone = Student(tmp_path)
    yield someone
    someone.col.close()


def state(student: Student, but: str = "") -> dict[str, Any]:
    """Every note but one, and the note types, as the collection holds them."""
    notes_state: dict[str, Any] = {
        student_note.guid: (student_note.mid, student_note.mod, student_note.fields, student_note.tags)
        for student_note in student.notes()
        if student_note.guid != but
    }
    return notes_state | {kind.name: kind.id for kind in student.col.models.all_names_and_ids()}


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
@pytest.mark.parametrize(("sample", "change", "cards"), CASES.values(), ids=CASES)
def test_one_note_changes_and_nothing_else(
    studied: Student, sample: str, change: Change, cards: int, options: dict[str, Any]
) -> None:
    history = studied.history()
    old = note(sample, BLOCKS[sample])
    new = change(old)
    guid = guid_of(old)
    before = state(studied, but=guid)
    mended = packed(drawn(new), guid, mod=FIRST + STEP)
    notes = [mended if sample.guid == guid else sample for sample in packed_notes(*SAMPLES, mod=FIRST)]
    log = studied.open_package(package([deck(*notes)], STAMPS), **options)
    assert (len(log.updated), len(log.new), len(log.conflicting)) == (1, 0, 0)
    theirs = studied.note(guid)
    assert (tuple(theirs.fields), tuple(theirs.tags)) == (drawn(new).fields, drawn(new).tags)
    assert state(studied, but=guid) == before
    after = studied.history()
    assert {card: after[card] for card in history} == history
    assert len(after) == len(history) + cards


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_the_same_package_again_changes_nothing(studied: Student, options: dict[str, Any]) -> None:
    history = studied.history()
    before = state(studied)
    studied.open_package(package([deck(*packed_notes(*SAMPLES, mod=FIRST))], STAMPS), **options)
    assert state(studied) == before
    assert studied.history() == history


def test_a_students_tag_edit_and_own_notes_stay_on_what_did_not_change(studied: Student) -> None:
    history = studied.history()
    theirs = studied.note(guid_of(SAMPLES[1]))
    theirs.tags.append("hard")
    theirs["Why"] = "my own reason"
    theirs["My notes"] = "mine"
    studied.col.update_note(theirs)
    before = state(studied, but=guid_of(SAMPLES[0]))
    mended = packed_notes(replace(SAMPLES[0], why=Prose("New.")), mod=FIRST + STEP)
    studied.open_package(package([deck(*mended, *packed_notes(*SAMPLES[1:], mod=FIRST))], STAMPS))
    assert state(studied, but=guid_of(SAMPLES[0])) == before
    assert studied.history() == history


def test_what_the_importer_cannot_do_a_later_edit_blocks_a_correction(studied: Student) -> None:
    theirs = studied.note(guid_of(SAMPLES[0]))
    theirs.tags.append("hard")
    studied.col.update_note(theirs)
    studied.open_package(package([deck(*corrected())], STAMPS))
    assert "New." not in studied.note(guid_of(SAMPLES[0])).fields


def test_what_the_importer_cannot_do_a_correction_takes_tags_and_own_notes(studied: Student) -> None:
    theirs = studied.note(guid_of(SAMPLES[0]))
    studied.db.execute("update notes set tags = ' hard ' where id = ?", theirs.id)
    studied.open_package(package([deck(*corrected())], STAMPS))
    theirs.load()
    assert "New." in theirs.fields
    assert theirs.tags == list(SAMPLES[0].tags)


def corrected() -> tuple[PackedNote, ...]:
    return packed_notes(replace(SAMPLES[0], why=Prose("New.")), mod=FIRST + STEP)


def test_withdrawn_and_restored_with_its_history(studied: Student) -> None:
    history = studied.history()
    guid = guid_of(SAMPLES[0])
    studied.open_package(package([deck(packed(blank(NoteName.parse("short/short")), guid, mod=FIRST + STEP))], STAMPS))
    assert studied.note(guid).tags == ["withdrawn"]
    studied.open_package(package([deck(*packed_notes(SAMPLES[0], mod=FIRST + 2 * STEP))], STAMPS))
    assert tuple(studied.note(guid).fields) == drawn(SAMPLES[0]).fields
    assert studied.history() == history


def test_the_edition_with_passages_goes_over_the_plain_one_and_stays(studied: Student) -> None:
    history = studied.history()
    cited = citation(text="His own words stand here.", marks=(Mark(start=0, end=3),))
    with_passage = packed(drawn(replace(SAMPLES[0], citations=(cited,))), guid_of(SAMPLES[0]), mod=FIRST + 1)
    studied.open_package(package([deck(with_passage)], STAMPS))
    assert "own words" in studied.note(with_passage.guid)["Passage"]
    studied.open_package(package([deck(*packed_notes(SAMPLES[0], mod=FIRST))], STAMPS))
    assert "own words" in studied.note(with_passage.guid)["Passage"]
    assert studied.history() == history


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_new_looks_are_one_update_of_a_note_type(
    studied: Student, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any]
) -> None:
    history = studied.history()
    before = state(studied)
    read = notetypes._read
    monkeypatch.setattr(notetypes, "_read", lambda name: f"{read(name)}/* new */")
    monkeypatch.setattr(notetypes, "_styling", notetypes._styling.__wrapped__)
    stamps = {key: stamp + STEP for key, stamp in STAMPS.items()}
    studied.open_package(package([deck(*packed_notes(*SAMPLES, mod=FIRST))], stamps), **options)
    assert state(studied) == before
    assert studied.history() == history
    for kind in NOTE_TYPES:
        assert studied.notetype(kind.id)["css"].count("/* new */") == 1


def test_a_students_own_looks_stay_while_the_note_type_does(studied: Student) -> None:
    theirs = studied.notetype(NOTE_TYPES[0].id)
    theirs["css"] = "p { color: teal }"
    studied.col.models.update_dict(theirs)
    studied.open_package(package([deck(*corrected())], STAMPS))
    assert studied.notetype(NOTE_TYPES[0].id)["css"] == "p { color: teal }"


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_a_spare_field_is_put_to_use_without_a_fork(
    studied: Student, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any]
) -> None:
    history = studied.history()
    before = state(studied)

    def used(key: str) -> NoteType:
        kind = notetypes.notetype(key)
        fields = tuple(replace(field, name="Map") if field.key == "spare1" else field for field in kind.fields)
        return replace(kind, fields=fields)

    monkeypatch.setattr(packages, "notetype", used)
    stamps = {key: stamp + STEP for key, stamp in STAMPS.items()}
    log = studied.open_package(package([deck(*packed_notes(*SAMPLES, mod=FIRST))], stamps), **options)
    assert len(log.conflicting) == 0
    assert state(studied) == before
    assert studied.history() == history
    assert "Map" in {kind["name"] for kind in studied.notetype(NOTE_TYPES[0].id)["flds"]}


def test_the_parts_of_an_item_and_its_note_type_tell_notes_apart() -> None:
    pairs = BLOCKS["pair"]
    assert isinstance(pairs, Pairs)
    parts = [note("a", replace(pairs, focus=pair.id)) for pair in pairs.pairs]
    other_notes = [note("a", BLOCKS["entry"]), note("a", Lines(answer=Prose("b")))]
    assert len({guid_of(each) for each in (*parts, *other_notes)}) == 5
    assert isinstance(BLOCKS["entry"], EntryBlock)

"""Packages: the same bytes, nothing left behind, and what the real importer makes of them."""

import json
import os
import pickle
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from anki.cards import CardId

from quizgen.anki import guid as identities
from quizgen.anki.apkg import package
from quizgen.anki.draw import blank
from quizgen.anki.guid import distinct_ids
from quizgen.anki.notetypes import NOTE_TYPES, notetype
from quizgen.anki.packed import PackedDeck
from quizgen.bank.note_name import NoteName
from quizgen.text.inline import Prose
from tests.anki.conftest import BLOCKS, SAMPLES, STAMPS, Student, apkg, deck, drawn, guid_of, note, packed, packed_notes


def rows(data: bytes, query: str) -> list[tuple[Any, ...]]:
    with zipfile.ZipFile(BytesIO(data)) as archive, sqlite3.connect(":memory:") as connection:
        connection.deserialize(archive.read("collection.anki2"))
        return connection.execute(query).fetchall()


def test_the_same_notes_give_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = apkg(*SAMPLES)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    monkeypatch.setattr(time, "time", lambda: 5e9)
    second = apkg(*SAMPLES)
    monkeypatch.undo()
    time.tzset()
    assert first == second


def test_the_same_notes_give_the_same_bytes_in_another_process() -> None:
    code = """if True:
        import pickle, sys
        from quizgen.anki.apkg import package
        sys.stdout.buffer.write(package(*pickle.load(sys.stdin.buffer)))
    """
    arguments = ([deck(*packed_notes(*SAMPLES))], STAMPS)
    made = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        cwd=tempfile.gettempdir(),
        input=pickle.dumps(arguments),
        capture_output=True,
        check=True,
    )
    assert made.stdout == package(*arguments)


def test_the_order_of_notes_in_memory_does_not_matter() -> None:
    notes = packed_notes(*SAMPLES)
    turned = tuple(reversed(notes))
    assert package([deck(*notes)], STAMPS) == package([deck(*turned)], STAMPS)


def test_nothing_stays_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    apkg(*SAMPLES)
    assert list(tmp_path.iterdir()) == []


def test_the_zip_is_deflated_and_undated() -> None:
    with zipfile.ZipFile(BytesIO(apkg(*SAMPLES))) as archive:
        assert [(member.filename, member.compress_type, member.date_time) for member in archive.infolist()] == [
            ("collection.anki2", zipfile.ZIP_DEFLATED, (1980, 1, 1, 0, 0, 0)),
            ("media", zipfile.ZIP_DEFLATED, (1980, 1, 1, 0, 0, 0)),
        ]
        assert archive.read("media") == b"{}"


def test_two_notes_of_one_guid_are_refused() -> None:
    one = packed(drawn(SAMPLES[0]), "same")
    with pytest.raises(ValueError, match="same"):
        package([deck(one), deck(replace(one, mod=2), name="Other")], STAMPS)


def test_rows_hold_what_was_given() -> None:
    made = replace(packed(drawn(SAMPLES[0]), "guid", mod=77, order=640))
    data = package([deck(made)], {**STAMPS, "short": 55})
    assert rows(data, "select guid, mid, mod, tags, flds from notes") == [
        ("guid", notetype("short").id, 77, " bank::first-victims core ", "\x1f".join(made.drawn.fields))
    ]
    assert rows(data, "select due, ord, type, queue from cards") == [(640, 0, 0, 0)]
    models = json.loads(rows(data, "select models from col")[0][0])
    assert {int(key): model["mod"] for key, model in models.items()} == {notetype("short").id: 55}


def test_ids_follow_from_the_guid() -> None:
    notes = packed_notes(*SAMPLES)
    alone = rows(package([deck(notes[0])], STAMPS), "select id from notes")
    together = rows(package([deck(*notes)], STAMPS), f"select id from notes where guid = '{notes[0].guid}'")
    assert alone == together == [(distinct_ids([notes[0].guid])[notes[0].guid],)]


def test_ids_that_meet_are_told_apart(student: Student, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identities, "_SPAN", 1)
    student.open_package(apkg(*SAMPLES))
    assert len(student.notes()) == len(SAMPLES)


def test_anki_imports_all_of_it_as_it_is(student: Student) -> None:
    log = student.open_package(apkg(*SAMPLES))
    assert len(log.new) == len(SAMPLES)
    for sample in SAMPLES:
        theirs = student.note(guid_of(sample))
        assert (tuple(theirs.fields), tuple(theirs.tags)) == (drawn(sample).fields, drawn(sample).tags)
    assert student.col.get_config("nextPos") is not None
    assert student.db.scalar("pragma integrity_check") == "ok"
    assert student.col.fix_integrity()[1]


def test_note_types_arrive_as_they_are(student: Student) -> None:
    student.open_package(apkg(*SAMPLES))
    for kind in NOTE_TYPES:
        theirs = student.notetype(kind.id)
        assert theirs is not None
        assert theirs["name"] == kind.name
        assert [(field["id"], field["name"]) for field in theirs["flds"]] == [
            (field.id, field.name) for field in kind.fields
        ]
        assert [
            (template["id"], template["name"], template["qfmt"], template["afmt"]) for template in theirs["tmpls"]
        ] == [(template.id, template.name, template.front, template.back) for template in kind.templates]
        assert theirs["css"] == kind.css
        assert theirs["sortf"] == kind.sort_index


def test_unused_note_types_stay_out(student: Student) -> None:
    before = {kind.name for kind in student.col.models.all_names_and_ids()}
    student.open_package(apkg(SAMPLES[0]))
    assert {kind.name for kind in student.col.models.all_names_and_ids()} - before == {notetype("short").name}


def test_new_cards_come_in_the_order_given(student: Student) -> None:
    notes = packed_notes(*SAMPLES)
    student.open_package(package([deck(*notes)], STAMPS))
    dues = {each.guid: {card.due for card in student.note(each.guid).cards()} for each in notes}
    assert dues == {each.guid: set(each.orders) for each in notes}
    student.open_package(
        package([deck(*notes, packed(drawn(note("late", BLOCKS["short"])), "late", order=150))], STAMPS)
    )
    queue = [student.col.get_note(student.col.get_card(card).nid).guid for card in new_cards(student)]
    assert queue.index(notes[0].guid) < queue.index("late") < queue.index(notes[1].guid)


def new_cards(student: Student) -> list[CardId]:
    return student.db.list("select id from cards where type = 0 order by due, ord")


def test_the_database_check_leaves_the_order_alone(student: Student) -> None:
    student.open_package(package([deck(packed(drawn(SAMPLES[0]), "guid", order=999_999))], STAMPS))
    student.col.fix_integrity()
    assert student.note("guid").cards()[0].due == 999_999


def test_ids_are_dates_that_anki_can_show_and_not_of_today(student: Student) -> None:
    student.open_package(apkg(*SAMPLES))
    assert list(student.col.find_cards("added:1")) == []
    student.col.set_browser_card_columns(["noteCrt", "cardMod"])
    for card in student.cards():
        cells, *_ = student.col.browser_row_for_id(card.id)
        assert next(iter(cells))[0].startswith("200")


def test_a_deck_below_another_and_its_description(student: Student) -> None:
    student.open_package(apkg(SAMPLES[0]))
    theirs = student.col.decks.by_name("History::Terror")
    assert theirs is not None
    assert theirs["desc"] == "Report errors by the short id."
    assert student.note(guid_of(SAMPLES[0])).cards()[0].did == theirs["id"]
    later = PackedDeck(name="History::Terror", description=Prose("*Version* 2 < 3"), notes=packed_notes(SAMPLES[0]))
    student.open_package(package([later], STAMPS))
    theirs = student.col.decks.by_name("History::Terror")
    assert theirs is not None
    assert theirs["desc"] == "<em>Version</em> 2 &lt; 3"


def test_several_decks_in_one_package(student: Student) -> None:
    names = ("Terror::Rogovin", "Terror::Orlov")
    halves = (packed_notes(*SAMPLES[:5]), packed_notes(*SAMPLES[5:]))
    decks = [deck(*half, name=name) for half, name in zip(halves, names, strict=True)]
    student.open_package(package(decks, STAMPS))
    for name, half in zip(names, halves, strict=True):
        assert {student.col.get_note(nid).guid for nid in student.col.find_notes(f'"deck:{name}"')} == {
            each.guid for each in half
        }


def test_a_newcomer_sees_nothing_of_a_withdrawn_note(student: Student) -> None:
    student.open_package(
        package([deck(packed(blank(NoteName.parse("gone/short")), "gone"), *packed_notes(SAMPLES[0]))], STAMPS)
    )
    assert len(student.cards()) == 1

"""An earlier package, read back: what students have."""

import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any

from quizgen.anki.digest import HASH_OF_ANOTHER
from quizgen.anki.draw import WITHDRAWN, Drawn
from quizgen.anki.guid import guid
from quizgen.anki.notetypes import NOTE_TYPES, UNKNOWN_TYPE, NoteType, type_hash
from quizgen.anki.packed import time_of
from quizgen.bank.bank import Bank
from quizgen.bank.note_name import NoteLabel, NoteName, Owner
from quizgen.base.files import open_regular
from quizgen.base.problem import fail
from quizgen.base.value import frozen


@frozen
class StudentNote:
    """A note as an earlier package holds it."""

    guid: str
    type_id: int
    """Anki's id of its note type."""
    drawn: Drawn
    """Of ``UNKNOWN_TYPE`` where no note type of today has that id."""
    time: int
    """When its content last changed, in seconds since 1970."""
    order: int
    """The place of its first card among the new cards; 0 where it has no card."""
    deck: str
    """The name of its deck; empty where it has no card."""
    cards: tuple[int, ...]
    """The places of its cards' templates or deletions, from 0."""

    @property
    def label(self) -> NoteLabel:
        """The label that its card prints: the id that the question had when the package was built, and the part."""
        return NoteLabel.parse(unescape(self.drawn.value("id")))

    @property
    def withdrawn(self) -> bool:
        """Whether the question was taken back."""
        return WITHDRAWN in self.drawn.tags


@frozen
class StudentNoteType:
    """A note type as an earlier package holds it."""

    hash: str
    """Today's hash of the note type if it is as it is today, otherwise ``HASH_OF_ANOTHER``."""
    time: int
    """When it last changed, in seconds since 1970."""
    fields: tuple[int, ...]
    """The ids of its fields, in their order; 0 for one without."""
    templates: tuple[int, ...]
    """The ids of its templates, in their order; 0 for one without."""
    sort_index: int
    """The place, from 0, of the field by which Anki's browser sorts."""
    cloze: bool


@frozen
class StudentPackage:
    """All notes of an earlier package, and its note types by their keys."""

    notes: tuple[StudentNote, ...]
    types: Mapping[str, StudentNoteType]


def read_package(path: Path) -> StudentPackage:
    """The package at *path*. Raises Failure where it is none that quizgen wrote."""
    try:
        with (
            open_regular(path) as file,
            zipfile.ZipFile(file) as archive,
            closing(sqlite3.connect(":memory:")) as connection,
        ):
            connection.deserialize(archive.read("collection.anki2"))
            models, decks = connection.execute("SELECT models, decks FROM col").fetchone()
            names = {int(key): deck["name"] for key, deck in json.loads(decks).items()}
            models_by_id = {int(key): model for key, model in json.loads(models).items()}
            return StudentPackage(
                notes=tuple(_notes(connection, names)),
                types={
                    kind.key: _student_type(kind, models_by_id[kind.id])
                    for kind in NOTE_TYPES
                    if kind.id in models_by_id
                },
            )
    except (OSError, LookupError, ValueError, TypeError, zipfile.BadZipFile, sqlite3.Error) as error:
        hint = "Name an .apkg that quizgen wrote, not one that Anki exported."
        raise fail(str(path), "L105", f"this is no package of quizgen’s: {error}", hint) from None


def note_names(bank: Bank, package: StudentPackage) -> dict[str, NoteName]:
    """The names of the notes of *package*, by their GUIDs.

    A note does not hold its name, but the label that it prints: its name is the one of that label, by the id that was
    printed or by the oldest id that the bank knows for it, which has the note's GUID. Notes without such a name, as
    those of another bank, are left out.
    """
    oldest_ids = _oldest_ids(bank)
    names: dict[str, NoteName] = {}
    for note in package.notes:
        printed = note.label.item
        for owner in Owner:
            for id_ in (printed, oldest_ids.get((owner, printed), printed)):
                name = NoteName(owner=owner, oldest=id_, notetype=note.drawn.notetype, part=note.label.part)
                if guid(bank.head.id, name) == note.guid:
                    names[note.guid] = name
    return names


def _oldest_ids(bank: Bank) -> dict[tuple[Owner, str], str]:
    """The oldest id of every question, person and term that has had another, by its owner and any of its ids."""
    oldest_ids: dict[tuple[Owner, str], str] = {}
    for owner, owners in ((Owner.QUESTION, bank.items), (Owner.PERSON, bank.people), (Owner.TERM, bank.terms)):
        for item_or_entry in owners.values():
            if item_or_entry.was:
                for id_ in (item_or_entry.id, *item_or_entry.was):
                    oldest_ids[owner, id_] = item_or_entry.was[0]
    return oldest_ids


def _notes(connection: sqlite3.Connection, decks: Mapping[int, str]) -> Iterator[StudentNote]:
    """The notes of a package, whose decks' names *decks* gives by their ids."""
    keys = {kind.id: kind.key for kind in NOTE_TYPES}
    rows = connection.execute(
        "SELECT guid, mid, notes.mod, tags, flds, min(due), did, group_concat(ord)"
        " FROM notes LEFT JOIN cards ON nid = notes.id GROUP BY notes.id ORDER BY notes.id"
    )
    for guid_, mid, mod, tags, fields, due, did, places in rows:
        drawn = Drawn(
            notetype=keys.get(mid, UNKNOWN_TYPE),
            fields=tuple(fields.split("\x1f")),
            tags=tuple(sorted(tags.split())),
        )
        yield StudentNote(
            guid=guid_,
            type_id=mid,
            drawn=drawn,
            time=time_of(drawn, mod),
            order=due or 0,
            deck=decks.get(did, ""),
            cards=tuple(sorted(map(int, places.split(",")))) if places else (),
        )


def _student_type(kind: NoteType, model: Mapping[str, Any]) -> StudentNoteType:
    """The note type *kind* as the package's JSON describes it in *model*."""
    templates = [(template["name"], template["qfmt"], template["afmt"]) for template in model["tmpls"]]
    same = (
        model["css"] == kind.css
        and templates == [(template.name, template.front, template.back) for template in kind.templates]
        and [field["name"] for field in model["flds"]] == [field.name for field in kind.fields]
    )
    return StudentNoteType(
        hash=type_hash(kind) if same else HASH_OF_ANOTHER,
        time=int(model["mod"]),
        fields=tuple(field.get("id") or 0 for field in model["flds"]),
        templates=tuple(template.get("id") or 0 for template in model["tmpls"]),
        sort_index=int(model["sortf"]),
        cloze=bool(model["type"]),
    )

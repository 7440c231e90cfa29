"""An earlier package, read back: what students have."""

import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any

from quizgen.anki.draw import WITHDRAWN, Drawn
from quizgen.anki.guid import guid
from quizgen.anki.notetypes import NOTE_TYPES, NoteType
from quizgen.bank.bank import Bank
from quizgen.bank.lock import (
    note_name,
)
from quizgen.base.problem import fail
from quizgen.base.value import frozen


@frozen
class StudentNote:
    """A note as an earlier package holds it."""

    guid: str
    type_id: int
    drawn: Drawn
    """Of an empty note type where today's have no such id."""
    time: int
    """When its content last changed, in Unix seconds."""
    order: int
    deck: str
    """The name of its deck; empty where it has no card."""
    cards: tuple[int, ...]
    """The places of its cards."""

    @property
    def item(self) -> str:
        """The id of its question when the package was built."""
        return unescape(self.drawn.fields[0]).partition(" · ")[0]

    @property
    def part(self) -> str:
        """The part of the question that it asks for."""
        return unescape(self.drawn.fields[0]).partition(" · ")[2]

    @property
    def withdrawn(self) -> bool:
        """Whether the question was taken back."""
        return WITHDRAWN in self.drawn.tags


@frozen
class StudentNoteType:
    """A note type as an earlier package holds it."""

    time: int
    """When it last changed, in Unix seconds."""
    same: bool
    """Whether it is as it is today."""
    fields: tuple[int, ...]
    """The ids of its fields, in their order; 0 for one without."""
    templates: tuple[int, ...]
    """The ids of its templates, in their order."""
    sort_index: int
    cloze: bool


@frozen
class StudentPackage:
    """All notes of an earlier package, and its note types by their keys."""

    notes: tuple[StudentNote, ...]
    types: Mapping[str, StudentNoteType]


def read_package(path: Path) -> StudentPackage:
    """The package at *path*; raises Failure where it is none that quizgen wrote."""
    try:
        with zipfile.ZipFile(path) as archive, closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(archive.read("collection.anki2"))
            models, decks = connection.execute("SELECT models, decks FROM col").fetchone()
            names = {int(key): deck["name"] for key, deck in json.loads(decks).items()}
            types = {int(key): model for key, model in json.loads(models).items()}
            return StudentPackage(
                notes=tuple(_notes(connection, names)),
                types={each.key: _type(each, types[each.id]) for each in NOTE_TYPES if each.id in types},
            )
    except (OSError, LookupError, ValueError, TypeError, zipfile.BadZipFile, sqlite3.Error) as error:
        hint = "Name an .apkg that quizgen wrote, not one that Anki exported."
        raise fail(str(path), "L105", f"this is no package of quizgen’s: {error}", hint) from None


def note_names(bank: Bank, package: StudentPackage) -> dict[str, str]:
    """How the lock names the notes of *package*, by their GUIDs; without those of no id that bank or note knows."""
    oldest: dict[str, str] = {}
    for prefix, owners in (("", bank.items), ("person:", bank.people), ("term:", bank.terms)):
        for each in owners.values():
            oldest |= {f"{prefix}{name}": f"{prefix}{each.was[0]}" for name in (each.id, *each.was) if each.was}
    found = {}
    for note in package.notes:
        for shown in (note.item, f"person:{note.item}", f"term:{note.item}"):
            for name in (shown, oldest.get(shown, shown)):
                if guid(bank.head.id, name, note.part, note.drawn.notetype) == note.guid:
                    found[note.guid] = note_name(name, note.drawn.notetype, note.part)
    return found


def _notes(connection: sqlite3.Connection, decks: Mapping[int, str]) -> Iterator[StudentNote]:
    keys = {each.id: each.key for each in NOTE_TYPES}
    rows = connection.execute(
        "SELECT guid, mid, notes.mod, tags, flds, min(due), did, group_concat(ord)"
        " FROM notes LEFT JOIN cards ON nid = notes.id GROUP BY notes.id ORDER BY notes.id"
    )
    for guid_, mid, mod, tags, fields, due, did, places in rows:
        drawn = Drawn(notetype=keys.get(mid, ""), fields=tuple(fields.split("\x1f")), tags=tuple(sorted(tags.split())))
        yield StudentNote(
            guid=guid_,
            type_id=mid,
            drawn=drawn,
            time=mod - bool(drawn.passage),
            order=due or 0,
            deck=decks.get(did, ""),
            cards=tuple(sorted(map(int, places.split(",")))) if places else (),
        )


def _type(kind: NoteType, model: Mapping[str, Any]) -> StudentNoteType:
    sides = [(each["name"], each["qfmt"], each["afmt"]) for each in model["tmpls"]]
    same = (
        model["css"] == kind.css
        and sides == [(each.name, each.front, each.back) for each in kind.templates]
        and [each["name"] for each in model["flds"]] == [each.name for each in kind.fields]
    )
    return StudentNoteType(
        time=int(model["mod"]),
        same=same,
        fields=tuple(each.get("id") or 0 for each in model["flds"]),
        templates=tuple(each.get("id") or 0 for each in model["tmpls"]),
        sort_index=int(model["sortf"]),
        cloze=bool(model["type"]),
    )

"""A lost lock, rebuilt from the last package that students have."""

import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from quizgen.bank import Bank
from quizgen.lock import Lock, Stamp, TypeStamp
from quizgen.outputs.anki.draw import WITHDRAWN, Drawn, content_hash
from quizgen.outputs.anki.guid import guid
from quizgen.outputs.anki.notetypes import NOTE_TYPES, NoteType
from quizgen.outputs.anki.notetypes import content_hash as type_hash
from quizgen.problem import fail
from quizgen.release import note_name
from quizgen.schema import Id

_CHANGED = "0" * 16
"""The hash of a note type that differs from today's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A note as an earlier package holds it."""

    guid: str
    drawn: Drawn
    time: int
    """When its content last changed, in Unix seconds."""
    order: int
    deck: str
    """The name of its deck."""


def recover(bank: Bank, path: Path) -> Lock:
    """The lock that the package at *path* was built with, but for the fingerprints of passages.

    Raises Failure where the file is no package of this bank.
    """
    kept, types = read_package(path)
    homes = {deck.name: deck.id for deck in bank.decks.values()}
    stamps = {}
    for note in kept:
        name = _name(bank, note)
        if name and note.deck in homes:
            stamps[name] = Stamp(
                name=name,
                hash=content_hash(note.drawn),
                time=note.time,
                order=note.order,
                deck=Id(homes[note.deck]),
                withdrawn=WITHDRAWN in note.drawn.tags,
            )
    if not stamps:
        hint = "Name the last package that was built from this bank."
        raise fail(str(path), "L106", f"no note in it belongs to the bank “{bank.head.id}”", hint)
    return Lock(bank=bank.head.id, types=types, notes=stamps)


def read_package(path: Path) -> tuple[tuple[Kept, ...], dict[str, TypeStamp]]:
    """The notes and note types of the package at *path*; raises Failure where it is no package that quizgen wrote."""
    try:
        with zipfile.ZipFile(path) as archive, closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(archive.read("collection.anki2"))
            models, decks = connection.execute("SELECT models, decks FROM col").fetchone()
            types = {int(key): model for key, model in json.loads(models).items()}
            names = {int(key): deck["name"] for key, deck in json.loads(decks).items()}
            return tuple(_kept(connection, names)), _types(types)
    except (OSError, KeyError, ValueError, TypeError, zipfile.BadZipFile, sqlite3.Error) as error:
        hint = "Name an .apkg that quizgen wrote, not one that Anki exported."
        raise fail(str(path), "L105", f"this is no package of quizgen’s: {error}", hint) from None


def _kept(connection: sqlite3.Connection, decks: Mapping[int, str]) -> Iterator[Kept]:
    keys = {each.id: each.key for each in NOTE_TYPES}
    rows = connection.execute(
        "SELECT guid, mid, notes.mod, tags, flds, min(due), did FROM notes LEFT JOIN cards ON nid = notes.id"
        " GROUP BY notes.id ORDER BY notes.id"
    )
    for guid_, mid, mod, tags, fields, due, did in rows:
        if mid in keys:
            drawn = Drawn(notetype=keys[mid], fields=tuple(fields.split("\x1f")), tags=tuple(sorted(tags.split())))
            time = mod - bool(drawn.passage)
            yield Kept(guid=guid_, drawn=drawn, time=time, order=due or 0, deck=decks.get(did, ""))


def _types(models: Mapping[int, Mapping[str, Any]]) -> dict[str, TypeStamp]:
    stamps = {}
    for each in NOTE_TYPES:
        if model := models.get(each.id):
            digest = type_hash(each) if _same(each, model) else _CHANGED
            stamps[each.key] = TypeStamp(name=each.key, hash=digest, time=int(model["mod"]))
    return stamps


def _same(kind: NoteType, model: Mapping[str, Any]) -> bool:
    """Whether a package holds the note type as it is today."""
    sides = [(each["name"], each["qfmt"], each["afmt"]) for each in model["tmpls"]]
    return (
        model["css"] == kind.css
        and sides == [(each.name, each.front, each.back) for each in kind.templates]
        and [each["name"] for each in model["flds"]] == [each.name for each in kind.fields]
    )


def _name(bank: Bank, note: Kept) -> str:
    """How the lock names a note; empty where its GUID comes from no id that the bank or the note knows."""
    item, _, part = unescape(note.drawn.fields[0]).partition(" · ")
    notetype = note.drawn.notetype
    renamed = [each.oldest_id for each in bank.items.values() if each.id == item and each.was]
    entries = [f"{kind}:{name}" for kind in ("person", "term") for name in _oldest(bank, item)]
    for oldest in (item, *renamed, *entries):
        if guid(bank.head.id, oldest, part, notetype) == note.guid:
            return note_name(oldest, notetype, part)
    return ""


def _oldest(bank: Bank, entry: str) -> tuple[str, ...]:
    found = bank.entries.get(entry)
    return (found.was[0], entry) if found and found.was else (entry,)

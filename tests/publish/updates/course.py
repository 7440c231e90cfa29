"""A course as the update tests play it: a small bank of every kind that is edited and built again, and its students."""

import json
import os
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from quizgen.anki.guid import guid
from quizgen.anki.notetypes import NOTE_TYPES, NoteType, field_places
from quizgen.bank import lock
from quizgen.bank.note_name import NoteName
from quizgen.publish.build import BuildRequest, build
from tests.anki.conftest import Student

V1, V2, V3 = 1_700_000_000, 1_700_001_000, 1_700_002_000
"""When the course's packages are built, in Unix seconds: all before the student, who lives now."""
LATER = 4_000_000_000
"""After the student's last edit."""

Bank = dict[str, Any]
"""A bank as it is written: YAML reads JSON."""

TEXTS = {
    "tale.txt": """The Mill

A mill stood by the river for two hundred years. It ground the rye of four villages.

In a dry summer the wheel stood still. Old Anna Moll remembered that it had burnt down twice.

In the end the miller left, and nobody took the keys.
""",
    "diary.txt": """A Diary

The frost came early this year. I have counted eleven mornings without bread.
""",
}

BANK: Bank = {
    "format": 1,
    "id": "mill",
    "title": "The mill",
    "version": "1.0",
    "language": "en",
    "licence": "CC0 1.0",
    "report": "Tell your teacher.",
    "include": ["decks"],
    "texts": {
        "tale": {
            "short": "The Mill",
            "author": "The quizgen contributors",
            "title": "The Mill",
            "published": "written for these tests",
            "file": "tale.txt",
            "begins": "A mill stood by the",
            "sections": {
                "start": {"title": "The start", "summary": "How it starts."},
                "end": {"title": "The end", "summary": "How it ends."},
            },
        },
        "diary": {
            "short": "A Diary",
            "author": "The quizgen contributors",
            "title": "A Diary",
            "published": "written for these tests",
            "file": "diary.txt",
            "begins": "The frost came early this",
            "sections": {"winter": {"title": "Winter", "summary": "A cold one."}},
        },
    },
    "passages": {
        "T1": {"section": "start", "from": "A mill stood by the", "label": "The mill", "gist": "It is old."},
        "T2": {"section": "start", "from": "In a dry summer the", "label": "Drought", "gist": "It stands still."},
        "T3": {"section": "end", "from": "In the end the miller", "label": "The end", "gist": "All leave."},
        "D1": {"section": "winter", "from": "The frost came early this", "label": "Frost", "gist": "It is cold."},
    },
    "people": {
        "moll": {"name": "Anna Moll", "role": "the old woman who remembered the fires", "at": "T2"},
    },
    "terms": {
        "rye": {"name": "rye", "gloss": "the grain that was ground", "at": "T1"},
    },
    "questions": [
        {
            "short": "age",
            "at": "T1",
            "ask": "How old was the mill?",
            "answer": "two hundred years",
            "why": "It says so.",
        },
        {"short": "grain", "at": "T1", "ask": "Which grain did it grind?", "answer": "rye"},
        {
            "choice": "villages",
            "at": "T1",
            "ask": "Whose grain did it grind?",
            "answer": "four villages’",
            "distractors": {"the town’s": "There is none.", "the king’s": "There is none.", "its own": "It had none."},
        },
        {
            "truefalse": "fires",
            "at": "T2",
            "claim": "The mill had burnt down once.",
            "verdict": False,
            "correction": "The mill had burnt down twice.",
        },
        {"cloze": "wheel", "at": "T2", "text": "In a {1|dry} summer the {2|wheel} stood still."},
        {
            "match": "who",
            "cards": "yes",
            "at": ["T2", "T3"],
            "ask": "Match each with what they did.",
            "pairs": {
                "moll": {"left": "Anna Moll", "right": "remembered"},
                "miller": {"left": "the miller", "right": "left"},
                "nobody": {"left": "nobody", "right": "took the keys"},
            },
        },
        {
            "order": "story",
            "cards": "yes",
            "at": ["T1", "T2", "T3"],
            "ask": "Put the story in order.",
            "steps": [
                {"text": "The mill is built."},
                {"text": "The wheel stands still."},
                {"text": "The miller goes."},
            ],
        },
        {"short": "keys", "at": "T3", "ask": "Who took the keys?", "answer": "nobody"},
        {"short": "frost", "at": "D1", "ask": "What came early?", "answer": "the frost"},
        {"short": "mornings", "at": "D1", "ask": "How many mornings without bread?", "answer": "eleven"},
    ],
    "sessions": {"early": {"title": "Grain", "read": ["start"]}},
    "decks": {
        "tale": {"name": "Mill::1 The tale", "description": "On the tale.", "select": {"texts": ["tale"]}},
        "diary": {"name": "Mill::2 The diary", "description": "On the diary.", "select": {"texts": ["diary"]}},
        "people": {"name": "Mill::3 People", "description": "Who was who.", "entries": "both"},
        "all": {"name": "Mill", "description": "All.", "bundle": ["tale", "diary", "people"]},
    },
}


def question(bank: Bank, id_: str) -> dict[str, Any]:
    """The question of that id."""
    return next(question for question in bank["questions"] if id_ in (question.get(kind) for kind in KINDS))


KINDS = ("short", "choice", "truefalse", "cloze", "match", "order")


@dataclass(frozen=True, kw_only=True, slots=True)
class Built:
    """What a build gave students, and the lock that it left."""

    package: bytes
    updates: Mapping[str, str]
    """The update files of the package, by the keys of their note types."""
    lock: lock.Lock

    @property
    def guids(self) -> set[str]:
        """The notes that the package holds."""
        with zipfile.ZipFile(BytesIO(self.package)) as archive, closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(archive.read("collection.anki2"))
            return {guid for (guid,) in connection.execute("SELECT guid FROM notes")}


def guid_of(name: str) -> str:
    """The GUID of the note that the lock names so."""
    return guid("mill", NoteName.parse(name))


class Course:
    """A curator's folder."""

    def __init__(self, folder: Path) -> None:
        self.bank = deepcopy(BANK)
        self.folder = folder / "bank"
        self.texts = folder / "texts"
        self.texts.mkdir(parents=True, exist_ok=True)
        for name, text in TEXTS.items():
            (self.texts / name).write_text(text, encoding="utf-8")

    @property
    def lock(self) -> Path:
        return self.folder / lock.LOCK

    def write(self) -> None:
        head = {name: value for name, value in self.bank.items() if name != "decks"}
        (self.folder / "decks").mkdir(parents=True, exist_ok=True)
        (self.folder / "questions.yaml").write_text(json.dumps(head), encoding="utf-8")
        for old in (self.folder / "decks").glob("*.yaml"):
            old.unlink()
        for name, deck in self.bank["decks"].items():
            path = self.folder / "decks" / f"{name}.yaml"
            path.write_text(json.dumps({"deck": {"id": name, **deck}}), encoding="utf-8")

    def build(self, now: int, *, texts: bool = False, new_lock: bool = False) -> Built:
        """Build the bank as it is, at *now*, plain or with the passages."""
        self.write()
        options = BuildRequest(
            bank=self.folder,
            formats=("apkg",),
            texts=self.texts if texts else None,
            new_lock=new_lock,
            unchecked=True,  # whose many edits are not all good questions
        )
        with at(now):
            build(options)
        found = lock.read(self.folder, "lock", "mill")
        assert found is not None
        out = self.folder / "build" / "students"
        updates = {path.stem: path.read_text(encoding="utf-8") for path in sorted(out.glob("updates/all/*.txt"))}
        return Built(package=(out / "all.apkg").read_bytes(), updates=updates, lock=found)


def at(now: int) -> Any:
    """The clock stands at *now*, and no texts are named."""
    return patch.dict(os.environ, {"SOURCE_DATE_EPOCH": str(now), "QUIZGEN_TEXTS": ""})


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """All that a student has."""

    notes: Mapping[str, tuple[Any, ...]]
    """Note type, time, tags and fields, by GUID."""
    cards: Mapping[tuple[str, int], tuple[Any, ...]]
    """Every column of the table, by GUID and place."""
    reviews: tuple[tuple[Any, ...], ...]
    decks: Mapping[str, tuple[int, int]]
    """Id and options, by name."""
    types: Mapping[str, int]
    """Ids, by name."""
    schema: int
    """When the schema last changed: then, the whole collection has to be synced."""

    def bank_values(self, guid_: str) -> tuple[str, ...]:
        """The fields of a note that the bank fills."""
        return tuple(self.value(guid_, field.key) for field in self._kind(guid_).bank_fields)

    def value(self, guid_: str, key: str) -> str:
        """The field *key* of a note."""
        return str(self.notes[guid_][3][field_places(self._kind(guid_).key)[key]])

    def _kind(self, guid_: str) -> NoteType:
        return next(kind for kind in NOTE_TYPES if kind.id == self.notes[guid_][0])

    def said(self, guid_: str) -> tuple[Any, ...]:
        """What a note says: its type, tags and fields."""
        type_, _, tags, fields = self.notes[guid_]
        return type_, tags, fields


def snapshot(student: Student) -> Snapshot:
    db = student.db
    guids = {row[0]: row[1] for row in db.all("select id, guid from notes")}
    columns = [row[1] for row in db.all("pragma table_info(cards)")]
    nid, place = columns.index("nid"), columns.index("ord")
    return Snapshot(
        notes={
            guid_: (mid, mod, tuple(tags.split()), tuple(fields.split("\x1f")))
            for guid_, mid, mod, tags, fields in db.all("select guid, mid, mod, tags, flds from notes")
        },
        cards={(guids[row[nid]], row[place]): tuple(row) for row in db.all("select * from cards")},
        reviews=tuple(map(tuple, db.all("select * from revlog order by id"))),
        decks={deck["name"]: (deck["id"], deck["conf"]) for deck in student.col.decks.all()},
        types={kind.name: kind.id for kind in student.col.models.all_names_and_ids()},
        schema=db.scalar("select scm from col"),
    )

"""Anki packages (.apkg): the only module that knows genanki, which gives the schema and the shape of a deck.

Beyond genanki: cards by Anki's own rule, rows inserted in bulk, a time of its own for every note and note type, nothing
left in a temporary folder, and the same bytes for the same notes (within one environment: SQLite stamps its version).
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from io import BytesIO
from itertools import count
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import genanki

from quizgen.anki.guid import deck_id, distinct_ids
from quizgen.anki.markup import prose
from quizgen.anki.notetypes import NOTE_TYPES, NoteType, notetype
from quizgen.anki.packed import PackedDeck
from quizgen.bank.lock import SPACING
from quizgen.base.garbage import no_garbage_collection


@no_garbage_collection()
def package(decks: Sequence[PackedDeck], stamps: Mapping[str, int]) -> bytes:
    """The package of *decks*; *stamps* gives, by key, the second in which each note type last changed.

    Raises ``ValueError`` where two notes share a GUID: Anki would import both.
    """
    guids = [note.guid for deck in decks for note in deck.notes]
    if len(set(guids)) < len(guids):
        twice = sorted({guid for guid in guids if guids.count(guid) > 1})
        raise ValueError(f"GUIDs that more than one note has: {', '.join(twice)}")
    models = {key: _Model(notetype(key), stamps[key]) for key in sorted(_used(decks))}
    rows = _Rows(decks)
    with closing(sqlite3.connect(":memory:")) as connection:
        genanki.Package([_Deck(deck, models, rows) for deck in decks]).write_to_db(connection.cursor(), 0, count())
        connection.commit()
        return _zipped({"collection.anki2": connection.serialize(), "media": b"{}"})


def _used(decks: Iterable[PackedDeck]) -> set[str]:
    return {note.drawn.notetype for deck in decks for note in deck.notes}


class _Model(genanki.Model):  # type: ignore[misc] # genanki has no types
    """A note type as genanki writes it, with a time of its own."""

    def __init__(self, kind: NoteType, stamp: int) -> None:
        fields = [
            {"id": each.id, "name": each.name, "description": each.hint, "collapsed": each.key.startswith("spare")}
            for each in kind.fields
        ]
        templates = [
            {"id": each.id, "name": each.name, "qfmt": each.front, "afmt": each.back} for each in kind.templates
        ]
        super().__init__(
            kind.id,
            kind.name,
            fields,
            templates,
            kind.css,
            model_type=self.CLOZE if kind.cloze else self.FRONT_BACK,
            sort_field_index=kind.sort_index,
        )
        self.stamp = stamp

    @property
    def _req(self) -> list[object]:
        # Which fields a card needs: Anki works that out itself, and genanki's guess is slow and often wrong.
        return [[place, "any", [0]] for place in range(len(self.templates))]

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, object]:
        return {**super().to_json(self.stamp, deck_id)}


class _Deck(genanki.Deck):  # type: ignore[misc] # genanki has no types
    """A deck whose notes and cards are inserted in bulk."""

    def __init__(self, packed: PackedDeck, models: Mapping[str, _Model], rows: "_Rows") -> None:
        super().__init__(deck_id(packed.name), packed.name, prose(packed.description))
        self.packed = packed
        self.rows = rows
        for key in sorted(_used([packed])):
            self.add_model(models[key])

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        super().write_to_db(cursor, timestamp, id_gen)
        cursor.executemany(_INSERT_NOTE, self.rows.notes(self.packed))
        cursor.executemany(_INSERT_CARD, self.rows.cards(self.packed))


APART = 40 * SPACING
"""Between two cards of one note among the new cards: some forty notes, two days of twenty. Neighbours would tell each
other's answers."""
_LAST_PLACE = 999_999
"""From 1,000,000 on, Anki's database check takes places for faults."""
_INSERT_NOTE = "INSERT INTO notes VALUES(?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
"""Id, guid, note type, mod, tags, fields, sort field; the checksum Anki computes itself."""
_INSERT_CARD = "INSERT INTO cards VALUES(?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"
"""Id, note, deck, template, mod, place among new cards; all else as for a card never seen."""


class _Rows:
    """The rows of notes and cards, sorted by id as SQLite stores them; ids are distinct in the whole package."""

    def __init__(self, decks: Sequence[PackedDeck]) -> None:
        notes = [note for deck in decks for note in deck.notes]
        self._note_ids = distinct_ids(note.guid for note in notes)
        self._card_ids = distinct_ids(_card_key(note.guid, place) for note in notes for place in note.cards)

    def notes(self, deck: PackedDeck) -> Iterator[tuple[object, ...]]:
        """What ``_INSERT_NOTE`` takes."""
        kinds = {each.key: (each.id, each.sort_index) for each in NOTE_TYPES}
        for note in sorted(deck.notes, key=lambda note: self._note_ids[note.guid]):
            fields, (kind, shown) = note.drawn.fields, kinds[note.drawn.notetype]
            id_, tags = self._note_ids[note.guid], f" {' '.join(note.drawn.tags)} "
            yield id_, note.guid, kind, note.mod, tags, "\x1f".join(fields), fields[shown]

    def cards(self, deck: PackedDeck) -> list[tuple[int, ...]]:
        """What ``_INSERT_CARD`` takes."""
        did = deck_id(deck.name)
        return sorted(
            (
                self._card_ids[_card_key(note.guid, place)],
                self._note_ids[note.guid],
                did,
                place,
                note.mod,
                min(note.order + nth * APART, _LAST_PLACE),
            )
            for note in deck.notes
            for nth, place in enumerate(note.cards)
        )


def _card_key(guid: str, place: int) -> str:
    return f"{guid}/{place}"


def _zipped(members: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, data in members.items():
            member = ZipInfo(name)  # dated 1 January 1980 in any time zone
            member.create_system = 3  # the same wherever it is made
            # Level 1: a quarter larger than level 6, in a third of the time.
            archive.writestr(member, data, ZIP_DEFLATED, compresslevel=1)
    return target.getvalue()

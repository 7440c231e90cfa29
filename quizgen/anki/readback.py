"""An earlier package, read back: what students have."""

import re
from collections.abc import Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Final

from quizgen.anki.container import opened, read_file
from quizgen.anki.content import WITHDRAWN
from quizgen.anki.digest import HASH_OF_ANOTHER
from quizgen.anki.draw import Drawn
from quizgen.anki.guid import guid
from quizgen.anki.notetypes import NOTE_TYPES, UNKNOWN_TYPE, NoteType, least_fields, type_hash
from quizgen.anki.packed import time_of
from quizgen.anki.stored import CardRow, CollectionRow, NoteRow, StoredDeck, StoredType
from quizgen.bank.bank import Bank
from quizgen.bank.note_name import NoteLabel, NoteName, Owner
from quizgen.base.files import display_path
from quizgen.base.problem import Failure, fail
from quizgen.base.records import Misfit, read_objects
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
    hash: str
    """The hash of its content when the package was built."""
    orders: tuple[int, ...]
    """The places of its cards among the new cards, in the order of ``cards``."""
    deck: str
    """The name of its deck; empty where it has no card."""
    cards: tuple[int, ...]
    """The places of its cards' templates or deletions, from 0."""

    @property
    def label(self) -> NoteLabel:
        """The label in its field Id: the id that the question had when the package was built, and the part."""
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
    """The package at *path*. Raises Failure where it is none that quizgen built."""
    try:
        return unpack(read_file(path))
    except Misfit as misfit:
        raise not_ours(display_path(path), misfit) from None


def not_ours(path: str, misfit: Misfit) -> Failure:
    """The failure that the package at *path* is none that quizgen built."""
    hint = "Name an .apkg as quizgen built it, not one that Anki exported."
    return fail(path, "L105", f"this is not a package that quizgen built: {misfit}", hint)


def unpack(package: bytes) -> StudentPackage:
    """The notes and note types in the bytes of a package. Raises Misfit where quizgen has built no such package."""
    with opened(package) as tables:
        collections = tables.rows(CollectionRow, "col")
        if len(collections) != 1:
            raise Misfit(f"its table col has {len(collections)} rows, not one")
        models = read_objects(StoredType, collections[0].models, "models", "col")
        decks = read_objects(StoredDeck, collections[0].decks, "decks", "col")
        cards: dict[int, list[CardRow]] = {}
        for card in tables.rows(CardRow, "cards"):
            cards.setdefault(card.nid, []).append(card)
        notes = sorted(tables.rows(NoteRow, "notes"), key=lambda row: row.id)
        return StudentPackage(
            notes=tuple(_note(row, cards.get(row.id, []), decks) for row in notes),
            types={
                kind.key: _student_type(kind, models[id_]) for kind in NOTE_TYPES if (id_ := str(kind.id)) in models
            },
        )


def note_names(bank: Bank, package: StudentPackage) -> dict[str, NoteName]:
    """The names of the notes of *package*, by their GUIDs.

    A note does not hold its name, but a label: its name is the one of that label, by the id in it or by the oldest id
    that the bank knows for that, which has the note's GUID. Notes without such a name, as those of another bank, are
    left out.
    """
    oldest_ids = _oldest_ids(bank)
    names: dict[str, NoteName] = {}
    for note in package.notes:
        label = note.label
        if note.drawn.notetype == UNKNOWN_TYPE or not label.is_sound:
            continue
        for owner in Owner:
            for id_ in {label.item, oldest_ids.get((owner, label.item), label.item)}:
                name = NoteName(owner=owner, oldest=id_, notetype=note.drawn.notetype, part=label.part)
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
                    oldest_ids[owner, id_] = item_or_entry.oldest_id
    return oldest_ids


_HASH: Final = re.compile("[0-9a-f]{16}")
_KEYS: Mapping[int, str] = {kind.id: kind.key for kind in NOTE_TYPES}


def _note(row: NoteRow, cards: Sequence[CardRow], decks: Mapping[str, StoredDeck]) -> StudentNote:
    """The note of *row* with its *cards*; *decks* are those of the package by their ids."""
    drawn = Drawn(
        notetype=_KEYS.get(row.mid, UNKNOWN_TYPE),
        fields=tuple(row.flds.split("\x1f")),
        tags=tuple(sorted(row.tags.split())),
    )
    if len(drawn.fields) < least_fields(drawn.notetype):
        raise Misfit(f"the note {row.id} has {len(drawn.fields)} fields, fewer than quizgen writes")
    if not _HASH.fullmatch(row.data):
        raise Misfit(f"the note {row.id} has no hash of its content")
    deck = decks.get(str(cards[0].did)) if cards else None
    in_order = sorted(cards, key=lambda card: card.ord)
    return StudentNote(
        guid=row.guid,
        type_id=row.mid,
        drawn=drawn,
        time=time_of(drawn, row.mod),
        hash=row.data,
        orders=tuple(card.due for card in in_order),
        deck=deck.name if deck else "",
        cards=tuple(card.ord for card in in_order),
    )


def _student_type(kind: NoteType, model: StoredType) -> StudentNoteType:
    """The note type *kind* as the package describes it in *model*."""
    same = (
        model.css == kind.css
        and [(template.name, template.qfmt, template.afmt) for template in model.tmpls]
        == [(template.name, template.front, template.back) for template in kind.templates]
        and [field.name for field in model.flds] == [field.name for field in kind.fields]
    )
    return StudentNoteType(
        hash=type_hash(kind) if same else HASH_OF_ANOTHER,
        time=model.mod,
        fields=tuple(field.id for field in model.flds),
        templates=tuple(template.id for template in model.tmpls),
        sort_index=model.sortf,
        cloze=bool(model.type),
    )

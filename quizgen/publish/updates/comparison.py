"""An earlier build beside the next one: every note and note type, as students have it and as they would get it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quizgen.anki.deck import Deck
from quizgen.anki.draw import Drawn
from quizgen.anki.guid import guid
from quizgen.anki.readback import StudentNote, StudentNoteType, StudentPackage, note_names
from quizgen.bank.bank import Bank
from quizgen.bank.lock import Lock
from quizgen.bank.note_name import NoteName
from quizgen.base.value import frozen
from quizgen.publish.release.release import StampedRelease


@frozen
class Published:
    """A note as one build publishes it."""

    name: NoteName
    guid: str
    hash: str
    """The hash of its content."""
    shown: str
    """The hash of all that it shows, words that follow from others among it."""
    time: int
    """When its content last changed, in seconds since 1970."""
    deck: str
    """The name of its home deck in Anki; empty where that is not known."""
    withdrawn: bool
    drawn: Drawn | None = None
    """What it says; None where the earlier build is known from a lock only."""
    student_note: StudentNote | None = None
    """The note as an earlier package holds it; None in the next build, and where only a lock is known."""


@frozen
class PublishedType:
    """A note type as one build publishes it."""

    key: str
    hash: str
    """The hash of its content."""
    time: int
    """When it last changed, in seconds since 1970."""
    student_type: StudentNoteType | None = None
    """The note type as an earlier package holds it."""


@frozen
class Comparison:
    """Two builds: their notes by GUID, and their note types by key."""

    old: Mapping[str, Published]
    new: Mapping[str, Published]
    old_types: Mapping[str, PublishedType]
    new_types: Mapping[str, PublishedType]
    """The types of the notes of the next build."""
    successors: Mapping[str, NoteName]
    """By the GUID of a note that ends: the name of the new note that asks the same."""
    sharing_a_guid: tuple[NoteName, ...] = ()
    """The names of the earlier notes whose GUID another note has too."""
    locked: bool = True
    """Whether the bank has a lock."""

    @property
    def pairs(self) -> Iterator[tuple[Published, Published]]:
        """The notes of both builds, as they were and as they would be."""
        return ((old, self.new[key]) for key, old in self.old.items() if key in self.new)


def compare(
    bank: Bank, old: StudentPackage | Lock, decks: Sequence[Deck], release: StampedRelease, *, locked: bool
) -> Comparison:
    """Compare an earlier build, known from *old*, with *release*, which a build of *decks* would publish."""
    new_notes = {note.guid: note for note in _release_notes(bank, decks, release)}
    old_notes = tuple(_lock_notes(bank, old) if isinstance(old, Lock) else _package_notes(bank, old, new_notes))
    old_by_guid = {note.guid: note for note in old_notes}
    used_types = {note.drawn.notetype for note in new_notes.values() if note.drawn}
    guid_counts = Counter(note.guid for note in old_notes)
    return Comparison(
        old=old_by_guid,
        new=new_notes,
        old_types={kind.key: kind for kind in _types(old)},
        new_types={kind.key: kind for kind in _types(release.lock) if kind.key in used_types},
        successors=_successors(old_by_guid, new_notes),
        sharing_a_guid=tuple(note.name for note in old_notes if guid_counts[note.guid] > 1),
        locked=locked,
    )


def _release_notes(bank: Bank, decks: Iterable[Deck], release: StampedRelease) -> Iterator[Published]:
    """The notes of the next build, as far as its packages hold them."""
    packed = {note.guid: (deck.name, note.drawn) for deck in decks for note in release.decks[deck.id]}
    for stamp in release.lock.notes.values():
        name = stamp.note_name
        note_guid = guid(bank.head.id, name)
        if note_guid in packed:
            deck_name, drawn = packed[note_guid]
            yield Published(
                name=name,
                guid=note_guid,
                hash=stamp.hash,
                shown=stamp.shown,
                time=stamp.time,
                deck=deck_name,
                withdrawn=stamp.withdrawn,
                drawn=drawn,
            )


def _lock_notes(bank: Bank, lock: Lock) -> Iterator[Published]:
    """The notes of an earlier build, as its lock records them."""
    for stamp in lock.notes.values():
        deck = lock.decks.get(stamp.deck)
        yield Published(
            name=stamp.note_name,
            guid=guid(bank.head.id, stamp.note_name),
            hash=stamp.hash,
            shown=stamp.shown,
            time=stamp.time,
            deck=deck.anki if deck else "",
            withdrawn=stamp.withdrawn,
        )


_NO_TYPE = "?"
"""Stands for the note type in the name of a note whose type this version does not know."""


def _package_notes(bank: Bank, package: StudentPackage, new_notes: Mapping[str, Published]) -> Iterator[Published]:
    """The notes of an earlier build, as its package holds them."""
    names = note_names(bank, package) | {note_guid: note.name for note_guid, note in new_notes.items()}
    for note in package.notes:
        printed = NoteName(oldest=note.label.item, notetype=note.drawn.notetype or _NO_TYPE, part=note.label.part)
        yield Published(
            name=names.get(note.guid, printed),
            guid=note.guid,
            hash=note.hash,
            shown=note.drawn.shown_hash,
            time=note.time,
            deck=note.deck,
            withdrawn=note.withdrawn,
            drawn=note.drawn,
            student_note=note,
        )


def _types(build: StudentPackage | Lock) -> Iterator[PublishedType]:
    """The note types that a package holds or a lock records."""
    if isinstance(build, Lock):
        for stamp in build.types.values():
            yield PublishedType(key=stamp.name, hash=stamp.hash, time=stamp.time)
    else:
        for key, kind in build.types.items():
            yield PublishedType(key=key, hash=kind.hash, time=kind.time, student_type=kind)


def _successors(old: Mapping[str, Published], new: Mapping[str, Published]) -> dict[str, NoteName]:
    """By the GUID of a note that ends, the new note that asks the same: of the same content, or of the same id."""
    begun = [note for key, note in new.items() if not note.withdrawn and key not in old]
    by_hash = {(note.name.notetype, note.hash): note.name for note in begun}
    by_id = {(note.name.notetype, note.drawn.value("id")): note.name for note in begun if note.drawn}
    successors: dict[str, NoteName] = {}
    for key, note in old.items():
        if note.withdrawn or (key in new and not new[key].withdrawn):
            continue
        of_id = by_id.get((note.drawn.notetype, note.drawn.value("id"))) if note.drawn else None
        successor = of_id or by_hash.get((note.name.notetype, note.hash))
        if successor:
            successors[key] = successor
    return successors

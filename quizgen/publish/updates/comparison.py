"""An earlier build beside the next one: every note and note type, as students have it and as they would get it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from quizgen.anki.deck import Deck, Note
from quizgen.anki.draw import Drawn, content_hash, draw
from quizgen.anki.guid import guid
from quizgen.anki.notetypes import field_places
from quizgen.anki.readback import StudentNote, StudentNoteType, StudentPackage, note_names
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.items.blocks import Pairs
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
    time: int
    """When its content last changed, in seconds since 1970."""
    deck: str
    """The name of its home deck in Anki; empty where that is not known."""
    withdrawn: bool
    drawn: Drawn | None = None
    """What it says; None where the earlier build is known from a lock only."""
    student_note: StudentNote | None = None
    """The note as an earlier package holds it; None in the next build, and where only a lock is known."""
    citations: tuple[Citation, ...] = ()
    """The passages that a note of the next build cites; empty where it is withdrawn."""


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
        successors=_successors(old_by_guid, new_notes, decks),
        sharing_a_guid=tuple(note.name for note in old_notes if guid_counts[note.guid] > 1),
        locked=locked,
    )


def _release_notes(bank: Bank, decks: Iterable[Deck], release: StampedRelease) -> Iterator[Published]:
    """The notes of the next build, as far as its packages hold them."""
    packed = {note.guid: (deck.name, note.drawn) for deck in decks for note in release.decks[deck.id]}
    citations = {note.name: note.citations for deck in decks for note in deck.notes}
    for stamp in release.lock.notes.values():
        name = stamp.note_name
        note_guid = guid(bank.head.id, name)
        if note_guid in packed:
            deck_name, drawn = packed[note_guid]
            yield Published(
                name=name,
                guid=note_guid,
                hash=stamp.hash,
                time=stamp.time,
                deck=deck_name,
                withdrawn=stamp.withdrawn,
                drawn=drawn,
                citations=() if stamp.withdrawn else citations.get(name, ()),
            )


def _lock_notes(bank: Bank, lock: Lock) -> Iterator[Published]:
    """The notes of an earlier build, as its lock records them."""
    for stamp in lock.notes.values():
        deck = lock.decks.get(stamp.deck)
        yield Published(
            name=stamp.note_name,
            guid=guid(bank.head.id, stamp.note_name),
            hash=stamp.hash,
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
            hash=content_hash(note.drawn),
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


def _successors(
    old: Mapping[str, Published], new: Mapping[str, Published], decks: Iterable[Deck]
) -> dict[str, NoteName]:
    """By the GUID of a note that ends, the new note that asks the same: of the same id, or the same but for it."""
    ended = [note for key, note in old.items() if not note.withdrawn and (key not in new or new[key].withdrawn)]
    begun = {note.name: note for key, note in new.items() if not note.withdrawn and key not in old}
    if not ended or not begun:
        return {}
    successors: dict[str, NoteName] = {}
    candidates = [(note, deck.language) for deck in decks for note in deck.notes if note.name in begun]
    by_words: dict[tuple[str, ...], list[tuple[Note, str]]] = {}
    for note, language in candidates:
        drawn = begun[note.name].drawn
        for words in (_printed_id(drawn), _own_words(drawn)) if drawn else ():
            by_words.setdefault(words, []).append((note, language))
    for ending in ended:
        # A package has the words themselves, and may be of any bank and size; a lock has only their hashes.
        drawn = ending.drawn
        likely = by_words.get(_own_words(drawn), []) if drawn else candidates
        for note, language in likely:
            if ending.name.notetype == note.name.notetype and ending.hash in _hashes_as(ending.name, note, language):
                successors[ending.guid] = note.name
        for note, _ in by_words.get(_printed_id(drawn), []) if drawn else ():
            successors[ending.guid] = note.name
    return successors


def _printed_id(drawn: Drawn) -> tuple[str, ...]:
    """The note type and the id that the card prints, which a lock does not know."""
    return drawn.notetype, drawn.value("id")


_OF_THE_ID = {"id", "options", "shuffled"}
"""The keys of the fields that depend on a note's id, which is the seed of every order."""


def _own_words(drawn: Drawn) -> tuple[str, ...]:
    """All that the bank says in a note whatever its id: notes that ask the same agree in it."""
    places = field_places(drawn.notetype)
    of_the_id = {places[key] for key in _OF_THE_ID if key in places}
    words = (value for place, value in enumerate(drawn.bank_values) if place not in of_the_id)
    return (drawn.notetype, *words, *drawn.tags)


def _hashes_as(name: NoteName, note: Note, language: str) -> Iterator[str]:
    """The content hashes that *note* would have under the identity *name*: if it printed that id, or its own."""
    block = note.block
    if isinstance(block, Pairs):
        renamed = (replace(pair, id=name.part) if pair.id == note.part else pair for pair in block.pairs)
        block = replace(block, pairs=tuple(renamed), focus=name.part)
    for item in (name.oldest, note.item):
        disguised = replace(note, item=item, oldest=name.oldest, part=name.part, block=block)
        yield content_hash(draw(disguised, language=language))

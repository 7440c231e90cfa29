"""An earlier build beside the next one: every note and note type, as students have it and as they would get it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from quizgen.anki.deck import Deck, Note
from quizgen.anki.draw import Drawn, content_hash, draw
from quizgen.anki.guid import guid
from quizgen.anki.notetypes import content_hash as type_hash
from quizgen.anki.notetypes import notetype
from quizgen.anki.readback import StudentNote, StudentNoteType, StudentPackage, note_names
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.items.blocks import Pairs
from quizgen.bank.lock import (
    Lock,
    note_name,
    split_name,
)
from quizgen.base.value import frozen
from quizgen.publish.release.release import (
    StampedRelease,
)


@frozen
class Published:
    """A note as one build publishes it."""

    name: str
    """How the lock names it."""
    guid: str
    hash: str
    """The hash of its content."""
    time: int
    """When its content last changed, in Unix seconds."""
    deck: str
    """The name of its home deck; empty where nothing tells it."""
    withdrawn: bool
    drawn: Drawn | None = None
    """What it says; None where only a lock tells of it."""
    kept: StudentNote | None = None
    """How an earlier package holds it."""
    citations: tuple[Citation, ...] = ()
    """The passages that a note of the next build cites; empty for one that is withdrawn."""


@frozen
class PublishedType:
    """A note type as one build publishes it."""

    key: str
    hash: str
    """The hash of its content; empty where it is not as it is today."""
    time: int
    """When it last changed, in Unix seconds."""
    kept: StudentNoteType | None = None
    """How an earlier package holds it."""


@frozen
class Comparison:
    """Two builds: notes by GUID, note types by key."""

    old: Mapping[str, Published]
    new: Mapping[str, Published]
    old_types: Mapping[str, PublishedType]
    new_types: Mapping[str, PublishedType]
    twins: Mapping[str, str]
    """By the GUID of a note that ends: the name of the new note that asks the same."""
    twice: tuple[str, ...] = ()
    """The names of notes that share a GUID."""
    locked: bool = True
    """Whether the bank has a lock."""

    @property
    def pairs(self) -> Iterator[tuple[Published, Published]]:
        """The notes of both builds, as they were and as they would be."""
        return ((old, self.new[key]) for key, old in self.old.items() if key in self.new)


def compare(
    bank: Bank, old: StudentPackage | Lock, decks: Sequence[Deck], made: StampedRelease, *, locked: bool
) -> Comparison:
    """The build that *old* tells of, beside the one that *made* would be of *decks*."""
    new = {each.guid: each for each in _of_release(bank, decks, made)}
    earlier = tuple(_of_lock(bank, old) if isinstance(old, Lock) else _of_package(bank, old, new))
    used = {each.drawn.notetype for each in new.values() if each.drawn}
    counts = Counter(each.guid for each in earlier)
    return Comparison(
        old={each.guid: each for each in earlier},
        new=new,
        old_types={each.key: each for each in _types(old)},
        new_types={each.key: each for each in _types(made.lock) if each.key in used},
        twins=_twins(bank, {each.guid: each for each in earlier}, new, decks),
        twice=tuple(each.name for each in earlier if counts[each.guid] > 1),
        locked=locked,
    )


def _of_release(bank: Bank, decks: Iterable[Deck], made: StampedRelease) -> Iterator[Published]:
    shipped = {note.guid: (deck.name, note.drawn) for deck in decks for note in made.decks[deck.id]}
    cited = {(note.oldest, note.part): note.citations for deck in decks for note in deck.notes}
    for name, stamp in made.lock.notes.items():
        key = _guid(bank, name)
        oldest, _, part = split_name(name)
        if key in shipped:
            deck, drawn = shipped[key]
            yield Published(
                name=name,
                guid=key,
                hash=stamp.hash,
                time=stamp.time,
                deck=deck,
                withdrawn=stamp.withdrawn,
                drawn=drawn,
                citations=() if stamp.withdrawn else cited.get((oldest, part), ()),
            )


def _of_lock(bank: Bank, lock: Lock) -> Iterator[Published]:
    for name, stamp in lock.notes.items():
        deck = lock.decks.get(stamp.deck)
        yield Published(
            name=name,
            guid=_guid(bank, name),
            hash=stamp.hash,
            time=stamp.time,
            deck=deck.anki if deck else "",
            withdrawn=stamp.withdrawn,
        )


def _of_package(bank: Bank, package: StudentPackage, new: Mapping[str, Published]) -> Iterator[Published]:
    known = note_names(bank, package) | {key: each.name for key, each in new.items()}
    for kept in package.notes:
        yield Published(
            name=known.get(kept.guid) or note_name(kept.item, kept.drawn.notetype or "?", kept.part),
            guid=kept.guid,
            hash=content_hash(kept.drawn),
            time=kept.time,
            deck=kept.deck,
            withdrawn=kept.withdrawn,
            drawn=kept.drawn,
            kept=kept,
        )


def _types(old: StudentPackage | Lock) -> Iterator[PublishedType]:
    if isinstance(old, Lock):
        for stamp in old.types.values():
            yield PublishedType(key=stamp.name, hash=stamp.hash, time=stamp.time)
        return
    for key, kept in old.types.items():
        digest = type_hash(notetype(key)) if kept.same else ""
        yield PublishedType(key=key, hash=digest, time=kept.time, kept=kept)


def _guid(bank: Bank, name: str) -> str:
    oldest, notetype_key, part = split_name(name)
    return guid(bank.head.id, oldest, part, notetype_key)


def _twins(
    bank: Bank, old: Mapping[str, Published], new: Mapping[str, Published], decks: Iterable[Deck]
) -> dict[str, str]:
    """The notes that end although a new one asks the same: of the same id, or the same but for the id."""
    ended = [each for key, each in old.items() if not each.withdrawn and (key not in new or new[key].withdrawn)]
    begun = {each.name: each for key, each in new.items() if not each.withdrawn and key not in old}
    if not ended or not begun:
        return {}
    notes = {}
    for deck in decks:
        for note in deck.notes:
            drawn = draw(note, language=deck.language)
            name = note_name(note.oldest, drawn.notetype, note.part)
            if name in begun:
                notes[name] = (note, deck.language)
    twins = {}
    for each in ended:
        for name, (note, language) in notes.items():
            same_type = split_name(each.name)[1] == split_name(name)[1]
            if same_type and (_shown(each) == _shown(begun[name]) or each.hash in _redrawn(each, note, language)):
                twins[each.guid] = name
    return twins


def _shown(published: Published) -> str:
    """The id on the card; a lock does not know it."""
    return published.drawn.fields[0] if published.drawn else published.name


def _redrawn(old: Published, note: Note, language: str) -> Iterator[str]:
    """The hashes that *note* would have under the identity of *old*: shown with that id, or with its own."""
    oldest, _, part = split_name(old.name)
    block = note.block
    if isinstance(block, Pairs):
        renamed = (replace(pair, id=part) if pair.id == note.part else pair for pair in block.pairs)
        block = replace(block, pairs=tuple(renamed), focus=part)
    for item in (oldest.partition(":")[2] or oldest, note.item):
        yield content_hash(draw(replace(note, item=item, oldest=oldest, part=part, block=block), language=language))

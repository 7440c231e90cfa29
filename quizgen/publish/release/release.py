"""What a build publishes: every note drawn, with identity, stamp and place; and the lock that remembers it."""

from collections.abc import Iterator, Mapping, Sequence

from quizgen.anki.cards import places
from quizgen.anki.deck import Deck
from quizgen.anki.draw import Drawn, blank, content_hash, draw
from quizgen.anki.guid import guid
from quizgen.anki.notetypes import NOTE_TYPES
from quizgen.anki.notetypes import content_hash as type_hash
from quizgen.anki.packed import PackedNote
from quizgen.bank.bank import Bank
from quizgen.bank.lock import (
    LOCK,
    HomeName,
    Lock,
    PassageRecord,
    note_name,
    split_name,
)
from quizgen.base.garbage import no_garbage_collection
from quizgen.base.problem import Problem
from quizgen.base.value import frozen
from quizgen.publish.release.stamps import (
    stamp_notes,
    stamp_types,
)


@frozen
class StampedRelease:
    """The notes of every home deck, and the lock as it is after the build."""

    decks: Mapping[str, tuple[PackedNote, ...]]
    lock: Lock


@no_garbage_collection()
def stamp_release(
    bank: Bank, decks: Sequence[Deck], lock: Lock, prints: Mapping[str, PassageRecord], now: int
) -> StampedRelease:
    """Stamp all notes of *decks* against *lock*; *now* is in Unix seconds."""
    homes = tuple(deck.id for deck in decks)
    drawn: dict[str, Drawn] = {}
    published = []
    for deck in decks:
        for note in deck.notes:
            made = draw(note, language=deck.language)
            name = note_name(note.oldest, made.notetype, note.part)
            drawn[name] = made
            old = lock.notes.get(name)
            # Cards never move deck in Anki: a published note keeps its home as long as that deck is there.
            home = old.deck if old and old.deck in homes else deck.id
            published.append((name, content_hash(made), home))
    stamps = stamp_notes(lock, published, lambda name: content_hash(_withdrawn(name)), now)
    packed: dict[str, list[PackedNote]] = {home: [] for home in homes}
    for name, stamp in stamps.items():
        made = _withdrawn(name) if stamp.withdrawn else drawn[name]
        oldest, notetype, part = split_name(name)
        note_ = PackedNote(
            guid=guid(bank.head.id, oldest, part, notetype),
            drawn=made,
            cards=places(made),
            mod=stamp.time + bool(made.passage),
            order=stamp.order,
        )
        # Where a deck is gone, all its notes are withdrawn: they have no card, so any deck takes them to those who have
        # them.
        home = stamp.deck if stamp.deck in homes else next(iter(homes), stamp.deck)
        packed.setdefault(home, []).append(note_)
    names = {**lock.decks, **{deck.id: HomeName(name=deck.id, anki=deck.name) for deck in decks}}
    types = stamp_types(lock, {each.key: type_hash(each) for each in NOTE_TYPES}, now)
    return StampedRelease(
        decks={deck: tuple(sorted(notes, key=lambda note: (note.order, note.guid))) for deck, notes in packed.items()},
        lock=Lock(bank=bank.head.id, decks=names, types=types, notes=stamps, passages=prints),
    )


def unknown(lock: Lock) -> Iterator[Problem]:
    """Notes of the lock of no type that this version knows: it can neither draw nor withdraw them."""
    for name, stamp in lock.notes.items():
        kind = split_name(name)[1]
        if all(each.key != kind for each in NOTE_TYPES):
            hint = "A newer quizgen wrote the lock: get that version. Or restore the line from version control."
            message = f"there is no note type “{kind}”"
            yield Problem(place=stamp.place(), code="L112", message=message, hint=hint)


def renamed(bank: Bank, lock: Lock) -> Iterator[Problem]:
    """Home decks that were published under other names: Anki would take them for new ones."""
    for deck in bank.decks.values():
        old = lock.decks.get(deck.id)
        if old and not deck.bundle and old.anki != deck.name:
            yield Problem(
                place=deck.place("name"),
                code="L110",
                message=f"the deck was published as “{old.anki}”: students’ cards would stay there",
                hint=f"Write the old name. Where no student has the deck yet, mend it in {LOCK} too.",
            )


def _withdrawn(name: str) -> Drawn:
    oldest, notetype, part = split_name(name)
    return blank(notetype, oldest.partition(":")[2] or oldest, part)

"""A release: every note drawn, with its identity, its stamp and its place, and the lock that records them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from quizgen.anki.cards import places
from quizgen.anki.content import content_hash, withdrawn_hash
from quizgen.anki.deck import Deck
from quizgen.anki.draw import Drawn, blank, draw
from quizgen.anki.guid import guid
from quizgen.anki.notetypes import NOTE_TYPES, type_hash
from quizgen.anki.packed import PackedNote, mod_of
from quizgen.bank.bank import Bank
from quizgen.bank.lock import LOCK, HomeName, Lock, PassageRecord, Stamp
from quizgen.bank.note_name import NoteName
from quizgen.base.garbage import no_garbage_collection
from quizgen.base.problem import Problem
from quizgen.base.value import frozen
from quizgen.publish.release.stamps import UnstampedNote, stamp_notes, stamp_types


@frozen
class StampedRelease:
    """The notes of every home deck, and the lock as it is after the build."""

    decks: Mapping[str, tuple[PackedNote, ...]]
    """The notes by the deck's id, in the order of new cards."""
    lock: Lock


@no_garbage_collection()
def stamp_release(
    bank: Bank, decks: Sequence[Deck], lock: Lock, passages: Mapping[str, PassageRecord], now: int
) -> StampedRelease:
    """Stamp all notes of *decks* against *lock*, and pack them.

    *passages* are the records of passages for the new lock; *now* is in seconds since 1970.
    """
    homes = tuple(deck.id for deck in decks)
    drawn_notes: dict[str, tuple[NoteName, Drawn]] = {}
    unstamped = []
    start = 0  # the place of the first card of the deck among those of all decks
    for deck in decks:
        for note in deck.notes:
            name = note.name
            locked_name = str(name)
            drawn = draw(note, language=deck.language, pack=deck.pack)
            drawn_notes[locked_name] = name, drawn
            unstamped.append(
                UnstampedNote(
                    name=locked_name,
                    hash=content_hash(note),
                    shown=drawn.shown_hash,
                    deck=_home(lock.notes.get(locked_name), deck.id, homes),
                    places=tuple(start + place for place in note.places),
                )
            )
        start += sum(note.card_count for note in deck.notes)
    stamps = stamp_notes(lock, unstamped, _withdrawn, now)
    return StampedRelease(
        decks=_packed_decks(bank.head.id, homes, stamps.values(), drawn_notes),
        lock=Lock(
            bank=bank.head.id,
            decks={**lock.decks, **{deck.id: HomeName(name=deck.id, anki=deck.name) for deck in decks}},
            codes={**lock.codes, **bank.codes},
            types=stamp_types(lock, {kind.key: type_hash(kind) for kind in NOTE_TYPES}, now),
            notes=stamps,
            passages=passages,
        ),
    )


def _withdrawn(name: NoteName) -> UnstampedNote:
    """What is left of a note that is taken back."""
    return UnstampedNote(name=str(name), hash=withdrawn_hash(name), shown=blank(name).shown_hash, deck="", places=())


def _home(old: Stamp | None, deck: str, homes: Collection[str]) -> str:
    """The home deck of a note of *deck* that was published with the stamp *old*, if at all.

    Anki never moves a card to another deck: a published note keeps its home deck as long as there is that deck.
    """
    return old.deck if old and old.deck in homes else deck


def _packed_decks(
    bank: str, homes: Sequence[str], stamps: Iterable[Stamp], drawn_notes: Mapping[str, tuple[NoteName, Drawn]]
) -> dict[str, tuple[PackedNote, ...]]:
    """The packed notes by their home decks, in the order of new cards; *drawn_notes* by their names in the lock."""
    decks: dict[str, list[PackedNote]] = {home: [] for home in homes}
    for stamp in stamps:
        if stamp.withdrawn:
            name = stamp.note_name
            drawn = blank(name)
        else:
            name, drawn = drawn_notes[stamp.name]
        cards = places(drawn)
        note = PackedNote(
            guid=guid(bank, name),
            drawn=drawn,
            hash=stamp.hash,
            cards=cards,
            mod=mod_of(drawn, stamp.time),
            orders=stamp.orders[: len(cards)],
            changed=stamp.changed,
        )
        # All notes of a deck that is gone are withdrawn. They have no cards, so that any deck can bring them to the
        # students who have them.
        home = stamp.deck if stamp.deck in homes else next(iter(homes), stamp.deck)
        decks.setdefault(home, []).append(note)
    return {
        home: tuple(sorted(notes, key=lambda packed: (packed.orders, packed.guid))) for home, notes in decks.items()
    }


def unknown_note_types(lock: Lock) -> Iterator[Problem]:
    """A problem for every note of *lock* of a type that this version can neither draw nor withdraw."""
    known_types = {kind.key for kind in NOTE_TYPES}
    for stamp in lock.notes.values():
        notetype = stamp.note_name.notetype
        if notetype not in known_types:
            hint = "A newer quizgen wrote the lock: get that version. Or restore the line from version control."
            message = f"there is no note type “{notetype}”"
            yield Problem(place=stamp.place(), code="L112", message=message, hint=hint)


def renamed_decks(bank: Bank, lock: Lock) -> Iterator[Problem]:
    """A problem for every home deck that was published under another name: Anki would take it for a new one."""
    for deck in bank.decks.values():
        old = lock.decks.get(deck.id)
        if old and not deck.bundle and old.anki != deck.name:
            yield Problem(
                place=deck.place("name"),
                code="L110",
                message=f"the deck was published as “{old.anki}”: students’ cards would stay there",
                hint=f"Write the old name. Where no student has the deck yet, mend it in {LOCK} too.",
            )

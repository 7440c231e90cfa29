"""A lost lock, rebuilt from the last package that students have."""

from pathlib import Path

from quizgen.bank import Bank
from quizgen.earlier import KeptType, names, read_package
from quizgen.lock import HomeName, Lock, Stamp, TypeStamp
from quizgen.outputs.anki.draw import content_hash
from quizgen.outputs.anki.notetypes import content_hash as type_hash
from quizgen.outputs.anki.notetypes import notetype
from quizgen.problem import fail
from quizgen.schema import Id

_CHANGED = "0" * 16
"""The hash of a note type that differs from today's."""


def recover(bank: Bank, path: Path, *, texts: bool = True) -> Lock:
    """The lock that the package at *path* was built with, but for the fingerprints of passages.

    Raises Failure where the file is no package of this bank, or where its cards cite ¶ numbers and there are no *texts*
    to give them back: every citation, and so every note, would change.
    """
    package = read_package(path)
    if not texts and any("¶" in note.value("citation") for note in package.notes):
        hint = "Name the folder of the texts with --texts DIR."
        raise fail(str(path), "L111", "its cards cite ¶ numbers, which only the texts can give back", hint)
    homes = {deck.name: deck.id for deck in bank.decks.values() if not deck.bundle}
    # A withdrawn note has no card, and so no deck: any will do to keep it in the package.
    shipped = [homes[note.deck] for note in package.notes if note.deck in homes]
    known = names(bank, package)
    stamps = {}
    for note in package.notes:
        name = known.get(note.guid)
        home = homes.get(note.deck) or (shipped[0] if shipped and note.withdrawn else None)
        if name and home:
            stamps[name] = Stamp(
                name=name,
                hash=content_hash(note.drawn),
                time=note.time,
                order=note.order,
                deck=Id(home),
                withdrawn=note.withdrawn,
            )
    if not stamps:
        hint = "Name the last package that was built from this bank."
        raise fail(str(path), "L106", f"no note in it belongs to the bank “{bank.head.id}”", hint)
    return Lock(
        bank=bank.head.id,
        decks={
            homes[name]: HomeName(name=homes[name], anki=name)
            for name in {note.deck for note in package.notes} & set(homes)
        },
        types={key: _type_stamp(key, kept) for key, kept in package.types.items()},
        notes=stamps,
    )


def _type_stamp(key: str, kept: KeptType) -> TypeStamp:
    return TypeStamp(name=key, hash=type_hash(notetype(key)) if kept.same else _CHANGED, time=kept.time)

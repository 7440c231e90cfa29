"""A lost lock, rebuilt from the last packages that students have."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from quizgen.anki.deck import resolve_decks
from quizgen.anki.draw import content_hash
from quizgen.anki.notetypes import content_hash as type_hash
from quizgen.anki.notetypes import notetype
from quizgen.anki.readback import StudentNoteType, StudentPackage, note_names, read_package
from quizgen.anki.sources import shows_lost_places
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.format.schema import Id
from quizgen.bank.lock import (
    HomeName,
    Lock,
    Stamp,
    TypeStamp,
    split_name,
)
from quizgen.base.problem import Place, Problem, Severity, fail
from quizgen.passages.citations import cite_passages
from quizgen.passages.copies import (
    Copies,
)

_CHANGED = "0" * 16
"""The hash of a note type that differs from today's."""


def recover(bank: Bank, paths: Sequence[Path], *, texts: bool = True) -> tuple[Lock, list[Problem]]:
    """The lock that the packages at *paths* were built with, but for the fingerprints of passages; and what they lack.

    Raises Failure where a file is no package of this bank, or where its cards cite ¶ numbers and there are no *texts*
    to give them back: every citation, and so every note, would change.
    """
    cited: dict[tuple[str, str], tuple[Citation, ...]] = {}
    if not texts:
        decks = resolve_decks(bank, cite_passages(bank, Copies(), {}))
        cited = {(note.oldest, note.part): note.citations for deck in decks for note in deck.notes}
    homes = {deck.name: deck.id for deck in bank.decks.values() if not deck.bundle}
    packages = [_read(bank, path, homes, cited) for path in paths]
    stamps: dict[str, Stamp] = {}
    types: dict[str, TypeStamp] = {}
    for package in packages:
        for stamp in _stamps(bank, package, homes):
            stamps[stamp.name] = max(stamp, stamps.get(stamp.name, stamp), key=lambda each: each.time)
        for key, kept in package.types.items():
            stamp_ = _type_stamp(key, kept)
            types[key] = max(stamp_, types.get(key, stamp_), key=lambda each: each.time)
    held = {note.deck for package in packages for note in package.notes}
    lock = Lock(
        bank=bank.head.id,
        decks={homes[name]: HomeName(name=homes[name], anki=name) for name in held & set(homes)},
        types=types,
        notes=stamps,
    )
    return lock, [_lacking(paths, name) for name in homes if name not in held]


def _read(
    bank: Bank, path: Path, homes: Collection[str], cited: Mapping[tuple[str, str], tuple[Citation, ...]]
) -> StudentPackage:
    """The package at *path*; *cited* gives what each note cites, by oldest id and part, where there are no texts."""
    package = read_package(path)
    known = note_names(bank, package)
    if not known:
        hint = "Name the last package that was built from this bank."
        raise fail(str(path), "L106", f"no note in it belongs to the bank “{bank.head.id}”", hint)
    for note in package.notes:
        oldest, _, part = split_name(known[note.guid]) if note.guid in known else ("", "", "")
        if shows_lost_places(note.drawn.value("citation"), cited.get((oldest, part), ())):
            hint = "Name the folder of the texts with --texts DIR."
            raise fail(str(path), "L111", "its cards cite ¶ numbers, which only the texts can give back", hint)
    if strange := {note.deck for note in package.notes if note.deck}.difference(homes):
        message = f"it holds the deck “{min(strange)}”, which the bank does not have"
        raise fail(str(path), "L114", message, "Give the deck its old name back: Anki finds decks by their names.")
    return package


def _stamps(bank: Bank, package: StudentPackage, homes: Mapping[str, Id]) -> Iterator[Stamp]:
    # A withdrawn note has no card, and so no deck: any will do to keep it in the package.
    shipped = [homes[note.deck] for note in package.notes if note.deck in homes]
    known = note_names(bank, package)
    for note in package.notes:
        name = known.get(note.guid)
        home = homes.get(note.deck) or (shipped[0] if shipped and note.withdrawn else None)
        if name and home:
            yield Stamp(
                name=name,
                hash=content_hash(note.drawn),
                time=note.time,
                order=note.order,
                deck=home,
                withdrawn=note.withdrawn,
            )


def _lacking(paths: Sequence[Path], deck: str) -> Problem:
    return Problem(
        place=Place(path=str(paths[-1])),
        code="L115",
        message=f"no card of the deck “{deck}” is in it: its notes would count as new",
        hint="Where students have that deck, name its last package too, with a further --recover.",
        severity=Severity.WARNING,
    )


def _type_stamp(key: str, kept: StudentNoteType) -> TypeStamp:
    return TypeStamp(name=key, hash=type_hash(notetype(key)) if kept.same else _CHANGED, time=kept.time)

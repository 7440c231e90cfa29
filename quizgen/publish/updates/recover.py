"""A lost lock, rebuilt from the last packages that students have."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from quizgen.anki.readback import StudentNote, StudentPackage, note_names, read_package
from quizgen.bank.bank import Bank
from quizgen.bank.codes import is_code
from quizgen.bank.format.schema import Id
from quizgen.bank.lock import HomeName, Lock, Stamp, TypeStamp
from quizgen.bank.note_name import NoteName
from quizgen.base.files import display_path
from quizgen.base.problem import Place, Problem, Severity, fail


def recover_lock(bank: Bank, paths: Sequence[Path]) -> tuple[Lock, list[Problem]]:
    """The lock that the packages at *paths* were built with, without records of passages; and a warning for each deck
    of which no package holds a card.

    Whether a note ever changed, a package does not know: all count as changed. Raises Failure where a file is no
    package of this bank.
    """
    homes = {deck.name: deck.id for deck in bank.decks.values() if not deck.bundle}
    stamps: dict[str, Stamp] = {}
    types: dict[str, TypeStamp] = {}
    codes: dict[str, str] = {}
    shipped: set[str] = set()
    for path in paths:
        package, names = _read_package(bank, path, homes)
        shipped |= {note.deck for note in package.notes}
        for stamp in _stamps(package, names, homes):
            stamps[stamp.name] = _later(stamps.get(stamp.name), stamp)
        codes |= _codes(package, names)
        for key, kind in package.types.items():
            types[key] = _later(types.get(key), TypeStamp(name=key, hash=kind.hash, time=kind.time))
    lock = Lock(
        bank=bank.head.id,
        decks={homes[name]: HomeName(name=homes[name], anki=name) for name in shipped & set(homes)},
        types=types,
        codes=codes,
        notes=stamps,
    )
    return lock, [_lacking(paths, name) for name in homes if name not in shipped]


_AnyStamp = TypeVar("_AnyStamp", Stamp, TypeStamp)


def _later(old: _AnyStamp | None, new: _AnyStamp) -> _AnyStamp:
    """The stamp with the later time: of several packages, Anki keeps what the latest says."""
    return old if old and old.time > new.time else new


def _read_package(bank: Bank, path: Path, homes: Collection[str]) -> tuple[StudentPackage, dict[str, NoteName]]:
    """The package at *path*, and the names of its notes that are of *bank*, by their GUIDs.

    *homes* are the names of the home decks.
    """
    package = read_package(path)
    names = note_names(bank, package)
    if not names:
        hint = "Name the last package that was built from this bank."
        raise fail(display_path(path), "L106", f"no note in it belongs to the bank “{bank.head.id}”", hint)
    if strange := {note.deck for note in package.notes if note.deck}.difference(homes):
        message = f"it holds the deck “{min(strange)}”, which the bank does not have"
        hint = "Give the deck its old name back: Anki finds decks by their names."
        raise fail(display_path(path), "L114", message, hint)
    return package, names


def _stamps(package: StudentPackage, names: Mapping[str, NoteName], homes: Mapping[str, Id]) -> Iterator[Stamp]:
    """The stamps of the notes of *package* that have one of the *names*, which are by GUIDs.

    *homes* gives the ids of home decks by their names.
    """
    # A withdrawn note has no card, and so no deck: any deck of the package will do to keep it in later packages.
    fallback = next((homes[note.deck] for note in package.notes if note.deck in homes), None)
    for note in package.notes:
        home = homes.get(note.deck) or (fallback if note.withdrawn else None)
        if note.guid in names and home:
            yield _stamp(note, names[note.guid], home)


def _codes(package: StudentPackage, names: Mapping[str, NoteName]) -> dict[str, str]:
    """The codes that the notes of *package* show, by the names under which a lock records them."""
    codes = {names[note.guid].qualified_id: note.drawn.value("code") for note in package.notes if note.guid in names}
    return {name: code for name, code in codes.items() if is_code(code)}


def _stamp(note: StudentNote, name: NoteName, home: Id) -> Stamp:
    return Stamp(
        name=str(name),
        hash=note.hash,
        shown=note.drawn.shown_hash,
        time=note.time,
        orders=note.orders,
        deck=home,
        changed=True,
        withdrawn=note.withdrawn,
    )


def _lacking(paths: Sequence[Path], deck: str) -> Problem:
    """The warning that no package holds a card of the deck named *deck*."""
    return Problem(
        place=Place(path=display_path(paths[-1])),
        code="L115",
        message=f"no card of the deck “{deck}” is in it: its notes would count as new",
        hint="Where students have that deck, name its last package too, with a further --recover.",
        severity=Severity.WARNING,
    )

"""A lost lock, rebuilt from the last packages that students have."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from quizgen.anki.deck import resolve_decks
from quizgen.anki.draw import content_hash
from quizgen.anki.readback import StudentNote, StudentPackage, note_names, read_package
from quizgen.anki.sources import shows_lost_places
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.format.schema import Id
from quizgen.bank.lock import HomeName, Lock, Stamp, TypeStamp
from quizgen.bank.note_name import NoteName
from quizgen.base.problem import Place, Problem, Severity, fail
from quizgen.passages.citations import cite_passages
from quizgen.passages.copies import Copies


def recover_lock(bank: Bank, paths: Sequence[Path], *, texts: bool = True) -> tuple[Lock, list[Problem]]:
    """The lock that the packages at *paths* were built with, without records of passages; and a warning for each deck
    of which no package holds a card.

    Raises Failure where a file is no package of this bank, or where its cards cite ¶ numbers and there are no *texts*
    to find them in: every citation, and so every note, would change.
    """
    citations = {} if texts else _citations_without_texts(bank)
    homes = {deck.name: deck.id for deck in bank.decks.values() if not deck.bundle}
    stamps: dict[str, Stamp] = {}
    types: dict[str, TypeStamp] = {}
    shipped: set[str] = set()
    for path in paths:
        package, names = _read_package(bank, path, homes, citations)
        shipped |= {note.deck for note in package.notes}
        for stamp in _stamps(package, names, homes):
            stamps[stamp.name] = _later(stamps.get(stamp.name), stamp)
        for key, kind in package.types.items():
            types[key] = _later(types.get(key), TypeStamp(name=key, hash=kind.hash, time=kind.time))
    lock = Lock(
        bank=bank.head.id,
        decks={homes[name]: HomeName(name=homes[name], anki=name) for name in shipped & set(homes)},
        types=types,
        notes=stamps,
    )
    return lock, [_lacking(paths, name) for name in homes if name not in shipped]


_AnyStamp = TypeVar("_AnyStamp", Stamp, TypeStamp)


def _later(old: _AnyStamp | None, new: _AnyStamp) -> _AnyStamp:
    """The stamp with the later time: of several packages, Anki keeps what the latest says."""
    return old if old and old.time > new.time else new


def _citations_without_texts(bank: Bank) -> dict[NoteName, tuple[Citation, ...]]:
    """What each note of *bank* cites, as far as that is known without the texts."""
    decks = resolve_decks(bank, cite_passages(bank, Copies(), {}))
    return {note.name: note.citations for deck in decks for note in deck.notes}


def _read_package(
    bank: Bank, path: Path, homes: Collection[str], citations: Mapping[NoteName, tuple[Citation, ...]]
) -> tuple[StudentPackage, dict[str, NoteName]]:
    """The package at *path*, and the names of its notes that are of *bank*, by their GUIDs.

    *homes* are the names of the home decks; *citations* are empty where there are texts.
    """
    package = read_package(path)
    names = note_names(bank, package)
    if not names:
        hint = "Name the last package that was built from this bank."
        raise fail(str(path), "L106", f"no note in it belongs to the bank “{bank.head.id}”", hint)
    for note in package.notes:
        if note.guid in names and shows_lost_places(note.drawn.value("citation"), citations.get(names[note.guid], ())):
            hint = "Name the folder of the texts with --texts DIR."
            raise fail(str(path), "L111", "its cards cite ¶ numbers, which only the texts can give back", hint)
    if strange := {note.deck for note in package.notes if note.deck}.difference(homes):
        message = f"it holds the deck “{min(strange)}”, which the bank does not have"
        raise fail(str(path), "L114", message, "Give the deck its old name back: Anki finds decks by their names.")
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


def _stamp(note: StudentNote, name: NoteName, home: Id) -> Stamp:
    return Stamp(
        name=str(name),
        hash=content_hash(note.drawn),
        time=note.time,
        order=note.order,
        deck=home,
        withdrawn=note.withdrawn,
    )


def _lacking(paths: Sequence[Path], deck: str) -> Problem:
    """The warning that no package holds a card of the deck named *deck*."""
    return Problem(
        place=Place(path=str(paths[-1])),
        code="L115",
        message=f"no card of the deck “{deck}” is in it: its notes would count as new",
        hint="Where students have that deck, name its last package too, with a further --recover.",
        severity=Severity.WARNING,
    )

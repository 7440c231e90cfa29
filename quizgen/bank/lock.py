"""The lock: what was published of each note, note type and passage, so that an update moves nothing else.

One line an entry, sorted by name: two branches that both add questions merge line by line. Times are Unix seconds; they
move only with a note's own content, in steps of two, since the edition with passages ships at one more.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Final

from quizgen.bank.format import parser, readers
from quizgen.bank.format.context import Context
from quizgen.bank.format.schema import BankObject, Id, key_field, yaml_object
from quizgen.base import files
from quizgen.base.clock import LATEST
from quizgen.base.garbage import no_garbage_collection
from quizgen.base.problem import Failure, Place, Problem
from quizgen.base.value import frozen

LOCK = "decks/quizgen.lock"
"""Where the lock lies, from the bank's folder."""
FORMAT = 1
STEP = 2
"""Seconds by which a changed note's time moves at least."""
SPACING = 64
"""Between the places of two neighbours in the order of new cards, so that later questions fit in between."""
MAX_ORDER = 900_000
"""Anki's database check takes places from 1,000,000 on for faults."""

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})", re.MULTILINE)


@yaml_object
class Stamp(BankObject):
    """What was published of a note."""

    name: str = key_field("Oldest item id, note type and part.", key=True)
    hash: str = key_field("The hash of its content.")
    time: int = key_field("When its content last changed.")
    order: int = key_field("Its place among the new cards.")
    deck: Id = key_field("Its home deck.")
    withdrawn: bool = key_field("Whether it was taken out of the bank.", default=False)


@yaml_object
class TypeStamp(BankObject):
    """What was published of a note type."""

    name: str = key_field("The note type.", key=True)
    hash: str = key_field("The hash of its fields, templates and style.")
    time: int = key_field("When it last changed.")


@yaml_object
class HomeName(BankObject):
    """What a home deck was published as."""

    name: str = key_field("The deck’s id.", key=True)
    anki: str = key_field("Its name in Anki, which finds decks by their names.")


@yaml_object
class PassageRecord(BankObject):
    """Where a passage was found, and its fingerprint."""

    name: str = key_field("The passage’s id.", key=True)
    first: int = key_field("Its first ¶.")
    last: int = key_field("Its last ¶.")
    part: bool = key_field("Whether it is a part of these paragraphs only.", default=False)
    fingerprint: str = key_field("Its fingerprint.", written_as="print")


@yaml_object
class _LockFile(BankObject):
    lock: int = key_field(f"The version of the lock’s format: {FORMAT}.")
    bank: Id = key_field("The bank’s id.")
    decks: tuple[HomeName, ...] = key_field("Home decks.", default=())
    types: tuple[TypeStamp, ...] = key_field("Note types.", default=())
    notes: tuple[Stamp, ...] = key_field("Notes.", default=())
    passages: tuple[PassageRecord, ...] = key_field("Passages.")
    complete: bool = key_field("The last line: what is cut off has none.")


@frozen
class Lock:
    """All that was published, by name."""

    bank: str
    decks: Mapping[str, HomeName] = field(default_factory=dict)
    types: Mapping[str, TypeStamp] = field(default_factory=dict)
    notes: Mapping[str, Stamp] = field(default_factory=dict)
    passages: Mapping[str, PassageRecord] = field(default_factory=dict)


_HEADER = """\
# What quizgen has published. Commit it with the bank; `quizgen build` writes it, hands should not.
# In a merge keep the lines of both sides; of a line that then stands twice, the one with the later time.
"""


def dump(lock: Lock) -> str:
    """The lock as text; ``parse`` undoes it."""
    lines = [_HEADER, f"lock: {FORMAT}\n", f"bank: {lock.bank}\n"]
    sections = (("decks", lock.decks), ("types", lock.types), ("notes", lock.notes), ("passages", lock.passages))
    for title, entries in sections:
        lines.append(f"{title}:\n" if entries else f"{title}: {{}}\n")
        lines += [f"  {name}: {{{_values(entries[name])}}}\n" for name in sorted(entries)]
    return "".join([*lines, "complete: yes\n"])


def _values(entry: HomeName | Stamp | TypeStamp | PassageRecord) -> str:
    match entry:
        case HomeName():
            return f"anki: {json.dumps(entry.anki, ensure_ascii=False)}"  # quoted: a name may hold what YAML would read
        case Stamp():
            parts = f"hash: {entry.hash}, time: {entry.time}, order: {entry.order}, deck: {entry.deck}"
            return parts + (", withdrawn: yes" if entry.withdrawn else "")
        case TypeStamp():
            return f"hash: {entry.hash}, time: {entry.time}"
        case PassageRecord():
            part = ", part: yes" if entry.part else ""
            return f"first: {entry.first}, last: {entry.last}{part}, print: {entry.fingerprint}"


@no_garbage_collection()
def parse(text: str, path: str, bank: str) -> Lock:
    """The lock that *text* holds; raises Failure with the place and the way out where it is broken."""
    conflict = _CONFLICT.search(text)
    if conflict:
        raise Failure(
            Problem(
                place=Place.within(path, text, conflict.start()),
                code="L101",
                message="a merge was left unfinished here",
                hint="Keep the lines of both sides, delete the <<<<<<<, ======= and >>>>>>> lines; of a line that "
                "stands twice keep the one with the later time.",
            )
        )
    problems: list[Problem] = []
    tree = parser.parse(text, path, problems)
    held = readers.read(_LockFile, Context(tree, problems)) if tree else None
    if held is None or problems:
        raise Failure(*(replace(each, hint=_hint(each)) for each in problems))
    if problems := [*_misfits(held, bank)]:
        raise Failure(*problems)
    return Lock(
        bank=held.bank,
        decks={each.name: each for each in held.decks},
        types={each.name: each for each in held.types},
        notes={each.name: each for each in held.notes},
        passages={each.name: each for each in held.passages},
    )


def _misfits(held: _LockFile, bank: str) -> Iterator[Problem]:
    """What no type can say."""
    if held.lock != FORMAT:
        hint = "A newer quizgen wrote it: get that version."
        yield Problem(place=held.place("lock"), code="L102", message=f"this lock is of format {held.lock}", hint=hint)
        return
    if held.bank != bank:
        message = f"this lock is of the bank “{held.bank}”, not “{bank}”"
        hint = "A bank’s id is frozen, since every card hangs on it: restore it, or begin anew with --new-lock."
        yield Problem(place=held.place("bank"), code="L102", message=message, hint=hint)
    stamps: tuple[Stamp | TypeStamp, ...] = (*held.notes, *held.types)
    faults = (
        *((each, "", f"“{each.name}” names no note") for each in held.notes if not _NAME.fullmatch(each.name)),
        *((each, "time", f"{each.time} is no time of a note") for each in stamps if each.time > LATEST),
        *((each, "order", f"{each.order} is no place of a card") for each in held.notes if each.order > MAX_ORDER),
    )
    for each, key, message in faults:
        yield Problem(place=each.place(key), code="L112", message=message, hint=f"Restore the line, or {_RECOVER}")


_NAME: Final = re.compile(r"(?:person:|term:)?[^/\s]+/[a-z]+(?:/[^/\s]+)?")


def _hint(problem: Problem) -> str:
    match problem.code:
        case "Y105":
            return _TWICE
        case "S202" | "Y109":
            return f"A part of the lock is missing: {_RECOVER}"
        case _:
            return f"{problem.hint} Or {_RECOVER}"


_TWICE = "Keep the line with the later time, of a passage either: two branches changed it."
_RECOVER = "take the last sound lock from version control, or recover it with `quizgen build --recover OLD.apkg`."


def read(folder: Path, shown: str, bank: str) -> Lock | None:
    """The lock of the bank in *folder*, or None where there is none yet; raises Failure where it is broken."""
    path = folder / LOCK
    if not path.exists():
        return None
    return parse(files.read(path, shown=shown, code="L101", hint=_RECOVER.capitalize()), shown, bank)


def note_name(oldest: str, notetype: str, part: str) -> str:
    """How the lock names a note; ``split_name`` undoes it."""
    return f"{oldest}/{notetype}/{part}" if part else f"{oldest}/{notetype}"


def split_name(name: str) -> tuple[str, str, str]:
    """Oldest item id, note type and part."""
    oldest, notetype, *part = name.split("/")
    return oldest, notetype, part[0] if part else ""

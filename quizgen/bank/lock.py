"""The lock file: a record of every published note, note type and passage, so that an update changes only what changed.

Each entry takes one line, and the lines are sorted by name: two branches that both add questions merge line by line.
Times are in seconds since 1970. A note's time increases only when the note's own content changes, by two at least,
because the edition with passages ships with the time plus one.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path

from quizgen.bank.cited import CitedRange
from quizgen.bank.codes import is_code
from quizgen.bank.format import parser, readers
from quizgen.bank.format.context import Context
from quizgen.bank.format.schema import BankObject, Id, key_field, yaml_object
from quizgen.bank.note_name import NoteName
from quizgen.base import files
from quizgen.base.clock import LATEST
from quizgen.base.garbage import no_garbage_collection
from quizgen.base.problem import Failure, Place, Problem, fail
from quizgen.base.value import frozen
from quizgen.text.reading.model import Unit

LOCK = "decks/quizgen.lock"
"""The path of the lock, relative to the bank's folder."""
FORMAT = 1
STEP = 2
"""The least increase, in seconds, of a changed note's time."""
SPACING = 64
"""The distance between two neighbours in the order of new cards: it leaves room for 63 later questions between them."""
MAX_ORDER = 999_999
"""The highest place of a new card. Anki's database check moves new cards from 1,000,000 on (``fix_due_new.sql``)."""

_MASK = re.compile("[0-9a-f]{0,8}")
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})", re.MULTILINE)


@yaml_object
class Stamp(BankObject):
    """What was published of a note."""

    name: str = key_field("Oldest item id, note type and part.", key=True)
    hash: str = key_field("The hash of its content.")
    shown: str = key_field("The hash of all that it shows, words that follow from others among it.")
    time: int = key_field("When its content last changed.")
    orders: tuple[int, ...] = key_field("The places of its cards among the new cards.", default=(), written_as="order")
    deck: Id = key_field("Its home deck.")
    changed: bool = key_field("Whether it ever showed anything else than at first.", default=False)
    withdrawn: bool = key_field("Whether it was taken out of the bank.", default=False)

    @property
    def note_name(self) -> NoteName:
        """The note's name as a value. Raises ValueError where ``name`` names no note; a lock that was read has none."""
        return NoteName.parse(self.name)


@yaml_object
class TypeStamp(BankObject):
    """What was published of a note type."""

    name: str = key_field("The note type.", key=True)
    hash: str = key_field("The hash of its fields, templates and style.")
    time: int = key_field("When it last changed.")


@yaml_object
class PrintedCode(BankObject):
    """The code by which students name a question, a person or a term."""

    name: str = key_field("The oldest ID; of people and terms behind their kind.", key=True)
    code: str = key_field("The code.", short=True)


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
    cite: Unit = key_field("By what it is cited.", default=Unit.PARAGRAPH)
    at: str = key_field("The first page or other unit, as its text numbers them.", default="")
    to: str = key_field("The last one.", default="")
    rival: int = key_field("How many trigrams of its fingerprint a similar place of the text has.", default=0)
    own: str = key_field("Which of them no other place has, a bit for each.", default="")
    twin: int = key_field("Which of the blocks with its very letters it is.", default=1)
    twins: int = key_field("How many blocks have its very letters, itself among them.", default=1)
    fingerprint: str = key_field("Its fingerprint.", written_as="print")

    @property
    def cited(self) -> CitedRange:
        """By what it is cited where that is not its ¶."""
        return CitedRange(unit=self.cite, first=self.at, last=self.to)

    def citing(self, cited: CitedRange) -> "PassageRecord":
        """Return the same record, *cited* so."""
        return replace(self, cite=cited.unit, at=cited.first, to=cited.last)


@yaml_object
class _LockFile(BankObject):
    lock: int = key_field(f"The version of the lock’s format: {FORMAT}.")
    bank: Id = key_field("The bank’s id.")
    decks: tuple[HomeName, ...] = key_field("Home decks.", default=())
    types: tuple[TypeStamp, ...] = key_field("Note types.", default=())
    codes: tuple[PrintedCode, ...] = key_field("Codes.", default=())
    notes: tuple[Stamp, ...] = key_field("Notes.", default=())
    passages: tuple[PassageRecord, ...] = key_field("Passages.")
    complete: bool = key_field("The last line: what is cut off has none.")


@frozen
class Lock:
    """All that was published: decks by their ids, the others by their names."""

    bank: str
    decks: Mapping[str, HomeName] = field(default_factory=dict)
    types: Mapping[str, TypeStamp] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, Stamp] = field(default_factory=dict)
    passages: Mapping[str, PassageRecord] = field(default_factory=dict)


_HEADER = """\
# What quizgen has published. Commit it with the bank; `quizgen build` writes it, hands should not.
# In a merge keep the lines of both sides; of a line that then stands twice, the one with the later time.
"""


def dump(lock: Lock) -> str:
    """The text of the lock file; ``parse`` undoes it."""
    lines = [_HEADER, f"lock: {FORMAT}\n", f"bank: {lock.bank}\n"]
    sections = (("decks", lock.decks), ("types", lock.types), ("notes", lock.notes), ("passages", lock.passages))
    for title, entries in sections:
        lines += [_title(title, entries), *(f"  {name}: {{{_values(entries[name])}}}\n" for name in sorted(entries))]
    lines += [_title("codes", lock.codes), *(f"  {name}: {lock.codes[name]}\n" for name in sorted(lock.codes))]
    return "".join([*lines, "complete: yes\n"])


def _title(title: str, entries: Mapping[str, object]) -> str:
    return f"{title}:\n" if entries else f"{title}: {{}}\n"


def _values(entry: HomeName | Stamp | TypeStamp | PassageRecord) -> str:
    match entry:
        case HomeName():
            return f"anki: {json.dumps(entry.anki, ensure_ascii=False)}"  # quoted: a name may hold what YAML would read
        case Stamp():
            orders = entry.orders[0] if len(entry.orders) == 1 else list(entry.orders)
            parts = [f"hash: {entry.hash}", f"shown: {entry.shown}", f"time: {entry.time}"]
            parts += [f"order: {orders}"] if entry.orders else []
            parts += [f"deck: {entry.deck}"]
            flags = (("changed", entry.changed), ("withdrawn", entry.withdrawn))
            return ", ".join([*parts, *(f"{name}: yes" for name, is_set in flags if is_set)])
        case TypeStamp():
            return f"hash: {entry.hash}, time: {entry.time}"
        case PassageRecord():
            places = f", at: {json.dumps(entry.at)}, to: {json.dumps(entry.to)}"
            parts = [f"first: {entry.first}, last: {entry.last}"]
            parts += ["part: yes"] if entry.part else []
            parts += [f"cite: {entry.cite}{places}"] if entry.cited else []
            parts += [f"rival: {entry.rival}, own: {entry.own}"] if entry.rival else []
            parts += [f"twin: {entry.twin}, twins: {entry.twins}"] if entry.twins > 1 else []
            return ", ".join([*parts, f"print: {entry.fingerprint}"])


@no_garbage_collection()
def parse(text: str, path: str, bank: str) -> Lock:
    """The lock that *text*, the file at *path*, holds.

    Raises Failure, with the lines at fault and the way out, where it is broken or not of the bank with the id *bank*.
    """
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
    lock_file = readers.read(_LockFile, Context(tree, problems)) if tree else None
    if lock_file is None or problems:
        raise Failure(*(replace(problem, hint=_hint(problem)) for problem in problems))
    if problems := [*_misfits(lock_file, bank)]:
        raise Failure(*problems)
    return Lock(
        bank=lock_file.bank,
        decks={deck.name: deck for deck in lock_file.decks},
        types={stamp.name: stamp for stamp in lock_file.types},
        codes={printed.name: printed.code for printed in lock_file.codes},
        notes={stamp.name: stamp for stamp in lock_file.notes},
        passages={record.name: record for record in lock_file.passages},
    )


def _misfits(lock_file: _LockFile, bank: str) -> Iterator[Problem]:
    """Problems that the types of the fields cannot express."""
    if lock_file.lock != FORMAT:
        message = f"this lock is of format {lock_file.lock}"
        hint = "A newer quizgen wrote it: get that version."
        yield Problem(place=lock_file.place("lock"), code="L102", message=message, hint=hint)
        return
    if lock_file.bank != bank:
        message = f"this lock is of the bank “{lock_file.bank}”, not “{bank}”"
        hint = "A bank’s id is frozen, since every card hangs on it: restore it, or begin anew with --new-lock."
        yield Problem(place=lock_file.place("bank"), code="L102", message=message, hint=hint)
    for stamp in lock_file.notes:
        try:
            NoteName.parse(stamp.name)
        except ValueError as error:
            yield _misfit(stamp, "", str(error))
    dated_stamps: tuple[Stamp | TypeStamp, ...] = (*lock_file.notes, *lock_file.types)
    for dated in dated_stamps:
        if dated.time > LATEST:
            yield _misfit(dated, "time", f"{dated.time} is no time of a note")
    for stamp in lock_file.notes:
        if (last := max(stamp.orders, default=0)) > MAX_ORDER:
            yield _misfit(stamp, "order", f"{last} is no place of a card")
    for record in lock_file.passages:
        if not 1 <= record.twin <= record.twins:
            yield _misfit(record, "twin", f"{record.twin} is none of {record.twins}")
        if not _MASK.fullmatch(record.own):
            yield _misfit(record, "own", f"“{record.own}” is no mask")
    owners: dict[str, str] = {}
    for printed in lock_file.codes:
        if not is_code(printed.code):
            yield _misfit(printed, "", f"“{printed.code}” is no code")
        elif owners.setdefault(printed.code, printed.name) != printed.name:
            message = f"the code {printed.code} belongs to {owners[printed.code]}"
            hint = "Delete the line of the newer of the two: the next build gives it another code."
            yield Problem(place=printed.place(), code="L112", message=message, hint=hint)


def _misfit(stamp: BankObject, key: str, message: str) -> Problem:
    return Problem(place=stamp.place(key), code="L112", message=message, hint=f"Restore the line, or {_RECOVER}")


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


def read(folder: Path, shown_path: str, bank: str) -> Lock | None:
    """The lock of the bank with the id *bank* in *folder*, or None where there is no lock yet.

    *shown_path* is the path that problems name. Raises Failure where the lock is broken.
    """
    path = folder / LOCK
    if not files.is_there(path):
        return None
    return parse(files.read(path, display=shown_path, code="L101", hint=_RECOVER.capitalize()), shown_path, bank)


def file_of(path: Path) -> Path:
    """Return the file that the lock at *path* is written to: where *path* is a link, its target, so that it stays one.

    Raises Failure where the target is neither a lock nor a new file in the bank's folder: a bank may come from somebody
    else, and nothing of the user's is to be overwritten through a link.
    """
    if not path.is_symlink():
        return path
    target = Path(os.path.realpath(path))
    folder = Path(os.path.realpath(path.parents[1]))
    if _is_lock(target) or (target.is_relative_to(folder) and not files.is_there(target)):
        return target
    message = f"the lock file is a link to {target}, which is not a lock file"
    raise fail(files.display_path(path), "L117", message, "Delete the link, or let it lead to a lock file.")


def _is_lock(path: Path) -> bool:
    try:
        lines = files.read_bytes(path).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    return any(line.startswith("lock:") for line in lines)

"""Building: the bank, the lock and the user's texts become files; the lock is replaced last."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from quizgen.anki.deck import resolve_decks
from quizgen.bank import lock
from quizgen.bank.bank import Bank
from quizgen.bank.load import (
    find,
    require,
)
from quizgen.bank.lock import Lock
from quizgen.bank.model import DeckSpec, Worksheet
from quizgen.base import files
from quizgen.base.clock import now
from quizgen.base.files import (
    shown,
)
from quizgen.base.problem import Failure, Problem, did_you_mean, fail
from quizgen.base.value import frozen
from quizgen.languages.labels import unlabelled
from quizgen.passages import copies
from quizgen.passages.citations import cite_passages
from quizgen.publish.manifest import Manifest, draw_all
from quizgen.publish.outputs import package_outputs, worksheet_outputs
from quizgen.publish.release.release import renamed_decks, stamp_release, unknown_note_types

Progress = Callable[[str], None] | None


@frozen
class BuildRequest:
    """What a build is asked for."""

    names: tuple[str, ...] = ()
    """Decks and worksheets; none means all."""
    bank: Path | None = None
    out: Path | None = None
    texts: Path | None = None
    formats: tuple[str, ...] = ("apkg", "pdf", "html", "docx")
    locked: bool = False
    new_lock: bool = False
    recover: tuple[Path, ...] = ()


@frozen
class BuildSummary:
    """What a build did."""

    written: tuple[Path, ...]
    current: int
    """Outputs that were there already, made of the same."""
    kinds: Counter[str]
    problems: tuple[Problem, ...]
    moved: Mapping[str, int] | None
    """How many notes are new, updated and withdrawn, where the lock moved on."""
    with_texts: tuple[str, ...]
    seconds: float

    def summary(self) -> str:
        """What was written, how many items of each kind, and how long it took."""
        folders = Counter(shown(path.parent) for path in self.written)
        lines = [f"{count:4} file{'s' * (count > 1)} in {folder}/" for folder, count in sorted(folders.items())]
        if self.current:
            lines.append(f"{self.current:4} output{'s' * (self.current > 1)} unchanged")
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.kinds.most_common())
        texts = f"with the passages of {', '.join(self.with_texts)}" if self.with_texts else "without the texts"
        lines.append(f"{sum(self.kinds.values())} items ({kinds}), {texts}.")
        if self.moved is not None:
            notes = ", ".join(f"{count} {what}" for what, count in self.moved.items())
            lines.append(f"The lock moved on ({notes}): commit {lock.LOCK} with the bank.")
        return "\n".join([*lines, f"Done in {self.seconds:.1f} s."])


def build(options: BuildRequest, progress: Progress = None) -> BuildSummary:
    """Write the outputs that *options* ask for, then the lock. Raises Failure before anything is written."""
    start = time.perf_counter()
    bank, problems = require(options.bank or find(Path.cwd()))
    out = options.out or bank.folder / "build"
    decks, sheets = _asked(bank, options.names)
    folder = copies.find_texts(bank, options.texts)
    old = _lock(bank, out, options, folder, problems)
    if strange := (*unknown_note_types(old), *renamed_decks(bank, old)):
        raise Failure(*strange)
    found = copies.locate(bank, folder, old)
    prints = copies.take_fingerprints(bank, found, old)
    citations = cite_passages(bank, found, prints)
    homes = resolve_decks(bank, citations)
    made = stamp_release(bank, homes, old, prints, now())
    lock_path = bank.folder / lock.LOCK
    text = lock.dump(made.lock)
    changed = not lock_path.exists() or lock_path.read_text(encoding="utf-8") != text
    if changed and options.locked:
        raise _out_of_date(lock_path, old, made.lock)
    outputs = [*worksheet_outputs(bank, sheets, citations, options.formats)]
    if outputs:
        problems += unlabelled(bank.head.language, bank.head.place("language"))
    if "apkg" in options.formats:
        outputs += package_outputs(bank, decks, homes, made)
    manifest = Manifest(out, bank.head.id)
    stale = [each for each in outputs if not manifest.holds(each)]
    ready = []
    for output, drawn in draw_all(stale):
        ready.append((output, drawn))
        problems += [each for each in drawn.problems if each not in problems]  # versions share their passages
        if progress:
            progress(next(iter(drawn.files)))  # not its name, which ends with the format that asks for it
    contents: dict[Path, bytes] = {}
    for output, drawn in ready:
        contents |= manifest.record(output, drawn)
    gone = [] if options.names else manifest.forget_all_but({each.name for each in outputs}, options.formats)
    files.write_all({**contents, **manifest.changed(), **({lock_path: text.encode()} if changed else {})})
    for path in gone:
        path.unlink(missing_ok=True)
    return BuildSummary(
        written=tuple(out / path for _, drawn in ready for path in drawn.files),
        current=len(outputs) - len(stale),
        kinds=Counter(item.kind for item in bank.items.values()),
        problems=(*problems, *copies.lost(bank, found, bank.passages)),
        moved=_moved(old, made.lock) if changed else None,
        with_texts=tuple(bank.texts[each].short for each in found.documents),
        seconds=time.perf_counter() - start,
    )


def _moved(old: Lock, new: Lock) -> dict[str, int]:
    """How many notes are new, updated and withdrawn."""
    pairs = [(old.notes[name], stamp) for name, stamp in new.notes.items() if name in old.notes]
    withdrawn = sum(stamp.withdrawn and not before.withdrawn for before, stamp in pairs)
    changed = sum(stamp.time != before.time for before, stamp in pairs)
    return {"new": len(new.notes) - len(pairs), "updated": changed - withdrawn, "withdrawn": withdrawn}


def _asked(bank: Bank, names: Iterable[str]) -> tuple[list[DeckSpec], list[Worksheet]]:
    """The decks and worksheets that are named: a deck brings the worksheets that are written beside it."""
    if not names:
        return list(bank.decks.values()), list(bank.worksheets.values())
    decks: dict[str, DeckSpec] = {}
    sheets: dict[str, Worksheet] = {}
    for name in names:
        if name in bank.decks:
            decks[name] = bank.decks[name]
            path = decks[name].origin.path
            sheets |= {each.id: each for each in bank.worksheets.values() if each.origin.path == path}
        elif name in bank.worksheets:
            sheets[name] = bank.worksheets[name]
        else:
            hint = did_you_mean(name, [*bank.decks, *bank.worksheets])
            raise fail(shown(bank.path), "B310", f"there is no deck or worksheet “{name}”", hint)
    return list(decks.values()), list(sheets.values())


def _lock(bank: Bank, out: Path, options: BuildRequest, texts: Path | None, problems: list[Problem]) -> Lock:
    """The lock to build on; raises Failure where one is missing that outputs say there was."""
    path = bank.folder / lock.LOCK
    if options.recover:
        from quizgen.publish.updates.recover import recover_lock

        if path.exists():
            hint = "Delete it, if students have what the package holds and not what the lock says."
            raise fail(shown(path), "L116", "there is a lock: nothing has to be recovered", hint)
        recovered, lacking = recover_lock(bank, options.recover, texts=texts is not None)
        problems += lacking
        return recovered
    found = None if options.new_lock else lock.read(bank.folder, shown(path), bank.head.id)
    if found is None and not options.new_lock and any(out.glob("*.apkg")):
        raise fail(
            shown(path),
            "L103",
            f"the lock is gone, but {shown(out)} holds decks: building now would fork students’ histories",
            "Restore it from version control, or rebuild it with --recover OLD.apkg (the last package that students "
            "have); --new-lock begins anew.",
        )
    return found or Lock(bank=bank.head.id)


def _out_of_date(path: Path, old: Lock, new: Lock) -> Failure:
    notes = [name for name, stamp in new.notes.items() if old.notes.get(name) != stamp]
    others = [name for name, each in new.types.items() if old.types.get(name) != each]
    others += [name for name, each in new.passages.items() if old.passages.get(name) != each]
    others += [name for name, each in new.decks.items() if old.decks.get(name) != each]
    names = ", ".join([*notes, *others][:5]) + (" …" if len(notes) + len(others) > 5 else "")
    message = f"the lock is out of date: {len(notes)} notes and {len(others)} other entries moved ({names})"
    return fail(shown(path), "L104", message, "Run `quizgen build` without --locked and commit the lock.")

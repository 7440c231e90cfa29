"""What the next build would change for students who have an earlier one, and what it would cost them."""

import zipfile
from io import BytesIO
from pathlib import Path

from quizgen.anki.container import read_file
from quizgen.anki.deck import resolve_decks
from quizgen.anki.notetypes import notetype
from quizgen.anki.readback import StudentPackage, not_ours, unpack
from quizgen.bank import lock
from quizgen.bank.lock import Lock
from quizgen.base.clock import now
from quizgen.base.files import display_path
from quizgen.base.problem import Failure, Place, Problem, Severity, fail
from quizgen.base.records import Misfit
from quizgen.base.value import frozen
from quizgen.passages.workspace import open_workspace
from quizgen.publish.release.release import stamp_release, unknown_note_types
from quizgen.publish.updates.comparison import Comparison, Published, compare
from quizgen.publish.updates.risks import Risk, risks

_NAMED = 10
"""Notes that a problem names; the list of changes above it names all."""


@frozen
class Change:
    """A note that changes, and what of it: the names of its fields, and “tags”; nothing where only a lock tells."""

    name: str
    what: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}: {', '.join(self.what)}" if self.what else self.name


@frozen
class Diff:
    """What students would get, by the names that the lock uses, and what would be at risk."""

    path: str
    """The earlier package or lock."""
    updated: tuple[Change, ...]
    new: tuple[Change, ...]
    withdrawn: tuple[Change, ...]
    restored: tuple[Change, ...]
    unchanged: int
    older_words: int
    """How many of the unchanged show words that have changed since: names, titles, gists, citations."""
    risks: tuple[Risk, ...]
    of_lock: bool = False
    """Whether the earlier file is a lock, which knows less than a package."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The risks as problems of the earlier file: errors, unless a history ends because it is meant to."""
        return tuple(
            Problem(
                place=Place(path=self.path),
                code=risk.code,
                message=f"{risk.message}: {_names(risk.names)}",
                hint=risk.hint,
                severity=risk.severity,
            )
            for risk in self.risks
        )

    @property
    def safe(self) -> bool:
        """Whether no history is at risk."""
        return not any(risk.severity is Severity.ERROR for risk in self.risks)

    def __str__(self) -> str:
        lines = []
        for title in ("updated", "new", "withdrawn", "restored"):
            changes: tuple[Change, ...] = getattr(self, title)
            lines.append(f"{len(changes):5} {title}")
            lines += [f"        {change}" for change in changes]
        lines.append(f"{self.unchanged:5} unchanged")
        if self.older_words:
            lines.append(f"{self.older_words:5} of these show older words, which the update files bring up to date")
        lines.append("No history is at risk." if self.safe else "Histories are at risk.")
        if self.safe and self.of_lock:
            lines.append(
                "A lock does not know what was deleted under which number, or how note types were shaped: of that"
            )
            lines.append("only a package tells.")
        return "\n".join(lines)


def diff(path: Path, old: Path, texts: Path | None) -> Diff:
    """Compare *old*, an earlier package or lock, with what a build of the bank at *path* would publish now.

    Nothing is written. Raises Failure where the bank has errors, or *old* is neither.
    """
    workspace = open_workspace(path, texts)
    bank = workspace.bank
    if strange := tuple(unknown_note_types(workspace.lock)):
        raise Failure(*strange)
    decks = resolve_decks(bank, workspace.citations)
    release = stamp_release(bank, decks, workspace.lock, workspace.fingerprints, now())
    earlier = _earlier(old, bank.head.id)
    comparison = compare(bank, earlier, decks, release, locked=workspace.is_locked)
    return _diff(display_path(old), comparison, of_lock=isinstance(earlier, Lock))


def _earlier(path: Path, bank: str) -> StudentPackage | Lock:
    """Read the package or the lock at *path*; raises Failure where it is neither."""
    shown_path = display_path(path)
    hint = f"Name an .apkg that quizgen built, or an earlier {lock.LOCK}."
    try:
        data = read_file(path)
    except Misfit as misfit:
        raise fail(shown_path, "L109", f"this is neither a package nor a lock: {misfit}", hint) from None
    if path.suffix == ".apkg" or zipfile.is_zipfile(BytesIO(data)):
        try:
            return unpack(data)
        except Misfit as misfit:
            raise not_ours(shown_path, misfit) from None
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = ""
    if not any(line.startswith("lock:") for line in text.splitlines()):
        raise fail(shown_path, "L109", "this is neither a package nor a lock", hint)
    return lock.parse(text, shown_path, bank)


def _diff(path: str, comparison: Comparison, *, of_lock: bool) -> Diff:
    pairs = sorted(comparison.pairs, key=lambda pair: str(pair[1].name))
    changed = [(old, new) for old, new in pairs if old.hash != new.hash]
    added = [note for guid, note in comparison.new.items() if guid not in comparison.old and not note.withdrawn]
    return Diff(
        path=path,
        updated=tuple(_change(old, new) for old, new in changed if old.withdrawn == new.withdrawn),
        new=tuple(Change(name=name) for name in sorted(str(note.name) for note in added)),
        withdrawn=tuple(Change(name=str(new.name)) for old, new in changed if new.withdrawn and not old.withdrawn),
        restored=tuple(Change(name=str(new.name)) for old, new in changed if old.withdrawn and not new.withdrawn),
        unchanged=len(pairs) - len(changed),
        older_words=sum(old.hash == new.hash and old.shown != new.shown for old, new in pairs),
        risks=risks(comparison),
        of_lock=of_lock,
    )


def _change(old: Published, new: Published) -> Change:
    if old.drawn is None or new.drawn is None:
        return Change(name=str(new.name))
    before, after = old.drawn.bank_values, new.drawn.bank_values
    fields = notetype(new.drawn.notetype).fields
    parts = [field.name for field in fields if field.key in after and before.get(field.key) != after[field.key]]
    if old.drawn.tags != new.drawn.tags:
        parts.append("tags")
    return Change(name=str(new.name), what=tuple(parts))


def _names(names: tuple[str, ...]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")

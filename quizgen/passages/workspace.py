"""The workspace: a bank, its lock and the user's copies of its texts, opened once for all that a command does."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from quizgen.bank import lock as locks
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.load import require
from quizgen.bank.lock import Lock, PassageRecord
from quizgen.base.files import display_path
from quizgen.base.problem import Problem
from quizgen.passages.citations import cite_passages
from quizgen.passages.copies import Copies, find_texts, locate, lost, take_fingerprints


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """What a command works on. Passages are located, and citations made, when they are first asked for."""

    bank: Bank
    problems: tuple[Problem, ...] = ()
    """What reading the bank reported; no errors, unless the caller accepts them."""
    lock: Lock
    """What was published; an empty lock where there is no lock file."""
    is_locked: bool
    """Whether the bank has a lock file."""
    texts: Path | None
    """The folder of source texts; None where the user has none."""

    @property
    def lock_path(self) -> Path:
        """Where the lock file is, or would be."""
        return self.bank.folder / locks.LOCK

    @cached_property
    def copies(self) -> Copies:
        """The user's copies of the texts with every passage located; raises Failure where one is not UTF-8."""
        return locate(self.bank, self.texts, self.lock)

    @cached_property
    def fingerprints(self) -> dict[str, PassageRecord]:
        """What is known of each passage, by its id: as locked, or as found where it is new."""
        return take_fingerprints(self.bank, self.copies, self.lock)

    @cached_property
    def citations(self) -> dict[str, Citation]:
        """How each passage is cited, by its id, with its paragraphs where the user has the text."""
        return cite_passages(self.bank, self.copies, self.fingerprints)

    def with_lock(self, lock: Lock) -> "Workspace":
        """Return the same workspace with another *lock*, such as one recovered from packages."""
        return replace(self, lock=lock, bank=replace(self.bank, recorded_codes=lock.codes))

    def without_records(self, passages: Collection[str]) -> "Workspace":
        """Return the same workspace with no fingerprints of these *passages*: they are found by their opening words."""
        records = {name: record for name, record in self.lock.passages.items() if name not in passages}
        return self.with_lock(replace(self.lock, passages=records))

    def lost_passages(self, among: Collection[str]) -> tuple[Problem, ...]:
        """Return a warning for each of the passages *among* all that the user's copy does not contain for sure."""
        return tuple(lost(self.bank, self.copies, among))


def open_workspace(path: Path, texts: Path | None, *, ignore_lock: bool = False) -> Workspace:
    """Open the bank at *path* (its head, or the folder that contains it), with the folder *texts* if it is given.

    Raises Failure where the bank has errors, the lock is broken or *texts* is not there; with *ignore_lock* the lock
    file is not read.
    """
    bank, problems = require(path)
    return workspace_of(bank, problems, texts, ignore_lock=ignore_lock)


def workspace_of(
    bank: Bank, problems: Iterable[Problem], texts: Path | None, *, ignore_lock: bool = False
) -> Workspace:
    """Return the workspace of a *bank* that was read with these *problems*; raises Failure as `open_workspace` does."""
    known = None if ignore_lock else locks.read(bank.folder, display_path(bank.folder / locks.LOCK), bank.head.id)
    lock = known or Lock(bank=bank.head.id)
    return Workspace(
        bank=replace(bank, recorded_codes=lock.codes),
        problems=tuple(problems),
        lock=lock,
        is_locked=known is not None,
        texts=find_texts(bank, texts),
    )

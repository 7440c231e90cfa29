"""What the last changes of a bank brought to students, as far as the lock knows."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Literal

from quizgen.bank.lock import Stamp
from quizgen.base.value import frozen

_DAY = 24 * 60 * 60


@frozen
class ChangeCount:
    """How many questions, people and terms had the same happen to them."""

    kind: Literal["new", "corrected", "withdrawn"]
    """Published for the first time, published with other words than before, or taken back."""
    count: int


@frozen
class Changes:
    """What happened on the day of the last change; days are in UTC."""

    time: int
    """When the last change was made, in seconds since 1970; 0 where nothing was ever published."""
    first: bool
    """Whether nothing had been published before that day."""
    counts: tuple[ChangeCount, ...]
    """What happened, and to how many; none is 0."""


def last_changes(stamps: Iterable[Stamp]) -> Changes:
    """Return what the last day brought on which one of *stamps*, those of all notes in the lock, got its time."""
    questions: dict[str, list[Stamp]] = defaultdict(list)
    for stamp in stamps:
        questions[stamp.note_name.qualified_id].append(stamp)
    times = [stamp.time for notes in questions.values() for stamp in notes]
    last = max(times, default=0)
    kinds = Counter(_kind(notes, last // _DAY) for notes in questions.values())
    return Changes(
        time=last,
        first=min(times, default=0) // _DAY == last // _DAY,
        counts=tuple(
            ChangeCount(kind=kind, count=kinds[kind]) for kind in ("new", "corrected", "withdrawn") if kinds[kind]
        ),
    )


def _kind(notes: list[Stamp], day: int) -> Literal["new", "corrected", "withdrawn", ""]:
    """Return what happened on *day*, counted from 1970, to the question of these notes; empty where nothing did."""
    changed = [note for note in notes if note.time // _DAY == day]
    if not changed:
        return ""
    if all(note.withdrawn for note in notes):
        return "withdrawn"
    is_new = len(changed) == len(notes) and not any(note.changed for note in notes)
    return "new" if is_new else "corrected"

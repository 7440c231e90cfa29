"""Risks: what in the next build would cost students their history, a function each, with its code and its way out."""

import re
from collections.abc import Callable, Iterable, Iterator

from quizgen.anki.cards import places
from quizgen.anki.draw import Drawn
from quizgen.anki.notetypes import notetype
from quizgen.anki.sources import shows_lost_places
from quizgen.bank.lock import LOCK, STEP
from quizgen.base.problem import Severity
from quizgen.base.value import frozen
from quizgen.publish.updates.comparison import Comparison

Find = Callable[[Comparison], Iterable[str]]


@frozen
class Risk:
    """One way in which students lose something, and all notes or note types that it concerns."""

    code: str
    names: tuple[str, ...]
    message: str
    hint: str
    severity: Severity


@frozen
class Hazard:
    """What may go wrong: its code, what it costs, the way out, and the function that finds whom it concerns."""

    code: str
    message: str
    hint: str
    severity: Severity
    find: Find


def risks(comparison: Comparison) -> tuple[Risk, ...]:
    """All that is at risk, by code."""
    found = []
    for hazard in HAZARDS:
        names = tuple(sorted(hazard.find(comparison)))
        if names:
            found.append(
                Risk(
                    code=hazard.code,
                    names=names,
                    message=hazard.message,
                    hint=hazard.hint,
                    severity=hazard.severity,
                )
            )
    return tuple(found)


def hazard(code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Callable[[Find], Hazard]:
    """Make a hazard of the function below."""
    return lambda find: Hazard(code=code, message=message, hint=hint, severity=severity, find=find)


_RESTORE = (
    "Restore the lock from version control, or rebuild it from the last package that students have: "
    "`quizgen build --recover OLD.apkg`."
)


@hazard("U101", "there is no lock: every note would get a new time, and none would be withdrawn", _RESTORE)
def no_lock(c: Comparison) -> Iterable[str]:
    """A bank without its lock."""
    return () if c.locked else (LOCK,)


@hazard(
    "U102", "published, but no longer in the package: students keep it as it was, and no correction comes", _RESTORE
)
def gone(c: Comparison) -> Iterable[str]:
    """A note that the package does not even hold as withdrawn."""
    return (old.name for key, old in c.old.items() if key not in c.new and key not in c.twins)


@hazard(
    "U103",
    "the same question under another GUID: its history ends, and it begins anew",
    "Give it back its id (the pair’s, the bank’s), or name the old one in was:.",
)
def begun_anew(c: Comparison) -> Iterable[str]:
    """An id that changed and is not named in ``was:``."""
    return (f"{c.old[key].name} → {name}" for key, name in c.twins.items())


@hazard(
    "U104",
    "one GUID for several notes: Anki imports them all, and updates one",
    "Find out which build wrote them; students delete all but one of each.",
)
def twice(c: Comparison) -> Iterable[str]:
    """A GUID that is not one note's own."""
    return c.twice


@hazard(
    "U105",
    "another note type under the same GUID: Anki skips it, and no correction comes",
    "A note type keeps its id for ever: go back to the version of quizgen that built the package.",
)
def other_type(c: Comparison) -> Iterable[str]:
    """A note type with a new id."""
    for old, new in c.pairs:
        if old.kept and new.drawn and old.kept.type_id != notetype(new.drawn.notetype).id:
            yield new.name


@hazard(
    "U106",
    "fields or templates added, taken away or moved: Anki makes a second, “+” type and updates no note of the first",
    "Rename a spare field under its id instead; templates stay as they are.",
)
def forked(c: Comparison) -> Iterable[str]:
    """A note type of another shape."""
    for key, old in c.old_types.items():
        kind = notetype(key)
        shape = tuple(each.id for each in kind.fields), tuple(each.id for each in kind.templates), kind.cloze
        if old.kept and (old.kept.fields, old.kept.templates, old.kept.cloze) != shape:
            yield key


@hazard(
    "U107",
    "sorted by another field: Anki then stamps every note of the type itself, and takes no change that comes with it",
    "Keep the field that the type is sorted by.",
)
def resorted(c: Comparison) -> Iterable[str]:
    """A note type with another sort field."""
    for key, old in c.old_types.items():
        if old.kept and old.kept.sort_index != notetype(key).sort_index:
            yield key


@hazard("U108", "changed, but not newer than what students have: the change never comes", _RESTORE)
def too_old(c: Comparison) -> Iterable[str]:
    """A changed note whose time did not move on, past the edition with passages too."""
    return (new.name for old, new in c.pairs if new.hash != old.hash and new.time < old.time + STEP)


@hazard("U109", "unchanged, but newer: students’ tags and notes on it would be deleted for nothing", _RESTORE)
def restamped(c: Comparison) -> Iterable[str]:
    """An unchanged note whose time moved on."""
    return (new.name for old, new in c.pairs if new.hash == old.hash and new.time > old.time)


@hazard(
    "U110",
    "in another deck: the cards that students have stay where they are",
    "Anki finds a deck by its name and never moves a card: give the deck its old name, or restore the lock.",
)
def elsewhere(c: Comparison) -> Iterable[str]:
    """A note whose home deck has another name."""
    for old, new in c.pairs:
        if old.deck and old.deck != new.deck and not new.withdrawn:
            yield new.name


@hazard("U111", "a note type that changed, but is not newer: the change never comes", _RESTORE)
def style_too_old(c: Comparison) -> Iterable[str]:
    """A changed note type whose time did not move on."""
    for key, old in c.old_types.items():
        new = c.new_types.get(key)
        if new and new.hash != old.hash and new.time <= old.time:
            yield key


@hazard("U112", "a note type that is unchanged, but newer: a student’s own styling would be lost for nothing", _RESTORE)
def style_restamped(c: Comparison) -> Iterable[str]:
    """An unchanged note type whose time moved on."""
    for key, old in c.old_types.items():
        new = c.new_types.get(key)
        if new and new.hash == old.hash and new.time > old.time:
            yield key


@hazard(
    "U113",
    "deletions changed their numbers: the history of one would go on under another",
    "Give each its old number back; a new deletion takes a number that was never used.",
)
def renumbered(c: Comparison) -> Iterable[str]:
    """Deletions that traded numbers."""
    for old, new in c.pairs:
        before, after = _deletions(old.drawn), _deletions(new.drawn)
        for number, deleted in before.items():
            if deleted in after.values() and after.get(number) != deleted:
                yield new.name
                break


@hazard(
    "U114",
    "a card less: it stays, empty, until the student runs Tools → Empty Cards",
    "Where that is meant, nothing is to be done.",
    Severity.WARNING,
)
def card_less(c: Comparison) -> Iterable[str]:
    """A deletion or a direction taken away from a note that goes on."""
    for old, new in c.pairs:
        if old.kept and new.drawn and not new.withdrawn and set(old.kept.cards) - set(places(new.drawn)):
            yield new.name


@hazard(
    "U115",
    "its ¶ numbers are gone: the card changes for nothing, and students’ tags and notes on it would be deleted",
    "Name the folder of the texts with --texts DIR, or restore the passages: of the lock from version control.",
)
def unnumbered(c: Comparison) -> Iterable[str]:
    """A citation that had its ¶ and has none: the lock lost its passages, and there are no texts to find them in."""
    for old, new in c.pairs:
        if old.drawn and shows_lost_places(old.drawn.value("citation"), new.citations):
            yield new.name


HAZARDS: tuple[Hazard, ...] = (
    no_lock,
    gone,
    begun_anew,
    twice,
    other_type,
    forked,
    resorted,
    too_old,
    restamped,
    elsewhere,
    style_too_old,
    style_restamped,
    renumbered,
    card_less,
    unnumbered,
)

_DELETION = re.compile(r"\{\{c(\d+)::(.*?)(?:::.*?)?\}\}")


def _deletions(drawn: Drawn | None) -> dict[int, str]:
    """What a cloze note deletes, by number."""
    if drawn is None or drawn.notetype != "cloze":
        return {}
    found: Iterator[re.Match[str]] = _DELETION.finditer(drawn.value("text"))
    return {int(each[1]): each[2] for each in found}

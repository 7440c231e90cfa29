"""Risks: what in the next build would cost students their history. Each hazard is a function, with its way out."""

import re
from collections.abc import Callable, Iterable

from quizgen.anki.cards import places
from quizgen.anki.draw import Drawn
from quizgen.anki.notetypes import notetype
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
    """The names that the lock gives the notes, or the keys of the note types; sorted."""
    message: str
    hint: str
    severity: Severity
    """An error, or a warning where the loss may be meant."""


@frozen
class Hazard:
    """A way in which students may lose something."""

    code: str
    message: str
    """What happens, and what it costs."""
    hint: str
    """The way out."""
    severity: Severity
    find: Find
    """The function that returns the names of the notes or note types that it concerns."""


def risks(comparison: Comparison) -> tuple[Risk, ...]:
    """The hazards that concern any note or note type, in the order of their codes."""
    risks_found = []
    for hazard in HAZARDS:
        names = tuple(sorted(hazard.find(comparison)))
        if names:
            risks_found.append(
                Risk(
                    code=hazard.code,
                    names=names,
                    message=hazard.message,
                    hint=hazard.hint,
                    severity=hazard.severity,
                )
            )
    return tuple(risks_found)


def hazard(code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Callable[[Find], Hazard]:
    """A decorator that makes a hazard of the function that finds whom it concerns."""
    return lambda find: Hazard(code=code, message=message, hint=hint, severity=severity, find=find)


_RESTORE = (
    "Restore the lock from version control, or rebuild it from the last package that students have: "
    "`quizgen build --recover OLD.apkg`."
)


@hazard("U101", "there is no lock: every note would get a new time, and none would be withdrawn", _RESTORE)
def no_lock(comparison: Comparison) -> Iterable[str]:
    """The lock, where the bank has none."""
    return () if comparison.locked else (LOCK,)


@hazard(
    "U102", "published, but no longer in the package: students keep it as it was, and no correction comes", _RESTORE
)
def missing(comparison: Comparison) -> Iterable[str]:
    """The notes that the package does not even hold as withdrawn."""
    for key, old in comparison.old.items():
        if key not in comparison.new and key not in comparison.successors:
            yield str(old.name)


@hazard(
    "U103",
    "the same question under another GUID: its history ends, and it begins anew",
    "Give it back its id (the pair’s, the bank’s), or name the old one in was:.",
)
def begun_anew(comparison: Comparison) -> Iterable[str]:
    """The notes whose id changed without being named in ``was:``, each with its successor."""
    return (f"{comparison.old[key].name} → {name}" for key, name in comparison.successors.items())


@hazard(
    "U104",
    "one GUID for several notes: Anki imports them all, and updates one",
    "Find out which build wrote them; students delete all but one of each.",
)
def sharing_a_guid(comparison: Comparison) -> Iterable[str]:
    """The notes whose GUID another note has too."""
    return map(str, comparison.sharing_a_guid)


@hazard(
    "U105",
    "another note type under the same GUID: Anki skips it, and no correction comes",
    "A note type keeps its id for ever: go back to the version of quizgen that built the package.",
)
def other_type(comparison: Comparison) -> Iterable[str]:
    """The notes whose note type has another id."""
    for old, new in comparison.pairs:
        if old.student_note and new.drawn and old.student_note.type_id != notetype(new.drawn.notetype).id:
            yield str(new.name)


@hazard(
    "U106",
    "fields or templates added, taken away or moved: Anki makes a second, “+” type and updates no note of the first",
    "Rename a spare field under its id instead; templates stay as they are.",
)
def forked(comparison: Comparison) -> Iterable[str]:
    """The note types of another shape."""
    for key, old in comparison.old_types.items():
        kind = notetype(key)
        shape = tuple(field.id for field in kind.fields), tuple(template.id for template in kind.templates), kind.cloze
        earlier = old.student_type
        if earlier and (earlier.fields, earlier.templates, earlier.cloze) != shape:
            yield key


@hazard(
    "U107",
    "sorted by another field: Anki then stamps every note of the type itself, and takes no change that comes with it",
    "Keep the field that the type is sorted by.",
)
def resorted(comparison: Comparison) -> Iterable[str]:
    """The note types with another sort field."""
    for key, old in comparison.old_types.items():
        if old.student_type and old.student_type.sort_index != notetype(key).sort_index:
            yield key


@hazard("U108", "changed, but not newer than what students have: the change never comes", _RESTORE)
def too_old(comparison: Comparison) -> Iterable[str]:
    """The changed notes whose time is not later than that of what students have, the edition with passages included."""
    return (str(new.name) for old, new in comparison.pairs if new.hash != old.hash and new.time < old.time + STEP)


@hazard("U109", "unchanged, but newer: students’ tags and notes on it would be deleted for nothing", _RESTORE)
def restamped(comparison: Comparison) -> Iterable[str]:
    """The unchanged notes whose time is later."""
    return (str(new.name) for old, new in comparison.pairs if new.hash == old.hash and new.time > old.time)


@hazard(
    "U110",
    "in another deck: the cards that students have stay where they are",
    "Anki finds a deck by its name and never moves a card: give the deck its old name, or restore the lock.",
)
def elsewhere(comparison: Comparison) -> Iterable[str]:
    """The notes whose home deck has another name."""
    for old, new in comparison.pairs:
        if old.deck and old.deck != new.deck and not new.withdrawn:
            yield str(new.name)


@hazard("U111", "a note type that changed, but is not newer: the change never comes", _RESTORE)
def style_too_old(comparison: Comparison) -> Iterable[str]:
    """The changed note types whose time is not later."""
    for key, old in comparison.old_types.items():
        new = comparison.new_types.get(key)
        if new and new.hash != old.hash and new.time <= old.time:
            yield key


@hazard("U112", "a note type that is unchanged, but newer: a student’s own styling would be lost for nothing", _RESTORE)
def style_restamped(comparison: Comparison) -> Iterable[str]:
    """The unchanged note types whose time is later."""
    for key, old in comparison.old_types.items():
        new = comparison.new_types.get(key)
        if new and new.hash == old.hash and new.time > old.time:
            yield key


@hazard(
    "U113",
    "deletions changed their numbers: the history of one would go on under another",
    "Give each its old number back; a new deletion takes a number that was never used.",
)
def renumbered(comparison: Comparison) -> Iterable[str]:
    """The notes in which a deletion has another number than before, and another deletion its number."""
    for old, new in comparison.pairs:
        before, after = _deletions(old.drawn), _deletions(new.drawn)
        for number, deleted in before.items():
            if deleted in after.values() and after.get(number) != deleted:
                yield str(new.name)
                break


@hazard(
    "U114",
    "a card less: it stays, empty, until the student runs Tools → Empty Cards",
    "Where that is meant, nothing is to be done.",
    Severity.WARNING,
)
def card_less(comparison: Comparison) -> Iterable[str]:
    """The notes that lost a deletion or a direction, without being withdrawn."""
    for old, new in comparison.pairs:
        if old.student_note and new.drawn and not new.withdrawn:
            lost_cards = set(old.student_note.cards) - set(places(new.drawn))
            if lost_cards:
                yield str(new.name)


HAZARDS: tuple[Hazard, ...] = (
    no_lock,
    missing,
    begun_anew,
    sharing_a_guid,
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
)

_DELETION = re.compile(r"\{\{c(\d{1,4})::((?:(?!::)[^{}])*)(?:::[^{}]*)?\}\}")
"""A deletion as ``anki/markup.py`` writes it, with no brace or double colon in its words. Linear, whatever is read."""


def _deletions(drawn: Drawn | None) -> dict[int, str]:
    """The deleted words of a cloze note as HTML, by the number of their deletion; of any other note nothing."""
    if drawn is None or drawn.notetype != "cloze":
        return {}
    return {int(number): deleted for number, deleted in _DELETION.findall(drawn.value("text"))}

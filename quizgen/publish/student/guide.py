"""What the student's page tells of this bank: its files, its decks and its version."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from quizgen.anki.deck import Deck
from quizgen.bank.bank import Bank
from quizgen.bank.model import DeckSpec
from quizgen.base.value import frozen
from quizgen.publish.release.release import StampedRelease
from quizgen.text.inline import Prose

PAGE = "students.html"
"""The page's name among the outputs."""


@frozen
class PackageFile:
    """One file that a student may open."""

    file: str
    update: str
    """The update file that belongs to it."""
    decks: tuple[str, ...]
    """The names that its decks have in Anki."""
    cards: int


@frozen
class Guide:
    """All that the page names of a bank."""

    title: str
    version: str
    licence: str
    changed: str
    """The day of the last change of a question, such as 22 November 2026."""
    report: Prose
    packages: tuple[PackageFile, ...]
    """Those that hold several decks first: the first is the one to take."""
    example: str
    """The short id of a question."""
    passages: bool
    """Whether the cards show the passages themselves."""


def guide(bank: Bank, decks: Iterable[Deck], made: StampedRelease) -> Guide:
    """The guide to the packages of a build of all *decks*."""
    homes = {deck.id: deck for deck in decks}
    notes = [note for home in homes for note in made.decks[home]]
    packages = [_package(spec, homes, made) for spec in bank.decks.values()]
    return Guide(
        title=bank.head.title,
        version=bank.head.version,
        licence=bank.head.licence,
        changed=_day(max((stamp.time for stamp in made.lock.notes.values()), default=0)),
        report=bank.head.report,
        packages=tuple(sorted(packages, key=lambda each: -len(each.decks))),
        example=next((item.id for item in bank.items.values()), "short-id"),
        passages=any(note.drawn.passage for note in notes),
    )


def _package(spec: DeckSpec, homes: Mapping[str, Deck], made: StampedRelease) -> PackageFile:
    members = spec.bundle or (spec.id,)
    return PackageFile(
        file=f"{spec.id}.apkg",
        update=f"updates/{spec.id}.txt",
        decks=tuple(homes[each].name for each in members),
        cards=sum(len(note.cards) for each in members for note in made.decks[each]),
    )


def _day(time: int) -> str:
    day = datetime.fromtimestamp(time, UTC)
    return f"{day.day} {day:%B %Y}"

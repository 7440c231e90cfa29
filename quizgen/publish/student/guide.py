"""What the student's page says about a bank: its packages, its decks and its version."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from quizgen.anki.deck import Deck
from quizgen.bank.bank import Bank
from quizgen.bank.model import DeckSpec
from quizgen.base.value import frozen
from quizgen.publish.course import Day
from quizgen.publish.paths import package_name, update_name
from quizgen.publish.release.release import StampedRelease
from quizgen.text.inline import Prose


@frozen
class PackageFile:
    """One file that a student may open."""

    file: str
    """The name of the package, such as "all.apkg"."""
    updates: tuple[str, ...]
    """The paths of its update files, relative to the package; none where no question was corrected."""
    decks: tuple[str, ...]
    """The names that its decks have in Anki."""
    cards: int
    """The number of its cards."""


@frozen
class Guide:
    """All that the page says about a bank."""

    title: str
    version: str
    licence: str
    changed: str
    """The day of the last change of a question, in UTC, such as 22 November 2026."""
    report: Prose
    """How to report an error."""
    packages: tuple[PackageFile, ...]
    """The packages, those with most decks first: the first is recommended to students."""
    example: str
    """The code of a question, as an example of one."""
    days: tuple[Day, ...]
    """The sessions of the course; none where the bank is not divided into any."""
    passages: bool
    """Whether the cards show the passages themselves."""


def guide(bank: Bank, decks: Iterable[Deck], days: tuple[Day, ...], release: StampedRelease) -> Guide:
    """Return the guide to the packages of a build of all *decks*, whose notes are those of *release*."""
    homes = {deck.id: deck for deck in decks}
    packages = [_package_file(spec, homes, release) for spec in bank.decks.values()]
    packages.sort(key=lambda package: len(package.decks), reverse=True)
    return Guide(
        title=bank.head.title,
        version=bank.head.version,
        licence=bank.head.licence,
        changed=_day(max((stamp.time for stamp in release.lock.notes.values()), default=0)),
        report=bank.head.report,
        packages=tuple(packages),
        example=next(map(bank.code_of, bank.items.values()), ""),
        days=days,
        passages=any(note.drawn.passage for deck_id in homes for note in release.decks[deck_id]),
    )


def _package_file(spec: DeckSpec, homes: Mapping[str, Deck], release: StampedRelease) -> PackageFile:
    deck_ids = spec.bundle or (spec.id,)
    notes = [note for deck_id in deck_ids for note in release.decks[deck_id]]
    corrected_types = sorted({note.drawn.notetype for note in notes if note.is_correction})
    return PackageFile(
        file=package_name(spec.id),
        updates=tuple(update_name(spec.id, key) for key in corrected_types),
        decks=tuple(homes[deck_id].name for deck_id in deck_ids),
        cards=sum(len(note.cards) for note in notes),
    )


def _day(time: int) -> str:
    """Return the day, in UTC, of a time in seconds since 1970."""
    day = datetime.fromtimestamp(time, UTC)
    return f"{day.day} {day:%B %Y}"

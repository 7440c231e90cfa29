"""What the student's page says about a bank: its texts, its packages, its decks and its last changes."""

from collections.abc import Iterable, Mapping

from quizgen.anki.deck import Deck
from quizgen.bank.bank import Bank
from quizgen.bank.homes import ancestors, own_name
from quizgen.bank.model import DeckSpec
from quizgen.base.value import frozen
from quizgen.languages.page_words import PageWords, page_words
from quizgen.publish.course import Day
from quizgen.publish.paths import package_name, update_name
from quizgen.publish.release.release import StampedRelease
from quizgen.publish.source import Source, sources
from quizgen.publish.student.changes import Changes, last_changes
from quizgen.text.inline import Prose

TEN_DAYS, SIX_WEEKS = 10, 42
"""The days in which a student learns the first deck, and those for all decks of a package."""


def a_day(cards: int, days: int) -> int:
    """Return how many new cards a day, at least one, take at most so many days."""
    return max(1, -(-cards // days))


@frozen
class PackedCards:
    """A deck of a package."""

    name: str
    """Its name in Anki, with the names of the decks in which it lies."""
    cards: int

    @property
    def own_name(self) -> str:
        """Its name without those of the decks in which it lies."""
        return own_name(self.name)

    @property
    def parent(self) -> str:
        """The name of the deck in which it lies; empty where it lies in none."""
        return next(reversed((*ancestors(self.name),)), "")


@frozen
class PackageFile:
    """One file that a student may open."""

    file: str
    """The name of the package, such as "all.apkg"."""
    description: Prose
    """What the bank says of it."""
    updates: tuple[str, ...]
    """The paths of its update files, relative to the package; none where no question was corrected."""
    decks: tuple[PackedCards, ...]
    """Its decks in the order in which they are studied."""

    @property
    def cards(self) -> int:
        """The number of its cards."""
        return sum(deck.cards for deck in self.decks)


@frozen
class Guide:
    """All that the page says about a bank."""

    language: str
    """The tag of the language of the bank."""
    words: PageWords
    title: str
    version: str
    licence: str
    texts: tuple[Source, ...]
    changes: Changes
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
        language=bank.head.language,
        words=page_words(bank.pack),
        title=bank.head.title,
        version=bank.head.version,
        licence=bank.head.rights,
        texts=sources(bank),
        changes=last_changes(release.lock.notes.values()),
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
        description=spec.description,
        updates=tuple(update_name(spec.id, key) for key in corrected_types),
        decks=tuple(
            PackedCards(name=homes[deck_id].name, cards=sum(len(note.cards) for note in release.decks[deck_id]))
            for deck_id in deck_ids
        ),
    )

"""The decks above the home decks: without cards, open after an import, and with a word on where to begin.

Anki makes such a deck by itself, closed and without a word. A record of it in the package is taken over; where a
student has closed the deck since, it stays closed (measured with the ``anki`` package 26.9.3).
"""

from collections.abc import Iterable

from quizgen.bank.bank import Bank
from quizgen.bank.homes import ancestors, own_name
from quizgen.bank.model import DeckSpec
from quizgen.base.value import frozen
from quizgen.languages.card_words import card_words
from quizgen.text.inline import NO_PROSE, Prose, escape


@frozen
class ParentDeck:
    """A deck that holds others."""

    name: str
    description: Prose
    """The text above it; empty, which leaves any other as it is, where the package lacks what it would begin with."""


def parents(bank: Bank, names: Iterable[str]) -> tuple[ParentDeck, ...]:
    """Return the decks above those of a package, called *names*, the outermost first."""
    packed = tuple(names)
    bundles = {
        spec.name: spec for spec in bank.decks.values() if spec.bundle and bank.decks[spec.bundle[0]].name in packed
    }
    above = dict.fromkeys(parent for name in packed for parent in ancestors(name))
    return tuple(
        ParentDeck(name=name, description=_description(bank, bundles[name]) if name in bundles else NO_PROSE)
        for name in above
    )


def _description(bank: Bank, bundle: DeckSpec) -> Prose:
    """What the bundle is, and with which of its decks to begin; in a course, with how many new cards a day."""
    words = card_words(bank.pack)
    first = bank.decks[bundle.bundle[0]]
    studies = (study for session in bank.sessions.values() for study in session.study)
    daily = next((study.cards for study in studies if bank.decks[study.deck] is first), 0)
    pattern = words.first_daily if daily else words.first
    begin = pattern.format(deck=escape(own_name(first.name)), count=daily)
    return Prose(f"{bundle.description}\n\n{begin}")

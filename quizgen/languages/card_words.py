"""The words that cards show beside the bank's own, from the section `cards` of a language pack and from its labels."""

from dataclasses import fields
from functools import lru_cache

from quizgen.base.value import frozen
from quizgen.languages.packs import PACKS, Language, section


@frozen
class CardWords:
    """The words of one language; {…} are filled in. What sheets say too is among the labels."""

    judge: str
    """The task beside a statement."""
    choose: str
    """The task where {count} options are right."""
    describe: str
    """The task beside a name."""
    name: str
    """The task beside a description."""
    arrange: str
    """The task beside events to order."""
    match: str
    """The task beside one of several things to match."""
    hint: str
    """What opens the hint."""
    more: str
    """What opens all that is folded under the answer."""
    claim: str
    """Over those who claim it."""
    passage: str
    """Over the passage."""
    section: str
    """Over the section."""
    mine: str
    """Over the student's own notes."""
    note: str
    """Over a remark on a person or term."""
    withdrawn: str
    """On the card of a question that was withdrawn."""
    typed: str
    """In the empty field for an answer."""
    right: str
    """The outcome of a right answer."""
    wrong: str
    """The outcome of any other."""
    chosen: str
    """Behind the option that the student chose."""
    given: str
    """Behind the outcome: what the student {typed}."""
    placed: str
    """Behind an event that the student put into another {place}."""
    in_place: str
    """The outcome where {count} of {all} events are in their places."""
    show_answer: str
    """The button of a page of cards that turns to the answer."""
    show_question: str
    """The button that turns back."""
    next_card: str
    """The button that goes on."""
    first: str
    """Above several decks: the {deck} to begin with."""
    first_daily: str
    """The same, with the {count} of new cards a day."""
    edition: str
    """Above a deck: {title}, {version} and {licence} of the bank, and a {revision} of what is in the deck."""
    report: str
    """Before the way to report an error."""


@lru_cache(maxsize=PACKS)
def card_words(language: Language) -> CardWords:
    """Return the words of *language*, of its base language, or the English ones. Raises KeyError where one lacks."""
    entries = section(language, "cards")
    return CardWords(**{field.name: entries[field.name] for field in fields(CardWords)})

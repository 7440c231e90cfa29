"""A card of paper: what its two sides say, and how sheets of such cards are printed on both sides."""

from enum import StrEnum

from quizgen.base.problem import Place
from quizgen.base.value import frozen
from quizgen.text.inline import NO_PROSE, Prose


@frozen
class Row:
    """An option, or an event to put in order."""

    label: str
    """The letter by which the other side names it, or its place in the order."""
    text: Prose


@frozen
class Face:
    """What one side of a card says, from top to bottom."""

    above: str = ""
    """Who says so, in small type; empty where it does not stand here."""
    task: Prose = NO_PROSE
    """What to do, in small type; empty where the text says it."""
    text: tuple[Prose, ...] = ()
    """Its paragraphs: the question, or the answer."""
    rows: tuple[Row, ...] = ()
    below: str = ""
    """Who says so, or the years of a life, in small type."""


@frozen
class CutCard:
    """A card to cut out."""

    id: str
    """The id of the question, person or term of which it was made, which the card does not show."""
    written: Place
    """Where that stands in the bank."""
    front: Face
    back: Face
    code: str
    """The code by which a student names what is asked: on both sides."""
    source: str
    """Where the answer stands in the texts, as "Rogovin ch. 38, ¶ 4": on the back."""


class Flip(StrEnum):
    """The edge of the sheet on which the printer turns it, to print its other side."""

    LONG = "long"
    SHORT = "short"

"""What an Anki package holds, before the package is written."""

from quizgen.anki.draw import Drawn
from quizgen.base.value import frozen
from quizgen.text.inline import Prose


@frozen
class PackedNote:
    """A drawn note with its cards, its identity, the second in which its content last changed, and its order.

    The order is its place among new cards. It stays below 1,000,000: from there on, Anki's database check takes it for
    a fault. Spaced ones (100, 200 …) let a later note slot in between.
    """

    drawn: Drawn
    cards: tuple[int, ...]
    """The places of their templates, or of their deletions, from 0; none where the note is withdrawn."""
    guid: str
    mod: int
    order: int


@frozen
class PackedDeck:
    """A deck and its notes; Anki matches it by its name, so the name is frozen."""

    name: str
    description: Prose
    notes: tuple[PackedNote, ...]

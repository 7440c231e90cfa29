"""The contents of an Anki package, before the package is written."""

from quizgen.anki.draw import Drawn
from quizgen.base.value import frozen
from quizgen.text.inline import Prose


@frozen
class PackedNote:
    """A drawn note with its cards and its identity."""

    drawn: Drawn
    cards: tuple[int, ...]
    """The places of the cards' templates, or of their deletions, from 0; empty where the note is withdrawn."""
    guid: str
    mod: int
    """When the note was last modified, in seconds since 1970: Anki updates only notes that are older."""
    hash: str
    """The hash of its content, which the package carries for a later comparison."""
    orders: tuple[int, ...]
    """The places of its cards among the new cards, at most ``MAX_ORDER`` of the lock; as many as there are cards."""
    changed: bool = True
    """Whether its content or its words differ from its first publication: the update files hold these notes alone."""

    @property
    def is_correction(self) -> bool:
        """Whether the update files hold it: it was changed, and not withdrawn."""
        return self.changed and bool(self.cards)


@frozen
class PackedDeck:
    """A deck and its notes."""

    name: str
    """The name by which Anki finds the deck, and which therefore never changes."""
    description: Prose
    notes: tuple[PackedNote, ...]


def mod_of(drawn: Drawn, time: int) -> int:
    """The modification time of a note whose content last changed at *time*; both in seconds since 1970.

    With the passage in it, a note is one second newer: Anki then puts it over the plain one, and never the other way.
    """
    return time + 1 if drawn.passage else time


def time_of(drawn: Drawn, mod: int) -> int:
    """When the content of a note with the modification time *mod* last changed: ``mod_of`` undone."""
    return mod - 1 if drawn.passage else mod

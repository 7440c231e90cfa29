"""What an Anki package holds, before the package is written."""

from dataclasses import dataclass

from quizgen.inline import Prose
from quizgen.outputs.anki.draw import Drawn


@dataclass(frozen=True, kw_only=True, slots=True)
class PackedNote:
    """A drawn note with its identity, the second in which its content last changed, and its place among new cards.

    Places stay below 1,000,000: from there on, Anki's database check takes them for faults. Spaced ones (100, 200 …)
    let a later note slot in between.
    """

    drawn: Drawn
    guid: str
    mod: int
    order: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PackedDeck:
    """A deck and its notes; Anki matches it by its name, so the name is frozen."""

    name: str
    description: Prose
    notes: tuple[PackedNote, ...]

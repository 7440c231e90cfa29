"""Discussion: an open question, with the points that a strong answer makes. On paper only."""

from collections.abc import Iterable
from typing import ClassVar

from quizgen.bank.amounts import RuledLines
from quizgen.bank.format.schema import Fault, key_field, yaml_object
from quizgen.bank.items.base import Claimed, Item, no_cards
from quizgen.bank.items.blocks import Card, Lines, Question
from quizgen.text.inline import Prose


@yaml_object
class Point(Claimed):
    """A point of a strong answer."""

    text: Prose = key_field("The point.", short=True)


@yaml_object
class Discuss(Item):
    """An open question."""

    kind: ClassVar[str] = "discuss"
    default_cards: ClassVar[bool] = False

    ask: Prose = key_field("The question.")
    points: tuple[Point, ...] = key_field("What a strong answer makes, point by point.")
    lines: RuledLines = key_field("How many lines there are to write on (default: by marks).", default=0)

    def faults(self) -> Iterable[Fault]:
        """Cards that are asked for."""
        return no_cards(self)

    @property
    def prompt(self) -> Prose:
        """The question."""
        return self.ask

    @property
    def answers(self) -> tuple[Prose, ...]:
        """The points."""
        return tuple(point.text for point in self.points)

    @property
    def parts(self) -> tuple[Claimed, ...]:
        """The points."""
        return self.points

    def notes(self) -> tuple[Card, ...]:
        """None: an argument wants room."""
        return ()

    def paper(self, *, choice: bool = False) -> Question:
        """Room to write, and the points for the key."""
        marks = self.marks or 2 * len(self.points)
        return Question(
            stem=self.ask, block=Lines(answer=Prose(""), points=self.answers, lines=self.lines), marks=marks
        )

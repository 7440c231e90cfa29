"""Discussion: an open question, with the points that a strong answer makes. On paper only."""

from typing import ClassVar

from quizgen.bank.format.schema import key_field, yaml_object
from quizgen.bank.items.base import Item
from quizgen.bank.items.blocks import Card, Lines, Question
from quizgen.text.inline import Prose


@yaml_object
class Discuss(Item):
    """An open question."""

    kind: ClassVar[str] = "discuss"

    ask: Prose = key_field("The question.")
    points: tuple[Prose, ...] = key_field("What a strong answer makes, point by point.")

    @property
    def prompt(self) -> Prose:
        """The question."""
        return self.ask

    @property
    def answers(self) -> tuple[Prose, ...]:
        """The points."""
        return self.points

    def cards(self) -> tuple[Card, ...]:
        """None: an argument wants room."""
        return ()

    def paper(self, *, choice: bool = False) -> Question:
        """Room to write, and the points for the key."""
        marks = self.marks or 2 * len(self.points)
        return Question(stem=self.ask, block=Lines(answer=Prose(""), points=self.points), marks=marks)

"""Ordering: events to put in their order."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from quizgen.bank.amounts import LETTERED
from quizgen.bank.format.schema import Fault, key_field, yaml_object
from quizgen.bank.items.base import Claimed, Item
from quizgen.bank.items.blocks import Card, Question, Sequence, Step
from quizgen.text.inline import Prose


@yaml_object
class OrderStep(Claimed):
    """One event."""

    text: Prose = key_field("The event, without its date.", short=True)
    when: str = key_field("Its date, for the key.", default="")


@yaml_object
class Order(Item):
    """Events to order."""

    kind: ClassVar[str] = "order"
    default_cards: ClassVar[bool] = False
    has_owned_parts: ClassVar[bool] = True

    ask: Prose = key_field("The instruction, which says what comes first.")
    steps: Annotated[tuple[OrderStep, ...], LETTERED] = key_field("The events, in the right order.")

    def faults(self) -> Iterable[Fault]:
        """Too few events, or the same one twice."""
        if len(self.steps) < 3:
            hint = "Write three at least; four to seven are good."
            yield Fault(name="steps", code="I341", message="fewer than three events", hint=hint)
        if len({step.text for step in self.steps}) < len(self.steps):
            yield Fault(name="steps", code="I342", message="an event stands twice", hint="Reword one.")

    @property
    def prompt(self) -> Prose:
        """The instruction."""
        return self.ask

    @property
    def answers(self) -> tuple[Prose, ...]:
        """The events in their order."""
        return tuple(step.text for step in self.steps)

    @property
    def parts(self) -> tuple[Claimed, ...]:
        """The events."""
        return self.steps

    def _sequence(self) -> Sequence:
        return Sequence(steps=tuple(Step(text=step.text, when=step.when) for step in self.steps))

    def notes(self) -> tuple[Card, ...]:
        """One note."""
        return (Card(stem=self.ask, block=self._sequence()),)

    def paper(self, *, choice: bool = False) -> Question:
        """A box before each event, a mark for each."""
        return Question(stem=self.ask, block=self._sequence(), marks=self.marks or len(self.steps))

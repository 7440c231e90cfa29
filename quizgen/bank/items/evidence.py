"""Find the evidence: the words of the passage that show something, copied by the student. On paper only."""

from collections.abc import Iterable
from typing import ClassVar

from quizgen.bank.format.schema import Fault, key_field, yaml_object
from quizgen.bank.items.base import Item, no_cards
from quizgen.bank.items.blocks import Card, Lines, Question
from quizgen.text.inline import Prose


@yaml_object
class Evidence(Item):
    """A claim to prove from the passage."""

    kind: ClassVar[str] = "evidence"
    default_marks: ClassVar[int] = 2
    default_cards: ClassVar[bool] = False
    also_needed: ClassVar[tuple[str, ...]] = ("at", "facts")

    ask: Prose = key_field("What the words to be found show.")
    answer: Prose = key_field("A paraphrase of the words, for those without the text.")

    def faults(self) -> Iterable[Fault]:
        """No passage in which the words can be found, or no facts by which they can."""
        yield from no_cards(self)
        if not self.at and not self.draft:
            hint = "Name the passage under at:, or ask another kind of question."
            yield Fault(name="", code="I352", message="no passage to find the words in", hint=hint)
        if not self.facts:
            hint = "List names, dates or figures that the sentence holds, as the text writes them."
            yield Fault(name="facts", code="I351", message="no facts to find the words by", hint=hint)

    @property
    def prompt(self) -> Prose:
        """The question."""
        return self.ask

    @property
    def answers(self) -> tuple[Prose, ...]:
        """The paraphrase."""
        return (self.answer,)

    def notes(self) -> tuple[Card, ...]:
        """None: on a card there is no passage to search."""
        return ()

    def paper(self, *, choice: bool = False) -> Question:
        """Lines to copy the words onto."""
        return Question(stem=self.ask, block=Lines(answer=self.answer, copied=True), marks=self.worth)

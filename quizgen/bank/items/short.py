"""Short answer: one fact, said in a few words; with distractors it can be printed as multiple choice."""

from dataclasses import replace
from typing import ClassVar

from quizgen.bank.format.schema import key_field, yaml_object
from quizgen.bank.items.base import Distractors, Item
from quizgen.bank.items.blocks import Card, Lines, Options, Question
from quizgen.bank.items.choice import arrange
from quizgen.text.inline import Prose, escape, kernel, plain


@yaml_object
class Short(Item):
    """A short answer."""

    kind: ClassVar[str] = "short"

    ask: Prose = key_field("The stem: it stands alone on a card (who, where, when).")
    answer: Prose = key_field("The answer: one to six words, or more with the kernel in **bold**.")
    accept: tuple[str, ...] = key_field("Other answers that count.", default=())
    typed: bool = key_field("Whether the student types the answer.", default=False)
    distractors: Distractors = key_field("Wrong options, each with its reason.", default=())

    @property
    def prompt(self) -> Prose:
        """The stem."""
        return self.ask

    @property
    def answers(self) -> tuple[Prose, ...]:
        """The one answer."""
        return (self.answer,)

    @property
    def options(self) -> tuple[Prose, ...]:
        """The answer and its distractors, where it has some."""
        return (self.answer, *(wrong.text for wrong in self.distractors)) if self.distractors else ()

    @property
    def accepted(self) -> tuple[str, ...]:
        """The other answers that count."""
        return self.accept

    def _lines(self) -> Lines:
        return Lines(answer=self.answer, accept=self.accept, typed=self.typed)

    def notes(self) -> tuple[Card, ...]:
        """One note: the stem in front, the answer behind."""
        return (Card(stem=self.ask, block=self._lines()),)

    def paper(self, *, choice: bool = False) -> Question:
        """Lines to write on, or options to choose from."""
        block = self._choice() if choice and self.distractors else self._lines()
        return Question(stem=self.ask, block=block, marks=self.worth)

    def _choice(self) -> Options:
        wrong = tuple(replace(distractor, text=_without_kernel(distractor.text)) for distractor in self.distractors)
        return arrange((_without_kernel(self.answer),), wrong)


def _without_kernel(option: Prose) -> Prose:
    """The words of an option that would stand out among the others by a kernel in bold; any other as it is."""
    return escape(plain(option)) if kernel(option) else option

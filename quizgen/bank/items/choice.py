"""Multiple choice: one key or several among distractors."""

from collections import Counter
from collections.abc import Iterable
from typing import ClassVar

from quizgen.bank.format.schema import Fault, key_field, yaml_object
from quizgen.bank.items.base import Distractor, Distractors, Item, too_many_options
from quizgen.bank.items.blocks import Card, Option, Options, Question
from quizgen.text.amounts import ranks
from quizgen.text.inline import Prose, plain


@yaml_object
class Choice(Item):
    """Multiple choice."""

    kind: ClassVar[str] = "choice"

    ask: Prose = key_field("The stem: it stands alone on a card (who, where, when).")
    answer: tuple[Prose, ...] = key_field("The key, or a list of keys.")
    distractors: Distractors = key_field("Wrong options of the same kind and length, each with its reason.")
    order: tuple[Prose, ...] = key_field("All options in an order that no shuffle may change.", default=())

    def faults(self) -> Iterable[Fault]:
        """Options that are none, too many, or the same; an order that is not one of all options."""
        yield from too_many_options(self.options, "distractors")
        texts = [plain(text).casefold() for text in self.options]
        if not self.distractors:
            yield Fault(name="distractors", code="I301", message="no distractor", hint="Write two to five.")
        for text in sorted(text for text, times in Counter(texts).items() if times > 1):
            yield Fault(
                name="distractors",
                code="I302",
                message=f"the option “{text}” stands twice",
                hint="A distractor must differ from the key and from the others.",
            )
        if self.order and sorted(self.order) != sorted(self.options):
            yield Fault(
                name="order",
                code="I303",
                message="the order does not list exactly the key and the distractors",
                hint="Repeat each option once, to the letter, or take order: out.",
            )

    @property
    def prompt(self) -> Prose:
        """The stem."""
        return self.ask

    @property
    def answers(self) -> tuple[Prose, ...]:
        """The keys."""
        return self.answer

    @property
    def options(self) -> tuple[Prose, ...]:
        """Keys and distractors."""
        return (*self.answer, *(distractor.text for distractor in self.distractors))

    def notes(self) -> tuple[Card, ...]:
        """One note with its options."""
        return (Card(stem=self.ask, block=arrange(self.answer, self.distractors, self.order)),)

    def paper(self, *, choice: bool = False) -> Question:
        """The options to tick."""
        block = arrange(self.answer, self.distractors, self.order)
        return Question(stem=self.ask, block=block, marks=self.marks or len(self.answer))


def arrange(keys: tuple[Prose, ...], distractors: tuple[Distractor, ...], order: tuple[Prose, ...] = ()) -> Options:
    """Options as one block; a written order is locked, and numbers and dates are sorted and locked."""
    options = [Option(text=text, key=True) for text in keys]
    for distractor in distractors:
        options.append(Option(text=distractor.text, key=False, reason=distractor.reason))
    if order:
        options.sort(key=lambda option: order.index(option.text))
        return Options(options=tuple(options), locked=True)
    texts = tuple(plain(option.text) for option in options)
    if option_ranks := ranks(texts):
        # Among equals (“over 300”, “300”) the key would always come first: their words decide.
        positions = sorted(range(len(options)), key=lambda index: (option_ranks[index], texts[index]))
        return Options(options=tuple(options[index] for index in positions), locked=True)
    return Options(options=tuple(options))

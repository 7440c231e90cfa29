"""Matching: things that belong together, with surplus options."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from quizgen.bank.amounts import LETTERED
from quizgen.bank.format.schema import Fault, Id, key_field, yaml_object
from quizgen.bank.items.base import Claimed, Item, too_many_options
from quizgen.bank.items.blocks import Card, Pair, Pairs, Question
from quizgen.text.inline import Prose, plain


@yaml_object
class MatchPair(Claimed):
    """A left and a right side that belong together."""

    id: Id = key_field("The pair’s id: stable for ever, since a card hangs on it.", key=True)
    left: Prose = key_field("The side that is given.")
    right: Prose = key_field("The side to find.")


@yaml_object
class Match(Item):
    """Things to match."""

    kind: ClassVar[str] = "match"
    default_cards: ClassVar[bool] = False
    has_owned_parts: ClassVar[bool] = True

    ask: Prose = key_field("The instruction, which names both sides.")
    pairs: Annotated[tuple[MatchPair, ...], LETTERED] = key_field("The pairs, each under its id.")
    surplus: Annotated[tuple[Prose, ...], LETTERED] = key_field("Further right sides that match nothing.", default=())

    def faults(self) -> Iterable[Fault]:
        """Too few pairs, more right sides than letters, or two sides that are the same."""
        yield from too_many_options(self.options, "surplus")
        if len(self.pairs) < 2:
            hint = "Write two at least; four to seven are good."
            yield Fault(name="pairs", code="I331", message="fewer than two pairs", hint=hint)
        for side in (self.options, tuple(pair.left for pair in self.pairs)):
            texts = [plain(text).casefold() for text in side]
            for text in sorted({text for text in texts if texts.count(text) > 1}):
                hint = "With two equal sides there are two right answers: reword one."
                yield Fault(name="pairs", code="I332", message=f"“{text}” stands twice on one side", hint=hint)

    @property
    def prompt(self) -> Prose:
        """The instruction."""
        return self.ask

    @property
    def answers(self) -> tuple[Prose, ...]:
        """The pairs, left and right."""
        return tuple(Prose(f"{pair.left} – {pair.right}") for pair in self.pairs)

    @property
    def options(self) -> tuple[Prose, ...]:
        """The right sides with the surplus."""
        return (*(pair.right for pair in self.pairs), *self.surplus)

    @property
    def parts(self) -> tuple[Claimed, ...]:
        """The pairs."""
        return self.pairs

    def _pairs(self, focus: str = "") -> Pairs:
        pairs = tuple(Pair(id=pair.id, left=pair.left, right=pair.right) for pair in self.pairs)
        return Pairs(pairs=pairs, surplus=self.surplus, focus=focus)

    def notes(self) -> tuple[Card, ...]:
        """A note a pair."""
        return tuple(Card(stem=self.ask, block=self._pairs(pair.id), part=pair.id) for pair in self.pairs)

    def paper(self, *, choice: bool = False) -> Question:
        """Two columns, a mark a pair."""
        return Question(stem=self.ask, block=self._pairs(), marks=self.marks or len(self.pairs))

"""A question as a student meets it, and the keys under which its parts were written."""

import re
from collections.abc import Callable
from functools import cached_property

from quizgen.bank.items import Item
from quizgen.bank.items.blocks import Block, Gaps, Lines, Options, Question
from quizgen.rules.engine.finding import Finding
from quizgen.text.amounts import quantity
from quizgen.text.inline import plain

_DIGIT = re.compile(r"\d")
_STEMS = ("ask", "claim", "text")
_ANSWERS = ("answer", "correction", "text", "pairs", "steps", "points")


class QuestionView:
    """A question in the shapes that the outputs draw, its texts without inline marks."""

    def __init__(self, item: Item, words: Callable[[str], tuple[str, ...]]) -> None:
        self.item = item
        self._words = words

    @cached_property
    def stem(self) -> str:
        """The words of the question that ask, without the answer."""
        return plain(self.item.prompt)

    @cached_property
    def stem_words(self) -> tuple[str, ...]:
        """The folded words of the stem."""
        return self._words(self.stem)

    @cached_property
    def answers(self) -> tuple[str, ...]:
        """The parts of the key."""
        return tuple(map(plain, self.item.answers))

    @cached_property
    def printed(self) -> Question:
        """The question on paper, as multiple choice where it can be."""
        return self.item.paper(choice=True) if self.item.options else self._plain

    @cached_property
    def _plain(self) -> Question:
        return self.item.paper()

    @property
    def reply(self) -> Block:
        """How the question is answered where it is not turned into multiple choice."""
        return self._plain.block

    @cached_property
    def options(self) -> Options | None:
        """The options, where it has some."""
        block = self.printed.block
        return block if isinstance(block, Options) else None

    @cached_property
    def quantities(self) -> tuple[tuple[float, ...] | None, ...]:
        """For each option the numbers by which it sorts, or None if it is neither a figure nor a date."""
        texts = [plain(option.text) for option in self.options.options] if self.options else []
        return tuple(quantity(text) if _DIGIT.search(text) else None for text in texts)

    @cached_property
    def gaps(self) -> Gaps | None:
        """The text with gaps, where it is one."""
        return self.reply if isinstance(self.reply, Gaps) else None

    @cached_property
    def whole(self) -> str:
        """The text with gaps, its gaps filled."""
        return self.gaps.whole if self.gaps else ""

    @cached_property
    def is_open(self) -> bool:
        """Whether the key is points to make, or a paraphrase of words to copy: both may go beyond the passage."""
        return isinstance(self.reply, Lines) and (bool(self.reply.points) or self.reply.copied)

    @cached_property
    def has_cards(self) -> bool:
        """Whether the question has cards, on which the stem must make sense alone."""
        return self.item.has_cards

    @property
    def stem_key(self) -> str:
        """The key under which the stem was written."""
        return _written(self.item, _STEMS)

    @property
    def answer_key(self) -> str:
        """The key under which the answer was written."""
        return _written(self.item, _ANSWERS) or "verdict"

    def finding(self, name: str, message: str, hint: str, *, words: str = "", index: int = 0) -> Finding:
        """Return a finding under the question's key *name*."""
        return Finding(owner=self.item, name=name, index=index, words=words, message=message, hint=hint)


def _written(item: Item, names: tuple[str, ...]) -> str:
    return next((name for name in names if getattr(item, name, None)), "")

"""The outline of a text: its headings and marks, which blocks stand under them, and so how a passage is named."""

import json
import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Final

from quizgen.bank.model import MAX_OPENING
from quizgen.passages.anchor.document import Document
from quizgen.text.normalise import letters
from quizgen.text.paragraphs import BlockKind

# Words that YAML takes for text as they are.
_PLAIN: Final = re.compile(r"[\w§(“„][^:#\"]*")
# A number in figures or, up to 99, in Roman ones. “I” is mostly a word.
_NUMBER: Final = re.compile(r"\d+|(?!i$)(?=.)(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


class Outline:
    """The headings and marks of a *document*.

    A mark is any block by which others may be named: a heading, the number of a page or a verse, a date. The blocks
    under it go to the next heading, or to the next mark of its sort: one that is the same up to its first number, as
    “Article 5” and “Article 6. Assembly” are. A heading directly under a heading belongs to it.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._under: dict[str, tuple[range, ...]] = {}
        self._named: dict[tuple[str, str], tuple[int, ...]] = {}

    def named(self, from_: str, under: str = "", nth: int = 0) -> tuple[int, ...]:
        """Return the blocks that open with the words *from_*, in text order, as far as they stand under *under*.

        With *nth* it is only the n-th of them, counted from 1, or none.
        """
        named = self._blocks_named(from_, under)
        return named[nth - 1 : nth] if nth else named

    def _blocks_named(self, from_: str, under: str) -> tuple[int, ...]:
        opened = self.document.opening(letters(from_))
        if not under:
            return opened
        if (from_, under) not in self._named:
            stretches = (
                opened[bisect_left(opened, stretch.start) : bisect_left(opened, stretch.stop)]
                for stretch in self.under(under)
            )
            self._named[from_, under] = tuple(sorted({block for stretch in stretches for block in stretch}))
        return self._named[from_, under]

    def under(self, words: str) -> tuple[range, ...]:
        """Return the blocks under each mark that opens with *words*."""
        if words not in self._under:
            marks = self.document.opening(letters(words))
            self._under[words] = tuple(range(mark + 1, self._end(mark)) for mark in marks)
        return self._under[words]

    def above(self, block: int) -> range:
        """Return the headings under which *block* stands: those above it that directly follow each other."""
        position = bisect_left(self._headings, block)
        if not position:
            return range(0)
        last = self._headings[position - 1]
        while position > 1 and self._headings[position - 2] == self._headings[position - 1] - 1:
            position -= 1
        return range(self._headings[position - 1], last + 1)

    def directions(self, block: int, from_: str, under: str = "") -> str:
        """Return what the bank has to say for *block* of those that open with the words *from_*: a line, in code.

        A line *under* that it has already stays where *block* is among those that it names.
        """
        if under and block in self.named(from_, under):
            return f"`nth: {self._place(block, from_, under)}`"
        headings = [self.words(heading) for heading in reversed(self.above(block))]
        for words in headings:
            if self.named(from_, words) == (block,):
                return f"`{_under(words)}`"
        if not under:
            return f"`nth: {self._place(block, from_)}`"
        for words in headings:  # what counts in the whole text would be counted under the heading that is named
            if block in self.named(from_, words):
                return f"`{_under(words)}` with `nth: {self._place(block, from_, words)}`"
        return f"`nth: {self._place(block, from_)}` without under:"

    def _place(self, block: int, from_: str, under: str = "") -> int:
        return bisect_right(self.named(from_, under), block)

    def words(self, block: int) -> str:
        """Return the first words of *block*, as many as the bank may have."""
        start, end = self.document.blocks[block].start, self.document.blocks[block].end
        return " ".join(self.document.raw[start:end].split(maxsplit=MAX_OPENING)[:MAX_OPENING])

    @cached_property
    def _headings(self) -> list[int]:
        return [index for index, block in enumerate(self.document.blocks) if block.kind is BlockKind.HEADING]

    @cached_property
    def _marks(self) -> dict[tuple[str, ...], list[int]]:
        """The headings, and all other blocks that are short enough to be marks, by their sort."""
        marks: dict[tuple[str, ...], list[int]] = {}
        for index, block in enumerate(self.document.blocks):
            if block.kind is BlockKind.HEADING or len(self._folded_words(index)) <= MAX_OPENING:
                marks.setdefault(self._sort(index), []).append(index)
        return marks

    def _sort(self, block: int) -> tuple[str, ...]:
        """The words of *block* up to its first number; all of them if it has none."""
        words = self._folded_words(block)
        number = next((index for index, word in enumerate(words) if _NUMBER.fullmatch(word)), None)
        return words if number is None else (*words[:number], "#")

    def _folded_words(self, block: int) -> tuple[str, ...]:
        first_words = self.document.first_words
        return self.document.normal.words[first_words[block] : first_words[block + 1]]

    def _end(self, mark: int) -> int:
        """The block before which the blocks under *mark* end."""
        ends = [len(self.document.blocks)]
        position = bisect_right(self._headings, mark)
        if self.document.blocks[mark].kind is BlockKind.HEADING:
            while position < len(self._headings) and self._headings[position] == self._headings[position - 1] + 1:
                position += 1
        ends += self._headings[position : position + 1]
        of_its_sort = self._marks.get(self._sort(mark), [])
        position = bisect_right(of_its_sort, mark)
        ends += of_its_sort[position : position + 1]
        return min(ends)


def _under(words: str) -> str:
    return f"under: {words if _PLAIN.fullmatch(words) else json.dumps(words, ensure_ascii=False)}"

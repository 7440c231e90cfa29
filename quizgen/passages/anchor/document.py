"""A text ready to be searched: its raw form, its folded words, its blocks, and the ways between them."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Self

from quizgen.text.normalise import Normal, normalise
from quizgen.text.paragraphs import Block, blocks, first_paragraph

_KEY: Final = 32  # letters by which blocks are sorted; what is longer is compared in the text
# Where a passage begins or ends inside a block, the quotation marks and stops that touch it belong to it.
_BEFORE: Final = re.compile(r"[\"'“‘„«‹(\[]*$")
_AFTER: Final = re.compile(r"[.,;:!?…\"'”’»›)\]]*")


@dataclass(frozen=True, kw_only=True)
class Document:
    """One copy of one text. Words and blocks are named by their index, places in the text by raw offsets."""

    raw: str
    normal: Normal
    blocks: tuple[Block, ...]
    """All blocks. ¶ 1 has the ordinal 1; what stands before it has 0 and less, and is not counted."""
    begun: bool
    """Whether the opening words of ¶ 1 were found; where they were not, the first block is ¶ 1."""

    @classmethod
    def read(cls, raw: str, begins: str = "") -> Self:
        """The document of *raw*, whose ¶ 1 opens with the words *begins* (without them: whose first block is ¶ 1)."""
        found = blocks(raw)
        try:
            before = first_paragraph(raw, found, begins)
        except LookupError:
            return cls(raw=raw, normal=normalise(raw), blocks=found, begun=False)
        counted = tuple(replace(block, ordinal=block.ordinal - before) for block in found)
        return cls(raw=raw, normal=normalise(raw), blocks=counted, begun=True)

    @cached_property
    def first_words(self) -> tuple[int, ...]:
        """The first word of each block; at the end, the number of words."""
        edges = self.normal.edges
        return (*(bisect_left(edges, block.start) // 2 for block in self.blocks), len(self.normal.words))

    @cached_property
    def _sorted(self) -> list[tuple[str, int]]:
        text, before = self.normal.letters, self.normal.letters_before
        starts = [before[word] for word in self.first_words[:-1]]
        return sorted((text[at : at + _KEY], block) for block, at in enumerate(starts))

    def opening(self, wanted: str) -> tuple[int, ...]:
        """The blocks that open with the folded letters *wanted*, which end with a word; in the order of the text."""
        found = []
        at = bisect_left(self._sorted, (wanted[:_KEY],))
        while wanted and at < len(self._sorted) and self._sorted[at][0].startswith(wanted[:_KEY]):
            block = self._sorted[at][1]
            begin = self.normal.letters_before[self.first_words[block]]
            if self.normal.letters.startswith(wanted, begin) and self.word_at(begin + len(wanted)) is not None:
                found.append(block)
            at += 1
        return tuple(sorted(found))

    def word_at(self, letter: int) -> int | None:
        """The word that begins with the folded letter number *letter*; None where none begins there."""
        before = self.normal.letters_before
        word = bisect_left(before, letter)
        return word if word < len(before) and before[word] == letter else None

    def block_of(self, word: int) -> int:
        """The block in which *word* stands."""
        return bisect_right(self.first_words, word) - 1

    def ordinal(self, word: int) -> int:
        """The ¶ number of the block in which *word* stands."""
        return self.blocks[self.block_of(word)].ordinal

    def cut(self, span: tuple[int, int]) -> tuple[Block, ...]:
        """The blocks of the raw (start, end) *span*, the first and the last cut to it."""
        first, after = self.words(span)
        touched = self.blocks[self.block_of(first) : self.block_of(after - 1) + 1]
        return tuple(replace(one, start=max(one.start, span[0]), end=min(one.end, span[1])) for one in touched)

    def words(self, span: tuple[int, int]) -> tuple[int, int]:
        """The first word within the raw (start, end) *span*, and the one after the last."""
        edges = self.normal.edges
        return (bisect_left(edges, span[0]) + 1) // 2, bisect_right(edges, span[1]) // 2

    def whole(self, first: int, after: int) -> bool:
        """Whether the words from *first* up to *after* are one or more blocks, none of them in part."""
        starts = self.first_words
        return starts[self.block_of(first)] == first and starts[self.block_of(after - 1) + 1] == after

    def span(self, first: int, after: int) -> tuple[int, int]:
        """The raw (start, end) of the words from *first* up to *after*, with the punctuation that belongs to them."""
        start, end = self.normal.raw_span(first, after - 1)
        opens, closes = self.block_of(first), self.block_of(after - 1)
        if first == self.first_words[opens]:
            start = self.blocks[opens].start
        else:
            start -= len(_touching(_BEFORE.search(self.raw, max(0, start - 8), start)))
        if after == self.first_words[closes + 1]:
            end = self.blocks[closes].end
        else:
            end += len(_touching(_AFTER.match(self.raw, end)))
        return start, end


def _touching(match: re.Match[str] | None) -> str:
    return match.group() if match else ""

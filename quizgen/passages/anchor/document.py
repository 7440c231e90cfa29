"""A text prepared for the search: its raw form, its folded words, its blocks, and the maps between them."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Self

from quizgen.text.normalise import Normal, normalise
from quizgen.text.paragraphs import Block, first_paragraph
from quizgen.text.reading.marks import SourceMarks
from quizgen.text.reading.model import Emphasis, PlaceMark, RunningText
from quizgen.text.reading.plain import read_plain
from quizgen.text.sentences import sentences

# Letters by which the blocks are sorted; longer openings are compared in the text. Five words, the most that the bank
# may quote, are seldom longer.
_KEY: Final = 32
# If a passage starts or ends inside a block, the quotation marks and the punctuation that touch it belong to it.
_BEFORE: Final = re.compile(r"[\"'“‘„«‹(\[]*$")
_AFTER: Final = re.compile(r"[.,;:!?…\"'”’»›)\]]*")
_TOUCHING: Final = 8  # characters before a passage in which opening marks are looked for


@dataclass(frozen=True, kw_only=True)
class Document:
    """One copy of one text.

    Words and blocks are identified by their index from 0, positions in the text by offsets into its raw form.
    """

    raw: str
    """The text as the user's file has it, without markup and marks of pages."""
    normal: Normal
    """Its folded words."""
    blocks: tuple[Block, ...]
    """All its blocks. ¶ 1 has the ordinal 1; the blocks before it have 0, and are not counted."""
    begun: bool
    """Whether the opening words of ¶ 1 were found. If they were not, the first block is ¶ 1."""
    emphases: tuple[Emphasis, ...] = ()
    """What is set in italics or bold, in the order of the text."""
    marks: tuple[PlaceMark, ...] = ()
    """Where pages and other units begin, in the order of the text."""

    @classmethod
    def read(cls, raw: str, begins: str = "") -> Self:
        """Prepare a plain text; ¶ 1 opens with the words *begins*, or is the first block if these are empty."""
        return cls.of(read_plain(SourceMarks(raw)), begins)

    @classmethod
    def of(cls, reading: RunningText, begins: str = "") -> Self:
        """Prepare a copy that was read; ¶ 1 opens with the words *begins*, or is the first block if these are empty.

        Markup was dropped before anything is counted, so that no offset and no excerpt knows of it.
        """
        raw, numbered = reading.raw, reading.blocks
        try:
            before, begun = first_paragraph(raw, numbered, begins), True
        except LookupError:
            before, begun = 0, False
        return cls(
            raw=raw,
            normal=normalise(raw),
            blocks=tuple(replace(block, ordinal=max(0, block.ordinal - before)) for block in numbered),
            begun=begun,
            emphases=reading.emphases,
            marks=reading.marks,
        )

    @cached_property
    def first_words(self) -> tuple[int, ...]:
        """The index of each block's first word; at the end, the number of words."""
        edges = self.normal.edges
        return (*(bisect_left(edges, block.start) // 2 for block in self.blocks), len(self.normal.words))

    @cached_property
    def _sorted_openings(self) -> list[tuple[str, int]]:
        """The first folded letters of each block and its index, in alphabetical order."""
        letters, before = self.normal.letters, self.normal.letters_before
        starts = [before[word] for word in self.first_words[:-1]]
        return sorted((letters[start : start + _KEY], block) for block, start in enumerate(starts))

    def opening(self, letters: str) -> tuple[int, ...]:
        """Return the blocks that open with the folded *letters*, in text order.

        A block in which the letters end within a word is not among them, nor is any block if there are no letters.
        """
        if not letters:
            return ()
        matching = []
        key = letters[:_KEY]
        for position in range(bisect_left(self._sorted_openings, (key,)), len(self._sorted_openings)):
            opening, block = self._sorted_openings[position]
            if not opening.startswith(key):
                break
            start = self.normal.letters_before[self.first_words[block]]
            if self.normal.letters.startswith(letters, start) and self.word_at(start + len(letters)) is not None:
                matching.append(block)
        return tuple(sorted(matching))

    def word_at(self, letter: int) -> int | None:
        """Return the word that starts with the folded letter of index *letter*; None if no word starts there.

        The end of the text counts as the start of a word.
        """
        before = self.normal.letters_before
        word = bisect_left(before, letter)
        return word if word < len(before) and before[word] == letter else None

    def block_of(self, word: int) -> int:
        """Return the block that contains *word*."""
        return bisect_right(self.first_words, word) - 1

    @cached_property
    def _sentences(self) -> dict[int, tuple[tuple[int, int], ...]]:
        return {}

    def sentences(self, index: int) -> tuple[tuple[int, int], ...]:
        """Return the sentences of the block *index*, as (first word, word after the last)."""
        if index not in self._sentences:
            block = self.blocks[index]
            spans = (
                self.words((block.start + start, block.start + end))
                for start, end in sentences(self.raw[block.start : block.end])
            )
            self._sentences[index] = tuple((first, after) for first, after in spans if first < after)
        return self._sentences[index]

    def ordinal(self, word: int) -> int:
        """Return the ¶ number of the block that contains *word*."""
        return self.blocks[self.block_of(word)].ordinal

    def cut(self, span: tuple[int, int]) -> tuple[Block, ...]:
        """Return the blocks that the raw (start, end) *span* touches, the first and the last cut to it."""
        first, after = self.words(span)
        touched = self.blocks[self.block_of(first) : self.block_of(after - 1) + 1]
        return tuple(replace(block, start=max(block.start, span[0]), end=min(block.end, span[1])) for block in touched)

    def words(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return the first word within the raw (start, end) *span*, and the word after the last one."""
        edges = self.normal.edges
        return (bisect_left(edges, span[0]) + 1) // 2, bisect_right(edges, span[1]) // 2

    def opens_block(self, word: int) -> bool:
        """Whether *word* is the first of a block; the end of the text is one too."""
        position = bisect_left(self.first_words, word)
        return position < len(self.first_words) and self.first_words[position] == word

    def whole(self, first: int, after: int) -> bool:
        """Whether the words from *first* up to *after* are exactly one or more blocks."""
        starts = self.first_words
        return starts[self.block_of(first)] == first and starts[self.block_of(after - 1) + 1] == after

    def span(self, first: int, after: int) -> tuple[int, int]:
        """Return the raw (start, end) of the words from *first* up to *after*, with the punctuation that is theirs."""
        start, end = self.normal.raw_span(first, after - 1)
        opens, closes = self.block_of(first), self.block_of(after - 1)
        if first == self.first_words[opens]:
            start = self.blocks[opens].start
        else:
            start -= _length(_BEFORE.search(self.raw, max(0, start - _TOUCHING), start))
        if after == self.first_words[closes + 1]:
            end = self.blocks[closes].end
        else:
            end += _length(_AFTER.match(self.raw, end))
        return start, end


def _length(match: re.Match[str] | None) -> int:
    return len(match.group()) if match else 0

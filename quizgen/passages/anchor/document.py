"""A text prepared for the search: its raw form, its folded words, its blocks, and the maps between them."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Self

from quizgen.base.value import frozen
from quizgen.languages.packs import FALLBACK
from quizgen.text.normalise import Normal, letters, normalise
from quizgen.text.paragraphs import Block, BlockKind
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


@frozen
class Edge:
    """Where the work begins in a file, or where it ends: at the edge of the file, or at a block with certain words."""

    words: str = ""
    """The opening words of the block, as the bank has them; empty if the bank names none."""
    lines: tuple[int, ...] = ()
    """The lines of the file in which blocks with these words start; the first of them is the edge."""

    @property
    def is_found(self) -> bool:
        """Whether the file has the words, if there are any."""
        return not self.words or bool(self.lines)


_AT_FILE: Final = Edge()
"""The edge of the file."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """One copy of one text: the work, without what a file has before and behind it.

    Words and blocks are identified by their index from 0, positions in the text by offsets into its raw form.
    """

    raw: str
    """The work as the user's file has it, without markup and marks of pages."""
    normal: Normal
    """Its folded words."""
    blocks: tuple[Block, ...]
    """All its blocks. ¶ 1 has the ordinal 1; headings that stand directly above it have 0, and are not counted."""
    start: Edge = _AT_FILE
    """Where it begins: with ¶ 1. If its opening words were not found, the file's first block is ¶ 1."""
    end: Edge = _AT_FILE
    """Where it ends: before the first block behind ¶ 1 that opens so. If there is none, the file's end is its end."""
    first_line: int = 1
    """The line of the file in which the raw form starts; 0 where the lines of the file are not those of the text."""
    emphases: tuple[Emphasis, ...] = ()
    """What is set in italics or bold, in the order of the text."""
    marks: tuple[PlaceMark, ...] = ()
    """Where pages and other units begin, in the order of the text."""

    @classmethod
    def read(cls, raw: str, begins: str = "", ends: str = "") -> Self:
        """Prepare a plain text, as `of` does."""
        return cls.of(read_plain(SourceMarks(raw)), begins, ends)

    @classmethod
    def of(cls, reading: RunningText, begins: str = "", ends: str = "") -> Self:
        """Prepare what was read, from the block that opens with the words *begins* to before the one with *ends*.

        Without *begins* the first block is ¶ 1, and without *ends* nothing is left out behind it. Markup was dropped
        before anything is counted, so that no offset and no excerpt knows of it.
        """
        file = cls(
            raw=reading.raw,
            normal=normalise(reading.raw),
            blocks=reading.blocks,
            first_line=reading.first_line,
            emphases=reading.emphases,
            marks=reading.marks,
        )
        return file._work(begins, ends)

    def _work(self, begins: str, ends: str) -> Self:
        """The work in this file, cut out of it."""
        starts = self.opening(letters(begins))
        paragraph = starts[0] if starts else 0
        closes = tuple(block for block in self.opening(letters(ends)) if block > paragraph)
        first, after = paragraph, closes[0] if closes else len(self.blocks)
        while first and self.blocks[first - 1].kind is BlockKind.HEADING:
            first -= 1
        work = self if (first, paragraph, after) == (0, 0, len(self.blocks)) else self._part(first, after, paragraph)
        return replace(work, start=self._edge(begins, starts), end=self._edge(ends, closes))

    def _edge(self, words: str, at: tuple[int, ...]) -> Edge:
        return Edge(words=words, lines=tuple(self.line(self.blocks[block].start) for block in at))

    def _part(self, first: int, after: int, paragraph: int) -> Self:
        """The blocks from *first* up to *after*, of which *paragraph* is ¶ 1."""
        start, end = self.blocks[first].start, self.blocks[after - 1].end
        words = slice(self.first_words[first], self.first_words[after])
        edges = (edge - start for edge in self.normal.edges[2 * words.start : 2 * words.stop])
        counted = (
            replace(
                block,
                ordinal=max(0, index - paragraph + 1),
                start=block.start - start,
                end=block.end - start,
                notes=tuple((note_start - start, note_end - start) for note_start, note_end in block.notes),
            )
            for index, block in enumerate(self.blocks[first:after], start=first)
        )
        emphases = (
            replace(emphasis, start=emphasis.start - start, end=emphasis.end - start)
            for emphasis in self.emphases
            if start <= emphasis.start and emphasis.end <= end
        )
        # The page on which the work begins is marked before it.
        marks = (replace(mark, offset=max(0, mark.offset - start)) for mark in self.marks if mark.offset <= end)
        return replace(
            self,
            raw=self.raw[start:end],
            normal=Normal(words=self.normal.words[words], edges=tuple(edges)),
            blocks=tuple(counted),
            first_line=self.line(start),
            emphases=tuple(emphases),
            marks=tuple(marks),
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

    @cached_property
    def _openings(self) -> dict[str, tuple[int, ...]]:
        return {}

    def opening(self, letters: str) -> tuple[int, ...]:
        """Return the blocks that open with the folded *letters*, in text order.

        A block in which the letters end within a word is not among them, nor is any block if there are no letters.
        """
        if letters not in self._openings:
            self._openings[letters] = self._opening(letters) if letters else ()
        return self._openings[letters]

    def _opening(self, letters: str) -> tuple[int, ...]:
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
    def _breaks(self) -> tuple[int, ...]:
        return tuple(match.start() for match in re.finditer("\n", self.raw))

    def line(self, offset: int) -> int:
        """Return the line of the file in which the raw *offset* is, counted from 1; 0 where that is not known."""
        return self.first_line + bisect_left(self._breaks, offset) if self.first_line else 0

    @cached_property
    def _sentences(self) -> dict[int, tuple[tuple[int, int], ...]]:
        return {}

    def sentences(self, index: int) -> tuple[tuple[int, int], ...]:
        """Return the sentences of the block *index*, as (first word, word after the last)."""
        if index not in self._sentences:
            block = self.blocks[index]
            # A passage is found by its words; where its sentences are cut is a guess, in any language.
            spans = (
                self.words((block.start + start, block.start + end))
                for start, end in sentences(self.raw[block.start : block.end], FALLBACK)
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

"""The composer: what the readers of Markdown and HTML write running text with, block by block."""

import re
from typing import Final

from quizgen.text.normalise import LETTER
from quizgen.text.paragraphs import Block, BlockKind
from quizgen.text.reading.marks import SourceMarks
from quizgen.text.reading.model import Emphasis, PlaceMark, RunningText, Unit

_SAYS: Final = re.compile(LETTER)
# A no-break space stays where it stands alone: around it an editor of HTML may have left others.
_SPACE: Final = re.compile(r"\s{2,}|[^\S\u00a0]")


class Composer:
    """Running text in the making. White space runs together; nothing begins or ends with it."""

    def __init__(self, marks: SourceMarks) -> None:
        self._sources = marks
        self._parts: list[str] = []
        self._length = 0
        self._space = ""  # what stands between the words so far and the next ones
        self._is_broken = False  # whether a line break within a paragraph is among it
        self._start = 0  # of the block
        self._kind: BlockKind | None = None
        self._says = False  # whether the block has a letter or a digit
        self._notes: list[str] = []
        self._pending: list[tuple[Unit, str]] = []  # marks before the next word
        self._blocks: list[Block] = []
        self._emphases: list[Emphasis] = []
        self._marks: list[PlaceMark] = []

    @property
    def is_begun(self) -> bool:
        """Whether a block was begun."""
        return self._kind is not None

    @property
    def is_open(self) -> bool:
        """Whether a block has words already."""
        return self._kind is not None and self._length > self._start

    def begin(self, kind: BlockKind) -> None:
        """End the block before, and begin one of *kind*."""
        self.end()
        self._kind, self._start, self._says = kind, self._length, False

    def resume(self, kind: BlockKind) -> None:
        """Go on with the block on a new line, or begin one of *kind* where none was begun."""
        if self._kind is None:
            self.begin(kind)
        elif self.is_open:
            self.line()

    def write(self, text: str, *, em: bool = False, strong: bool = False, kept: bool = False) -> None:
        """Write *text* as a parser gives it, its marks still in it; *kept* white space does not run together."""
        for part in self._sources.split(text):
            if isinstance(part, str):
                self._say(part, em=em, strong=strong, kept=kept)
            else:
                self._pending += part

    def _say(self, text: str, *, em: bool, strong: bool, kept: bool) -> None:
        if kept:
            first, *others = text.split("\n")
            self._words(first.replace("\t", "    "), em=em, strong=strong)
            for line in others:
                self.line()
                self._words(line.replace("\t", "    "), em=em, strong=strong)
            return
        words = _SPACE.sub(" ", text)
        if words.startswith(" "):
            self._space = self._space or " "
        if words.strip(" "):
            self._words(words.strip(" "), em=em, strong=strong)
            self._space = " " if words.endswith(" ") else ""

    def _words(self, words: str, *, em: bool, strong: bool) -> None:
        if not words or self._kind is None:
            return
        if self._length > self._start:
            if self._is_broken:
                self._kind = BlockKind.VERSE
            self._append(self._space)
        elif self._length:
            self._append("\n\n")
            self._start = self._length
        self._space, self._is_broken = "", False
        self._marks += (PlaceMark(offset=self._length, unit=unit, number=number) for unit, number in self._pending)
        self._pending = []
        start = self._length
        self._append(words)
        self._says = self._says or _SAYS.search(words) is not None
        if em or strong:
            self._emphases.append(Emphasis(start=start, end=self._length, strong=strong))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def line(self) -> None:
        """End a line of verse, of a list or of a table."""
        self._space = "\n"

    def break_line(self) -> None:
        """Break a line within a paragraph, which then keeps its lines; in a heading or a cell it is only a space."""
        if self._kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.VERSE):
            self._space, self._is_broken = "\n", True
        else:
            self._space = self._space or " "

    def cell(self) -> None:
        """End a cell of a table; one without words must have been given a no-break space."""
        self._space = "\t"

    def mark(self, unit: Unit, number: str) -> None:
        """Say that with the next word a unit begins."""
        self._pending.append((unit, number))

    def note(self, text: str) -> None:
        """Join a footnote to the block: it stands at the end, on a line of its own."""
        self._notes.append(text)

    def end(self) -> None:
        """End the block; one without a letter or a digit is none."""
        spans = []
        notes, self._notes = self._notes, []
        for note in notes if self.is_open else ():
            self.line()
            start = self._length + 1
            self.write(note)
            spans.append((start, self._length))
        if self._kind and self._says:
            number = len(self._blocks) + 1
            self._blocks.append(
                Block(ordinal=number, start=self._start, end=self._length, kind=self._kind, notes=tuple(spans))
            )
        self._kind, self._space, self._is_broken = None, "", False

    def reading(self) -> RunningText:
        """Return what was composed."""
        self.end()
        return RunningText(
            raw="".join(self._parts),
            blocks=tuple(self._blocks),
            emphases=tuple(self._emphases),
            marks=tuple(self._marks),
        )

"""The blocks of a text: its paragraphs as the author set them, however the copy breaks its lines."""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import Final

from quizgen.base.value import frozen
from quizgen.text.normalise import LETTER

_SAYS: Final = re.compile(LETTER)
# A line without its margins; a BOM or a zero-width space at its edge belongs to them.
_SET: Final = re.compile(r"[^\s\u200b\ufeff](?:.*[^\s\u200b\ufeff])?", re.DOTALL)
# A line that may end a paragraph. A colon may too: the quotation that it introduces stands in a block of its own.
_CLOSED: Final = re.compile(r"[.!?:…][\"'”’»“«)\]]*$")
_WIDE: Final = 0.9
"""The share of lines that keep to the width of a page, so that a stray long line does not set it: our own judgement."""


class BlockKind(StrEnum):
    """What a block of a text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTATION = "quotation"
    LIST = "list"
    TABLE = "table"
    VERSE = "verse"
    NOTE = "note"


@frozen
class Block:
    """A block: its number, counted from 1, its raw (start, end) without the white space around it, and what it is."""

    ordinal: int
    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    notes: tuple[tuple[int, int], ...] = ()
    """The raw (start, end) of each footnote that was joined to it, at its end."""


@frozen
class _Line:
    start: int
    end: int
    width: int
    indent: int
    apart: bool  # a blank line, or a separator such as ***, stands before it
    closed: bool
    head: int  # the length of its first word: what would have fitted on the line before


def blocks(raw: str) -> tuple[Block, ...]:
    """Return the blocks of *raw* that contain a letter or a digit.

    A blank line or a separator always ends a block. Whether a single line break does is read off the text: most
    lines of a hard-wrapped one stop in the middle of a sentence. There, without blank lines, a paragraph ends with a
    closed line on which the next word would still have fitted, or before a line that is indented further.
    """
    lines = tuple(_lines(raw))
    starts = [0, *_breaks(lines), len(lines)] if lines else []
    return tuple(
        Block(ordinal=number, start=lines[first].start, end=lines[after - 1].end)
        for number, (first, after) in enumerate(pairwise(starts), start=1)
    )


def _lines(raw: str) -> Iterator[_Line]:
    apart, offset = False, 0
    for text in raw.splitlines(keepends=True):
        line = _SET.search(text)
        if line is not None and _SAYS.search(line.group()):
            start, end = line.span()
            yield _Line(
                start=offset + start,
                end=offset + end,
                width=end,
                indent=start,
                apart=apart,
                closed=_CLOSED.search(text, max(start, end - 8), end) is not None,
                head=len(line.group().split(maxsplit=1)[0]),
            )
            apart = False
        else:
            apart = True
        offset += len(text)


def _breaks(lines: tuple[_Line, ...]) -> list[int]:
    """Return the indexes of the lines that open a block, without the first line's."""
    after = range(1, len(lines))
    joined = [n for n in after if not lines[n].apart]
    if sum(lines[n - 1].closed for n in joined) * 2 >= len(joined):
        return list(after)  # a block a line
    widths = sorted(line.width for line in lines)
    width = widths[int(_WIDE * (len(widths) - 1))]
    ends = [n for n in after if lines[n - 1].closed and lines[n - 1].width + 1 + lines[n].head <= width]
    if sum(lines[n].apart for n in ends) * 2 > len(ends):
        return [n for n in after if lines[n].apart]  # blank lines do it, so a short line is only a short line
    short = set(ends)
    return [n for n in after if n in short or lines[n].apart or lines[n].indent > lines[n - 1].indent]

"""Where in a copy its pages, chapters, verses, articles, sections and lines begin: from marks and from headings."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from quizgen.bank.cited import BY_PARAGRAPH, CitedRange
from quizgen.languages.place_words import heading_words
from quizgen.passages.anchor.document import Document
from quizgen.text.paragraphs import BlockKind
from quizgen.text.reading.marks import NUMBER
from quizgen.text.reading.model import Unit

_PARAGRAPHED: Final = (Unit.ARTICLE, Unit.SECTION)
_HEADED: Final = (Unit.CHAPTER, Unit.ARTICLE, Unit.SECTION)
# The number of a heading that has no word for what it heads: "IV", "3.", "2.1 The harbour".
_BARE: Final = re.compile(r"(?P<number>[IVXLCDM]+|\d+(?:\.\d+)*)(?:[.:](?!\w)|(?!\S)(?=\s*$|\s+[^\W\d]))")
# A paragraph of an article, as laws number them.
_PARAGRAPH: Final = re.compile(r"\((?P<number>\d+[a-z]?)\)")


@dataclass(frozen=True, kw_only=True)
class Places:
    """The places of one copy by one unit."""

    unit: Unit
    offsets: tuple[int, ...]
    """Where each begins, in the order of the text."""
    numbers: tuple[str, ...]

    def at(self, offset: int) -> str:
        """Return the number of the place at *offset*; empty before the first one."""
        index = bisect_right(self.offsets, offset)
        return self.numbers[index - 1] if index else ""

    def of(self, span: tuple[int, int]) -> CitedRange:
        """Return the places that the raw (start, end) *span* touches; none where the first is not known."""
        first, last = self.at(span[0]), self.at(span[1] - 1)
        if not first:
            return BY_PARAGRAPH
        is_whole = last.startswith(f"{first} ")  # it begins with the heading of an article, and goes on in its parts
        return CitedRange(unit=self.unit, first=first, last=first if is_whole else last)


def places_of(document: Document, unit: Unit) -> Places:
    """Return the places of *document* by *unit*; none of paragraphs, which have their own numbers."""
    starts = sorted(_starts(document, unit))
    return Places(unit=unit, offsets=tuple(offset for offset, _ in starts), numbers=tuple(n for _, n in starts))


def _starts(document: Document, unit: Unit) -> Iterator[tuple[int, str]]:
    chapter = ""
    is_marked = False
    for mark in document.marks:
        if mark.unit is Unit.CHAPTER:
            chapter = mark.number
        if mark.unit is unit:
            is_marked = True
            yield mark.offset, f"{chapter}:{mark.number}" if unit is Unit.VERSE and chapter else mark.number
    if unit in _HEADED:
        yield from _headed(document, unit)
    elif unit is Unit.LINE and not is_marked:
        yield from _lines(document)


def _headed(document: Document, unit: Unit) -> Iterator[tuple[int, str]]:
    """Yield what the headings number, and the numbered paragraphs below them.

    Where no heading has the word for the unit, paragraphs may begin with it; otherwise a heading's bare number counts.
    """
    words = heading_words(unit)
    labelled = re.compile(
        rf"(?:{words})\.?\s*(?P<number>{NUMBER})(?!\w)|(?P<before>{NUMBER})\.\s+(?:{words})(?!\w)", re.IGNORECASE
    )
    headings = {n: block for n, block in enumerate(document.blocks) if block.kind is BlockKind.HEADING}
    candidates = ((labelled, headings), (labelled, dict(enumerate(document.blocks))), (_BARE, headings))
    numbers: dict[int, str] = {}
    for pattern, blocks in candidates:
        matches = {n: pattern.match(document.raw, block.start, block.end) for n, block in blocks.items()}
        numbers = {n: match["number"] or match["before"] for n, match in matches.items() if match}
        if numbers:
            break
    current = ""
    for n, block in enumerate(document.blocks):
        if n in numbers:
            current = numbers[n]
            yield block.start, current
        elif current and unit in _PARAGRAPHED and (match := _PARAGRAPH.match(document.raw, block.start, block.end)):
            yield block.start, f"{current} ({match['number']})"


def _lines(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the lines of verse, counted through from ¶ 1 on."""
    number = 0
    for block in document.blocks:
        if block.kind is BlockKind.VERSE and block.ordinal:
            for match in re.finditer(r"\S[^\n]*", document.raw[block.start : block.end]):
                number += 1
                yield block.start + match.start(), str(number)

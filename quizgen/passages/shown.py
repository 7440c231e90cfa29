"""A stretch of a copy as it is shown: clean paragraphs, verse in its lines, tables in their cells."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from quizgen.bank.cited import BY_PARAGRAPH
from quizgen.bank.excerpt import Paragraph
from quizgen.passages.anchor.document import Document
from quizgen.passages.places import Places
from quizgen.text.paragraphs import Block, BlockKind
from quizgen.text.reading.model import Emphasis

_LINED: Final = (BlockKind.VERSE, BlockKind.LIST, BlockKind.TABLE)
_WORD: Final = re.compile(r"[^\s]+")
_CELL_WORD: Final = re.compile(r"[^\s|]+|\u00a0")
_TABBED_WORD: Final = re.compile(r"\S+|\u00a0")
_RULE: Final = re.compile(r"[-+=:]{2,}")
_CELL_GAP: Final = re.compile(r"\t|\||   ")


def shown_paragraphs(
    document: Document, span: tuple[int, int], places: Places | None = None, language: str = ""
) -> Iterator[Paragraph]:
    """Yield the blocks that the raw (start, end) *span* touches, the first and the last cut to it.

    A footnote follows the block that it was joined to. With *places* a block at which another one begins has its name
    in *language* beside it, and none has a ¶ number; without them a heading and a note have none.
    """
    before = BY_PARAGRAPH
    for block in document.cut(span):
        within = [(start, min(end, block.end)) for start, end in block.notes if start < block.end]
        body = replace(block, end=min([block.end, *(start for start, _ in within)]))
        parts = [body] if body.start < body.end else []
        parts += [replace(block, start=max(start, block.start), end=end, kind=BlockKind.NOTE) for start, end in within]
        for part in parts:
            paragraph = _paragraph(document, part)
            if places:
                cited = places.of((part.start, part.end))
                begins = replace(cited, last=cited.first)
                beside, before = "" if begins == before else begins.named(language), begins
                yield replace(paragraph, number=0, cited=cited, beside=beside)
            elif part.kind in (BlockKind.HEADING, BlockKind.NOTE):
                yield replace(paragraph, number=0)
            else:
                yield paragraph


def _paragraph(document: Document, block: Block) -> Paragraph:
    raw = document.raw
    words = _words(raw, block)
    indents = _indents(raw, block)
    margin = min(indents, default=0)
    first = " " * (indents[0] - margin) if indents and block.kind is BlockKind.VERSE else ""
    texts: list[str] = []
    starts: list[int] = []  # of the words in the shown text
    length = 0
    for index, (start, end) in enumerate(words):
        gap = _gap(raw[words[index - 1][1] : start], block.kind, margin) if index else first
        texts += gap, raw[start:end]
        starts.append(length + len(gap))
        length += len(gap) + end - start
    return Paragraph(
        number=block.ordinal,
        text="".join(texts),
        kind=block.kind,
        emphases=tuple(_emphases(document.emphases, words, starts)),
    )


def _words(raw: str, block: Block) -> list[tuple[int, int]]:
    """Return the (start, end) of the words of *block*; the rules of a table are none."""
    if block.kind is not BlockKind.TABLE:
        return [match.span() for match in _WORD.finditer(raw, block.start, block.end)]
    word = _TABBED_WORD if "\t" in raw[block.start : block.end] else _CELL_WORD
    matches = word.finditer(raw, block.start, block.end)
    return [match.span() for match in matches if not _RULE.fullmatch(match.group())]


def _indents(raw: str, block: Block) -> list[int]:
    """Return how far each line of *block* is set in; the first one only where it is whole."""
    before = raw[raw.rfind("\n", 0, block.start) + 1 : block.start]
    lines = raw[block.start : block.end].split("\n")[1:]
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    return indents if before.strip() else [len(before), *indents]


def _gap(gap: str, kind: BlockKind, margin: int) -> str:
    """Return what is shown for the white space between two words of a block of *kind*."""
    if kind not in _LINED:
        return " "
    if "\n" in gap:
        indent = len(gap) - gap.rfind("\n") - 1 - margin
        return "\n" + ("" if kind is BlockKind.TABLE else " " * indent)
    return "\t" if kind is BlockKind.TABLE and _CELL_GAP.search(gap) else " "


def _emphases(
    emphases: Sequence[Emphasis], words: Sequence[tuple[int, int]], starts: Sequence[int]
) -> Iterator[Emphasis]:
    """Yield those of the *emphases* that touch *words*, in offsets of the shown text, where the words have *starts*."""
    if not words:
        return
    first = bisect_right(emphases, words[0][0], key=lambda emphasis: emphasis.end)
    for emphasis in emphases[first:]:
        if emphasis.start >= words[-1][1]:
            return
        begin = bisect_right(words, emphasis.start, key=lambda word: word[1])  # the first word that it reaches
        last = bisect_right(words, emphasis.end - 1, key=lambda word: word[0]) - 1
        if begin <= last:
            start = starts[begin] + max(0, emphasis.start - words[begin][0])
            end = starts[last] + min(emphasis.end, words[last][1]) - words[last][0]
            yield Emphasis(start=start, end=end, strong=emphasis.strong)

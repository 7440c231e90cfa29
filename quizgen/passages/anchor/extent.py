"""The extent of a passage that is known by its opening words alone, and what the lock should record of a passage."""

import re
from collections.abc import Container
from dataclasses import replace
from typing import Final

from quizgen.passages.anchor.anchor import Anchor
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.fingerprint import Fingerprint
from quizgen.text.normalise import letters

# What ends otherwise (with a colon, a comma, a word) introduces the next block.
_CLOSED: Final = re.compile(r"[.!?…][\"'”’»›)\]]*$")


def last_block(document: Document, first: int, through: str, openings: Container[int]) -> int | None:
    """The last block of the passage whose first block is *first*; None where no block from there on opens so.

    With *through* it is the next block that opens with these words. By default a passage is one block, and as long as
    the last one ends with a colon, a comma or no closing punctuation, the next one too, unless it is one of the
    *openings*: the blocks with which other passages open.
    """
    if through:
        return next((block for block in document.opening(letters(through)) if block >= first), None)
    last = first
    while last + 1 < len(document.blocks) and last + 1 not in openings and not _closed(document, last):
        last += 1
    return last


def _closed(document: Document, index: int) -> bool:
    block = document.blocks[index]
    return _CLOSED.search(document.raw, max(block.start, block.end - 8), block.end) is not None


def filled(document: Document, first: int, after: int) -> int:
    """How many blocks the words from *first* up to *after* fill; 0 where they leave a part of one."""
    return document.block_of(after - 1) - document.block_of(first) + 1 if document.whole(first, after) else 0


def record(document: Document, anchor: Anchor, span: tuple[int, int]) -> Anchor:
    """*anchor* with all that the lock holds of it, its passage being the raw (start, end) *span* of *document*."""
    first, after = document.words(span)
    return replace(
        anchor,
        fingerprint=Fingerprint.of(document.raw[span[0] : span[1]]),
        ordinal=document.ordinal(first),
        count=filled(document, first, after),
    )

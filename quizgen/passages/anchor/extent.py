"""The extent of a passage of which only the opening words are known, and what the lock records of a passage."""

import re
from bisect import bisect_left
from collections.abc import Container
from dataclasses import replace
from typing import Final

from quizgen.passages.anchor.anchor import Anchor
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.fingerprint import Fingerprint
from quizgen.text.normalise import letters, normalise
from quizgen.text.paragraphs import BlockKind

# Closing punctuation at the end of a block. A block that ends otherwise (with a colon, a comma, a word) introduces the
# next one: in the shipped bank's texts a lead-in ends so, and the quotation is a block of its own.
_CLOSED: Final = re.compile(r"[.!?…][\"'”’»›)\]]*$")
_CLOSING: Final = 8  # characters at the end of a block in which it is looked for


def last_block(document: Document, first: int, through: str, openings: Container[int]) -> int | None:
    """Return the index of the last block of the passage whose first block is *first*.

    If *through* is not empty, it is the first block from there on that opens with these words, or None if there is no
    such block. By default a passage is one block. As long as its last block does not end with closing punctuation, the
    next one is added, unless it is a heading, or one of the *openings*, the blocks with which other passages open.
    """
    if through:
        named = document.opening(letters(through))
        position = bisect_left(named, first)
        return named[position] if position < len(named) else None
    last = first
    while _goes_on(document, last) and last + 1 not in openings:
        last += 1
    return last


def _goes_on(document: Document, index: int) -> bool:
    """Whether the block *index* introduces the next one."""
    following = index + 1
    return (
        following < len(document.blocks)
        and document.blocks[following].kind is not BlockKind.HEADING
        and not is_closed(document, index)
    )


def word_after(document: Document, last: int, until: str) -> int | None:
    """Return the word before which a passage ends whose last block has the index *last*.

    If *until* is not empty, it ends with the first sentence there that ends with these words, or None if none does.
    """
    if not until:
        return document.first_words[last + 1]
    words = normalise(until).words
    for first, after in document.sentences(last):
        if document.normal.words[max(first, after - len(words)) : after] == words:
            return after
    return None


def is_closed(document: Document, index: int) -> bool:
    """Whether the block *index* ends with closing punctuation."""
    block = document.blocks[index]
    return _CLOSED.search(document.raw, max(block.start, block.end - _CLOSING), block.end) is not None


def filled_blocks(document: Document, first: int, after: int) -> int:
    """Count the blocks that the words from *first* up to *after* fill; 0 if a part of a block is left over."""
    if not document.whole(first, after):
        return 0
    return document.block_of(after - 1) - document.block_of(first) + 1


def record(document: Document, anchor: Anchor, span: tuple[int, int]) -> Anchor:
    """Return *anchor* with all that the lock records of its passage, the raw (start, end) *span* of *document*."""
    first, after = document.words(span)
    return replace(
        anchor,
        fingerprint=Fingerprint.of(document.raw[span[0] : span[1]]),
        ordinal=document.ordinal(first),
        count=filled_blocks(document, first, after),
    )

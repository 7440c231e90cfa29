"""Guesses where a lost passage may be. They are only shown in hints: no guess is ever accepted as a match."""

from collections.abc import Sequence
from typing import Final

from quizgen.bank.model import MAX_OPENING
from quizgen.passages.anchor.anchor import Anchor, Guess
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.outline import Outline
from quizgen.passages.anchor.query import Candidate
from quizgen.text.normalise import normalise

# Both are our own judgement.
_LEAST_ALIKE: Final = 70.0  # per cent, by rapidfuzz's `ratio`: openings that are less alike do not help a reader
_MOST_ANCHORS: Final = 200  # nobody reads a hint for each passage where more are lost


def guesses(outline: Outline, anchor: Anchor, candidates: Sequence[Candidate]) -> tuple[Guess, ...]:
    """Turn the *candidates* for a passage into guesses, in the same order."""
    return tuple(_guess(outline, anchor, candidate.first) for candidate in candidates)


def most_alike(outline: Outline, anchors: Sequence[Anchor]) -> list[tuple[Guess, ...]]:
    """Guess for each of the *anchors* the first place with its opening words, or else the block that opens most alike.

    There is at most one guess for an anchor, and none for those after the first 200.
    """
    likeliest: list[tuple[Guess, ...]] = []
    for anchor in anchors[:_MOST_ANCHORS]:
        word = _first_mention(outline.document, anchor) or _most_similar_opening(outline.document, anchor)
        likeliest.append(() if word is None else (_guess(outline, anchor, word),))
    for _ in anchors[_MOST_ANCHORS:]:
        likeliest.append(())
    return likeliest


def _first_mention(document: Document, anchor: Anchor) -> int | None:
    """The first word at which the text has the opening words of *anchor*."""
    opening = normalise(anchor.from_).letters
    letter = document.normal.letters.find(opening) if opening else -1
    return document.word_at(letter) if letter >= 0 else None


def _most_similar_opening(document: Document, anchor: Anchor) -> int | None:
    """The first word of the block whose opening is most similar to that of *anchor*; None if none is similar enough."""
    from rapidfuzz import fuzz, process  # here, since most runs lose no passage

    opening = normalise(anchor.from_)
    words, length = document.normal.words, len(opening.words)
    block_openings = (" ".join(words[first : first + length]) for first in document.first_words[:-1])
    best = process.extractOne(opening.text, block_openings, scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE)
    if best is None:
        return None
    _, _, block = best
    return document.first_words[block]


def _guess(outline: Outline, anchor: Anchor, word: int) -> Guess:
    document = outline.document
    start, _ = document.span(word, word + 1)
    index = document.block_of(word)
    block = document.blocks[index]
    headings = outline.above(index)
    opens = document.opens_block(word) and index in outline.named(anchor.from_)
    return Guess(
        ordinal=block.ordinal,
        opening=" ".join(document.raw[start : block.end].split(maxsplit=MAX_OPENING)[:MAX_OPENING]),
        line=document.line(start),
        heading=outline.words(headings[-1]) if headings else "",
        directions=outline.directions(index, anchor.from_, anchor.under) if opens else "",
    )

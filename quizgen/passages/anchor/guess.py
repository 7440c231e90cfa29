"""Guesses where a lost passage may be. They are only shown in hints: no guess is ever accepted as a match."""

from collections.abc import Sequence
from typing import Final

from quizgen.passages.anchor.anchor import Anchor, Guess
from quizgen.passages.anchor.candidates import Candidate
from quizgen.passages.anchor.document import Document
from quizgen.text.normalise import normalise

# All three are our own judgement.
_QUOTED: Final = 5  # words of the text in a hint
_LEAST_ALIKE: Final = 70.0  # per cent, by rapidfuzz's `ratio`: openings that are less alike do not help a reader
_MOST_ANCHORS: Final = 200  # nobody reads a hint for each passage where more are lost


def guesses(document: Document, candidates: Sequence[Candidate]) -> tuple[Guess, ...]:
    """Turn the *candidates* into guesses, in the same order."""
    return tuple(_guess(document, candidate.first) for candidate in candidates)


def most_alike(document: Document, anchors: Sequence[Anchor]) -> list[tuple[Guess, ...]]:
    """Guess for each of the *anchors* the first place with its opening words, or else the block that opens most alike.

    There is at most one guess for an anchor, and none for those after the first 200.
    """
    likeliest: list[tuple[Guess, ...]] = []
    for anchor in anchors[:_MOST_ANCHORS]:
        word = _first_mention(document, anchor) or _most_similar_opening(document, anchor)
        likeliest.append(() if word is None else (_guess(document, word),))
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


def _guess(document: Document, word: int) -> Guess:
    start, _ = document.span(word, word + 1)
    block = document.blocks[document.block_of(word)]
    quoted = document.raw[start : block.end].split(maxsplit=_QUOTED)[:_QUOTED]
    return Guess(ordinal=block.ordinal, opening=" ".join(quoted))

"""Guesses where a lost passage may be: for a hint, never for an attachment."""

from collections.abc import Sequence
from typing import Final

from quizgen.passages.anchor.anchor import Anchor, Guess
from quizgen.passages.anchor.candidates import Candidate
from quizgen.passages.anchor.document import Document
from quizgen.text.normalise import normalise

_WORDS: Final = 5  # of the text that a hint quotes
_ALIKE: Final = 70.0  # per cent, by rapidfuzz's ratio: below it one opening reminds nobody of another
_MANY: Final = 200  # passages: where more are lost, nobody reads a hint to each


def guesses(document: Document, places: Sequence[Candidate]) -> tuple[Guess, ...]:
    """The *places* as guesses."""
    return tuple(_guess(document, place.first) for place in places)


def most_alike(document: Document, anchors: Sequence[Anchor]) -> list[tuple[Guess, ...]]:
    """For each of the *anchors* the first place that has its opening words, or the block that opens most like it."""
    words = [_mentioned(document, anchor) or _resembling(document, anchor) for anchor in anchors[:_MANY]]
    found = [() if word is None else (_guess(document, word),) for word in words]
    return [*found, *[()] * (len(anchors) - len(found))]


def _mentioned(document: Document, anchor: Anchor) -> int | None:
    opening = normalise(anchor.from_).letters
    at = document.normal.letters.find(opening) if opening else -1
    return document.word_at(at) if at >= 0 else None


def _resembling(document: Document, anchor: Anchor) -> int | None:
    from rapidfuzz import fuzz, process  # here, since most runs lose nothing

    opening = normalise(anchor.from_)
    blocks = (
        " ".join(document.normal.words[first : first + len(opening.words)]) for first in document.first_words[:-1]
    )
    best = process.extractOne(opening.text, blocks, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return document.first_words[best[2]] if best is not None else None


def _guess(document: Document, word: int) -> Guess:
    start, _ = document.span(word, word + 1)
    block = document.blocks[document.block_of(word)]
    opening = document.raw[start : block.end].split(maxsplit=_WORDS)[:_WORDS]
    return Guess(ordinal=block.ordinal, opening=" ".join(opening))

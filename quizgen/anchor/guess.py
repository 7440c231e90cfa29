"""Guesses where a lost passage may be: for hints only, and never taken for the passage."""

from collections.abc import Sequence
from typing import Final

from quizgen.anchor.anchor import Anchor, Guess
from quizgen.anchor.document import Document
from quizgen.anchor.normalise import normalise
from quizgen.anchor.places import Place

_WORDS: Final = 5  # of the text, in a hint
_ALIKE: Final = 70.0  # per cent of the letters: below this an opening reminds nobody of another
_MANY: Final = 200  # passages: where more are lost, nobody reads that many hints


def guesses(document: Document, places: Sequence[Place]) -> tuple[Guess, ...]:
    """The *places* as guesses."""
    return tuple(_guess(document, document.block_of(place.first), place.first) for place in places)


def likest(document: Document, anchors: Sequence[Anchor]) -> list[tuple[Guess, ...]]:
    """For each of the *anchors* the block whose opening is most like its opening words, if one is at all like them."""
    from rapidfuzz import fuzz, process  # here, since most runs lose nothing

    wanted = [normalise(anchor.from_).words for anchor in anchors[:_MANY]]
    words, found = document.normal.words, []
    openings = {}
    for opening in wanted:
        size = len(opening)
        if size not in openings:
            openings[size] = [" ".join(words[first : first + size]) for first in document.first_words[:-1]]
        best = process.extractOne(" ".join(opening), openings[size], scorer=fuzz.ratio, score_cutoff=_ALIKE)
        found.append(() if best is None else (_guess(document, best[2], document.first_words[best[2]]),))
    return [*found, *[()] * (len(anchors) - len(found))]


def _guess(document: Document, block: int, word: int) -> Guess:
    start, end = document.span(word, word + 1)
    opening = document.raw[start : document.blocks[block].end].split(maxsplit=_WORDS)[:_WORDS]
    return Guess(ordinal=document.blocks[block].ordinal, opening=" ".join(opening))

"""All that a bank says, its fields in a row: what is looked for in every field is looked for in one pass."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Set
from functools import cached_property
from itertools import accumulate, compress
from typing import Final, NamedTuple

from quizgen.bank.fields import TextField
from quizgen.rules.engine.finding import (
    Finding,
)
from quizgen.text.capitals import Capitals
from quizgen.text.normalise import BREAK, Normal, normalise

_BETWEEN: Final = f".\n{BREAK}.\n"


class FieldSpan(NamedTuple):
    """Something found in a field: (start, end) in its text."""

    piece: TextField
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words as the field has them."""
        return self.piece.text[self.start : self.end]


def field_finding(hit: FieldSpan, message: str, hint: str) -> Finding:
    """Something found in a field."""
    piece = hit.piece
    return Finding(
        at=piece.owner,
        name=piece.name,
        index=piece.index,
        words=hit.words,
        message=message,
        hint=hint,
        item=piece.item,
    )


class BankText:
    """The fields of a bank as one text."""

    def __init__(self, pieces: tuple[TextField, ...]) -> None:
        self.pieces = pieces
        self.raw = _BETWEEN.join(piece.text.replace(BREAK, " ") for piece in pieces)
        self.starts = [0, *accumulate(len(piece.text) + len(_BETWEEN) for piece in pieces[:-1])]
        self.normal = normalise(self.raw)

    @cached_property
    def capitals(self) -> Capitals:
        """Which words are names."""
        return Capitals(self.raw, self.normal)

    @cached_property
    def _beside(self) -> dict[int, list[TextField]]:
        found: dict[int, list[TextField]] = {}
        for piece in self.pieces:
            found.setdefault(id(piece.item or piece.owner), []).append(piece)
        return found

    def beside(self, piece: TextField) -> list[TextField]:
        """All fields of the question, or else of the object, that a field belongs to."""
        return self._beside[id(piece.item or piece.owner)]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {piece.text: index for index, piece in enumerate(self.pieces)}

    @cached_property
    def _first_words(self) -> list[int]:
        """The first word of each field; at the end, the number of words and one."""
        breaks = [at for at, word in enumerate(self.normal.words) if word == BREAK]
        return [0, *(at + 1 for at in breaks), len(self.normal.words) + 1]

    def field(self, text: str) -> tuple[int, int] | None:
        """The first word of a field with this text, and the one after its last; None where no field has it."""
        index = self._places.get(text)
        return None if index is None else (self._first_words[index], self._first_words[index + 1] - 1)

    def normal_of(self, text: str) -> Normal | None:
        """The folded words of a field with this text; None where no field has it."""
        index = self._places.get(text)
        if index is None:
            return None
        first, after = self._first_words[index], self._first_words[index + 1] - 1
        offset = self.starts[index]
        edges = [edge - offset for edge in self.normal.edges[2 * first : 2 * after]]
        return Normal(words=self.normal.words[first:after], edges=tuple(edges))

    def written(self, first: int, after: int) -> str:
        """The words from *first* up to *after* of the whole text as they are written."""
        return self.raw[self.normal.edges[2 * first] : self.normal.edges[2 * after - 1]]

    def hit(self, start: int, end: int) -> FieldSpan:
        """Where (start, end) of the whole text stands in its field."""
        index = bisect_right(self.starts, start) - 1
        offset = self.starts[index]
        return FieldSpan(self.pieces[index], start - offset, end - offset)

    def said(self, first: int, after: int) -> FieldSpan:
        """Where the words from *first* up to *after* of the whole text stand in their field."""
        return self.hit(*self.normal.raw_span(first, after - 1))

    def matches(self, pattern: "re.Pattern[str]") -> Iterator[tuple[FieldSpan, "re.Match[str]"]]:
        """Every match of *pattern*."""
        for match in pattern.finditer(self.raw):
            yield self.hit(*match.span()), match

    def among(self, words: Set[str]) -> Iterator[FieldSpan]:
        """Every word that is one of the folded *words*."""
        said = self.normal.words
        for at in compress(range(len(said)), map(words.__contains__, said)):
            yield self.said(at, at + 1)

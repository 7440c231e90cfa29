"""All text fields of a bank joined to one text, so that one pass finds what is looked for in every field."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Set
from functools import cached_property
from itertools import accumulate, compress
from typing import Final, NamedTuple

from quizgen.bank.fields import TextField
from quizgen.languages.packs import Language
from quizgen.rules.engine.finding import Finding
from quizgen.text.capitals import Capitals
from quizgen.text.normalise import BREAK, Normal, normalise

_BETWEEN: Final = f".\n{BREAK}.\n"


class FieldSpan(NamedTuple):
    """A part of a field: its (start, end) as offsets into the field's text."""

    piece: TextField
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words of this part, as they are written."""
        return self.piece.text[self.start : self.end]


def field_finding(hit: FieldSpan, message: str, hint: str) -> Finding:
    """Return a finding at a part of a field."""
    piece = hit.piece
    return Finding(
        owner=piece.owner,
        name=piece.name,
        index=piece.index,
        words=hit.words,
        message=message,
        hint=hint,
        within=(piece.subject,),
    )


class BankText:
    """The fields of a bank as one text."""

    def __init__(self, pieces: tuple[TextField, ...], language: Language) -> None:
        self._language = language
        self.pieces = pieces
        self.raw = _BETWEEN.join(piece.text.replace(BREAK, " ") for piece in pieces)
        self.starts = [0, *accumulate(len(piece.text) + len(_BETWEEN) for piece in pieces[:-1])]
        self.normal = normalise(self.raw)

    @cached_property
    def capitals(self) -> Capitals:
        """Which words are names."""
        return Capitals(self.raw, self.normal, self._language)

    @cached_property
    def _beside(self) -> dict[int, list[TextField]]:
        beside: dict[int, list[TextField]] = {}
        for piece in self.pieces:
            beside.setdefault(id(piece.subject), []).append(piece)
        return beside

    def beside(self, piece: TextField) -> list[TextField]:
        """Return all fields of the question, or else of the object, to which *piece* belongs."""
        return self._beside[id(piece.subject)]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {piece.text: index for index, piece in enumerate(self.pieces)}

    @cached_property
    def _first_words(self) -> list[int]:
        """The index of each field's first word; at the end, the number of words plus one."""
        breaks = [index for index, word in enumerate(self.normal.words) if word == BREAK]
        return [0, *(index + 1 for index in breaks), len(self.normal.words) + 1]

    def field(self, text: str) -> tuple[int, int] | None:
        """Return the indexes of the first word of a field with this text and of the word after its last, or None."""
        index = self._places.get(text)
        return None if index is None else (self._first_words[index], self._first_words[index + 1] - 1)

    def normal_of(self, text: str) -> Normal | None:
        """Return the folded words of a field with this text, or None if no field has it."""
        index = self._places.get(text)
        if index is None:
            return None
        first, after = self._first_words[index], self._first_words[index + 1] - 1
        offset = self.starts[index]
        edges = [edge - offset for edge in self.normal.edges[2 * first : 2 * after]]
        return Normal(words=self.normal.words[first:after], edges=tuple(edges))

    def written(self, first: int, after: int) -> str:
        """Return the words from *first* up to *after* of the joined text, as they are written."""
        return self.raw[self.normal.edges[2 * first] : self.normal.edges[2 * after - 1]]

    def hit(self, start: int, end: int) -> FieldSpan:
        """Return (start, end) of the joined text as a part of its field."""
        index = bisect_right(self.starts, start) - 1
        offset = self.starts[index]
        return FieldSpan(self.pieces[index], start - offset, end - offset)

    def said(self, first: int, after: int) -> FieldSpan:
        """Return the words from *first* up to *after* of the joined text as a part of their field."""
        return self.hit(*self.normal.raw_span(first, after - 1))

    def matches(self, pattern: "re.Pattern[str]") -> Iterator[tuple[FieldSpan, "re.Match[str]"]]:
        """Yield every match of *pattern*, as a part of its field and as the match in the joined text."""
        for match in pattern.finditer(self.raw):
            yield self.hit(*match.span()), match

    def among(self, words: Set[str]) -> Iterator[FieldSpan]:
        """Yield every word of the bank that is one of the folded *words*."""
        folded = self.normal.words
        for index in compress(range(len(folded)), map(words.__contains__, folded)):
            yield self.said(index, index + 1)

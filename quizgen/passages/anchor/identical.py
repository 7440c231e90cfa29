"""Places with the very letters of a passage, however often its text has them."""

from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.fingerprint import hex_digest
from quizgen.passages.anchor.query import IN_DOUBT, SHORT, Candidate, PassageQuery


class IdenticalPlaces:
    """The blocks of a *document* with exactly the letters of passages that are looked up.

    Where many open alike, what is worked out for one passage serves all others of its length.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._digests: dict[tuple[str, int], dict[str, list[int]]] = {}

    def of(self, query: PassageQuery) -> list[Candidate]:
        """Return the candidates, in text order, that open a block with the recorded opening words.

        If its own text had these letters several times, as a refrain, all are in doubt: only the place can tell them
        apart.
        """
        opening, length = "".join(query.opening), query.recorded.letters
        if (opening, length) not in self._digests:
            self._digests[opening, length] = self._by_digest(opening, length)
        starts = self._digests[opening, length].get(query.recorded.folded, ())
        candidates = (_candidate(self.document, query, first) for first in starts)
        return [candidate for candidate in candidates if candidate is not None]

    def _by_digest(self, opening: str, length: int) -> dict[str, list[int]]:
        """The first words of the blocks that open so, by the digest of as many letters as *length*."""
        digests: dict[str, list[int]] = {}
        normal = self.document.normal
        for block in self.document.opening(opening):
            first = self.document.first_words[block]
            start = normal.letters_before[first]
            if self.document.word_at(start + length) is not None:
                digests.setdefault(hex_digest(normal.letters[start : start + length], 8), []).append(first)
        return digests


def identical_at(document: Document, query: PassageQuery, first: int) -> Candidate | None:
    """Return the candidate with exactly the recorded letters that starts with the word *first*, if there is one."""
    start = document.normal.letters_before[first]
    letters = document.normal.letters[start : start + query.recorded.letters]
    if hex_digest(letters, 8) != query.recorded.folded:
        return None
    return _candidate(document, query, first)


def _candidate(document: Document, query: PassageQuery, first: int) -> Candidate | None:
    """The candidate from the word *first* on whose letters are the recorded ones; None where they end in a word.

    A short one has to fill whole blocks, unless the bank says where within its block it ends.
    """
    after = document.word_at(document.normal.letters_before[first] + query.recorded.letters)
    if after is None:
        return None
    is_whole = document.whole(first, after) or (query.is_part and document.opens_block(first))
    if query.recorded.words < SHORT and not is_whole:
        return None
    return Candidate(
        first=first,
        after=after,
        score=1.0 if query.twins == 1 else IN_DOUBT,
        hit_range=(first, after),
        same_letters=True,
        may_be_placed=query.twins > 1,
    )

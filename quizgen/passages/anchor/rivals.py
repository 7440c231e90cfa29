"""What else in its text is like a passage: the lock records it, so that in another copy it is not taken for that."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from quizgen.passages.anchor.anchor import Anchor
from quizgen.passages.anchor.candidates import MOST_OCCURRENCES, best_score
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.hits import densest, find_hits
from quizgen.passages.anchor.identical import IdenticalPlaces
from quizgen.passages.anchor.query import ACCEPTED, PassageQuery


def with_rivals(document: Document, anchors: Sequence[Anchor], spans: Sequence[tuple[int, int]]) -> tuple[Anchor, ...]:
    """Return the recorded *anchors* with what *document*, in which they have the raw *spans*, has like them elsewhere.

    One pass over the text serves all of them.
    """
    prints = [anchor.fingerprint for anchor in anchors if anchor.fingerprint is not None]
    positions = find_hits(document.normal.words, prints)
    queries = (PassageQuery.of(anchor, recorded) for anchor, recorded in zip(anchors, prints, strict=True))
    identical = IdenticalPlaces(document)
    return tuple(
        _with_rivals(identical, anchor, query, positions, document.words(span))
        for anchor, query, span in zip(anchors, queries, spans, strict=True)
    )


def _with_rivals(
    identical: IdenticalPlaces,
    anchor: Anchor,
    query: PassageQuery,
    positions: Mapping[int, Sequence[int]],
    extent: tuple[int, int],
) -> Anchor:
    places = [place.first for place in identical.of(query)]
    if extent[0] not in places:
        places = [extent[0]]  # it starts within a block, and so do all that are like it
    rival = _rival(query, positions, extent)
    is_similar = best_score(rival / len(query.recorded.sketch)) >= ACCEPTED
    own = [hashed for hashed in query.recorded.sketch if len(positions[hashed]) == 1]
    return replace(
        anchor,
        rival=rival if is_similar else 0,
        own=query.recorded.mask(own) if is_similar else "",
        twin=places.index(extent[0]) + 1,
        twins=len(places),
    )


def _rival(query: PassageQuery, positions: Mapping[int, Sequence[int]], extent: tuple[int, int]) -> int:
    """The most trigrams of the sketch that are as close together as the passage's, outside its *extent*.

    What the text has often counts as if it were there.
    """
    sketch = query.recorded.sketch
    rare = [hashed for hashed in sketch if len(positions[hashed]) <= MOST_OCCURRENCES]
    hits = sorted((word, hashed) for hashed in rare for word in positions[hashed] if not extent[0] <= word < extent[1])
    return len(sketch) - len(rare) + len(densest(hits, dict.fromkeys(rare, 1.0), query.reach))

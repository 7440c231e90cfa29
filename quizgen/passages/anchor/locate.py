"""Where the passages of a bank are in a copy of their text: each is found beyond doubt, or reported."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from quizgen.passages.anchor.anchor import Anchor, PassageMatch, Status
from quizgen.passages.anchor.assign import assign, rivals
from quizgen.passages.anchor.candidates import ACCEPTED, DOUBTFUL, Candidate, Sought, alike, same
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.extent import filled, last_block, record
from quizgen.passages.anchor.fingerprint import typeset
from quizgen.passages.anchor.guess import guesses, most_alike
from quizgen.passages.anchor.hits import find_hits
from quizgen.text.normalise import NORMALISER, letters

_JUDGED: Final = 4  # passages: with fewer nothing is said of the text as a whole
_SHOWN: Final = 3  # guesses, at most
_HERE: Final = 0.25  # of the passages: with fewer found, this is another text


def resolve_anchors(document: Document, anchors: Sequence[Anchor]) -> tuple[PassageMatch, ...]:
    """Where each of the *anchors* is in *document*, in their order.

    What stands there letter for letter is found through its opening words; one pass over the text gathers the traces of
    all the rest. A passage without a usable fingerprint is found by its opening words alone. Where several places are
    equally good, the order of the passages may decide; where it does not, none is taken.
    """
    places = _places(document, anchors)
    taken = assign(document, anchors, places)
    if len(anchors) >= _JUDGED and len(taken) < _HERE * len(anchors):
        return tuple(PassageMatch(id=anchor.id, status=Status.WRONG_TEXT) for anchor in anchors)
    found = [
        _taken(document, anchor, taken[n]) if n in taken else _left(document, anchor, places[n])
        for n, anchor in enumerate(anchors)
    ]
    blank = [n for n, one in enumerate(found) if one.span is None and not one.guesses]
    for n, guess in zip(blank, most_alike(document, [anchors[n] for n in blank]), strict=True):
        found[n] = replace(found[n], guesses=guess)
    return tuple(found)


def describe(document: Document, anchor: Anchor, others: Sequence[Anchor] = ()) -> Anchor:
    """*anchor* with what the lock records of its passage, which is found by its opening words alone.

    Its ¶ number, where it has one, decides between blocks that open alike. A block with which one of the *others* opens
    is never added to it. Raises LookupError where the passage is not found, or not beyond doubt.
    """
    found = resolve_anchors(document, (replace(anchor, fingerprint=None), *others))[0]
    if found.span is None:
        raise LookupError(f"{found.status}: {anchor.from_}")
    return record(document, anchor, found.span)


def _places(document: Document, anchors: Sequence[Anchor]) -> list[list[Candidate]]:
    """The places of each of the *anchors*, the best first."""
    known = {
        n: Sought.of(anchor, anchor.fingerprint)
        for n, anchor in enumerate(anchors)
        if anchor.fingerprint is not None and anchor.fingerprint.normaliser == NORMALISER
    }
    places = {n: same(document, sought) for n, sought in known.items()}
    lost = {n: known[n] for n, found in places.items() if not found}
    if lost:
        traces = find_hits(document.normal.words, (sought.recorded for sought in lost.values()))
        places |= {n: alike(document, sought, traces) for n, sought in lost.items()}
    if len(known) < len(anchors):
        openings = {block for anchor in anchors for block in document.opening(letters(anchor.from_))}
        places |= {n: _opening(document, a, openings) for n, a in enumerate(anchors) if n not in known}
    return [places[n] for n in range(len(anchors))]


def _opening(document: Document, anchor: Anchor, openings: set[int]) -> list[Candidate]:
    """The places of a passage of which only the opening words are known."""
    places = []
    for block in document.opening(letters(anchor.from_)):
        last = last_block(document, block, anchor.through, openings)
        first, after = document.first_words[block], document.first_words[(block if last is None else last) + 1]
        # Without its end it is only worth showing.
        score = DOUBTFUL if last is None else 1.0
        places.append(Candidate(first=first, after=after, score=score, traces=(first, after)))
    return places


def _taken(document: Document, anchor: Anchor, place: Candidate) -> PassageMatch:
    span = document.span(place.first, place.after)
    return PassageMatch(
        id=anchor.id,
        status=_status(document, anchor, place, span),
        span=span,
        first=document.ordinal(place.first),
        last=document.ordinal(place.after - 1),
        score=place.score,
    )


def _status(document: Document, anchor: Anchor, place: Candidate, span: tuple[int, int]) -> Status:
    recorded = anchor.fingerprint
    if recorded is None:
        return Status.UNLOCKED
    if recorded.normaliser != NORMALISER:
        return Status.STALE
    if not place.same:
        return Status.CHANGED
    count = filled(document, place.first, place.after)
    if anchor.count and count < anchor.count:
        return Status.MERGED
    if count > anchor.count > 0:
        return Status.SPLIT
    if anchor.ordinal and document.ordinal(place.first) != anchor.ordinal:
        return Status.MOVED
    return Status.OK if typeset(document.raw[span[0] : span[1]]) == recorded.exact else Status.TYPOGRAPHY


def _left(document: Document, anchor: Anchor, places: Sequence[Candidate]) -> PassageMatch:
    """What to say of a passage for which no place is beyond doubt."""
    shown = [place for place in places if place.score >= DOUBTFUL]
    if not shown:
        status = Status.MISSING
    elif len(rivals(shown)) > 1 and shown[0].score >= ACCEPTED:
        status = Status.AMBIGUOUS
    else:
        status = Status.DOUBTFUL
    score = shown[0].score if shown else 0.0
    return PassageMatch(id=anchor.id, status=status, score=score, guesses=guesses(document, shown[:_SHOWN]))

"""The search for the passages of a bank in a copy of their text: each is found beyond doubt, or reported."""

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from quizgen.passages.anchor.anchor import Anchor, PassageMatch, Status
from quizgen.passages.anchor.assign import assign, rivals
from quizgen.passages.anchor.candidates import similar_candidates
from quizgen.passages.anchor.columns import without_mixed
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.extent import filled_blocks, last_block, word_after
from quizgen.passages.anchor.fingerprint import typeset
from quizgen.passages.anchor.guess import guesses, most_alike
from quizgen.passages.anchor.hits import find_hits
from quizgen.passages.anchor.identical import IdenticalPlaces
from quizgen.passages.anchor.outline import Outline
from quizgen.passages.anchor.query import ACCEPTED, DOUBTFUL, IN_DOUBT, Candidate, PassageQuery
from quizgen.text.normalise import NORMALISER

# All four are our own judgement.
_FEWEST_JUDGED: Final = 4  # passages: with fewer, the text as a whole is not judged
_LEAST_FOUND: Final = 0.25  # of the passages: if fewer are found or come near it, this is another text
_MOST_GUESSES: Final = 3  # for a passage
_MOST_NAMED: Final = 6  # blocks that are shown for a passage whose opening words they share


def resolve_anchors(document: Document, anchors: Sequence[Anchor]) -> tuple[PassageMatch, ...]:
    """Search for each of the *anchors* in *document*, and return the matches in the same order.

    A passage whose letters are unchanged is found through its opening words; for all others, one pass over the text
    collects the hits. A passage without a usable fingerprint is found by its opening words alone. If several candidates
    are equally good, the order of the passages may decide; if it does not, none is accepted. If hardly any of the
    passages is found, not even in doubt, all of them have the status `WRONG_TEXT`.
    """
    outline = Outline(document)
    candidates = without_mixed(anchors, _candidates(outline, anchors), len(document.normal.words))
    assigned = assign(outline, anchors, candidates)
    recognised = sum(bool(ranked) and ranked[0].score >= IN_DOUBT for ranked in candidates)
    if len(anchors) >= _FEWEST_JUDGED and recognised < _LEAST_FOUND * len(anchors):
        return tuple(PassageMatch(id=anchor.id, status=Status.WRONG_TEXT) for anchor in anchors)
    matches: list[PassageMatch] = []
    for index, anchor in enumerate(anchors):
        if index in assigned:
            matches.append(_match(document, anchor, assigned[index]))
        else:
            matches.append(_unmatched(outline, anchor, candidates[index]))
    return _with_guesses(outline, anchors, matches)


def _is_recorded(anchor: Anchor) -> bool:
    """Whether a passage is looked for by its fingerprint, and not by its opening words alone."""
    return anchor.fingerprint is not None and anchor.fingerprint.normaliser == NORMALISER


def _candidates(outline: Outline, anchors: Sequence[Anchor]) -> list[list[Candidate]]:
    """The candidates of each of the *anchors*, the best first."""
    document = outline.document
    queries = {
        index: PassageQuery.of(anchor, anchor.fingerprint)
        for index, anchor in enumerate(anchors)
        if anchor.fingerprint is not None and _is_recorded(anchor)
    }
    identical = IdenticalPlaces(document)
    candidates = {index: identical.of(query) for index, query in queries.items()}
    edited = [index for index in queries if not candidates[index]]
    if edited:
        positions = find_hits(document.normal.words, [queries[index].recorded for index in edited])
        for index in edited:
            candidates[index] = similar_candidates(document, queries[index], positions)
    if len(queries) < len(anchors):
        names = {(anchor.from_, anchor.under, anchor.nth) for anchor in anchors}
        openings = frozenset(chain.from_iterable(outline.named(*name) for name in names))
        for index, anchor in enumerate(anchors):
            if index not in queries:
                candidates[index] = _by_opening(outline, anchor, openings)
    return [candidates[index] for index in range(len(anchors))]


def _by_opening(outline: Outline, anchor: Anchor, openings: Container[int]) -> list[Candidate]:
    """The candidates of a passage of which only the opening words are known, and where they stand.

    *openings* are the blocks with which the passages of the bank open.
    """
    candidates = []
    for block in outline.named(anchor.from_, anchor.under, anchor.nth)[:_MOST_NAMED]:
        first = outline.document.first_words[block]
        last = last_block(outline.document, block, anchor.through, openings)
        after = None if last is None else word_after(outline.document, last, anchor.until)
        # Without its end a passage is only worth showing: it is taken for its first block, in doubt.
        score = DOUBTFUL if after is None else 1.0
        after = after or outline.document.first_words[block + 1]
        candidates.append(Candidate(first=first, after=after, score=score, hit_range=(first, after)))
    return candidates


def _match(document: Document, anchor: Anchor, candidate: Candidate) -> PassageMatch:
    """The match of a passage with the candidate that was assigned to it."""
    span = document.span(candidate.first, candidate.after)
    return PassageMatch(
        id=anchor.id,
        status=_status(document, anchor, candidate, span),
        span=span,
        first=document.ordinal(candidate.first),
        last=document.ordinal(candidate.after - 1),
        score=candidate.score,
    )


def _status(document: Document, anchor: Anchor, candidate: Candidate, span: tuple[int, int]) -> Status:
    recorded = anchor.fingerprint
    if recorded is None:
        return Status.UNLOCKED
    if recorded.normaliser != NORMALISER:
        return Status.STALE
    if not candidate.same_letters:
        return Status.CHANGED
    count = filled_blocks(document, candidate.first, candidate.after)
    if anchor.count and count < anchor.count:
        return Status.MERGED
    if count > anchor.count > 0:
        return Status.SPLIT
    if anchor.ordinal and document.ordinal(candidate.first) != anchor.ordinal:
        return Status.MOVED
    return Status.OK if typeset(document.raw[span[0] : span[1]]) == recorded.exact else Status.TYPOGRAPHY


def _unmatched(outline: Outline, anchor: Anchor, candidates: Sequence[Candidate]) -> PassageMatch:
    """The result for a passage that has no candidate beyond doubt."""
    plausible = [candidate for candidate in candidates if candidate.score >= DOUBTFUL]
    if not plausible:
        return _misplaced(outline, anchor) or PassageMatch(id=anchor.id, status=Status.MISSING)
    best = plausible[0]
    ambiguous = best.score >= ACCEPTED and len(rivals(plausible)) > 1
    return PassageMatch(
        id=anchor.id,
        status=Status.AMBIGUOUS if ambiguous else Status.DOUBTFUL,
        score=best.score,
        guesses=guesses(outline, anchor, plausible[: _MOST_GUESSES if _is_recorded(anchor) else _MOST_NAMED]),
        alike=0 if _is_recorded(anchor) else len(outline.named(anchor.from_, anchor.under, anchor.nth)),
    )


def _misplaced(outline: Outline, anchor: Anchor) -> PassageMatch | None:
    """The result for a passage that does not stand where the bank says; None if its opening words are nowhere."""
    named = outline.named(anchor.from_)
    if _is_recorded(anchor) or not named:
        return None
    return PassageMatch(
        id=anchor.id,
        status=Status.MISPLACED,
        guesses=guesses(outline, anchor, _by_opening(outline, replace(anchor, under="", nth=0), ())),
        alike=len(named),
    )


def _with_guesses(
    outline: Outline, anchors: Sequence[Anchor], matches: Sequence[PassageMatch]
) -> tuple[PassageMatch, ...]:
    """The *matches*, with a guess for each that has neither a span nor a guess, where the text allows one."""
    completed = list(matches)
    blank = [index for index, match in enumerate(matches) if match.span is None and not match.guesses]
    likeliest = most_alike(outline, [anchors[index] for index in blank])
    for index, guess in zip(blank, likeliest, strict=True):
        completed[index] = replace(matches[index], guesses=guess)
    return tuple(completed)

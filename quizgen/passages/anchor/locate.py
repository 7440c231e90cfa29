"""The search for the passages of a bank in a copy of their text: each is found beyond doubt, or reported."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from quizgen.passages.anchor.anchor import Anchor, PassageMatch, Status
from quizgen.passages.anchor.assign import assign, rivals
from quizgen.passages.anchor.candidates import (
    ACCEPTED,
    DOUBTFUL,
    IN_DOUBT,
    Candidate,
    PassageQuery,
    identical_candidates,
    similar_candidates,
)
from quizgen.passages.anchor.columns import without_mixed
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.extent import filled_blocks, last_block
from quizgen.passages.anchor.fingerprint import typeset
from quizgen.passages.anchor.guess import guesses, most_alike
from quizgen.passages.anchor.hits import find_hits
from quizgen.text.normalise import NORMALISER, letters

# All three are our own judgement.
_FEWEST_JUDGED: Final = 4  # passages: with fewer, the text as a whole is not judged
_LEAST_FOUND: Final = 0.25  # of the passages: if fewer are found or come near it, this is another text
_MOST_GUESSES: Final = 3  # for a passage


def resolve_anchors(document: Document, anchors: Sequence[Anchor]) -> tuple[PassageMatch, ...]:
    """Search for each of the *anchors* in *document*, and return the matches in the same order.

    A passage whose letters are unchanged is found through its opening words; for all others, one pass over the text
    collects the hits. A passage without a usable fingerprint is found by its opening words alone. If several candidates
    are equally good, the order of the passages may decide; if it does not, none is accepted. If hardly any of the
    passages is found, not even in doubt, all of them have the status `WRONG_TEXT`.
    """
    candidates = without_mixed(anchors, _candidates(document, anchors), len(document.normal.words))
    assigned = assign(document, anchors, candidates)
    recognised = sum(bool(ranked) and ranked[0].score >= IN_DOUBT for ranked in candidates)
    if len(anchors) >= _FEWEST_JUDGED and recognised < _LEAST_FOUND * len(anchors):
        return tuple(PassageMatch(id=anchor.id, status=Status.WRONG_TEXT) for anchor in anchors)
    matches: list[PassageMatch] = []
    for index, anchor in enumerate(anchors):
        if index in assigned:
            matches.append(_match(document, anchor, assigned[index]))
        else:
            matches.append(_unmatched(document, anchor, candidates[index]))
    return _with_guesses(document, anchors, matches)


def _candidates(document: Document, anchors: Sequence[Anchor]) -> list[list[Candidate]]:
    """The candidates of each of the *anchors*, the best first."""
    queries = {
        index: PassageQuery.of(anchor, anchor.fingerprint)
        for index, anchor in enumerate(anchors)
        if anchor.fingerprint is not None and anchor.fingerprint.normaliser == NORMALISER
    }
    candidates = {index: identical_candidates(document, query) for index, query in queries.items()}
    edited = [index for index in queries if not candidates[index]]
    if edited:
        positions = find_hits(document.normal.words, [queries[index].recorded for index in edited])
        for index in edited:
            candidates[index] = similar_candidates(document, queries[index], positions)
    if len(queries) < len(anchors):
        opened = [document.opening(letters(anchor.from_)) for anchor in anchors]
        openings = frozenset(chain.from_iterable(opened))
        for index, anchor in enumerate(anchors):
            if index not in queries:
                candidates[index] = _by_opening(document, anchor, opened[index], openings)
    return [candidates[index] for index in range(len(anchors))]


def _by_opening(document: Document, anchor: Anchor, opened: Iterable[int], openings: Container[int]) -> list[Candidate]:
    """The candidates of a passage of which only the opening words are known.

    *opened* are the blocks that begin with these words, *openings* those with which the passages of the bank open.
    """
    candidates = []
    for block in opened:
        last = last_block(document, block, anchor.through, openings)
        # Without its last block a passage is only worth showing: it is taken for its first block, in doubt.
        score = DOUBTFUL if last is None else 1.0
        first, after = document.first_words[block], document.first_words[(block if last is None else last) + 1]
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


def _unmatched(document: Document, anchor: Anchor, candidates: Sequence[Candidate]) -> PassageMatch:
    """The result for a passage that has no candidate beyond doubt."""
    plausible = [candidate for candidate in candidates if candidate.score >= DOUBTFUL]
    if not plausible:
        return PassageMatch(id=anchor.id, status=Status.MISSING)
    best = plausible[0]
    ambiguous = best.score >= ACCEPTED and len(rivals(plausible)) > 1
    return PassageMatch(
        id=anchor.id,
        status=Status.AMBIGUOUS if ambiguous else Status.DOUBTFUL,
        score=best.score,
        guesses=guesses(document, plausible[:_MOST_GUESSES]),
    )


def _with_guesses(
    document: Document, anchors: Sequence[Anchor], matches: Sequence[PassageMatch]
) -> tuple[PassageMatch, ...]:
    """The *matches*, with a guess for each that has neither a span nor a guess, where the text allows one."""
    completed = list(matches)
    blank = [index for index, match in enumerate(matches) if match.span is None and not match.guesses]
    likeliest = most_alike(document, [anchors[index] for index in blank])
    for index, guess in zip(blank, likeliest, strict=True):
        completed[index] = replace(matches[index], guesses=guess)
    return tuple(completed)

"""How well passages are found again in copies of their text: each is right or reported, and none is wrong."""

import random

import pytest

from quizgen.passages.anchor.anchor import Anchor, PassageMatch, Status
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.extent import last_block, record
from quizgen.passages.anchor.locate import resolve_anchors
from quizgen.passages.anchor.rivals import with_rivals
from tests.passages.anchor import copies
from tests.passages.anchor.chronicle import chronicle, real

SURE = {Status.OK, Status.TYPOGRAPHY, Status.MOVED}
SHAPE = {*SURE, Status.SPLIT, Status.MERGED}
ANY = {*SHAPE, Status.CHANGED, Status.DOUBTFUL, Status.AMBIGUOUS, Status.MISSING}
FOUND = ANY - {Status.DOUBTFUL, Status.AMBIGUOUS, Status.MISSING}

# What is done to the text, the least share of passages found right, and what may be said of them.
COPIES = {
    "the same": (copies.lines, 1.0, {Status.OK}),
    "blank lines between": (copies.spaced, 1.0, {Status.OK}),
    "typography": (copies.retyped, 1.0, SURE),
    "3 paragraphs more": (copies.added, 1.0, {Status.MOVED}),
    "quotations merged": (copies.merged, 1.0, SHAPE),
    "long blocks split": (copies.split, 1.0, SHAPE),
    "5 % of the words": (copies.edited(0.05), 0.99, ANY),
    "10 % of the words": (copies.edited(0.10), 0.97, ANY),
    "20 % of the words": (copies.edited(0.20), 0.80, ANY),
    "hard wraps": (copies.wrapped, 1.0, SURE),
    "hard wraps, solid": (copies.solid, 1.0, SHAPE),
    "hyphenation": (copies.hyphenated, 1.0, SURE),
    "out of a PDF": (copies.paged, 1.0, FOUND),
    "merged, and 5 %": (copies.then(copies.merged, copies.edited(0.05)), 0.97, ANY),
    "split, and 5 %": (copies.then(copies.split, copies.edited(0.05)), 0.97, ANY),
    "out of a PDF, and 5 %": (copies.then(copies.edited(0.05), copies.paged), 0.97, ANY),
}
# The same for a real book, whose paragraphs are less alike than the chronicle’s.
BOOK = {"5 % of the words": 1.0, "10 % of the words": 0.99}
TEXTS = {
    "chronicle": lambda: chronicle(90),
    "rogovin": lambda: real("rogovin.txt"),
    "orlov": lambda: real("orlov.txt"),
}


def registered(paragraphs: list[str]) -> tuple[list[tuple[int, int]], list[Anchor]]:
    """All of a text as passages: a lead-in and its quotation are one; the paragraphs and the anchor of each."""
    document = Document.read("\n".join(paragraphs))
    assert len(document.blocks) == len(paragraphs)
    passages, anchors, spans, first = [], [], [], 0
    while first < len(paragraphs):
        last = last_block(document, first, "", ())
        assert last is not None
        opening = " ".join(paragraphs[first].split()[:5])
        spans.append((document.blocks[first].start, document.blocks[last].end))
        anchors.append(record(document, Anchor(id=f"P{first}", from_=opening), spans[-1]))
        passages.append((first, last))
        first = last + 1
    return passages, list(with_rivals(document, anchors, spans))


def right(match: PassageMatch, truth: tuple[int, int]) -> bool:
    """Whether a passage was found where it is: all of it, and hardly anything else."""
    if match.span is None:
        return False
    common = min(match.span[1], truth[1]) - max(match.span[0], truth[0])
    return common > 0.85 * (max(match.span[1], truth[1]) - min(match.span[0], truth[0]))


def wrong(match: PassageMatch, truth: tuple[int, int]) -> bool:
    """Whether something else was taken for the passage."""
    return match.span is not None and (match.span[0] >= truth[1] or match.span[1] <= truth[0])


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("edit", COPIES)
def test_passages_are_found_again_in(edit: str, name: str) -> None:
    paragraphs = TEXTS[name]()
    passages, anchors = registered(paragraphs)
    change, least, statuses = COPIES[edit]
    if name == "rogovin":
        least = BOOK.get(edit, least)
    good = total = 0
    for seed in range(3 if "%" in edit else 1):
        raw, truth = copies.read(change(copies.marked(paragraphs, passages), random.Random(seed)))
        matches = resolve_anchors(Document.read(raw), anchors)
        assert {match.status for match in matches} <= statuses
        amiss = [(match, place) for match, place in zip(matches, truth, strict=True) if not right(match, place)]
        assert not [match for match, place in amiss if match.status in SURE or wrong(match, place)]
        good += len(matches) - len(amiss)
        total += len(matches)
    assert good >= least * total


@pytest.mark.parametrize("share", [0.0, 0.1])
@pytest.mark.parametrize("name", TEXTS)
def test_what_was_taken_out_is_reported_and_never_attached_elsewhere(name: str, share: float) -> None:
    paragraphs = TEXTS[name]()
    passages, anchors = registered(paragraphs)
    for seed in range(4):
        rng = random.Random(seed)
        kept = {n for n in range(len(passages)) if rng.random() < 0.6}
        text = copies.marked(paragraphs, [passages[n] for n in sorted(kept)])
        text = [text[n] for k in sorted(kept) for n in range(passages[k][0], passages[k][1] + 1)]
        raw, places = copies.read(copies.edited(share)(text, rng))
        truth = dict(zip(sorted(kept), places, strict=True))
        for n, match in enumerate(resolve_anchors(Document.read(raw), anchors)):
            assert n in kept or match.span is None, f"{match} is not in the text any more"
            assert n not in kept or not wrong(match, truth[n])


@pytest.mark.parametrize(("part", "least"), [(0.4, 0.0), (0.75, 0.9)])
@pytest.mark.parametrize("name", TEXTS)
def test_most_of_a_passage_is_found_without_its_neighbours_and_less_never(name: str, part: float, least: float) -> None:
    paragraphs = TEXTS[name]()
    passages, anchors = registered(paragraphs)
    good = total = 0
    for n, (first, last) in list(enumerate(passages))[::3]:
        if first < last:
            continue
        words = [match.end() for match in copies.WORD.finditer(paragraphs[last])]
        copy = [*paragraphs[:last], paragraphs[last][: words[int(part * len(words))]], *paragraphs[last + 1 :]]
        raw, (truth,) = copies.read("\n".join(copies.marked(copy, [(first, last)])))
        matches = resolve_anchors(Document.read(raw), anchors)
        assert all(match.status in SURE for match in (*matches[:n], *matches[n + 1 :]))
        assert not wrong(matches[n], truth)
        assert matches[n].span is None or part > 0.5
        good += right(matches[n], truth)
        total += 1
    assert good >= least * total


def test_the_more_is_edited_the_less_a_passage_scores() -> None:
    paragraphs = chronicle(60)
    _, anchors = registered(paragraphs)
    means = []
    for share in (0.0, 0.05, 0.1, 0.2, 0.4, 0.8):
        matches = resolve_anchors(Document.read(copies.edited(share)(paragraphs, random.Random(3))), anchors)
        means.append(sum(match.score for match in matches) / len(matches))
    assert means == sorted(means, reverse=True)
    assert means[0] == 1.0


def test_another_text_is_called_so_in_one_word() -> None:
    _, anchors = registered(chronicle(40))
    matches = resolve_anchors(Document.read("\n".join(real_or_other())), anchors)
    assert {match.status for match in matches} == {Status.WRONG_TEXT}
    assert all(match.span is None and not match.guesses for match in matches)


def real_or_other() -> list[str]:
    """A text that shares its stock phrases with the chronicle, and no event."""
    return chronicle(40, seed=99)

"""Texts whose paragraphs open alike, or are the same: in no copy is one passage taken for another that is like it."""

import random

import pytest

from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.locate import resolve_anchors
from tests.passages.anchor.editions import EDITIONS
from tests.passages.anchor.ownership import OwnedCopy, owned
from tests.passages.anchor.refrains import REPETITIVE, named
from tests.passages.anchor.test_editions import Tally, letters, verdict

FOUND = {"law": 0.50, "diary": 0.51, "hymn": 0.33}
"""The least share of what the copies have, edited beyond recognition or not, that is found, over all editions."""


def tally(name: str, edition: str, every: int, seeds: int) -> Tally:
    """Look for every passage, or every second …, of a text in copies of an edition."""
    paragraphs = REPETITIVE[name]()
    passages, anchors = named(paragraphs, every)
    counts = [0] * len(Tally._fields)
    for seed in range(seeds):
        copy = OwnedCopy(EDITIONS[edition](owned(paragraphs), random.Random(seed)))
        document = Document.read(copy.raw)
        copy = OwnedCopy(Document.read(EDITIONS[edition](owned(paragraphs), random.Random(seed))).raw)
        for match, (first, last) in zip(resolve_anchors(document, anchors), passages, strict=True):
            if match.span is not None:
                recorded = sum(map(letters, paragraphs[first : last + 1]))
                result = verdict(copy.share(match.span, (first, last)), recorded)
            else:
                result = Tally(refused=int(copy.share((0, len(copy.raw)), (first, last)).copy > 0))
            counts = [former + more for former, more in zip(counts, result, strict=True)]
    return Tally(*counts)


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_verse_or_refrain_is_wrong_in(edition: str) -> None:
    assert tally("hymn", edition, 1, 1).wrong == 0


@pytest.mark.parametrize("name", REPETITIVE)
def test_in_the_text_itself_every_passage_is_found(name: str) -> None:
    paragraphs = REPETITIVE[name]()
    _, anchors = named(paragraphs)
    assert all(match.span is not None for match in resolve_anchors(Document.read("\n\n".join(paragraphs)), anchors))


@pytest.mark.parametrize(
    ("every", "seeds"),
    [
        pytest.param(1, 1, marks=pytest.mark.slow),
        *(pytest.param(every, 2, marks=pytest.mark.exhaustive) for every in (1, 2, 5)),
    ],
)
@pytest.mark.parametrize("name", REPETITIVE)
def test_no_passage_is_wrong_and_as_many_are_found_as_before(name: str, every: int, seeds: int) -> None:
    tallies = [tally(name, edition, every, seeds) for edition in EDITIONS]
    right, refused = sum(result.right for result in tallies), sum(result.refused for result in tallies)
    assert sum(result.wrong for result in tallies) == 0
    assert right >= FOUND[name] * (right + refused)

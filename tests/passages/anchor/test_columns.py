"""A page of two columns, read across line by line: no passage is shown with the lines of another one in it."""

import random

import pytest

from quizgen.passages.anchor.anchor import PassageMatch, Status
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.locate import resolve_anchors
from quizgen.passages.anchor.query import ACCEPTED
from tests.passages.anchor import copies
from tests.passages.anchor.test_copies import TEXTS, registered

WHOLE = 10_000
"""Lines of a page that has the whole text, half of it in each column."""


def letters(text: str) -> int:
    return sum(map(str.isalnum, text))


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("share", [0.0, 0.05])
@pytest.mark.parametrize("joined", [True, False])
@pytest.mark.parametrize("height", [20, 40, WHOLE])
@pytest.mark.parametrize("width", [25, 35, 45, 60, 80])
def test_columns_read_across_show_nothing_foreign(
    width: int, height: int, joined: bool, share: float, name: str
) -> None:
    paragraphs = TEXTS[name]()
    passages, anchors = registered(paragraphs)
    copy = copies.edited(share)(paragraphs, random.Random(1)).split("\n")
    raw, places = copies.columns(copy, width, height, joined=joined)
    matches = resolve_anchors(Document.read(raw), anchors)
    assert Status.WRONG_TEXT not in {match.status for match in matches}
    for match, (first, last) in zip(matches, passages, strict=True):
        if match.span is not None:
            start, end = match.span
            own = [place for n in range(first, last + 1) for place in places[n]]
            inside = sum(letters(raw[max(start, a) : min(end, b)]) for a, b in own if a < end and b > start)
            assert match.score >= ACCEPTED
            assert inside > 0.5 * sum(letters(raw[a:b]) for a, b in own)
            assert inside > 0.6 * letters(raw[start:end])


def test_one_page_of_columns_leaves_the_others_alone() -> None:
    paragraphs = TEXTS["chronicle"]()
    passages, anchors = registered(paragraphs)
    page, _ = copies.columns(paragraphs[40:46], 35, WHOLE, joined=False)
    raw = "\n".join([*paragraphs[:40], page, *paragraphs[46:]])
    matches = resolve_anchors(Document.read(raw), anchors)
    for match, (first, last) in zip(matches, passages, strict=True):
        assert (match.span is None) == (40 <= first < 46) or last - first, match


def _accepted(matches: tuple[PassageMatch, ...]) -> list[float]:
    return [match.score for match in matches if match.span is not None]


def test_order_alone_attaches_no_passage() -> None:
    """Of two places that come near each other, one in order and poor, the other better and out of it."""
    paragraphs = TEXTS["chronicle"]()
    _, anchors = registered(paragraphs)
    for seed in range(20):
        rng = random.Random(seed)
        worse = [copies.edited(0.35)([text], rng) for text in paragraphs]
        again = [copies.edited(0.25)([text], rng) for text in paragraphs]
        copy = "\n".join([*paragraphs[:30], *worse[30:60], *paragraphs[60:], *again[30:60]])
        assert min(_accepted(resolve_anchors(Document.read(copy), anchors))) >= ACCEPTED

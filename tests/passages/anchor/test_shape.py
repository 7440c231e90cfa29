"""Finding all passages of a book is one pass over it; how long that takes, the benchmarks measure."""

import random

import pytest

from quizgen.passages.anchor.anchor import Anchor, PassageMatch, Status
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.extent import record
from quizgen.passages.anchor.locate import resolve_anchors
from tests.passages.anchor import copies
from tests.passages.anchor.chronicle import chronicle
from tests.work import lines_run


def found(passages: int, edit: copies.Edit) -> tuple[tuple[PassageMatch, ...], int]:
    """Where so many passages are in an edited copy of their text, and how many lines of Python found them."""
    paragraphs = [f"Entry {n} of the book. {text}" for n, text in enumerate(chronicle(passages))]
    document = Document.read("\n".join(paragraphs))
    anchors = [
        record(document, Anchor(id=str(n), from_=" ".join(text.split()[:5])), (block.start, block.end))
        for n, (text, block) in enumerate(zip(paragraphs, document.blocks, strict=True))
    ]
    copy = edit(paragraphs, random.Random(1))
    matches: list[PassageMatch] = []
    work = lines_run(lambda: matches.extend(resolve_anchors(Document.read(copy), anchors)))
    return tuple(matches), work


def interrupted(paragraphs: copies.Paragraphs, _: random.Random) -> str:
    middle = len(paragraphs) // 2
    return "\n".join([*paragraphs[:middle], "A paragraph that is new.", *paragraphs[middle:]])


@pytest.mark.parametrize(
    ("edit", "most", "statuses"),
    [
        (interrupted, 11, {Status.OK, Status.MOVED}),
        # Likenesses are gathered, and a longer text has some more of them for each passage.
        (copies.edited(0.05), 15, {Status.OK, Status.CHANGED, Status.DOUBTFUL}),
    ],
)
def test_ten_times_the_passages_are_about_ten_times_the_work(
    edit: copies.Edit, most: float, statuses: set[Status]
) -> None:
    """No passage is looked for by a pass of its own: a hundred times the work would tell."""
    few, many = found(100, edit), found(1_000, edit)
    assert {match.status for match in (*few[0], *many[0])} == statuses
    assert 5 * few[1] < many[1] < most * few[1]

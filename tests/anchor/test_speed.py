"""Finding all passages of a book costs less than reading it."""

import time
from collections.abc import Callable

from quizgen.anchor import Anchor, Document, Status, record, resolve
from quizgen.anchor.normalise import normalise

from .chronicle import chronicle


def seconds(work: Callable[[], object]) -> float:
    """The processor time of *work*, the best of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def test_finding_passages_costs_at_most_twice_the_normalising() -> None:
    paragraphs = [f"Entry {n} of the book. {text}" for n, text in enumerate(chronicle(1200))]
    raw = "\n".join(paragraphs)
    document = Document.read(raw)
    anchors = [
        record(document, Anchor(id=str(n), from_=" ".join(text.split()[:5])), (block.start, block.end))
        for n, (text, block) in enumerate(zip(paragraphs, document.blocks, strict=True))
    ]
    copy = "\n".join([*paragraphs[:600], "A paragraph that is new.", *paragraphs[600:]])

    def reading() -> None:
        normal = normalise(copy)
        assert normal.letters_before[-1] == len(normal.letters)

    fresh = [Document.read(copy) for _ in range(3)]
    finding = seconds(lambda: resolve(fresh.pop(), anchors))
    assert finding <= 2 * seconds(reading)
    assert {found.status for found in resolve(Document.read(copy), anchors)} == {Status.OK, Status.MOVED}

"""Anchors as the lock records them, of passages that are found by their opening words."""

from collections.abc import Sequence
from dataclasses import replace

from quizgen.passages.anchor.anchor import Anchor
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.extent import record
from quizgen.passages.anchor.locate import resolve_anchors


def describe(document: Document, anchor: Anchor, others: Sequence[Anchor] = ()) -> Anchor:
    """Return *anchor* with what the lock records of its passage, which is found by its opening words alone.

    If several blocks open alike, the anchor's ¶ number decides between them. A block with which one of the *others*
    opens is never added to the passage. Raises LookupError if the passage is not found, or not beyond doubt.
    """
    match = resolve_anchors(document, (replace(anchor, fingerprint=None), *others))[0]
    if match.span is None:
        raise LookupError(f"{match.status}: {anchor.from_}")
    return record(document, anchor, match.span)

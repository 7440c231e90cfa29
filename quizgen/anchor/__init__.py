"""Anchors: how the passages of a bank are found again in a user's copy of their text, and what they say there."""

from quizgen.anchor.anchor import Anchor, Guess, Located, Status
from quizgen.anchor.document import Document
from quizgen.anchor.extent import record
from quizgen.anchor.facts import evidence, missing
from quizgen.anchor.locate import describe, resolve
from quizgen.anchor.sketch import Fingerprint, overlap

__all__ = [
    "Anchor",
    "Document",
    "Fingerprint",
    "Guess",
    "Located",
    "Status",
    "describe",
    "evidence",
    "missing",
    "overlap",
    "record",
    "resolve",
]

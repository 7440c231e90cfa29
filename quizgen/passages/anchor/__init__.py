"""Anchors: how the passages of a bank are found again in a user's copy of their text, and what they say there."""

from quizgen.passages.anchor.anchor import Anchor, Guess, Located, Status
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.extent import record
from quizgen.passages.anchor.fingerprint import Fingerprint, overlap
from quizgen.passages.anchor.locate import describe, resolve
from quizgen.passages.evidence import evidence, missing

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

"""What the tests share: small banks of our own, written to a temporary folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.sample import init

HEAD = """\
format: 1
id: small
title: A small bank
version: "1.0"
language: en
licence: CC0 1.0
report: Tell your teacher.
texts:
  tale:
    short: The Tale
    author: The quizgen contributors
    title: The Tale
    published: written for these tests
    file: tale.txt
    begins: Once upon a time there
    sections:
      start: {title: The start, summary: How it starts.}
      end: {title: The end, summary: How it ends.}
passages:
  T1:
    section: start
    from: Once upon a time there
    label: A miller
    gist: A miller lives by a river.
  T2:
    section: end
    from: In the end he left
    label: Departure
    gist: The miller leaves.
deck:
  id: tale
  name: The Tale
  description: A tale.
  select: {texts: [tale]}
questions:
"""

ITEM = """\
  - short: miller
    at: T1
    ask: Who lived by the river in the tale?
    answer: a miller
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a bank whose head ends with *questions*, and further files; returns the head's path."""

    def make(questions: str = ITEM, *, head: str = HEAD, **files: str) -> Path:
        path = tmp_path / "questions.yaml"
        path.write_text(head + questions, encoding="utf-8")
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return path

    return make


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The folder of a new sample bank."""
    init(tmp_path / "sample")
    return tmp_path / "sample"

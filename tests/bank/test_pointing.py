"""Pointing: a finding is shown at the very words, however the value is written."""

from pathlib import Path

import pytest

from quizgen.bank import pointing
from quizgen.bank.bank import Bank
from quizgen.bank.load import load
from quizgen.bank.pointing import Pointer

ITEMS = """\
questions:
  - short: folded
    at: P1
    ask: >-
      Who, on the first of June,
      had the gates
      closed?
    answer: Karl Wessel
    facts:
      - gates
      - first of June
    distractors:
      Ida Brandt: She had the gates opened.
      Emil Holt: He wrote.
  - short: plain
    at: P1
    ask: Who closed the gates, and who the doors?
    answer: "Wessel, Karl"
    why: gates
"""
HEAD = """\
format: 1
id: b
title: B
version: "1"
licence: CC0
report: Nobody.
texts:
  t: {short: T, author: A, title: T, published: P, file: t.txt, begins: On, sections: {s: {title: S, summary: S.}}}
passages:
  P1: {section: s, from: On, label: L, gist: G.}
include: [items.yaml]
"""


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    (tmp_path / "questions.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "items.yaml").write_text(ITEMS, encoding="utf-8")
    loaded, problems = load(tmp_path)
    assert loaded is not None
    assert not problems
    return loaded


@pytest.mark.parametrize(
    ("item", "name", "index", "words", "line", "column"),
    [
        ("folded", "ask", 0, "first of June", 5, 19),
        ("folded", "ask", 0, "had the gates closed?", 6, 7),
        ("folded", "ask", 0, "June, had", 5, 28),
        ("folded", "ask", 0, "not there", 4, 10),
        ("folded", "ask", 0, "", 4, 10),
        ("folded", "facts", 1, "first of June", 11, 9),
        ("folded", "facts", 1, "", 11, 9),
        ("folded", "distractors", 0, "Emil Holt", 14, 7),
        ("folded", "distractors", 0, "gates", 13, 31),
        ("folded", "", 0, "", 2, 5),
        ("plain", "ask", 0, "gates", 17, 25),
        ("plain", "answer", 0, "Karl", 18, 22),
        ("plain", "answer", 0, "gates", 18, 13),
    ],
)
def test_a_place_is_that_of_the_words(
    bank: Bank, item: str, name: str, index: int, words: str, line: int, column: int
) -> None:
    place = Pointer().place(bank.items[item], name, index, words)
    assert (place.line, place.column) == (line, column)


def test_a_file_that_went_away_is_no_trouble(bank: Bank) -> None:
    Path(bank.items["plain"].place().path).unlink()
    assert Pointer().place(bank.items["plain"], "ask", words="gates").line == 17


def test_words_far_into_a_value_are_not_looked_for(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pointing, "MAX_CHARACTERS", 20)
    assert Pointer().place(bank.items["plain"], "ask", words="closed").column == 14
    assert Pointer().place(bank.items["plain"], "ask", words="doors").column == 10


@pytest.mark.parametrize("break_", ["\r", "\r\n", "\x85", "\u2028", "\u2029"])
def test_words_are_found_whatever_ends_the_lines(bank: Bank, break_: str) -> None:
    (bank.folder / "items.yaml").write_bytes(ITEMS.replace("\n", break_).encode())
    reloaded, _ = load(bank.folder)
    assert reloaded is not None
    place = Pointer().place(reloaded.items["folded"], "ask", words="June, had")
    assert (place.line, place.column) == (5, 28)

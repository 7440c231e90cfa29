"""Blocks: paragraphs, in whatever way a copy breaks its lines."""

import random
import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.text.paragraphs import blocks
from tests.passages.anchor import copies
from tests.passages.anchor.chronicle import chronicle


def texts(raw: str) -> list[str]:
    """The blocks' texts, each on one line."""
    return [" ".join(raw[block.start : block.end].split()) for block in blocks(raw)]


LINES = "The first ends here.\nThe second asks: why?\n***\nThe third says:\n“A quotation.”\n"
SPACED = "\ufeffTitle (78)\n\nThe first goes on over\nseveral lines, as typed\nby hand.\n\n  \n* * *\n\nThe second.\r\n"
INDENTED = """\
   A first line that is set in by three and goes
on to the margin, with several more lines, and it
ends with one that is as long as all the others.
   The second begins likewise, and it also goes on
for a line or two until it stops."""
SOLID = """\
A paragraph that fills its lines as well as it can
be done, and then comes to its end on a short one.
Of the same sort is this one, which has more to it
than a line but ends early.
The third follows it without a blank line, and you
see where it begins, since the line before is short."""


@pytest.mark.parametrize(
    ("raw", "count", "last"),
    [
        (LINES, 4, "“A quotation.”"),
        (SPACED, 3, "The second."),
        (INDENTED, 2, "The second begins likewise, and it also goes on for a line or two until it stops."),
        (SOLID, 2, "The third follows"),
        ("one line", 1, "one line"),
        ("***\n\n—\n", 0, ""),
        ("", 0, ""),
    ],
)
def test_style_is_read_off_the_text(raw: str, count: int, last: str) -> None:
    found = texts(raw)
    assert len(found) == count
    assert "".join(found[-1:]).startswith(last)


def test_a_quotation_at_a_lines_end_does_not_end_a_wrapped_paragraph() -> None:
    text = textwrap.fill("He said “no.” " * 40, 50)
    assert len(blocks(text)) == 1


@pytest.mark.parametrize("layout", [copies.lines, copies.spaced, copies.wrapped, copies.hyphenated])
def test_layouts_have_the_same_paragraphs(layout: copies.Edit) -> None:
    written = chronicle(60)
    assert len(blocks(layout(written, random.Random(1)))) == len(written)


def test_paragraphs_that_only_a_short_last_line_ends_are_nearly_all_found() -> None:
    written = chronicle(60)
    assert 52 <= len(blocks(copies.solid(written, random.Random(1)))) <= 60


@given(st.text(st.sampled_from("ab1 .\n\t*“”-\u00a0\ufeff\r\x0c")))
def test_every_letter_is_in_one_block(raw: str) -> None:
    found = blocks(raw)
    inside = {at for block in found for at in range(block.start, block.end)}
    assert {at for at, char in enumerate(raw) if char.isalnum()} <= inside
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert [block.ordinal for block in found] == list(range(1, len(found) + 1))
    assert all(raw[block.start : block.end].strip() == raw[block.start : block.end] for block in found)

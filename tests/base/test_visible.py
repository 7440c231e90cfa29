"""What acts on a terminal and is not seen: shown by its number, and nothing else changed."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.base.visible import visible, visible_json, visible_line

TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
"""The classes of the characters that turn the direction of a text; three marks have the class of letters."""


def acts(character: str) -> bool:
    """Whether Unicode says that a character is a control, a mark of direction, a break or no character at all."""
    category = unicodedata.category(character)
    turns = category == "Cf" and (unicodedata.bidirectional(character) in TURNING or character in "\u061c\u200e\u200f")
    return character not in "\t\n" and (category in {"Cc", "Cs", "Zl", "Zp"} or turns)


@pytest.mark.parametrize("plane", range(17))
def test_every_character_that_acts_is_shown_by_its_number(plane: int) -> None:
    for code in range(plane << 16, (plane + 1) << 16):
        if acts(chr(code)):
            assert visible(chr(code)) == f"[U+{code:04X}]"


@given(st.text(st.characters(categories=("L", "M", "N", "P", "S", "Zs"), include_characters="\t\n\u200d\u00ad")))
def test_all_else_is_shown_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_a_line_stays_one_line() -> None:
    assert visible_line("a\n\u2028b") == "a[U+000A][U+2028]b"


@given(st.text(st.characters(exclude_categories=())))
def test_json_keeps_its_meaning(text: str) -> None:
    shown = visible_json(json.dumps([text], ensure_ascii=False))
    assert json.loads(shown) == [text]
    assert visible(shown) == shown

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.languages.direction import left_to_right


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("20 minutes", "\u200e20 minutes\u200e"),
        ("   Circle one letter. ", "   \u200eCircle one letter.\u200e "),
        ("1–C 2–A", "\u200e1–C 2–A\u200e"),
        ("Москва, 1937.", "\u200eМосква, 1937.\u200e"),
    ],
)
def test_words_from_left_to_right_are_marked_at_both_ends(text: str, marked: str) -> None:
    assert left_to_right(text) == marked


@pytest.mark.parametrize("text", ["", "  ", "1937–38.", "____ ", "\u05d1\u05d0\u05e8", "\u0628\u0626\u0631 No. 3"])
def test_other_words_are_left_alone(text: str) -> None:
    assert left_to_right(text) == text


@given(st.text())
def test_nothing_is_lost(text: str) -> None:
    assert left_to_right(text).replace("\u200e", "") == text.replace("\u200e", "")

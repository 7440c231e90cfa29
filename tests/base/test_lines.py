"""Lines: every break of YAML ends one, and line, column and offset lead back to each other."""

from hypothesis import given
from hypothesis import strategies as st

from quizgen.base import lines
from quizgen.base.lines import LineIndex

TEXTS = st.text(st.sampled_from([*lines.BREAKS, "a", " ", "\x0b", "\x0c", "\x1c", "é"]), max_size=12)


@given(TEXTS)
def test_every_character_is_in_a_line_that_exists(text: str) -> None:
    index = LineIndex(text)
    for offset, character in enumerate(text):
        line, column = index.position(offset)
        assert index.offset(line, column) == offset
        if character not in lines.BREAKS:
            assert lines.split(text)[line - 1][column - 1] == character


def test_a_carriage_return_and_a_line_feed_are_one_break() -> None:
    assert lines.split("a\r\nb\rc\n\rd\x85e\u2028f\u2029") == ["a", "b", "c", "", "d", "e", "f", ""]

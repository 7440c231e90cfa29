import pytest

from quizgen.languages.ranges import numbered


@pytest.mark.parametrize(("first", "last", "shown"), [(0, 0, ""), (1, 1, "¶ 1"), (6, 7, "¶¶ 6–7"), (9, 12, "¶¶ 9–12")])
def test_a_range_of_one_is_one_number(first: int, last: int, shown: str) -> None:
    assert numbered(first, last) == shown


def test_a_language_names_paragraphs_and_lines_as_it_does() -> None:
    assert numbered(3, 3, "Z. {number}", "Z. {first}–{last}") == "Z. 3"
    assert numbered(3, 5, "Abs. {number}", "Abs. {first} bis {last}") == "Abs. 3 bis 5"

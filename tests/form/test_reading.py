import pytest

from quizgen.form.reading import when


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1866", (1866, 0, 0)),
        ("July 1937", (1937, 7, 0)),
        ("28 April 1938", (1938, 4, 28)),
        ("mid-1930s", (1930, 6, 0)),
        ("early 1937", (1937, 1, 0)),
        ("autumn 1936", (1936, 9, 0)),
        ("1937–38", (1937, 0, 0)),
        ("very soon afterwards", (0, 0, 0)),
    ],
)
def test_dates_sort_as_a_reader_would_sort_them(text: str, date: tuple[int, int, int]) -> None:
    assert when(text) == date

import pytest

from quizgen.text.dates import Date, any_calendar, calendar, is_range


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1866", (1866, 0, 0)),
        ("July 1937", (1937, 7, 0)),
        ("mid-July 1937", (1937, 7, 15)),
        ("28 April 1938", (1938, 4, 28)),
        ("April 28, 1938", (1938, 4, 28)),
        ("Sept. 1937", (1937, 9, 0)),
        ("30 December (1938)", (1938, 12, 30)),
        ("early 1937", (1937, 1, 0)),
        ("autumn 1936", (1936, 9, 0)),
        ("1937–38", (1937, 0, 0)),
        ("July 1937–38", (1937, 7, 0)),
        ("the 1930s", (1930, 0, 0)),
        ("mid-1930s", (1934, 6, 0)),
        ("late 1940s and early 1950s", (1947, 10, 0)),
        ("very soon afterwards", (0, 0, 0)),
    ],
)
def test_dates_sort_as_a_reader_would_sort_them(text: str, date: Date) -> None:
    assert calendar("en").begins(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("28. März 1938", (1938, 3, 28)),
        ("Jänner 1937", (1937, 1, 0)),
        ("Anfang 1937", (1937, 1, 0)),
        ("im Frühjahr 1937", (1937, 3, 0)),
        ("Mitte der 1930er Jahre", (1934, 6, 0)),
        ("May 1937", (1937, 0, 0)),
    ],
)
def test_each_language_has_its_calendar(text: str, date: Date) -> None:
    assert calendar("de").begins(text) == calendar("de-AT").begins(text) == date


def test_a_language_that_does_not_ship_has_no_names_of_months() -> None:
    assert calendar("xx").months == {}
    assert calendar("xx").begins("1937") == (1937, 0, 0)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("between 1937 and 1938", (1937, 0, 0), (1938, 0, 0)),
        ("1937–38", (1937, 0, 0), (1938, 0, 0)),
        ("28–30 April 1938", (1938, 4, 28), (1938, 4, 30)),
        ("December 1937–March 1938", (1937, 12, 0), (1938, 3, 0)),
        ("by the end of May 1937", (1937, 5, 30), (1937, 5, 30)),
        ("im Mai 1937", (1937, 5, 0), (1937, 5, 0)),
        ("in the late 1930s", (1937, 10, 0), (1937, 10, 0)),
    ],
)
def test_a_date_and_hardly_more_has_a_beginning_and_an_end(text: str, first: Date, last: Date) -> None:
    assert any_calendar().span(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["1,500", "1200 men", "the trial of January 1937", "1937 and 1938", "1938–37", "five", "25", "in spring", ""],
)
def test_what_says_more_or_names_neither_year_nor_month_is_no_date(text: str) -> None:
    assert any_calendar().span(text) is None


@pytest.mark.parametrize("text", ["1936–38", "3 - 5 may", "1911 to 1912", "1911 bis 1912", "between 3 june and 5 june"])
def test_a_range_is_known_by_its_dash_or_its_words_in_every_language(text: str) -> None:
    assert is_range(text)


@pytest.mark.parametrize("text", ["may 1911 and june 1912", "today", "well-known", "between them"])
def test_two_dates_are_not_yet_a_range(text: str) -> None:
    assert not is_range(text)

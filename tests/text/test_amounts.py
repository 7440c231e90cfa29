import pytest

from quizgen.text.amounts import quantity, ranks


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1937", (1937,)),
        ("25,000", (25000,)),
        ("25,000 to 30,000", (25000,)),
        ("about 2.5 million", (2_500_000,)),
        ("five", (5,)),
        ("28 April 1938", (1938, 4, 28)),
        ("January 1937", (1937, 1)),
        ("spring 1937", (1937,)),
        ("1937–38", (1937,)),
        ("1937 and 1938", None),
        ("5 of the people who were there", None),
        ("the trial of January 1937", None),
        ("several thousand", None),
    ],
)
def test_dates_and_numbers_are_known(text: str, value: tuple[float, ...] | None) -> None:
    assert quantity(text) == value


@pytest.mark.parametrize(
    "in_order",
    [
        ["two", "four", "five", "twelve"],
        ["5 percent", "20%", "one third", "about half", "80 per cent"],
        ["a third of the members", "half of the members", "two thirds of the members"],
        ["20 per cent", "half", "4/5"],
        ["six days", "two weeks", "half a year", "eight months", "a year", "five years"],
        ["at least 242", "about 600", "more than 3,000"],
        ["800 thousand", "1.25 million", "2 million", "2 to 3 million"],
        ["fifty", "a hundred", "a thousand"],
        ["2,500 to 3,000", "10,000 to 15,000", "25,000 to 30,000"],
        ["five", "between ten and twenty", "100"],
        ["1 month", "3 months"],
        ["500", "3.000"],
        ["1 Jahr", "5 Jahre", "12 Jahre"],
        ["the Third Congress", "the Fifth Congress"],
        ["three weeks in prison", "eight weeks in prison"],
        ["1934–35", "1936", "1937", "1937–38"],
        ["the 1920s", "the 1930s", "the mid-1930s", "1938"],
        ["Oct. 1936", "Aug. 1937", "11 September 1937"],
        ["im Oktober 1936", "im Mai 1937"],
        ["April", "May", "June"],
        ["9 May", "7 November"],
    ],
)
def test_quantities_of_one_kind_are_ranked(in_order: list[str]) -> None:
    found = ranks(tuple(in_order))
    assert found is not None
    assert list(found) == sorted(found)
    assert len(set(found)) == len(in_order)


@pytest.mark.parametrize(
    "texts",
    [
        ["several hundred", "several thousand"],
        ["5 kopecks", "3 roubles"],
        ["80 per cent", "80"],
        ["7 November", "9 May 1937"],
        ["842 and 242", "5"],
        ["one in ten", "one in three"],
        ["five years", "for life"],
        ["before 1937", "in 1937", "after 1937"],
    ],
)
def test_what_is_of_several_kinds_or_cannot_be_compared_is_not(texts: list[str]) -> None:
    assert ranks(tuple(texts)) is None

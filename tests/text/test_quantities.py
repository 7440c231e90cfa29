"""Figures and dates are read alike, however they are written."""

import pytest

from quizgen.text.normalise import normalise
from quizgen.text.quantities import quantities


def values(raw: str, *, generous: bool = False) -> list[str]:
    return [each.value for each in quantities(raw, normalise(raw).words, "en", generous=generous)]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("ten of the 16 members", ["10", "16"]),
        ("one third of more than 3,000", ["1/3", "3000"]),
        ("a third of the men, a quarter of the women", ["1/3", "1/4"]),
        ("two thirds, and half of the rest", ["2/3", "1/2"]),
        ("25,000–30,000", ["25000", "30000"]),
        ("1937–38", ["1937", "1938"]),
        ("in the years 1937-1938", ["1937", "1938"]),
        ("the mid-1930s", ["1930s"]),
        ("two hundred and six men", ["206"]),
        ("twenty-five thousand", ["25000"]),
        ("80 per cent", ["80"]),
        ("28 April 1938", ["28", "April", "1938"]),
        ("April 28, 1938", ["April", "28", "1938"]),
        ("the sixth day, the 6th hour", ["6", "6"]),
        ("the Twentieth Congress", ["20"]),
        ("in May he may march", ["May"]),
        ("by March 1938", ["March", "1938"]),
        ("one of them, at first, a second time", []),
        ("the Second International", []),
        ("both men, once", []),
        ("VKP(b), T4 and B52", []),
        ("nothing at all", []),
    ],
)
def test_a_figure_has_one_value(raw: str, found: list[str]) -> None:
    assert values(raw) == found


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("both of them", ["2"]),
        ("one and the same", ["1"]),
        ("a dozen", ["12"]),
        ("the third congress", ["1/3", "3"]),
        ("they may go", ["May"]),
    ],
)
def test_a_text_to_look_things_up_in_is_read_generously(raw: str, found: list[str]) -> None:
    assert values(raw, generous=True) == found


def test_a_quantity_knows_its_words() -> None:
    raw = "On 28 April 1938 twenty-five of 132 men were freed."
    found = quantities(raw, normalise(raw).words, "en")
    assert [raw[each.start : each.end] for each in found] == ["28", "April", "1938", "twenty-five", "132"]

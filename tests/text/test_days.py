"""Days of the calendar are read alike, however they are written, and what is counted is none."""

import pytest

from quizgen.languages.calendar import calendar_words
from quizgen.text.dates import calendar
from quizgen.text.days import days, is_held
from quizgen.text.normalise import normalise


def read(raw: str, *, generous: bool = False) -> dict[str, list[str]]:
    found = days(raw, normalise(raw).words, "en", generous=generous)
    return {day: list(years) for day, years in found.items()}


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("on 11 February 1912", {"11 February": ["1912"]}),
        ("on _11 February_ 1912", {"11 February": ["1912"]}),
        ("on the 11th of February", {"11 February": [""]}),
        ("the eleventh of February, 1912", {"11 February": ["1912"]}),
        ("the third day of June", {"3 June": [""]}),
        ("February 11, 1912", {"11 February": ["1912"]}),
        ("Feb. 11", {"11 February": [""]}),
        ("Sept. 4 1912", {"4 September": ["1912"]}),
        ("SEPTEMBER 4", {"4 September": [""]}),
        ("June the twenty-third", {"23 June": [""]}),
        ("the Twenty First of May", {"21 May": [""]}),
        ("28–29 April 1912", {"28 April": ["1912"], "29 April": ["1912"]}),
        ("between the 3rd and the 11th of February", {"3 February": [""], "11 February": [""]}),
        ("June 3 and 5, 1911", {"3 June": ["1911"], "5 June": ["1911"]}),
        ("from 28 April to 3 May 1912", {"28 April": [""], "3 May": ["1912"]}),
        ("June 3, 4 July 1911", {"3 June": [""], "4 July": ["1911"]}),
        ("on 3 June 1911 and 3 June 1912", {"3 June": ["1911", "1912"]}),
        ("on the third of June. 1911 was long", {"3 June": [""]}),
        ("on 3 June 1500 men came", {"3 June": [""]}),
        ("on 31 August 1911 Jan Holt wrote", {"31 August": ["1911"]}),
        ("in June 12 ships lay there", {}),
        ("in May 1911, by March", {}),
        ("the thirty-third of May, 45 June, 0 July", {}),
        ("on the 11th he came, in February", {}),
        ("nothing at all", {}),
    ],
)
def test_a_date_has_its_day_its_month_and_its_year(raw: str, found: dict[str, list[str]]) -> None:
    assert read(raw) == found


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("by June 12 delegates had come", {"12 June": [""]}),
        ("in February, it was on the 11th, he came", {"11": [""]}),
        ("in February he came; on the eleventh he left", {"11": [""]}),
        ("in February he met the eleventh man", {}),
        ("on the 11th of February", {"11 February": [""]}),
        ("on the eleventh he left", {}),
    ],
)
def test_a_text_to_look_things_up_in_may_name_the_month_apart(raw: str, found: dict[str, list[str]]) -> None:
    assert read(raw, generous=True) == found


@pytest.mark.parametrize(("form", "number"), calendar("en").months.items())
def test_the_checker_knows_every_form_of_a_month_by_which_dates_are_sorted(form: str, number: int) -> None:
    assert read(f"on 3 {form.title()}") == {f"3 {calendar_words('en').month_names[number - 1]}": [""]}


def test_a_date_keeps_its_words() -> None:
    raw = "It was 28–29 April 1912."
    assert days(raw, normalise(raw).words, "en")["29 April"] == {"1912": "28–29 April 1912"}


def test_a_day_is_held_unless_its_year_is_another() -> None:
    known = {"3 June": {"1911": "3 June 1911"}, "9 May": {"": "9 May"}}
    assert is_held("3 June", "1911", known)
    assert is_held("3 June", "", known)
    assert is_held("9 May", "1911", known)
    assert not is_held("3 June", "1912", known)
    assert not is_held("4 June", "1911", known)


def test_a_long_list_of_numbers_names_no_day_and_is_soon_read() -> None:
    raw = ", ".join(["3"] * 20_000) + " in June"
    assert read(raw) == {}

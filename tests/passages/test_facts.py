"""Facts: what a short text states, what a long one can be said to state, and what is lacking between them."""

import pytest

from quizgen.bank.entries import Person, Variant
from quizgen.bank.format.schema import Id
from quizgen.bank.names import NameIndex
from quizgen.passages.facts import Facts, held, lacking, stated, union
from quizgen.text.capitals import Capitals
from quizgen.text.inline import Prose
from quizgen.text.normalise import normalise

BRANDT = Person(id=Id("brandt"), name="Ida Brandt", role=Prose("r"), variants=(Variant(form="Ada Brand"),))
INDEX = NameIndex([BRANDT], offices=True)
ELSEWHERE = "They went from Osterby to the quay in autumn. In Osterby nobody met Brandt. Where were the people?"


def facts(raw: str) -> Facts:
    normal = normalise(raw)
    elsewhere = f"{raw} {ELSEWHERE}"
    return stated(raw, normal, INDEX.mentions(normal.words), Capitals(elsewhere, normalise(elsewhere), "en"))


def test_a_text_states_figures_people_and_names() -> None:
    found = facts("In 1911 Ida Brandt went to Osterby.")
    assert found.quantities == {"1911": "1911"}
    assert found.entries == {"brandt": "Ida Brandt"}
    assert found.names == {"osterby": "Osterby"}


def test_a_first_word_is_a_name_where_it_is_one_elsewhere() -> None:
    assert facts("Osterby was far away.").names == {"osterby": "Osterby"}
    assert facts("Where was the town?").names == {}
    assert facts("People were far away.").names == {}


def test_a_lone_word_is_a_name_unless_it_is_written_small_elsewhere() -> None:
    assert facts("Lund").names == {"lund": "Lund"}
    assert facts("Autumn").names == {}


def test_a_person_is_held_in_any_form() -> None:
    assert not lacking(facts("Ida Brandt"), held("Then Ada Brand came.", INDEX, "en"))
    assert lacking(facts("Ida Brandt"), held("Then Karl Wessel came.", INDEX, "en")).entries


def test_a_name_is_held_by_a_word_that_begins_as_it_does() -> None:
    assert not lacking(facts("He came from Osterby."), held("an Osterbyan", INDEX, "en")).names
    assert lacking(facts("He came from Osterby."), held("from Oslo", INDEX, "en")).names


def test_a_figure_is_held_however_it_is_written() -> None:
    assert not lacking(facts("a third of 400 men"), held("four hundred; a third; others", INDEX, "en"))
    assert set(lacking(facts("9 of 27 men"), held("nine men", INDEX, "en")).quantities) == {"27"}


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("11 February 1912", "on the 11th of February; it was 1912"),
        ("11 February 1912", "Feb. 11, 1912"),
        ("29 April 1912", "28–29 April 1912"),
        ("11 February 1912", "In February 1912 he came. On the 11th, he left."),
        ("in February 1912", "on 11 February 1912"),
    ],
)
def test_a_date_is_held_however_it_is_written(key: str, text: str) -> None:
    assert not lacking(facts(key), held(text, INDEX, "en"))


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("3 February 1912", "on 11 February 1912, with 3 men", "3 February 1912"),
        ("7 August 1921", "on 3 August 1921, by seven to four", "7 August 1921"),
        ("11 February 1911", "on 11 February 1912, and not in 1911", "11 February 1911"),
        ("12 February 1912", "on 11 February 1912", "12 February 1912"),
        ("11 February 1911", "on 11 February", "1911"),
    ],
)
def test_a_date_whose_parts_stand_apart_is_told_once(key: str, text: str, told: str) -> None:
    assert lacking(facts(key), held(text, INDEX, "en")).figures == (told,)


def test_a_day_and_its_month_may_stand_in_two_texts() -> None:
    known = held("in February 1912", INDEX, "en"), held("They left in May or so. On the 11th, they came.", INDEX, "en")
    assert not lacking(facts("11 February 1912"), *known)
    assert lacking(facts("12 February 1912"), *known).figures == ("12 February 1912",)


def test_what_several_texts_hold_is_held() -> None:
    known = held("in 1911", INDEX, "en"), held("in 1912", INDEX, "en")
    assert not lacking(facts("from 1911 to 1912"), *known)
    assert not lacking(facts("from 1911 to 1912"), union(known))
    dated = held("on 3 June 1911", INDEX, "en"), held("on 3 June 1912", INDEX, "en")
    assert not lacking(facts("3 June 1911, 3 June 1912"), union(dated))


def test_a_name_at_the_end_of_a_text_is_no_longer_than_the_text() -> None:
    longer = Variant(form="Ida Brandt of Varnholm")
    index = NameIndex([Person(id=Id("brandt"), name="Ida Brandt", role=Prose("r"), variants=(longer,))])
    (mention,) = index.mentions(normalise("Ida Brandt").words)
    assert (mention.first, mention.after) == (0, 2)

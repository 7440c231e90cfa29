"""Facts: what a short text states, what a long one can be said to state, and what is lacking between them."""

from quizgen.anchor.normalise import normalise
from quizgen.inline import Prose
from quizgen.model import Person, Variant
from quizgen.names import NameIndex
from quizgen.rules.capitals import Capitals
from quizgen.rules.facts import Facts, held, lacking, stated, union
from quizgen.schema import Id

BRANDT = Person(id=Id("brandt"), name="Ida Brandt", role=Prose("r"), variants=(Variant(form="Ada Brand"),))
INDEX = NameIndex([BRANDT], offices=True)
ELSEWHERE = "They went from Osterby to the quay in autumn. In Osterby nobody met Brandt. Where were the people?"


def facts(raw: str) -> Facts:
    normal = normalise(raw)
    elsewhere = f"{raw} {ELSEWHERE}"
    return stated(raw, normal, INDEX.mentions(normal.words), Capitals(elsewhere, normalise(elsewhere)))


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
    assert not lacking(facts("Ida Brandt"), held("Then Ada Brand came.", INDEX))
    assert lacking(facts("Ida Brandt"), held("Then Karl Wessel came.", INDEX)).entries


def test_a_name_is_held_by_a_word_that_begins_as_it_does() -> None:
    assert not lacking(facts("He came from Osterby."), held("an Osterbyan", INDEX)).names
    assert lacking(facts("He came from Osterby."), held("from Oslo", INDEX)).names


def test_a_figure_is_held_however_it_is_written() -> None:
    assert not lacking(facts("a third of 400 men"), held("four hundred; a third; others", INDEX))
    assert set(lacking(facts("9 of 27 men"), held("nine men", INDEX)).quantities) == {"27"}


def test_what_several_texts_hold_is_held() -> None:
    known = held("in 1911", INDEX), held("in 1912", INDEX)
    assert not lacking(facts("from 1911 to 1912"), *known)
    assert not lacking(facts("from 1911 to 1912"), union(known))


def test_a_name_at_the_end_of_a_text_is_no_longer_than_the_text() -> None:
    longer = Variant(form="Ida Brandt of Varnholm")
    index = NameIndex([Person(id=Id("brandt"), name="Ida Brandt", role=Prose("r"), variants=(longer,))])
    (mention,) = index.mentions(normalise("Ida Brandt").words)
    assert (mention.first, mention.after) == (0, 2)

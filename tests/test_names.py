from quizgen.model import Person, Term, Variant
from quizgen.names import NameIndex
from quizgen.schema import Id


def person(name: str, *forms: str) -> Person:
    identity = Id(name.split()[-1].casefold())
    return Person(id=identity, name=name, role="someone", variants=tuple(Variant(form=form) for form in forms))  # type: ignore[arg-type]


PEOPLE = [
    person("Milan Gorkić", "Gorkic"),
    person("Heinz Neumann"),
    person("Margarete Buber-Neumann"),
    person("Anna Neumann"),
    Term(id=Id("ecci"), name="ECCI", gloss="a committee"),  # type: ignore[arg-type]
]


def named(text: str) -> list[str]:
    return [entry.name for entry in NameIndex(PEOPLE).mentioned(text)]


def test_a_name_is_found_with_and_without_its_accents() -> None:
    assert named("In 1937 Milan Gorkic …") == named("Gorkić was summoned.") == ["Milan Gorkić"]


def test_the_longest_name_wins() -> None:
    assert named("Margarete Buber-Neumann recalled it.") == ["Margarete Buber-Neumann"]


def test_a_surname_that_two_share_names_neither() -> None:
    assert named("Neumann was arrested.") == []


def test_names_come_once_in_the_order_of_their_mention() -> None:
    assert named("The ECCI summoned Gorkić; the ECCI waited.") == ["ECCI", "Milan Gorkić"]


def test_many_texts_are_read_as_each_alone_and_no_name_runs_over_their_edges() -> None:
    texts = ["Gorkić and the ECCI", "", "Milan", "Gorkic ꙮ Heinz", "Neumann; Heinz Neumann."]
    index = NameIndex(PEOPLE)
    assert list(index.mentioned_in_each(texts)) == [index.mentioned(each) for each in texts]

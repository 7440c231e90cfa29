from quizgen.bank.entries import Person, Term, Variant
from quizgen.bank.format.schema import Id
from quizgen.bank.names import NameIndex


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


def named(*texts: str) -> list[str]:
    return [entry.name for entry in NameIndex(PEOPLE).mentioned(*texts)]


def test_a_name_is_found_with_and_without_its_accents() -> None:
    assert named("In 1937 Milan Gorkic …") == named("Gorkić was summoned.") == ["Milan Gorkić"]


def test_the_longest_name_wins() -> None:
    assert named("Margarete Buber-Neumann recalled it.") == ["Margarete Buber-Neumann"]


def test_a_surname_that_two_share_names_neither() -> None:
    assert named("Neumann was arrested.") == []


def test_names_come_once_in_the_order_of_their_mention() -> None:
    assert named("The ECCI summoned Gorkić; the ECCI waited.") == ["ECCI", "Milan Gorkić"]


def test_no_name_runs_over_the_edge_of_two_texts() -> None:
    assert named("Heinz Neumann") == ["Heinz Neumann"]
    assert named("Heinz", "Neumann") == []

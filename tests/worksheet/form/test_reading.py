from dataclasses import replace

from quizgen.bank.bank import Bank
from quizgen.bank.format.schema import Id, Language, Ref
from quizgen.bank.items.ordering import Order, OrderStep
from quizgen.bank.items.short import Short
from quizgen.bank.model import Directions, Person, Term
from quizgen.text.inline import Prose
from quizgen.worksheet.form.reading import glossary, timeline
from tests.sheets import cited, lindenau, make_item, with_items


def person(name: str, role: str = "a villager", cards: Directions = Directions.BOTH) -> Person:
    id_ = Id(name.replace(" ", "-"))
    return Person(id=id_, name=name, role=Prose(role), at=(Ref("W1"),), cards=cards)


def term(name: str) -> Term:
    return Term(id=Id(f"{name}-term"), name=name, gloss=Prose("a word"), at=(Ref("W1"),))


def names(*entries: Person | Term, bank: Bank | None = None) -> list[tuple[str, str]]:
    people: dict[str, Person] = {entry.id: entry for entry in entries if isinstance(entry, Person)}
    terms: dict[str, Term] = {entry.id: entry for entry in entries if isinstance(entry, Term)}
    bank = replace(bank or lindenau(), people=people, terms=terms)
    return [(gloss.name, gloss.gloss) for gloss in glossary(bank, bank.items.values())]


def test_people_stand_at_their_surnames_and_other_voices_at_their_first_word() -> None:
    listed = (person("Ann Zork"), person("old papers"), person("Šimon Šmid"), term("tax"), person("Bo Adler"))
    assert [name for name, _ in names(*listed)] == ["Bo Adler", "old papers", "Šimon Šmid", "tax", "Ann Zork"]


def test_who_is_the_answer_to_a_question_is_not_told_before_it_is_asked() -> None:
    short = make_item("short", 1, 0, ("W1",))
    assert isinstance(short, Short)
    answer = replace(short, ask=Prose("Who dug?"), answer=Prose("Ann Zork"))
    listed = (person("Ann Zork"), person("Bo Adler"))
    assert [name for name, _ in names(*listed, bank=with_items(answer))] == ["Bo Adler"]
    named_in_stem = replace(answer, ask=Prose("Was it Ann Zork?"))
    assert [name for name, _ in names(*listed, bank=with_items(named_in_stem))] == ["Bo Adler", "Ann Zork"]


def test_a_voice_that_is_a_term_as_well_is_told_once() -> None:
    voice = person("the Gazette", role="the paper that speaks here", cards=Directions.NONE)
    assert names(voice, term("the Gazette")) == [("the Gazette", "a word")]


def test_a_timeline_reads_dates_in_the_language_of_its_bank() -> None:
    steps = [OrderStep(text=Prose(when), when=when) for when in ("5. Oktober 1921", "im Frühjahr 1922", "Mai 1921")]
    orders = [make_item("order", n, 0, ("W1",)) for n, _ in enumerate(steps, 2)]
    dated = [
        replace(order, steps=(step,)) for order, step in zip(orders, steps, strict=True) if isinstance(order, Order)
    ]
    asked = make_item("short", 1, 0, ("W1",))
    bank = with_items(asked, *dated)
    german = replace(bank, head=replace(bank.head, language=Language("de")))
    assert [moment.when for moment in timeline(german, [asked], cited())] == [
        "Mai 1921",
        "5. Oktober 1921",
        "im Frühjahr 1922",
    ]

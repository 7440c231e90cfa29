from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.bank import Bank
from quizgen.bank.cited import BY_PARAGRAPH, CitedRange
from quizgen.bank.format.schema import Language, Ref
from quizgen.bank.items import Item
from quizgen.bank.items.ordering import Order, OrderStep
from quizgen.bank.paper import Style
from quizgen.text.inline import Prose
from quizgen.text.reading.model import Unit
from tests.sheets import PASSAGES, cited, forms, make_item, with_items

SECTIONS = {"W1": "drought", "W2": "drought", "W4": "drought", "W5": "afterwards", "W6": "afterwards"}


def order(number: int, at: str, **dates: str) -> Order:
    """Events to put in order; *dates* has the date of each event."""
    item = make_item("order", number, 0, (at,))
    assert isinstance(item, Order)
    return replace(item, steps=tuple(OrderStep(text=Prose(text), when=when) for text, when in dates.items()))


def events(bank: Bank, *asked: Item) -> list[str]:
    """The events of the timeline where the bank is asked these questions."""
    (form,) = forms(bank, style=Style.READING, select={"ids": tuple(item.id for item in asked)})
    return [moment.text for moment in form.timeline]


ASKED = make_item("short", 1, 0, ("W1",))


def test_a_timeline_reads_dates_in_the_language_of_its_bank() -> None:
    dated = order(2, "W1", a="5. Oktober 1921"), order(3, "W1", b="im Frühjahr 1922"), order(4, "W1", c="Mai 1921")
    bank = with_items(ASKED, *dated)
    german = replace(bank, head=replace(bank.head, language=Language("de")))
    assert events(german, ASKED) == ["c", "a", "b"]


def test_a_timeline_has_no_event_of_the_passages_of_an_order_that_is_asked() -> None:
    others = order(2, "W1", a="1921", b="1922"), order(3, "W2", c="1923", d="1924")
    asked = order(4, "W1", e="1911", f="1912")
    bank = with_items(*others, asked)
    assert events(bank, asked) == ["c", "d"]


@pytest.mark.parametrize("same", [{"c": "1925"}, {"g": "1911"}], ids=["wording", "date"])
def test_a_timeline_has_no_event_that_is_asked_in_other_words_or_from_another_passage(same: dict[str, str]) -> None:
    other = order(2, "W2", a="1923", b="1924", **same)
    asked = order(3, "W1", c="1911", d="1912")
    assert events(with_items(other, asked), asked) == ["a", "b"]


def test_a_timeline_is_of_the_sections_that_are_read_through_and_not_of_others_that_a_question_joins() -> None:
    joining = make_item("short", 2, 0, ("W1", "W5"))
    bank = with_items(ASKED, joining, order(3, "W2", a="1921", b="1922"), order(4, "W6", c="1923", d="1924"))
    assert events(bank, ASKED, joining) == ["a", "b"]
    assert events(bank, joining) == []


def test_an_order_without_dates_is_not_given_away_either() -> None:
    other, asked = order(2, "W1", a="1921", b="1922"), order(3, "W1", c="", d="")
    assert events(with_items(other, asked), asked) == []


def test_a_timeline_of_one_moment_is_none() -> None:
    assert events(with_items(ASKED, order(2, "W2", a="1921")), ASKED) == []
    assert events(with_items(ASKED, order(2, "W2", a="1921", b="1922")), ASKED) == ["a", "b"]


@pytest.mark.parametrize(
    ("at", "places"), [(("W4", "W1"), ("¶ 1", "¶ 4")), (("W4", "W1", "W2"), ("¶¶ 1–4",)), (("W2", "W4"), ("¶¶ 2–4",))]
)
def test_a_moment_names_its_places_in_the_order_of_the_text_and_neighbours_as_one(
    at: tuple[str, ...], places: tuple[str, ...]
) -> None:
    bank = with_items(ASKED, replace(order(2, "W1", a="1921", b="1922"), at=tuple(map(Ref, at))))
    (form,) = forms(bank, style=Style.READING, select={"ids": (ASKED.id,)})
    assert [moment.at for moment in form.timeline] == [places, places]


def test_a_moment_of_a_text_that_is_cited_by_page_names_pages() -> None:
    pages = {"W1": "7", "W2": "8", "W4": "8"}
    ranges = {id_: CitedRange(unit=Unit.PAGE, first=page, last=page) for id_, page in pages.items()}
    citations = {id_: replace(citation, cited=ranges.get(id_, BY_PARAGRAPH)) for id_, citation in cited().items()}
    bank = with_items(ASKED, replace(order(2, "W1", a="1921", b="1922"), at=(Ref("W1"), Ref("W2"), Ref("W4"))))
    (form,) = forms(bank, style=Style.READING, select={"ids": (ASKED.id,)}, citations=citations)
    assert [moment.at for moment in form.timeline] == [("pp. 7–8",), ("pp. 7–8",)]


def printed(*passages: tuple[str, ...], style: Style = Style.READING, listed: bool = False) -> list[tuple[str, int]]:
    """The passages that a sheet with a question on each of *passages* prints, with the number of questions below."""
    items = [make_item("short", number, 0, at) for number, at in enumerate(passages)]
    select = {"ids": tuple(item.id for item in items)} if listed else {}
    (form,) = forms(with_items(*items), style=style, select=select)
    return [(" ".join(group.printed), len(group.questions)) for group in form.groups]


def test_a_passage_that_no_question_is_on_stands_in_its_place_in_the_text() -> None:
    assert printed(("W2",)) == [("W1", 0), ("W2", 1), ("W4", 0)]
    assert printed(("W1",), ("W4",), ("W6",)) == [("W1", 1), ("W2", 0), ("W4", 1), ("W5", 0), ("W6", 1)]


def test_in_a_list_that_keeps_its_own_order_it_stands_before_the_next_passage_of_the_text() -> None:
    assert printed(("W4",), ("W1",), listed=True) == [("W2", 0), ("W4", 1), ("W1", 1)]
    assert printed(("W6",), ("W2",), listed=True) == [("W5", 0), ("W6", 1), ("W1", 0), ("W2", 1), ("W4", 0)]


def test_a_section_on_which_no_question_is_alone_is_not_read_through() -> None:
    assert printed(("W2", "W5")) == [("W2 W5", 1)]


def test_no_other_style_has_passages_without_questions() -> None:
    for style in (Style.QUESTIONS, Style.TEST):
        assert [count for _, count in printed(("W2",), style=style)] == [1]


def test_a_handout_is_read_in_one_order_in_all_versions() -> None:
    items = [make_item("choice", number, 0, (passage,)) for number, passage in enumerate(("W1", "W2", "W6"))]
    versions = forms(with_items(*items), style=Style.READING, versions=3)
    orders = [[group.printed for group in form.groups] for form in versions]
    assert orders == [[("W1",), ("W2",), ("W4",), ("W5",), ("W6",)]] * 3


@given(
    at=st.lists(st.lists(st.sampled_from(PASSAGES), min_size=1, max_size=3, unique=True).map(tuple), min_size=1),
    listed=st.booleans(),
)
def test_what_is_read_has_no_holes_and_nothing_twice(at: list[tuple[str, ...]], listed: bool) -> None:
    read = list(chain.from_iterable(names.split() for names, _ in printed(*at, listed=listed)))
    alone = {SECTIONS[passages[0]] for passages in at if len({SECTIONS[passage] for passage in passages}) == 1}
    assert len(read) == len(set(read))
    assert set(read) == {*chain(*at), *(passage for passage in PASSAGES if SECTIONS[passage] in alone)}


@given(at=st.lists(st.sampled_from(PASSAGES), min_size=1))
def test_a_handout_with_questions_on_single_passages_reads_in_the_order_of_the_text(at: list[str]) -> None:
    read = [names for names, _ in printed(*((passage,) for passage in at))]
    assert read == sorted(read)

from dataclasses import replace

import pytest

from quizgen.bank.answering_time import READING_RATE
from quizgen.bank.excerpt import Paragraph
from quizgen.bank.paper import Style
from quizgen.base.problem import Failure
from quizgen.text.inline import NO_PROSE, Prose
from quizgen.worksheet.form.document import to_json
from quizgen.worksheet.form.model import Choose, Form, QuestionBlock
from tests.sheets import cited, forms, lindenau, make_item, with_items


def ids(form: Form) -> list[str]:
    return [question.item for question in form.questions]


def test_questions_stand_with_their_passages_in_the_order_of_the_text() -> None:
    (form,) = forms()
    groups = [[citation.passage for citation in group.passages] for group in form.groups]
    assert groups == [["W1"], ["W2"], ["W4"], ["W2", "W4"], ["W5"], ["W2", "W4", "W5"], ["W2", "W4", "W5", "W6"]]
    assert [part.title for part in form.parts] == ["The drought", "Afterwards", ""]
    assert [question.number for question in form.questions] == list(range(1, 10))


def test_a_passage_is_printed_once_above_the_first_questions_on_it() -> None:
    (form,) = forms()
    printed = [passage for group in form.groups for passage in group.printed]
    assert printed == ["W1", "W2", "W4", "W5", "W6"]


def test_questions_on_passages_that_were_all_printed_stand_together() -> None:
    items = [
        make_item("short", n, 1, passages)
        for n, passages in enumerate([("W1",), ("W2",), ("W4",), ("W1", "W2"), ("W1", "W4")])
    ]
    (form,) = forms(with_items(*items))
    last = list(form.groups)[-1]
    assert [citation.passage for citation in last.passages] == ["W1", "W2", "W4"]
    assert last.printed == ()
    assert len(last.questions) == 2


def test_a_list_of_questions_keeps_its_order() -> None:
    (form,) = forms(select={"ids": ("well-cost", "wells-failed", "map-clue")})
    assert ids(form) == ["well-cost", "wells-failed", "map-clue"]


def test_the_first_version_keeps_the_curators_order_and_others_keep_what_stands_together() -> None:
    first, *others = forms(versions=3)
    assert ids(first) == ids(forms()[0])
    for other in others:
        for part, moved in zip(first.parts, other.parts, strict=True):
            assert (moved.title, moved.block) == (part.title, part.block)
            together = [{question.item for question in group.questions} for group in moved.groups]
            assert sorted(map(sorted, together)) == sorted(
                sorted(question.item for question in group.questions) for group in part.groups
            )


def test_questions_that_join_passages_keep_their_place_in_the_part_behind_those_on_each() -> None:
    for form in forms(versions=4):
        for part in form.parts:
            single = [len(group.passages) == 1 for group in part.groups]
            assert single == sorted(single, reverse=True)


def test_versions_all_differ() -> None:
    versions = forms(with_items(make_item("choice", 1, 0, ("W1",))), versions=6)
    assert len({form.parts for form in versions}) == 6
    assert [form.version for form in versions] == list("ABCDEF")


def test_more_versions_than_can_differ_are_refused() -> None:
    bank = with_items(make_item("choice", 1, 0, ("W1",)), make_item("short", 2, 0, ("W2",)))
    assert len({form.parts for form in forms(bank, versions=12)}) == 12
    with pytest.raises(Failure, match=r"W402 13 versions of .* only 12 can differ"):
        forms(bank, versions=13)


@pytest.mark.parametrize("style", [Style.QUESTIONS, Style.TEST])
@pytest.mark.parametrize(
    ("kinds", "most"), [(("choice",), 6), (("order",), 5), (("short",) * 4, 24), (("order", "short"), 10)]
)
def test_as_many_versions_are_drawn_as_can_differ(kinds: tuple[str, ...], most: int, style: Style) -> None:
    """The orders of a Latin square alone would not suffice for them, so that the search for the last never ended."""
    bank = with_items(*(make_item(kind, number, 0, ("W1",)) for number, kind in enumerate(kinds)))
    if style is Style.TEST and len({*kinds}) > 1:
        most //= len(kinds)  # each in a block of its own
    for seed in range(3):
        assert len({form.parts for form in forms(bank, versions=most, seed=seed, style=style)}) == most


def test_numbers_and_dates_stay_sorted_in_every_version() -> None:
    item = replace(make_item("choice", 1, 0, ("W1",)), answer=("1921",), distractors=())  # type: ignore[call-arg]
    distractors = make_item("choice", 1, 2, ("W1",)).distractors  # type: ignore[attr-defined]
    years = tuple(replace(distractor, text=str(1930 - n)) for n, distractor in enumerate(distractors))
    dated = replace(item, distractors=years)  # type: ignore[call-arg]
    for form in forms(with_items(dated, make_item("short", 2, 0, ("W1",))), versions=2):
        (choice,) = [question.body for question in form.questions if isinstance(question.body, Choose)]
        texts = [option.text for option in choice.options]
        assert texts == sorted(texts)


def test_nothing_selected_is_a_failure() -> None:
    with pytest.raises(Failure, match="W401"):
        forms(select={"kinds": ("match",), "sections": ("drought",), "exclude": ("who-did",)})


def test_a_reading_handout_tells_summary_people_and_timeline() -> None:
    (form,) = forms(style=Style.READING, select={"exclude": ("well-story",)})
    assert [part.summary[:6] for part in form.parts] == ["In the", "The wa", ""]
    assert [gloss.name for gloss in form.glossary] == ["Josef Halm"]
    assert [moment.when for moment in form.timeline] == ["1866", "3 August 1921", "1923", "1954"]


def test_a_summary_is_printed_once_though_the_list_comes_back_to_its_section() -> None:
    (form,) = forms(style=Style.READING, select={"ids": ("wells-failed", "well-cost", "council-vote")})
    assert [(part.title, bool(part.summary)) for part in form.parts] == [
        ("The drought", True),
        ("Afterwards", True),
        ("The drought", False),
    ]


def test_an_order_with_dates_is_asked_in_a_reading_handout_as_on_any_sheet() -> None:
    (form,) = forms(style=Style.READING)
    assert ids(form) == ids(forms()[0])
    assert "well-story" in ids(form)
    assert form.timeline == ()


def test_a_test_shows_a_passage_only_where_its_words_are_copied() -> None:
    (form,) = forms(style=Style.TEST)
    items = {question.item for group in form.groups if group.shown for question in group.questions}
    assert items == {"tested-water"}
    (form,) = forms(style=Style.TEST, section_titles=True)
    items = {question.item for group in form.groups if group.shown for question in group.questions}
    assert items == {"well-cost", "tested-water"}


def test_a_test_is_set_in_blocks_by_kind_unless_it_has_the_titles_of_its_sections() -> None:
    (form,) = forms(style=Style.TEST)
    assert [part.block for part in form.parts] == [block for block in QuestionBlock if block]
    assert all(not part.title for part in form.parts)
    for part in form.parts:
        assert len({type(question.body) for group in part.groups for question in group.questions}) == 1
    (form,) = forms(style=Style.TEST, section_titles=True)
    assert [part.title for part in form.parts] == ["The drought", "Afterwards", ""]
    assert all(part.block is QuestionBlock.NONE for part in form.parts)


@pytest.mark.parametrize("style", [Style.QUESTIONS, Style.READING])
def test_no_other_sheet_has_blocks(style: Style) -> None:
    assert all(part.block is QuestionBlock.NONE for form in forms(style=style) for part in form.parts)


def test_short_answers_become_multiple_choice_on_demand() -> None:
    (form,) = forms(choice=True)
    assert isinstance(next(q for q in form.questions if q.item == "wells-failed").body, Choose)


def test_the_time_is_the_curators_or_an_estimate() -> None:
    assert forms(minutes=17)[0].minutes == 17
    assert forms()[0].minutes == 20


@pytest.mark.parametrize(("style", "longer"), [(Style.QUESTIONS, 10), (Style.READING, 10), (Style.TEST, 0)])
def test_the_estimate_has_the_time_for_reading_what_is_printed_but_in_a_test(style: Style, longer: int) -> None:
    gist_alone = cited(with_text=False)
    words = (Paragraph(number=1, text="word " * (10 * READING_RATE)),)
    in_words = {**gist_alone, "W1": replace(gist_alone["W1"], paragraphs=words, label=NO_PROSE)}
    of_nothing = {**gist_alone, "W1": replace(gist_alone["W1"], gist=NO_PROSE, label=NO_PROSE)}
    minutes = []
    for citations in (of_nothing, in_words):
        (form,) = forms(citations=citations, style=style, select={"ids": ("wells-failed",)})
        minutes.append(form.minutes)
    assert minutes[1] - minutes[0] == longer


def test_a_summary_is_read_in_a_reading_handout_alone() -> None:
    bank = lindenau()
    long = replace(bank.sections["drought"], summary=Prose("word " * (10 * READING_RATE)))
    bank = replace(bank, sections={**bank.sections, "drought": long})
    one = {"ids": ("wells-failed", "council-vote")}
    minutes = {style: forms(bank, style=style, select=one)[0].minutes for style in Style}
    assert minutes[Style.READING] == minutes[Style.QUESTIONS] + 10


def test_a_form_never_holds_the_users_text() -> None:
    (form,) = forms()
    assert all(not citation.paragraphs for citation in form.passages.values())
    assert "gave nothing but mud" not in to_json((form,))


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("with_text", [True, False])
def test_a_sheet_that_may_take_so_many_minutes_takes_no_more(style: Style, with_text: bool) -> None:
    for minutes in (10, 12, 15, 20, 27):
        for seed in range(6):
            select = {"minutes": minutes}
            (form,) = forms(style=style, select=select, seed=seed, citations=cited(with_text=with_text))
            assert 0 < form.minutes <= minutes

from dataclasses import replace

import pytest

from quizgen.bank.paper import Style
from quizgen.base.problem import Failure
from quizgen.worksheet.form.document import to_json
from quizgen.worksheet.form.model import Choose, Form
from tests.sheets import forms, lindenau, make_item, with_items


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


def test_the_first_version_keeps_the_curators_order_and_others_move_only_within_a_group() -> None:
    first, second, third = forms(versions=3)
    assert ids(first)[1:3] == ["map-clue", "closed-why"]
    for other in (second, third):
        for group, other_group in zip(first.groups, other.groups, strict=True):
            assert group.passages == other_group.passages
            assert {question.item for question in group.questions} == {
                question.item for question in other_group.questions
            }


def test_versions_all_differ() -> None:
    versions = forms(with_items(make_item("choice", 1, 0, ("W1",))), versions=6)
    assert len({form.parts for form in versions}) == 6
    assert [form.version for form in versions] == list("ABCDEF")


def test_more_versions_than_can_differ_are_refused() -> None:
    bank = with_items(make_item("choice", 1, 0, ("W1",)), make_item("short", 2, 0, ("W2",)))
    with pytest.raises(Failure, match=r"W402 7 versions of .* only 6 can differ"):
        forms(bank, versions=7)


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
    (form,) = forms(style=Style.READING)
    assert [part.summary[:6] for part in form.parts] == ["In the", "The wa", ""]
    assert [gloss.name for gloss in form.glossary] == ["Marta Brandt", "Josef Halm", "mark"]
    assert [moment.when for moment in form.timeline] == ["1866", "3 August 1921", "1923", "1954"]


def test_what_the_timeline_tells_is_not_asked_unless_it_is_listed() -> None:
    (form,) = forms(style=Style.READING)
    assert "well-story" not in ids(form)
    (form,) = forms(style=Style.READING, select={"ids": ("well-story", "well-cost")})
    assert "well-story" in ids(form)
    assert form.timeline == ()


def test_what_the_timeline_tells_takes_no_room_under_a_limit() -> None:
    everything = len(forms(style=Style.READING)[0].questions)
    (form,) = forms(style=Style.READING, select={"limit": everything})
    assert len(form.questions) == everything
    (form,) = forms(style=Style.READING, select={"limit": 4})
    assert len(form.questions) == 4


def test_a_test_shows_a_passage_only_where_its_words_are_copied() -> None:
    (form,) = forms(style=Style.TEST)
    items = {question.item for group in form.groups if group.shown for question in group.questions}
    assert items == {"well-cost", "tested-water"}


def test_short_answers_become_multiple_choice_on_demand() -> None:
    (form,) = forms(choice=True)
    assert isinstance(next(q for q in form.questions if q.item == "wells-failed").body, Choose)


def test_the_time_is_the_curators_or_an_estimate() -> None:
    assert forms(minutes=17)[0].minutes == 17
    assert forms()[0].minutes == 20


def test_a_form_never_holds_the_users_text() -> None:
    (form,) = forms()
    assert all(not citation.paragraphs for citation in form.passages.values())
    assert "gave nothing but mud" not in to_json(form)


def test_words_to_spare_come_from_other_gaps_of_the_bank() -> None:
    bank = lindenau()
    items = {**bank.items, "cloze-9": make_item("cloze", 9, 0, ("W1",))}
    (form,) = forms(replace(bank, items=items), word_bank=True, select={"ids": ("council-vote",)})
    assert form.questions[0].body.words == ("dig", "four", "gap 9", "more 0", "seven")  # type: ignore[union-attr]

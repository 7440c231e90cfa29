"""Random sheets: every key solves its sheet, no question is split or clipped, all editions agree."""

import json
import re
from collections import Counter
from dataclasses import replace
from itertools import groupby
from random import Random
from typing import Any

import pytest

from quizgen.bank.bank import Bank
from quizgen.bank.items.choice import Choice
from quizgen.bank.items.cloze import Cloze
from quizgen.bank.items.matching import Match
from quizgen.bank.items.ordering import Order
from quizgen.bank.items.truefalse import TrueFalse
from quizgen.bank.paper import Leaf, Paper, Style
from quizgen.text.inline import Prose, plain
from quizgen.worksheet.form.document import from_json, to_json
from quizgen.worksheet.form.model import Arrange, Choose, Fill, Form, Gloss, Join, Judge, PrintedQuestion, Reply
from quizgen.worksheet.pdf import render as pdf
from quizgen.worksheet.pdf.document import full_document
from quizgen.worksheet.pdf.typesetting import layout
from quizgen.worksheet.view.details import QuestionDetails
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.view.view import View
from tests.sheets import KINDS, PASSAGES, forms, make_item, texts, with_items
from tests.worksheet.reading import printed, text

EDITIONS = (Edition(), Edition(paper=Paper.LETTER), Edition(large_print=True), Edition(dyslexia=True))
QUESTIONS = "query(<question>).map(each => (each.value, each.location().position()))"
HEIGHTS = {Paper.A4: 841.89, Paper.LETTER: 792.0}
APART = 10.0
"""Points that are at least between two questions."""
TOP = 45.3
"""Points of the top margin."""


def lower_end(edition: Edition) -> float:
    """Where the bottom margin begins, in points from the top, into which no question may reach."""
    return HEIGHTS[edition.paper] - (73.7 if edition.large_print else 53.8)


def random_bank(seed: int) -> Bank:
    """Questions of random kinds and sizes on random passages."""
    random = Random(seed)
    return with_items(
        *(
            make_item(
                random.choice(KINDS),
                number,
                random.choice((0, 1, 2, 3, 5, 9)),
                tuple(random.sample(PASSAGES, random.choice((1, 1, 1, 2, 3)))),
            )
            for number in range(random.randint(3, 14))
        )
    )


def random_forms(seed: int) -> tuple[Bank, tuple[Form, ...]]:
    bank = random_bank(seed)
    kinds = {item.kind for item in bank.items.values()}
    versions = 3 if kinds & {"choice", "match", "order"} else 1
    return bank, forms(bank, versions=versions, seed=seed)


def solve(question: PrintedQuestion, details: QuestionDetails) -> object:
    """What a teacher who has only the printed sheet and the printed key takes for right."""
    key = "".join(span.text for span in details.answer)
    body = question.body
    match body:
        case Choose():
            printed = {option.letter: plain(option.text) for option in body.options}
            return {printed[letter] for letter in re.findall(r"(?:^|   )([A-Z]) ", key)}
        case Judge():
            return key
        case Fill():
            return re.findall(r"(?:^|   )\d (.+?)(?=   |$)", key)
        case Join():
            right = {option.letter: plain(option.text) for option in body.right}
            sides = {str(side.number): plain(side.text) for side in body.left}
            return {sides[number]: right[letter] for number, letter in re.findall(r"(\d+)–([A-Z])", key)}
        case Arrange():
            printed = {event.letter: plain(event.text) for event in body.events}
            ranks = {int(rank): printed[letter] for letter, rank in re.findall(r"([a-z])–(\d+)", key)}
            return [ranks[rank] for rank in sorted(ranks)]
        case Reply():
            return key or ["".join(span.text for span in point) for point in details.points]


def truth(bank: Bank, question: PrintedQuestion) -> object:
    """What the bank says."""
    item = bank.items[question.item]
    answers = [plain(answer) for answer in item.answers]
    match item:
        case Choice():
            return set(answers)
        case TrueFalse():
            return "True" if item.verdict else f"False {plain(item.correction)}"
        case Cloze():
            return answers
        case Match():
            return {plain(pair.left): plain(pair.right) for pair in item.pairs}
        case Order():
            return answers
        case _:
            return (
                answers
                if item.kind == "discuss"
                else answers[0] + "".join(f" (also accepted: {', '.join(item.accepted)})" for _ in item.accepted[:1])
            )


@pytest.mark.parametrize("seed", range(100))
def test_every_version_is_solved_by_its_own_key(seed: int) -> None:
    bank, versions = random_forms(seed)
    for saved in from_json(to_json(versions)):
        view = View(form=saved, leaf=Leaf.KEY)
        assert {question.item for question in saved.questions} == set(bank.items)
        for question in saved.questions:
            assert solve(question, view.details(question)) == truth(bank, question)


def places(form: Form, edition: Edition, leaf: Leaf) -> dict[int, list[tuple[int, float]]]:
    """The page and the height at which each question begins and ends."""
    view = View(form=form, leaf=leaf, excerpts=texts(form))
    edges: dict[int, list[tuple[int, float]]] = {}
    compiler = layout(json.dumps(full_document([view], edition)))
    for value, position in json.loads(compiler.eval(QUESTIONS)):
        edges.setdefault(value["number"], []).append((position["page"], float(position["y"].removesuffix("pt"))))
    return edges


def check_layout(seed: int) -> None:
    _, versions = random_forms(seed)
    form = versions[-1]
    for edition in EDITIONS:
        for leaf in (Leaf.SHEET, Leaf.TEACHER):
            measured = places(form, edition, leaf)
            assert list(measured) == [question.number for question in form.questions]
            end = lower_end(edition)
            for (page, top), (last, bottom) in measured.values():
                assert TOP <= top <= end, "outside the page"
                assert bottom <= end, "clipped"
                # Only a question that is longer than a page may break.
                assert page == last or end - top + bottom - TOP > end - TOP, "split over two pages"
        words = text(pdf.render(form, edition=edition))
        for question in form.questions:
            assert re.search(rf"\b{question.number} .*\b{re.escape(question.code)}\b", words)
            if isinstance(question.body, Choose):
                assert all(f"{option.letter} {plain(option.text)}" in words for option in question.body.options)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("style", [Style.QUESTIONS, Style.TEST])
@pytest.mark.parametrize("kind", ["match", "order", "choice", "short"])
def test_questions_that_follow_each_other_stand_apart(kind: str, style: Style, edition: Edition) -> None:
    """Long ones too, which the template has to measure."""
    why = Prose("Because of this. " * 300)
    items = [replace(make_item(kind, number, 7, ("W1",)), why=why) for number in range(4)]
    (form,) = forms(with_items(*items), style=style)
    measured = places(form, edition, Leaf.SHEET)
    for number in range(1, len(items)):
        start, (page, bottom) = measured[number]
        following, _ = measured[number + 1]
        is_beside = following == start  # two choices, one beside the other
        assert is_beside or following[0] > page or following[1] - bottom > APART


@pytest.mark.parametrize("seed", range(4))
def test_no_question_is_split_or_clipped_in_any_edition(seed: int) -> None:
    check_layout(seed)


@pytest.mark.parametrize(
    "seed",
    [
        *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(4, 20)),
        *(pytest.param(seed, marks=pytest.mark.exhaustive) for seed in range(20, 100)),
    ],
)
def test_no_question_is_split_or_clipped_in_any_edition_of_many_sheets(seed: int) -> None:
    check_layout(seed)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("edition", [Edition(), Edition(large_print=True)], ids=("a4", "large"))
def test_a_question_longer_than_a_page_breaks_and_loses_nothing(kind: str, edition: Edition) -> None:
    item = make_item(kind, 1, 0, ("W1",))
    ask = " ".join(f"word{n}" for n in range(1500))
    name = {"truefalse": "claim", "cloze": "text"}.get(kind, "ask")
    values: dict[str, Any] = {name: f"{ask} {getattr(item, name)}"}
    changed = replace(item, **values)
    (form,) = forms(with_items(changed))
    words = text(pdf.render(form, edition=edition))
    assert all(f"word{n}" in words for n in range(1500))
    ((start, _), (end, bottom)) = places(form, edition, Leaf.SHEET)[1]
    assert end > start
    assert bottom < lower_end(edition)


def test_numbers_letters_and_key_are_the_same_in_all_editions() -> None:
    (form,) = forms()
    keys = {
        re.sub(r"ll?\. [\d–]+|Page \d of \d", "", text(pdf.render(form, leaf=Leaf.KEY, edition=edition)))
        for edition in EDITIONS
    }
    assert len(keys) == 1


@pytest.mark.parametrize("edition", [Edition(), Edition(paper=Paper.LETTER), Edition(dyslexia=True)])
@pytest.mark.parametrize("entries", [3, 7, 12, 19, 26, 41, 90])
def test_a_glossary_stands_in_two_even_columns_in_its_order(entries: int, edition: Edition) -> None:
    glossary = tuple(
        Gloss(name=f"Name{n:02}", gloss=Prose("someone who did" + " much" * (n % 17)), dates="", forms=())
        for n in range(entries)
    )
    (form,) = forms(with_items(make_item("short", 1, 0, ("W1",))), style=Style.READING)
    form = replace(form, glossary=glossary)
    names = [
        (run.page, run.x > HEIGHTS[Paper.A4] / 3, run.y)
        for run in printed(pdf.render(form, edition=edition))
        if re.fullmatch(r"Name\d\d", run.text.strip())
    ]
    assert len(names) == entries
    columns = Counter((page, right) for page, right, _ in names)
    in_turn = [column for column, _ in groupby(names, key=lambda name: name[:2])]
    assert in_turn == sorted(columns), "no entry is left over below the columns"
    last = max(page for page, _ in columns)
    lowest = [min(y for page, side, y in names if (page, side) == (last, right)) for right in (False, True)]
    assert abs(lowest[0] - lowest[1]) < 80, "one entry at most"

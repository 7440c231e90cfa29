"""References to lines, against the lines that stand on the page."""

import json
import re
from dataclasses import replace
from itertools import groupby

import pytest

from quizgen.bank.excerpt import Mark, Paragraph
from quizgen.bank.format.schema import Language
from quizgen.bank.paper import Leaf, Paper, Style
from quizgen.worksheet.form.model import Form, PrintedQuestion
from quizgen.worksheet.form.resolve import resolve_forms
from quizgen.worksheet.pdf import render as pdf
from quizgen.worksheet.pdf.document import full_document
from quizgen.worksheet.pdf.line_numbers import NUMBERS, Position, from_positions
from quizgen.worksheet.pdf.typesetting import layout
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.view.view import View
from tests.sheets import PASSAGES, cited, forms, lindenau, make_item, texts, with_items, worksheet
from tests.worksheet.reading import Printed, printed, text

EDITIONS = {
    "a4": Edition(),
    "letter": Edition(paper=Paper.LETTER),
    "large": Edition(large_print=True),
    "dyslexia": Edition(dyslexia=True),
    "large-dyslexia": Edition(paper=Paper.LETTER, large_print=True, dyslexia=True),
}


def long_text(shift: int = 0) -> tuple[Form, dict[str, tuple[Paragraph, ...]]]:
    """A form with passages over several pages: numbered sentences, some of them evidence."""
    items = [make_item("short", n, 0, (passage,)) for n, passage in enumerate(PASSAGES)]
    (form,) = forms(with_items(*items))
    excerpts: dict[str, tuple[Paragraph, ...]] = {}
    for n, passage in enumerate(PASSAGES):
        sentences = [f"Sentence {k} of {passage} goes on{' and on' * ((k + shift) % 9)}." for k in range(70)]
        first, last = sentences[: 30 + n], sentences[33 + n :]
        evidence = " ".join(sentences[30 + n : 33 + n])
        words = " ".join([*first, evidence, *last])
        start = words.index(evidence)
        mark = Mark(start=start, end=start + len(evidence), label=f"short-{n}")
        excerpts[passage] = (
            Paragraph(number=2 * n + 1, text=words, marks=(mark,)),
            Paragraph(number=2 * n + 2, text="Brief words."),
        )
    return form, excerpts


def passage_lines(sheet: bytes, excerpts: dict[str, tuple[Paragraph, ...]]) -> list[list[Printed]]:
    """The printed lines of the passages, found by their words alone."""
    words = " ".join(paragraph.text for paragraphs in excerpts.values() for paragraph in paragraphs)
    letters = re.sub(r"\W", "", words)
    runs = [(run, re.sub(r"\W", "", run.text)) for run in printed(sheet)]
    body = [run for run, word in runs if word and not word.isdigit() and word in letters]
    return [list(line) for _, line in groupby(body, key=lambda run: (run.page, round(run.y)))]


def line_text(line: list[Printed]) -> str:
    return re.sub(r"\W", "", "".join(run.text for run in line))


@pytest.mark.parametrize("shift", [*range(3), *(pytest.param(n, marks=pytest.mark.slow) for n in range(3, 20))])
@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
def test_every_reference_names_the_lines_on_which_the_words_are_printed(edition: Edition, shift: int) -> None:
    form, excerpts = long_text(shift)
    sheet = pdf.render(form, edition=edition, excerpts=excerpts)
    lines = passage_lines(sheet, excerpts)
    assert len({line[0].page for line in lines}) > 3
    letters = "".join(map(line_text, lines))
    assert letters == re.sub(
        r"\W",
        "",
        "".join(paragraph.text for passage_paragraphs in excerpts.values() for paragraph in passage_paragraphs),
    )
    ends = [0]
    for line in lines:
        ends.append(ends[-1] + len(line_text(line)))
    key = pdf.line_numbers(form, edition=edition, excerpts=excerpts)
    for passage, paragraphs in excerpts.items():
        (mark,) = paragraphs[0].marks
        span = re.sub(r"\W", "", paragraphs[0].text[mark.start : mark.end])
        start = letters.index(span)
        expected = (_line_at(ends, start), _line_at(ends, start + len(span) - 1))
        assert key[f"{mark.label}@{passage}"] == expected
        begin = letters.index(re.sub(r"\W", "", paragraphs[0].text))
        end = begin + len(re.sub(r"\W", "", "".join(paragraph.text for paragraph in paragraphs))) - 1
        assert key[passage] == (_line_at(ends, begin), _line_at(ends, end))


def _line_at(ends: list[int], offset: int) -> int:
    return next(number for number, end in enumerate(ends) if end > offset)


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
def test_every_fifth_line_bears_its_number_in_the_margin(edition: Edition) -> None:
    form, excerpts = long_text()
    sheet = pdf.render(form, edition=edition, excerpts=excerpts)
    lines = passage_lines(sheet, excerpts)
    right = max(run.x for run in printed(sheet)) * 0.8
    numbers = [run for run in printed(sheet) if run.text.strip().isdigit() and run.x > right]
    places = {int(run.text): (run.page, run.y) for run in numbers}
    assert sorted(places) == list(range(5, len(lines) + 1, 5))
    for number, (page, y) in places.items():
        assert page == lines[number - 1][0].page
        assert abs(y - lines[number - 1][0].y) < 1


def test_the_teachers_edition_has_the_lines_of_the_sheet() -> None:
    form, excerpts = long_text()
    sheet = passage_lines(pdf.render(form, excerpts=excerpts), excerpts)
    teacher = passage_lines(pdf.render(form, leaf=Leaf.TEACHER, excerpts=excerpts), excerpts)
    assert [line_text(line) for line in teacher] == [line_text(line) for line in sheet]


def test_what_a_test_does_not_print_has_no_line_numbers_on_any_leaf() -> None:
    (form,) = forms(style=Style.TEST)
    excerpts = texts(form)
    lines = pdf.line_numbers(form, edition=Edition(), excerpts=excerpts)
    assert set(lines) == {"W5", "well-cost@W5", "tested-water@W5"}
    view = View(form=form, leaf=Leaf.TEACHER, excerpts=excerpts, lines=lines)
    evidence = {question.item: view.details(question).evidence for question in form.questions}
    assert evidence["wells-failed"] == "¶ 1"
    assert evidence["tested-water"] == "¶ 5, ll. 1–2"
    numbers = layout(json.dumps(full_document([view], Edition()))).eval(NUMBERS)
    assert [number for number, _ in json.loads(numbers)] == [1, 2, 3]


def test_a_key_names_the_lines_that_all_versions_have_and_no_others() -> None:
    versions = forms(versions=2)
    excerpts = texts(versions[0])
    first, second = (pdf.line_numbers(form, edition=Edition(), excerpts=excerpts) for form in versions)
    assert first["W4"] != second["W4"]
    assert first["well-cost@W5"] == second["well-cost@W5"] == (10, 11)
    alone, together = (
        text(pdf.render(versions[0], leaf=Leaf.KEY, forms=shared, excerpts=excerpts))
        for shared in (versions[:1], versions)
    )
    assert "¶ 4, ll. 7–8 TJWT" in alone
    assert "¶ 4 TJWT" in together
    assert "¶ 5, ll. 10–11 RN4D" in alone
    assert "¶ 5, ll. 10–11 RN4D" in together


def test_the_key_names_the_lines_of_the_evidence() -> None:
    (form,) = forms()
    excerpts = texts(form)
    lines = pdf.line_numbers(form, edition=Edition(), excerpts=excerpts)
    view = View(form=form, leaf=Leaf.KEY, excerpts=excerpts, lines=lines)

    def asked(item: str) -> PrintedQuestion:
        return next(question for question in form.questions if question.item == item)

    assert view.details(asked("tested-water")).evidence == "¶ 5, ll. 9–10"
    assert view.details(asked("map-clue")).evidence == "¶¶ 2–3, ll. 4–6"
    assert view.details(asked("why-refuse")).evidence == "¶¶ 2–3, ll. 4–6; ¶ 4, ll. 7–8"


def test_only_a_question_on_some_of_the_passages_that_stand_together_names_its_own() -> None:
    at = [("W1",), ("W2",), ("W4",), ("W1", "W2"), ("W1", "W4")]
    bank = with_items(*(make_item("short", number, 0, passages) for number, passages in enumerate(at)))
    (form,) = forms(bank)
    excerpts = texts(form, bank)
    lines = pdf.line_numbers(form, edition=Edition(), excerpts=excerpts)
    view = View(form=form, leaf=Leaf.SHEET, excerpts=excerpts, lines=lines)
    references = [view.details(question).reference for question in form.questions]
    assert references == ["", "", "", "¶ 1, ll. 1–3; ¶¶ 2–3, ll. 4–6", "¶ 1, ll. 1–3; ¶ 4, ll. 7–8"]


def test_a_form_that_draws_on_several_texts_names_them() -> None:
    bank = lindenau()
    citations = dict(cited())
    other = citations["W5"]
    citations["W5"] = replace(other, source="The Other")
    (form,) = resolve_forms(bank, worksheet(select={"ids": ("who-did",)}), citations=citations)
    source = type(form.sources[0])(
        short="The Other",
        author="B",
        title=other.label,
        part=other.label,
        published=other.label,
        language=Language("en"),
    )
    form = replace(form, sources=(*form.sources, source))
    view = View(form=form, leaf=Leaf.SHEET)
    places = "The Well at Lindenau, ¶¶ 2–3; ¶ 4; The Other, ¶ 5"
    assert view.details(form.questions[0]).evidence == places
    assert [view.places(group) for group in form.groups] == [places]


def test_a_mark_belongs_to_the_last_line_that_begins_above_it() -> None:
    def at(page: int, y: float) -> Position:
        return {"page": page, "x": "0pt", "y": f"{y}pt"}

    numbers = [(1, at(1, 100)), (2, at(1, 114)), (3, at(2, 50)), (4, at(2, 57))]
    edges = [("e", at(1, 114)), ("e", at(2, 50.2)), ("f", at(2, 71)), ("f", at(2, 71))]
    assert from_positions(numbers, edges) == {"e": (2, 3), "f": (4, 4)}

"""What no student's leaf may hold: answers, and the readable names of questions, wherever a file could hide them."""

import re
from collections.abc import Iterator
from io import BytesIO
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from quizgen.bank.items.blocks import Gaps, Lines, Options, Sequence, Verdict
from quizgen.bank.paper import Leaf, Style
from quizgen.text.inline import Prose, plain
from quizgen.worksheet.draw import FORMATS, draw
from quizgen.worksheet.form.excerpts import excerpts
from quizgen.worksheet.form.model import Body, Fill, Form
from tests.sheets import forms, lindenau, texts
from tests.worksheet.reading import printed
from tests.worksheet.resolving import squeezed
from tests.worksheet.test_resolving import random_forms, random_options, shipped


def everything(data: bytes, format_: str) -> str:
    """All that a file holds as text, what is packed or compressed in it as well."""
    match format_:
        case "html":
            return data.decode()
        case "docx":
            package = ZipFile(BytesIO(data))
            return "\n".join(name + package.read(name).decode("utf-8", "replace") for name in package.namelist())
        case _:
            reader = PdfReader(BytesIO(data))
            objects = [
                reader.get_object(number) for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1)
            ]
            streams = [part.get_data().decode("latin-1") for part in objects if isinstance(part, StreamObject)]
            pages = [page.extract_text() for page in reader.pages]
            return "\n".join([repr(objects), repr(reader.metadata), *streams, *pages])


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("format_", FORMATS)
def test_no_name_of_a_question_is_anywhere_in_a_sheet(format_: str, style: Style) -> None:
    versions = forms(style=style, versions=2)
    held = everything(draw(versions[1:], Leaf.SHEET, format_, excerpts=texts(versions[1])), format_)
    assert versions[1].questions[0].code in held
    names = {question.item for question in versions[1].questions}
    assert {name for name in names if name in held} == set()


def secrets(form: Form) -> Iterator[str]:
    """What only a key may say, question by question."""
    bank = lindenau()
    for question in form.questions:
        item = bank.items[question.item]
        yield from (item.why, item.note, *item.sources)
        match item.paper().block:
            case Lines(answer=answer, accept=accept, points=points):
                yield from (answer, *accept, *points)
            case Verdict(correction=correction):
                yield correction
            case Options(options=options):
                yield from (option.reason for option in options)
            case Sequence(steps=steps):
                yield from (step.when for step in steps)
            case Gaps() as gapped:
                yield from (gap.text for gap in gapped.gaps)


def gapped(body: Body) -> list[Prose]:
    """What a text with gaps shows."""
    return [piece for piece in body.pieces if isinstance(piece, str)] if isinstance(body, Fill) else []


@pytest.mark.parametrize("style", [Style.QUESTIONS, Style.TEST])
@pytest.mark.parametrize("format_", FORMATS)
def test_no_answer_is_anywhere_in_a_sheet(format_: str, style: Style) -> None:
    (form,) = forms(style=style)  # without the text, whose words are answers
    held = everything(draw((form,), Leaf.SHEET, format_), format_)
    asked = [text for question in form.questions for text in (question.stem, *gapped(question.body))]
    stems = " ".join(map(plain, [*asked, *(citation.gist for citation in form.passages.values())]))
    told = {plain(secret) for secret in secrets(form) if len(secret) > 3 and plain(secret) not in stems}
    assert len(told) > 20
    assert {secret for secret in told if re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", held)} == set()


@pytest.mark.parametrize("style", Style)
def test_no_sheet_of_html_has_anything_to_open(style: Style) -> None:
    versions = forms(style=style, versions=2)
    for form in versions:
        assert "<details" not in draw((form,), Leaf.SHEET, "html", excerpts=texts(form)).decode()
    assert draw(versions[:1], Leaf.CHECK, "html").count(b"<details") == len(versions[0].questions)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_test_names_its_sections_only_where_it_is_asked_to(format_: str) -> None:
    def titles(**options: Any) -> set[str]:
        (form,) = forms(style=Style.TEST, **options)
        held = everything(draw((form,), Leaf.SHEET, format_), format_)
        return {section.title for section in lindenau().sections.values() if section.title in held}

    assert titles() == set()
    assert titles(section_titles=True) == {"The drought", "Afterwards"}


def check_small_print(seed: int) -> None:
    """No answer stands in what is printed small: codes, tasks, footers."""
    random = Random(seed)
    bank, citations = shipped()
    options = random_options(random)
    versions = random_forms(bank, citations, random, select={"limit": 20}, **options)
    paragraphs = excerpts(versions[0], bank, citations)
    for form in versions[:2]:
        runs = printed(draw((form,), Leaf.SHEET, "pdf", excerpts=paragraphs))
        # The opening words of a passage are the passage's own, and so is what they tell.
        small = [run for run in runs if run.size < 9 and not run.text.strip().startswith("“")]
        for question in form.questions:
            match bank.items[question.item].paper(choice=options["choice"]).block:
                case Options(options=choices):
                    answers = [option.text for option in choices if option.key]
                case Gaps() as gapped:
                    answers = [gap.text for gap in gapped.gaps]
                case Lines(answer=answer):
                    answers = [answer]
                case _:
                    answers = []
            for words in filter(None, map(squeezed, map(plain, answers))):
                told = [run for run in small if len(words) > 4 and words in squeezed(run.text)]
                assert not told, (question.code, words)


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))])
def test_no_answer_stands_in_small_print(seed: int) -> None:
    check_small_print(seed)

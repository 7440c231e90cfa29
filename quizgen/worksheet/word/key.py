"""The answer key in Word: all versions side by side, then each answer in full with its evidence, once."""

from typing import Final

from quizgen.worksheet.form.model import PrintedQuestion
from quizgen.worksheet.view.answers import Spans, strong, typed
from quizgen.worksheet.view.entries import evidence_heading, made_from
from quizgen.worksheet.view.view import View
from quizgen.worksheet.word.page import Cell, CellLine, Page, cells

_NEXT: Final = " → "
"""Between events in their order."""


def write_key(page: Page, view: View) -> None:
    """Write the key of a form, or of all versions, below the head of the document."""
    labels = view.labels
    if view.at_a_glance:
        for part in view.at_a_glance:
            rows = [cells(strong(str(row.number)), *map(typed, row.keys)) for row in part.rows]
            page.table((labels.number, *part.versions), rows, widths=(2, *(4 for _ in part.versions)))
            page.add("Worksheet Meta")  # tables beside each other would be one
        for sentence in view.shared:
            page.add("Worksheet Final Meta", typed(sentence))
        page.add("Heading 1", typed(labels.in_full))
    bullets = page.numbering("bullet")
    first = 5 if view.at_a_glance else 2
    heads: tuple[str, ...] = (labels.number, labels.answer, evidence_heading(view.form, labels), labels.worth)
    widths: tuple[int, ...] = (first, 13, 7, 3)
    is_plain = page.edition.is_plain
    if is_plain:  # the evidence stands below the answer
        heads, widths = (labels.number, labels.answer, labels.worth), (first, 18, 5)
    rows = [_row(view, question, bullets, is_plain=is_plain) for question in view.form.questions]
    page.table(heads, rows, widths=widths, breaks=is_plain)
    page.add("Worksheet Final Meta", typed(made_from(view.form, labels)))


def _row(view: View, question: PrintedQuestion, bullets: int, *, is_plain: bool) -> list[Cell]:
    details = view.details(question)
    answer = _answer(details.answer, details.points, bullets)
    evidence = [CellLine(spans=typed("   ".join(filter(None, (details.evidence, question.code)))))]
    number, marks = cells(strong(view.numbers(question)), typed(str(question.marks)))
    middle: list[Cell] = [[*answer, *evidence]] if is_plain else [answer, evidence]
    return [number, *middle, marks]


def _answer(answer: Spans, points: tuple[Spans, ...], bullets: int) -> list[CellLine]:
    if not answer:
        return [CellLine(spans=point, list_id=bullets) for point in points]
    in_order: Spans = ()
    for point in points:
        in_order += (*(typed(_NEXT) if in_order else ()), *point)
    return [CellLine(spans=spans) for spans in (answer, in_order) if spans]

"""Worksheets resolved: selection, order, numbering, shuffles and keys, decided once for every output."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import count, islice
from string import ascii_uppercase

from quizgen.bank.answering_time import answering_seconds, passage_seconds, reading_seconds
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.model import Text, Worksheet
from quizgen.bank.paper import Style
from quizgen.bank.sheet_items import worksheet_items
from quizgen.base.problem import Failure, Problem
from quizgen.text.inline import plain
from quizgen.worksheet.form.bodies import arrangements
from quizgen.worksheet.form.glossary import glossary
from quizgen.worksheet.form.grouping import SelectedGroup, SelectedPart, by_section, in_parts
from quizgen.worksheet.form.model import Bibliography, Form
from quizgen.worksheet.form.printing import Printer, changes_place
from quizgen.worksheet.form.reading import printed_passages, read_through, summaries, timeline

_ROUND = 5
"""Minutes to which an estimated time is rounded up."""


def resolve_forms(bank: Bank, worksheet: Worksheet, *, citations: Mapping[str, Citation]) -> tuple[Form, ...]:
    """Return the forms of *worksheet*, one for each version, all of them different; *citations* are by passage.

    Raises Failure where nothing is selected, or where more versions are asked for than can differ.
    """
    items = worksheet_items(bank, worksheet, citations)
    if not items:
        hint = "Widen select:, or take a line out of it; `quizgen list` shows what there is."
        raise _failure(worksheet, "select", "W401", f"the worksheet “{worksheet.id}” holds no question", hint)
    selected = in_parts(bank, worksheet, items)
    _check_versions(worksheet, selected)
    if worksheet.style is Style.READING:
        selected = by_section(read_through(bank, tuple(group for part in selected for group in part.groups)))
    base = _form_without_parts(bank, worksheet, selected, citations)
    printer = Printer(bank, worksheet, citations)
    forms: list[Form] = []
    for letter in islice(ascii_uppercase, worksheet.versions):
        for attempt in count():
            parts = printer.parts(selected, letter, attempt)
            if all(parts != form.parts for form in forms):
                break
        printer.accept()
        forms.append(replace(base, version=letter, parts=parts))
    return tuple(forms)


def _failure(worksheet: Worksheet, key: str, code: str, message: str, hint: str) -> Failure:
    return Failure(Problem(place=worksheet.place(key), code=code, message=message, hint=hint))


def _check_versions(worksheet: Worksheet, selected: Iterable[SelectedPart]) -> None:
    """Raise Failure where more versions are asked for than there are different forms."""
    different = 1
    for part in selected:
        different *= math.factorial(sum(changes_place(worksheet, group) for group in part.groups))
        for group in part.groups:
            different *= math.factorial(len(group.selected))
            for question in group.selected:
                different *= arrangements(question.question.block)
    if worksheet.versions > different:
        message = f"{worksheet.versions} versions of “{worksheet.id}” are wanted, and only {different} can differ"
        hint = "Ask for fewer versions, or add questions whose order or options can move."
        raise _failure(worksheet, "versions", "W402", message, hint)


def _form_without_parts(
    bank: Bank, worksheet: Worksheet, selected: Iterable[SelectedPart], citations: Mapping[str, Citation]
) -> Form:
    """Return all of a form that is the same in every version."""
    groups = tuple(group for part in selected for group in part.groups)
    items = [selected.item for group in groups for selected in group.selected]
    reading = worksheet.style is Style.READING
    texts = {bank.text_of(bank.passages[passage]).id for group in groups for passage in group.passages}
    return Form(
        worksheet=worksheet.id,
        title=worksheet.title,
        instructions=worksheet.instructions,
        note=worksheet.note,
        style=worksheet.style,
        paper=worksheet.paper,
        language=bank.head.language,
        version="",
        versions=worksheet.versions,
        seed=worksheet.seed,
        minutes=worksheet.minutes or _minutes(bank, worksheet, groups, citations),
        bank=bank.head.id,
        bank_title=bank.head.title,
        bank_version=bank.head.version,
        revision=bank.revision(items),
        licence=bank.head.rights,
        report=bank.head.report,
        sources=tuple(_source(text) for text in bank.texts.values() if text.id in texts),
        glossary=glossary(bank, groups, citations) if reading else (),
        timeline=timeline(bank, groups, citations) if reading else (),
        parts=(),
    )


def _source(text: Text) -> Bibliography:
    return Bibliography(
        short=text.short,
        author=text.author,
        title=text.title,
        part=text.part,
        published=text.published,
        language=text.language,
    )


def _minutes(
    bank: Bank, worksheet: Worksheet, groups: tuple[SelectedGroup, ...], citations: Mapping[str, Citation]
) -> int:
    """Return the estimated time for all questions in minutes, rounded up, and for reading where it is not a test.

    Rounding does not lift it above what the worksheet is to take at most.
    """
    seconds = sum(answering_seconds(selected.question) for group in groups for selected in group.selected)
    if worksheet.style is not Style.TEST:
        seconds += sum(map(passage_seconds, printed_passages(groups, citations)))
    if worksheet.style is Style.READING:
        seconds += reading_seconds(*map(plain, summaries(bank, groups)))
    minutes = math.ceil(seconds / 60 / _ROUND) * _ROUND
    most = worksheet.select.minutes
    return most if seconds <= most * 60 < minutes * 60 else minutes

"""Worksheets resolved: selection, order, numbering, shuffles and keys, decided once for every output."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count, groupby, islice
from string import ascii_uppercase

from quizgen.bank.answering_time import answering_seconds
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation, Paragraph
from quizgen.bank.claim import claims_of, stands_above
from quizgen.bank.format.schema import Ref
from quizgen.bank.items import Item
from quizgen.bank.items.blocks import Gaps, Lines
from quizgen.bank.model import Text, Worksheet
from quizgen.bank.paper import Style
from quizgen.bank.select import chosen
from quizgen.base.problem import Failure, Problem
from quizgen.base.value import frozen
from quizgen.text.inline import NO_PROSE, Prose
from quizgen.worksheet.form.bodies import arrangements, body
from quizgen.worksheet.form.grouping import SelectedGroup, SelectedQuestion, group_by_passages
from quizgen.worksheet.form.model import Bibliography, Form, Group, Part, PrintedQuestion
from quizgen.worksheet.form.reading import glossary, timed, timeline
from quizgen.worksheet.form.shuffle import shuffled

_ROUND = 5
"""Minutes to which an estimated time is rounded up."""


@frozen
class _Version:
    """One version of a worksheet, and what its shuffles start from."""

    letter: str
    """A, B, C …"""
    seed: tuple[object, ...]

    @property
    def is_first(self) -> bool:
        """Whether it is version A, which keeps the curator's order."""
        return self.letter == ascii_uppercase[0]


def resolve_forms(bank: Bank, worksheet: Worksheet, *, citations: Mapping[str, Citation]) -> tuple[Form, ...]:
    """Return the forms of *worksheet*, one for each version, all of them different; *citations* are by passage.

    Raises Failure where nothing is selected, or where more versions are asked for than can differ.
    """
    items = _select(bank, worksheet)
    if not items:
        hint = "Widen select:, or take a line out of it; `quizgen list` shows what there is."
        raise _failure(worksheet, "select", "W401", f"the worksheet “{worksheet.id}” holds no question", hint)
    groups = group_by_passages(bank, worksheet, items)
    _check_versions(worksheet, groups)
    base = _form_without_parts(bank, worksheet, groups, citations)
    surplus = _deleted_words(bank) if worksheet.word_bank else None
    forms: list[Form] = []
    for letter in islice(ascii_uppercase, worksheet.versions):
        for attempt in count():
            version = _Version(letter=letter, seed=(worksheet.seed, letter, attempt))
            questions = _printed_groups(bank, worksheet, citations, groups, version, surplus)
            parts = _parts(bank, worksheet, groups, questions)
            if all(parts != form.parts for form in forms):
                forms.append(replace(base, version=letter, parts=parts))
                break
    return tuple(forms)


def _select(bank: Bank, worksheet: Worksheet) -> tuple[Item, ...]:
    select = worksheet.select
    if worksheet.style is Style.READING and not select.ids:
        # Events whose order the timeline shows cannot be asked for, and must not take up room under a limit.
        matching = chosen(bank, replace(select, limit=0, marks=0, minutes=0))
        on_timeline = (Ref(item.id) for item in matching if timed(item))
        select = replace(select, exclude=(*select.exclude, *on_timeline))
    return chosen(bank, select)


def _failure(worksheet: Worksheet, key: str, code: str, message: str, hint: str) -> Failure:
    return Failure(Problem(place=worksheet.place(key), code=code, message=message, hint=hint))


def _check_versions(worksheet: Worksheet, groups: tuple[SelectedGroup, ...]) -> None:
    """Raise Failure where more versions are asked for than there are different forms."""
    different = 1
    for group in groups:
        different *= math.factorial(len(group.selected))
        for selected in group.selected:
            different *= arrangements(selected.question.block)
    if worksheet.versions > different:
        message = f"{worksheet.versions} versions of “{worksheet.id}” are wanted, and only {different} can differ"
        hint = "Ask for fewer versions, or add questions whose order or options can move."
        raise _failure(worksheet, "versions", "W402", message, hint)


def _form_without_parts(
    bank: Bank, worksheet: Worksheet, groups: tuple[SelectedGroup, ...], citations: Mapping[str, Citation]
) -> Form:
    """Return all of a form that is the same in every version."""
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
        minutes=worksheet.minutes or _minutes(groups),
        bank=bank.head.id,
        bank_title=bank.head.title,
        bank_version=bank.head.version,
        revision=bank.revision(items),
        licence=bank.head.licence,
        report=bank.head.report,
        sources=tuple(_source(text) for text in bank.texts.values() if text.id in texts),
        glossary=glossary(bank, items) if reading else (),
        timeline=timeline(bank, items, citations) if reading else (),
        parts=(),
    )


def _printed_groups(
    bank: Bank,
    worksheet: Worksheet,
    citations: Mapping[str, Citation],
    groups: Iterable[SelectedGroup],
    version: _Version,
    surplus: tuple[Prose, ...] | None,
) -> Iterator[Group]:
    """Yield the groups of a version, their questions in the version's order and numbered through."""
    numbers = count(1)
    for group in groups:
        order = group.selected
        if not version.is_first:
            order = shuffled(order, *version.seed, *group.passages, name=lambda selected: selected.item.id)
        questions = []
        for selected in order:
            seed = (*version.seed, selected.item.id)
            questions.append(_printed_question(bank, selected, next(numbers), seed, surplus))
        yield Group(
            passages=tuple(_without_text(citations[passage]) for passage in group.passages),
            printed=group.printed,
            shown=worksheet.style is not Style.TEST or any(map(_is_copied, order)),
            questions=tuple(questions),
        )


def _is_copied(selected: SelectedQuestion) -> bool:
    """Return whether the answer is copied from the passage, so that a test must show the passage as well."""
    block = selected.question.block
    return isinstance(block, Lines) and block.copied


def _parts(
    bank: Bank, worksheet: Worksheet, groups: Iterable[SelectedGroup], printed: Iterable[Group]
) -> tuple[Part, ...]:
    """Return the *printed* groups in parts: neighbouring groups of one section, or across sections, are a part."""
    parts = []
    for section_id, pairs in groupby(zip(groups, printed, strict=True), key=lambda pair: pair[0].section):
        part_groups = tuple(group for _, group in pairs)
        title = summary = NO_PROSE
        if section_id:
            title = bank.sections[section_id].title
            if worksheet.style is Style.READING:
                summary = bank.sections[section_id].summary
        parts.append(Part(title=title, summary=summary, groups=part_groups))
    return tuple(parts)


def _deleted_words(bank: Bank) -> tuple[Prose, ...]:
    """Return the words that all gaps of the bank hide: what a word bank has to spare."""
    words = []
    for item in bank.items.values():
        block = item.paper().block
        if isinstance(block, Gaps):
            words += [gap.text for gap in block.gaps]
    return tuple(words)


def _printed_question(
    bank: Bank, selected: SelectedQuestion, number: int, seed: tuple[object, ...], surplus: tuple[Prose, ...] | None
) -> PrintedQuestion:
    item, question = selected.item, selected.question
    return PrintedQuestion(
        number=number,
        item=item.id,
        code=bank.code_of(item),
        stem=question.stem,
        body=body(question.block, question.marks, seed, surplus),
        marks=question.marks,
        at=item.at,
        level=item.level.value,
        why=item.why,
        claims=claims_of(bank, item),
        above=stands_above(bank, item),
        sources=item.sources,
        note=item.note,
    )


def _without_text(citation: Citation) -> Citation:
    """Return the citation without the user's text, which never enters a form."""
    no_paragraphs: tuple[Paragraph, ...] = ()
    return replace(citation, paragraphs=no_paragraphs)


def _source(text: Text) -> Bibliography:
    return Bibliography(
        short=text.short,
        author=text.author,
        title=text.title,
        part=text.part,
        published=text.published,
        language=text.language,
    )


def _minutes(groups: Iterable[SelectedGroup]) -> int:
    """Return the estimated time for all questions in minutes, rounded up."""
    seconds = sum(answering_seconds(selected.question) for group in groups for selected in group.selected)
    return math.ceil(seconds / 60 / _ROUND) * _ROUND

"""Questions in their parts and groups before any version is drawn: which stand together is the same in all versions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from quizgen.bank.bank import Bank
from quizgen.bank.items import Item
from quizgen.bank.items.blocks import Gaps, Lines, Options, Pairs, Question, Sequence, Verdict
from quizgen.bank.model import Worksheet
from quizgen.bank.paper import Style
from quizgen.base.value import frozen
from quizgen.worksheet.form.model import QuestionBlock

Position = tuple[int, int]
"""Where a passage is in reading order: the index of its section in the head of the bank, and its own in the bank."""


@frozen
class SelectedQuestion:
    """A question before its versions: what it asks is the same in all of them."""

    item: Item
    question: Question


@frozen
class SelectedGroup:
    """The questions that are printed together, and their passages."""

    section: str
    """The ID of the section that has all the passages; empty where they are of several."""
    passages: tuple[str, ...]
    """The IDs of the passages on which the questions are, in reading order."""
    printed: tuple[str, ...]
    """Those of them that are printed above the questions: no earlier group has printed them."""
    selected: tuple[SelectedQuestion, ...]
    shown: bool = True
    """Whether the sheet shows the passages; otherwise the questions are answered without them, or have none."""


@frozen
class SelectedPart:
    """Neighbouring groups under one heading: those of a section, across sections, or of a block of a test."""

    section: str
    """The ID of the section; empty where there is none, or several."""
    block: QuestionBlock
    """What the questions of a block of a test have in common."""
    groups: tuple[SelectedGroup, ...]


def in_parts(bank: Bank, worksheet: Worksheet, items: tuple[Item, ...]) -> tuple[SelectedPart, ...]:
    """Return the questions of a test in blocks by kind, and of other sheets by sections and passages.

    A test under the titles of its sections is set by sections too.
    """
    if worksheet.style is Style.TEST and not worksheet.section_titles:
        return tuple(_blocks(bank, worksheet, items))
    groups = group_by_passages(bank, worksheet, items)
    if worksheet.style is Style.TEST:
        groups = tuple(replace(group, shown=any(map(_is_copied, group.selected))) for group in groups)
    return by_section(groups)


def by_section(groups: Iterable[SelectedGroup]) -> tuple[SelectedPart, ...]:
    """Return *groups* in parts: neighbouring groups of one section, or across sections, are a part."""
    return tuple(
        SelectedPart(section=section, block=QuestionBlock.NONE, groups=tuple(part_groups))
        for section, part_groups in groupby(groups, key=lambda group: group.section)
    )


def _blocks(bank: Bank, worksheet: Worksheet, items: Iterable[Item]) -> Iterator[SelectedPart]:
    """Yield the blocks of a test, in the order of `QuestionBlock`; what is copied from a passage stands with it."""
    by_block: dict[QuestionBlock, list[Item]] = {}
    for item in items:
        by_block.setdefault(_block_of(item.paper(choice=worksheet.choice)), []).append(item)
    for block in QuestionBlock:
        groups = group_by_passages(bank, worksheet, tuple(by_block.get(block, ())))
        if groups and block is not QuestionBlock.COPIED:
            groups = (_without_passages(bank, groups),)
        if groups:
            yield SelectedPart(section="", block=block, groups=groups)


def _without_passages(bank: Bank, groups: tuple[SelectedGroup, ...]) -> SelectedGroup:
    """Return the questions of all *groups* in one, for which no passage is printed."""
    positions = _positions(bank)
    passages = {passage for group in groups for passage in group.passages}
    return SelectedGroup(
        section="",
        passages=tuple(sorted(passages, key=positions.__getitem__)),
        printed=(),
        selected=tuple(selected for group in groups for selected in group.selected),
        shown=False,
    )


def _block_of(question: Question) -> QuestionBlock:
    match question.block:
        case Options():
            return QuestionBlock.CHOOSE
        case Verdict():
            return QuestionBlock.JUDGE
        case Gaps():
            return QuestionBlock.FILL
        case Pairs():
            return QuestionBlock.JOIN
        case Sequence():
            return QuestionBlock.ARRANGE
        case Lines(copied=True):
            return QuestionBlock.COPIED
        case Lines(points=()):
            return QuestionBlock.REPLY
        case _:
            return QuestionBlock.DISCUSS


def _is_copied(selected: SelectedQuestion) -> bool:
    """Return whether the answer is copied from the passage, so that a test must show the passage as well."""
    return _block_of(selected.question) is QuestionBlock.COPIED


def group_by_passages(bank: Bank, worksheet: Worksheet, items: tuple[Item, ...]) -> tuple[SelectedGroup, ...]:
    """Return the questions in groups, in reading order or, where the worksheet lists questions, in the list's order.

    Neighbouring groups of one section whose passages were all printed before are joined.
    """
    positions = _positions(bank)
    questions = _by_passages(worksheet, items, positions)
    order = list(questions)
    if not worksheet.select.ids:
        order.sort(key=lambda passages: _reading_order(bank, passages, positions))
    groups: list[SelectedGroup] = []
    printed: set[str] = set()
    for passages in order:
        group = SelectedGroup(
            section=_common_section(bank, passages),
            passages=passages,
            printed=tuple(passage for passage in passages if passage not in printed),
            selected=tuple(questions[passages]),
            shown=bool(passages),
        )
        printed.update(group.printed)
        if groups and _can_join(groups[-1], group):
            groups[-1] = _join(groups[-1], group, positions)
        else:
            groups.append(group)
    return tuple(groups)


def _positions(bank: Bank) -> dict[str, Position]:
    sections = {section: index for index, section in enumerate(bank.sections)}
    return {passage.id: (sections[passage.section], index) for index, passage in enumerate(bank.passages.values())}


def _by_passages(
    worksheet: Worksheet, items: tuple[Item, ...], positions: Mapping[str, Position]
) -> dict[tuple[str, ...], list[SelectedQuestion]]:
    """Return the questions by the IDs of their passages, which are in reading order."""
    questions: dict[tuple[str, ...], list[SelectedQuestion]] = {}
    for item in items:
        passages = tuple(sorted(item.at, key=positions.__getitem__))
        question = SelectedQuestion(item=item, question=item.paper(choice=worksheet.choice))
        questions.setdefault(passages, []).append(question)
    return questions


def _reading_order(
    bank: Bank, passages: tuple[str, ...], positions: Mapping[str, Position]
) -> tuple[int, bool, Position, int]:
    """Return what groups are sorted by.

    Questions that join passages come after those on each of them alone, and those that join sections come last. Where
    there are no texts, no question has passages.
    """
    if not passages:
        return 0, False, (0, 0), 0
    section = positions[passages[0]][0] if _common_section(bank, passages) else len(bank.sections)
    return section, len(passages) > 1, positions[passages[-1]], len(passages)


def _common_section(bank: Bank, passages: tuple[str, ...]) -> str:
    sections = {bank.passages[passage].section for passage in passages}
    return sections.pop() if len(sections) == 1 else ""


def _can_join(previous: SelectedGroup, group: SelectedGroup) -> bool:
    return previous.section == group.section and not previous.printed and not group.printed


def _join(previous: SelectedGroup, group: SelectedGroup, positions: Mapping[str, Position]) -> SelectedGroup:
    passages = {*previous.passages, *group.passages}
    return SelectedGroup(
        section=group.section,
        passages=tuple(sorted(passages, key=positions.__getitem__)),
        printed=(),
        selected=previous.selected + group.selected,
    )

"""Selections: which questions a deck or a worksheet takes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from math import inf

from quizgen.bank.answering_time import answering_seconds
from quizgen.bank.bank import Bank
from quizgen.bank.items import Item
from quizgen.bank.model import Selection


def chosen(bank: Bank, select: Selection) -> tuple[Item, ...]:
    """Return the questions that a selection takes, in reading order or, where it lists questions, as listed."""
    items = list(_matching(bank, select))
    if select.limit or select.marks or select.minutes:
        items = _spread(items, select)
    return tuple(items)


def is_empty(bank: Bank, select: Selection) -> bool:
    """Return whether no question meets a selection; this is known sooner than all that meet it."""
    return next(_matching(bank, select), None) is None


def _matching(bank: Bank, select: Selection) -> Iterator[Item]:
    """Yield the questions that meet every line of a selection but its limits."""
    exclude: set[str] = set(select.exclude)
    for item in _candidates(bank, select):
        if item.id not in exclude and _matches(bank, item, select):
            yield item


def _candidates(bank: Bank, select: Selection) -> Iterable[Item]:
    """Return the questions among which are all that meet a selection, and as few others as an index allows."""
    if select.ids:
        return [bank.items[item_id] for item_id in select.ids if item_id in bank.items]
    if select.sections:  # most sheets are of one section, and a bank may have many sections
        indices: set[int] = set()
        for section in select.sections:
            indices.update(bank.in_section.get(section, ()))
        return [bank.items_in_order[index] for index in sorted(indices)]
    return bank.items.values()


def _matches(bank: Bank, item: Item, select: Selection) -> bool:
    passages = [bank.passages[passage_id] for passage_id in item.at if passage_id in bank.passages]
    sections = {passage.section for passage in passages}
    texts = {bank.text_of_section.get(section, "") for section in sections}
    return (
        (not select.texts or texts <= set(select.texts))
        and (not select.joining or len(texts) > 1)
        and (not select.sections or not sections.isdisjoint(select.sections))
        and (not select.passages or not set(item.at).isdisjoint(select.passages))
        and (not select.kinds or item.kind in select.kinds)
        and (not select.tags or not set(item.tags).isdisjoint(select.tags))
        and (not select.levels or item.level in select.levels)
    )


def _spread(items: list[Item], select: Selection) -> list[Item]:
    """Return as many items as the limits of a selection allow, over as many passages and kinds as possible, in order.

    Those that are the first of their passage and of their kind are taken first, then those that are the second of one
    of them, and so on; an item that would exceed a limit is skipped.
    """
    max_items = select.limit or inf
    max_marks = select.marks or inf
    max_seconds = select.minutes * 60 or inf
    marks = seconds = 0
    taken: set[int] = set()
    for index in _by_variety(items):
        question = items[index].paper()
        new_marks = marks + question.marks
        new_seconds = seconds + answering_seconds(question)
        if len(taken) < max_items and new_marks <= max_marks and new_seconds <= max_seconds:
            marks, seconds = new_marks, new_seconds
            taken.add(index)
    return [item for index, item in enumerate(items) if index in taken]


def _by_variety(items: list[Item]) -> list[int]:
    """Return the indices of *items*, those with the fewest items of the same passage and kind before them first."""
    of_passage = Counter[str]()
    of_kind = Counter[str]()
    repetitions = []
    for item in items:
        repetitions.append(of_passage[item.at[0]] + of_kind[item.kind])
        of_passage[item.at[0]] += 1
        of_kind[item.kind] += 1
    return sorted(range(len(items)), key=repetitions.__getitem__)

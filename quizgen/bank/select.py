"""Selections: which questions a deck or a worksheet takes."""

from collections.abc import Iterable, Iterator
from math import inf

from quizgen.bank.answering_time import answering_seconds
from quizgen.bank.bank import Bank
from quizgen.bank.items import Item
from quizgen.bank.model import Selection


def chosen(bank: Bank, select: Selection) -> tuple[Item, ...]:
    """The items that a selection takes, in the order of the bank, or in the order of its explicit list."""
    found = list(_meeting(bank, select))
    return tuple(_spread(found, select) if select.limit or select.marks or select.minutes else found)


def is_empty(bank: Bank, select: Selection) -> bool:
    """Whether no item meets a selection, which is known sooner than all that do."""
    return next(_meeting(bank, select), None) is None


def _meeting(bank: Bank, select: Selection) -> Iterator[Item]:
    """The items that meet every line of a selection, its limits apart."""
    items: Iterable[Item] = bank.items.values()
    if select.ids:
        items = [bank.items[each] for each in select.ids if each in bank.items]
    elif select.sections:  # most sheets are of a section, and a bank has as many as it has sections
        cited = set[int]().union(*(bank.in_section.get(each, ()) for each in select.sections))
        items = [bank.listed[number] for number in sorted(cited)]
    exclude: set[str] = set(select.exclude)
    return (item for item in items if item.id not in exclude and _matches(bank, item, select))


def _matches(bank: Bank, item: Item, select: Selection) -> bool:
    passages = [bank.passages[each] for each in item.at if each in bank.passages]
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
    """As many items as the selection has room for, over as many passages and kinds as they can, in their order."""
    rounds: list[tuple[int, int]] = []
    per_passage: dict[str, int] = {}
    per_kind: dict[str, int] = {}
    for index, item in enumerate(items):
        passage = per_passage[item.at[0]] = per_passage.get(item.at[0], 0) + 1
        kind = per_kind[item.kind] = per_kind.get(item.kind, 0) + 1
        rounds.append((passage + kind, index))
    room = (select.limit or inf, select.marks or inf, select.minutes * 60 or inf)
    taken = (0, 0, 0)
    kept = set()
    for _, index in sorted(rounds):
        question = items[index].paper()
        more = (taken[0] + 1, taken[1] + question.marks, taken[2] + answering_seconds(question))
        if all(sum_ <= limit for sum_, limit in zip(more, room, strict=True)):
            taken = more
            kept.add(index)
    return [item for index, item in enumerate(items) if index in kept]

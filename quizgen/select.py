"""Selections: which questions a deck or a worksheet takes."""

from collections.abc import Iterable

from quizgen.bank import Bank
from quizgen.items import Item
from quizgen.model import Selection


def chosen(bank: Bank, select: Selection) -> tuple[Item, ...]:
    """The items that a selection takes, in the order of the bank, or in the order of its explicit list."""
    items: Iterable[Item] = bank.items.values()
    if select.ids:
        items = [bank.items[each] for each in select.ids if each in bank.items]
    exclude: set[str] = set(select.exclude)
    found = [item for item in items if item.id not in exclude and _matches(bank, item, select)]
    return tuple(_spread(found, select.limit) if select.limit else found)


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


def _spread(items: list[Item], limit: int) -> list[Item]:
    """*limit* items that cover as many passages and kinds as they can, in their order."""
    rounds: list[tuple[int, int]] = []
    per_passage: dict[str, int] = {}
    per_kind: dict[str, int] = {}
    for index, item in enumerate(items):
        passage = per_passage[item.at[0]] = per_passage.get(item.at[0], 0) + 1
        kind = per_kind[item.kind] = per_kind.get(item.kind, 0) + 1
        rounds.append((passage + kind, index))
    kept = {index for _, index in sorted(rounds)[:limit]}
    return [item for index, item in enumerate(items) if index in kept]

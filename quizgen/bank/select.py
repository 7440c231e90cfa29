"""Selections: which questions a deck or a worksheet takes."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field

from quizgen.bank.bank import Bank
from quizgen.bank.draw import Limits, Lot, draw
from quizgen.bank.items import Item
from quizgen.bank.model import Selection
from quizgen.base.value import frozen


@frozen
class Drawing:
    """What a worksheet adds to its selection."""

    seed: int = 1
    """Another number draws another set under a limit."""
    choice: bool = False
    """Whether short answers with distractors are printed as multiple choice."""
    without: Collection[str] = ()
    """The IDs of questions that are not drawn under a limit."""
    reading: Mapping[str, int] = field(default_factory=dict)
    """How many seconds it takes to read each passage that is printed, by its ID, and what else is printed."""
    read_with: Mapping[str, Collection[str]] = field(default_factory=dict)
    """What of *reading* is printed wherever a question of a section is, by the ID of the section."""


def chosen(bank: Bank, select: Selection) -> tuple[Item, ...]:
    """Return the questions that a selection takes, in reading order or, where it lists questions, as listed."""
    return tuple(_matching(bank, select))


def drawn(bank: Bank, select: Selection, drawing: Drawing) -> tuple[Item, ...]:
    """Return the questions of a worksheet, in reading order or, where it lists questions, as listed.

    Unless they are listed, all passages of a question lie in what was asked for. Under a limit questions are drawn as
    `draw` says.
    """
    items = [item for item in _matching(bank, select) if select.ids or _is_whole(bank, item, select)]
    if not select.is_limited:
        return tuple(items)
    candidates = [
        Lot.of(bank, item, index, choice=drawing.choice, read_with=drawing.read_with)
        for index, item in enumerate(items)
        if item.id not in drawing.without
    ]
    limits = Limits(questions=select.limit, marks=select.marks, seconds=select.minutes * 60)
    indices = draw(candidates, limits, drawing.reading, drawing.seed)
    return tuple(items[index] for index in sorted(indices))


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


def _is_whole(bank: Bank, item: Item, select: Selection) -> bool:
    """Return whether all passages of *item* were asked for, not only one of them."""
    sections = {bank.passages[passage].section for passage in item.at}
    return (not select.sections or sections <= set(select.sections)) and (
        not select.passages or set(item.at) <= set(select.passages)
    )

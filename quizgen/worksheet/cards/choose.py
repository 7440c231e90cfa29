"""What cards are made of: the questions of a selection, and the people and terms that belong to it."""

from dataclasses import replace
from typing import Final

from quizgen.bank.bank import Bank
from quizgen.bank.entries import Entry
from quizgen.bank.format.schema import Ref
from quizgen.bank.items import Item
from quizgen.bank.model import Entries, Selection
from quizgen.bank.select import Drawing, chosen, drawn

_TAKEN: Final = {"person": (Entries.PEOPLE, Entries.BOTH), "term": (Entries.TERMS, Entries.BOTH)}


def cards_for(
    bank: Bank, select: Selection | None, entries: Entries = Entries.NONE, *, seed: int = 1
) -> tuple[Item | Entry, ...]:
    """Return the questions of a selection, none without one, and the people and terms that belong to it.

    Where it lists ids, these may be of people and terms too, and all that it lists is taken, in its order. Otherwise
    it takes only questions that make cards. *entries* adds people, terms or both: those of the texts, sections,
    passages and tags that the selection names, or all where it names none. Under a limit another *seed* draws others.
    """
    listed = _listed(bank, select, seed) if select else ()
    further = (entry for entry in bank.entries.values() if entries in _TAKEN[entry.kind] and entry not in listed)
    return (*listed, *(entry for entry in further if select is None or _belongs(bank, entry, select)))


def _listed(bank: Bank, select: Selection, seed: int) -> tuple[Item | Entry, ...]:
    if not select.ids:
        # Left out beforehand, they take up no room under a limit.
        for_paper = (Ref(item.id) for item in bank.items.values() if not item.has_cards)
        return drawn(bank, replace(select, exclude=(*select.exclude, *for_paper)), Drawing(seed=seed))
    studied: dict[str, Item | Entry] = {item.id: item for item in chosen(bank, select)}
    for id_ in select.ids:
        if id_ in bank.entries and id_ not in bank.items and id_ not in select.exclude:
            studied[id_] = bank.entries[id_]
    return tuple(studied[id_] for id_ in dict.fromkeys(select.ids) if id_ in studied)


def _belongs(bank: Bank, entry: Entry, select: Selection) -> bool:
    passages = [bank.passages[passage] for passage in entry.at]
    places = (
        (select.texts, {bank.text_of_section[passage.section] for passage in passages}),
        (select.sections, {passage.section for passage in passages}),
        (select.passages, set(entry.at)),
        (select.tags, set(entry.tags)),
    )
    exclude: set[str] = set(select.exclude)
    return entry.id not in exclude and all(not wanted or not existing.isdisjoint(wanted) for wanted, existing in places)

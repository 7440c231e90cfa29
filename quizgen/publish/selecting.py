"""Selections as they are typed: codes become ids, and what is named must exist."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from quizgen.bank.bank import Bank
from quizgen.bank.format.schema import Ref
from quizgen.bank.model import Selection


def known_selection(bank: Bank, select: Selection, *, entries: bool = False) -> Selection:
    """Return a selection with ids in place of codes; with *entries* it may list people and terms too.

    Raises Failure where it names something that the bank does not have.
    """
    ids, exclude = (tuple(Ref(bank.id_of(name)) for name in names) for names in (select.ids, select.exclude))
    further = bank.entries if entries else {}
    tags = {tag for item in bank.items.values() for tag in item.tags}
    tags |= {tag for entry in further.values() for tag in entry.tags}
    kind = "question, person or term" if entries else "question"
    named: tuple[tuple[str, Iterable[str], Collection[str]], ...] = (
        ("text", select.texts, bank.texts.keys()),
        ("section", select.sections, bank.sections.keys()),
        ("passage", select.passages, bank.passages.keys()),
        (kind, (*ids, *exclude), {**bank.items, **further}),
        ("tag", select.tags, tags),
    )
    for what, names, existing in named:
        for name in names:
            if name not in existing:
                raise bank.unknown("B301", what, name, existing)
    return replace(select, ids=ids, exclude=exclude)

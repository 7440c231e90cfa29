"""Names, dates and figures that a passage states and no item on it uses."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from quizgen.bank.bank import Bank
from quizgen.bank.items import Item
from quizgen.bank.items.blocks import Gap, Gaps, Sequence
from quizgen.bank.model import Directions, Entry, Person
from quizgen.bank.names import NameIndex
from quizgen.base.value import frozen
from quizgen.languages.calendar import calendar_words
from quizgen.languages.vocabulary import ENGLISH
from quizgen.passages.anchor.document import Document
from quizgen.passages.copies import Copies
from quizgen.rules.engine.facts import Facts, held, lacking, stated, union
from quizgen.text.capitals import Capitals
from quizgen.text.inline import plain
from quizgen.text.normalise import normalise
from quizgen.text.paragraphs import Block

_YEAR: Final = re.compile(r"1\d{3}s?|20\d\ds?")


class Sort(StrEnum):
    """What a fact is."""

    NAME = "name"
    DATE = "date"
    FIGURE = "figure"


@frozen
class UnaskedFact:
    """A fact of a passage that no item on it uses."""

    sort: Sort
    words: str
    """As the user's copy has it."""
    elsewhere: bool
    """Whether an item on another passage uses it."""


def unasked_facts(bank: Bank, found: Copies) -> dict[str, tuple[UnaskedFact, ...]]:
    """By the id of each passage that was found: the facts that no item on it uses, in the order of the passage.

    A name counts as used in any of its forms, a number however it is written. An item uses what its stem, its key and
    its ``facts:`` hold, not what its distractors and its rationale say; the card of a person or term uses the name on
    the passages that the entry lists.
    """
    index = NameIndex(bank.entries.values(), offices=True)
    uses = {item.id: held(" . ".join(_said(item)), index) for item in bank.items.values()}
    anywhere = union(uses.values())
    on: dict[str, list[Facts]] = {name: [] for name in bank.passages}
    for item in bank.items.values():
        for name in item.at:
            on[name].append(uses[item.id])
    for entry in bank.entries.values():
        if entry.cards is not Directions.NONE:
            for name in entry.at:
                on[name].append(held(" . ".join(_of_entry(entry)), index))
    capitals = {text: _capitals(document) for text, document in found.documents.items()}
    made: dict[str, tuple[UnaskedFact, ...]] = {}
    for passage, located in found.located.items():
        if located.span is not None:
            text = bank.text_of(bank.passages[passage]).id
            document = found.documents[text]
            raw = _apart(document, document.cut(located.span))
            normal = normalise(raw)
            facts = stated(raw, normal, index.mentions(normal.words), capitals[text])
            left = _listed(lacking(facts, *on[passage]), anywhere)
            made[passage] = tuple(sorted(left, key=lambda each: raw.find(each.words)))
    return made


def _capitals(document: Document) -> Capitals:
    raw = _apart(document, document.blocks)
    return Capitals(raw, normalise(raw))


def _apart(document: Document, blocks: Iterable[Block]) -> str:
    """The *blocks*, a line each, with a stop between: a title has none of its own, and a name may break over lines."""
    return ".\n".join(" ".join(document.raw[block.start : block.end].split()) for block in blocks)


def _said(item: Item) -> Iterator[str]:
    yield from map(plain, (item.prompt, *item.answers))
    yield from (*item.accepted, *item.facts)
    block = item.paper().block
    if isinstance(block, Sequence):
        yield from (step.when for step in block.steps)
    elif isinstance(block, Gaps):  # a name may run over the edge of a gap
        yield "".join(plain(piece.text if isinstance(piece, Gap) else piece) for piece in block.pieces)


def _of_entry(entry: Entry) -> Iterator[str]:
    yield from (entry.name, plain(entry.gloss_))
    if isinstance(entry, Person):
        yield from (entry.dates, plain(entry.fate))


def _listed(facts: Facts, anywhere: Facts) -> Iterator[UnaskedFact]:
    nowhere = lacking(facts, anywhere)
    sorts: Iterable[tuple[Mapping[str, str], Mapping[str, str]]] = (
        (facts.quantities, nowhere.quantities),
        (facts.entries, nowhere.entries),
        (facts.names, nowhere.names),
    )
    for of_sort, of_none in sorts:
        for fact, words in of_sort.items():
            sort = Sort.NAME
            if of_sort is facts.quantities:
                is_date = _YEAR.fullmatch(fact) or fact in calendar_words(ENGLISH).month_names
                sort = Sort.DATE if is_date else Sort.FIGURE
            # A name ends with its last word: the bracket of “WCP(b)” comes after it.
            words += ")" * (words.count("(") - words.count(")"))
            yield UnaskedFact(sort=sort, words=words, elsewhere=fact not in of_none)

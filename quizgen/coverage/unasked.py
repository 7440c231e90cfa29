"""Names, dates and figures that a passage states and no question on it uses."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from quizgen.bank.bank import Bank
from quizgen.bank.items import Item
from quizgen.bank.items.blocks import Gaps, Sequence
from quizgen.bank.model import Directions, Entry, Person
from quizgen.bank.names import NameIndex
from quizgen.base.value import frozen
from quizgen.languages.calendar import MONTHS
from quizgen.languages.packs import Language
from quizgen.passages.anchor.document import Document
from quizgen.passages.copies import Copies
from quizgen.passages.facts import Facts, held, lacking, stated, union
from quizgen.text.capitals import Capitals
from quizgen.text.inline import plain
from quizgen.text.normalise import normalise
from quizgen.text.paragraphs import Block

_YEAR: Final = re.compile(r"1\d{3}s?|20\d\ds?")
"""A year or a decade, as quantities are folded."""


class Sort(StrEnum):
    """What a fact is."""

    NAME = "name"
    DATE = "date"
    FIGURE = "figure"


@frozen
class UnaskedFact:
    """A fact of a passage that no question on it uses."""

    sort: Sort
    words: str
    """The words of the fact as the user's copy has them."""
    elsewhere: bool
    """Whether a question on another passage uses it."""


def unasked_facts(bank: Bank, copies: Copies) -> dict[str, tuple[UnaskedFact, ...]]:
    """Return, by the ID of each passage that was found, the facts that no question on it uses, in the passage's order.

    A name counts as used in any of its forms, a number however it is written. A question uses what its stem, its key
    and its ``facts:`` have, not what its distractors and its explanation say; the card of a person or term uses the
    name on the passages that the entry lists.
    """
    index = bank.office_index
    facts_of_items: dict[str, Facts] = {}
    for item in bank.items.values():
        facts_of_items[item.id] = held(" . ".join(_words_of_item(item)), index, bank.pack)
    anywhere = union(facts_of_items.values())
    used = _used_facts(bank, facts_of_items, index)
    capitals = {
        text: _capitals(document, bank.pack_for(bank.texts[text].language))
        for text, document in copies.documents.items()
    }
    unasked: dict[str, tuple[UnaskedFact, ...]] = {}
    for passage, match in copies.matches.items():
        if match.span is None:
            continue
        text = bank.text_of(bank.passages[passage]).id
        document = copies.documents[text]
        raw = _lines(document, document.cut(match.span))
        normal = normalise(raw)
        facts = stated(raw, normal, index.mentions(normal.words), capitals[text])
        unused = _unasked(lacking(facts, *used[passage]), anywhere)
        unasked[passage] = tuple(sorted(unused, key=lambda fact: raw.find(fact.words)))
    return unasked


def _used_facts(bank: Bank, facts_of_items: Mapping[str, Facts], index: NameIndex) -> dict[str, list[Facts]]:
    """Return the facts that the questions and cards on each passage use, by the passage's ID."""
    used: dict[str, list[Facts]] = {passage: [] for passage in bank.passages}
    for item in bank.items.values():
        for passage in item.at:
            used[passage].append(facts_of_items[item.id])
    for entry in bank.entries.values():
        if entry.cards is not Directions.NONE and entry.at:
            facts = held(" . ".join(_words_of_entry(entry)), index, bank.pack)
            for passage in entry.at:
                used[passage].append(facts)
    return used


def _capitals(document: Document, language: Language) -> Capitals:
    raw = _lines(document, document.blocks)
    return Capitals(raw, normalise(raw), language)


def _lines(document: Document, blocks: Iterable[Block]) -> str:
    """Return the *blocks*, one on each line, with a full stop between them.

    Without it a title would run into the paragraph after it; within a block a name may be broken over lines.
    """
    return ".\n".join(" ".join(document.raw[block.start : block.end].split()) for block in blocks)


def _words_of_item(item: Item) -> Iterator[str]:
    yield from map(plain, (item.prompt, *item.answers))
    yield from (*item.accepted, *item.facts)
    block = item.paper().block
    if isinstance(block, Sequence):
        yield from (step.when for step in block.steps)
    elif isinstance(block, Gaps):  # a name may run over the edge of a gap
        yield block.whole


def _words_of_entry(entry: Entry) -> Iterator[str]:
    yield from (entry.name, plain(entry.gloss_))
    if isinstance(entry, Person):
        yield from (entry.dates, plain(entry.fate))


def _unasked(facts: Facts, anywhere: Facts) -> Iterator[UnaskedFact]:
    """Yield *facts*, which no question on their passage uses; *anywhere* are the facts that any question uses."""
    nowhere = lacking(facts, anywhere)
    for fact, words in facts.quantities.items():
        is_date = _YEAR.fullmatch(fact) or fact in MONTHS
        sort = Sort.DATE if is_date else Sort.FIGURE
        yield _unasked_fact(sort, words, elsewhere=fact not in nowhere.quantities)
    for fact, words in facts.entries.items():
        yield _unasked_fact(Sort.NAME, words, elsewhere=fact not in nowhere.entries)
    for fact, words in facts.names.items():
        yield _unasked_fact(Sort.NAME, words, elsewhere=fact not in nowhere.names)


def _unasked_fact(sort: Sort, words: str, *, elsewhere: bool) -> UnaskedFact:
    # A name ends with its last word: the bracket that closes “WCP(b)” comes after it.
    closing = ")" * max(0, words.count("(") - words.count(")"))
    return UnaskedFact(sort=sort, words=words + closing, elsewhere=elsewhere)

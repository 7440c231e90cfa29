"""Coverage measured: what the questions of a bank cover of its texts, and what they leave out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from quizgen.bank.bank import Bank
from quizgen.bank.items import KINDS, Item, Level
from quizgen.bank.model import Text
from quizgen.coverage.model import Coverage, SectionCoverage, State, Stretch, Tally, TextCoverage, UncoveredRun
from quizgen.coverage.unasked import unasked_facts
from quizgen.passages.anchor.document import Document
from quizgen.passages.copies import Copies


def measure(bank: Bank, copies: Copies) -> Coverage:
    """Return the coverage of all texts of *bank*: in words and facts where *copies* has a text, else in passages."""
    passages = _passage_stretches(bank, copies)
    texts = []
    for text in bank.texts.values():
        stretches = [passages[passage.id] for passage in bank.passages.values() if bank.text_of(passage) is text]
        if text.id in copies.documents:
            stretches = list(_with_paragraphs_between(copies.documents[text.id], text, stretches))
        texts.append(_text_coverage(text, stretches, read=text.id in copies.documents))
    return Coverage(texts=tuple(texts), tally=_tally([stretch for text in texts for stretch in text.stretches]))


def _passage_stretches(bank: Bank, copies: Copies) -> dict[str, Stretch]:
    """Return the stretch of every passage of the bank, by the passage's ID."""
    items: dict[str, list[Item]] = {passage_id: [] for passage_id in bank.passages}
    for item in bank.items.values():
        for passage_id in item.at:
            items[passage_id].append(item)
    unasked = unasked_facts(bank, copies)
    stretches: dict[str, Stretch] = {}
    for passage in bank.passages.values():
        stretch = Stretch(section=passage.section, passage=passage, items=tuple(items[passage.id]))
        match = copies.matches.get(passage.id)
        if match is not None and match.span is not None:
            first_word, after = copies.documents[bank.text_of(passage).id].words(match.span)
            stretch = replace(
                stretch,
                span=match.span,
                first=match.first,
                last=match.last,
                words=after - first_word,
                unasked=unasked.get(passage.id, ()),
            )
        stretches[passage.id] = stretch
    return stretches


def _text_coverage(text: Text, stretches: list[Stretch], *, read: bool) -> TextCoverage:
    sections = []
    for section in text.sections:
        of_section = tuple(stretch for stretch in stretches if stretch.section == section.id)
        sections.append(SectionCoverage(section=section, stretches=of_section, tally=_tally(of_section)))
    return TextCoverage(text=text, read=read, sections=tuple(sections), tally=_tally(stretches))


def _with_paragraphs_between(document: Document, text: Text, passages: list[Stretch]) -> Iterator[Stretch]:
    """Yield the *passages* in reading order, and between them all from ¶ 1 on that belongs to no passage.

    What is between two passages is counted to the section of the first; what is before all, to the first section.
    """
    section: str = text.sections[0].id
    word = _first_word(document)
    for passage in _in_reading_order(passages):
        if passage.span is not None:
            first_word, after = document.words(passage.span)
            if word < first_word:
                yield _between(document, section, word, first_word)
            word = max(word, after)
        yield passage
        section = passage.section
    if word < len(document.normal.words):
        yield _between(document, section, word, len(document.normal.words))


def _first_word(document: Document) -> int:
    """Return the index of the first word of ¶ 1; 0 where no block is counted as a paragraph."""
    for block, first_word in zip(document.blocks, document.first_words, strict=False):
        if block.ordinal > 0:
            return first_word
    return 0


def _in_reading_order(passages: list[Stretch]) -> list[Stretch]:
    """Return *passages*, which are in the bank's order, in the text's; those that were not found keep their place."""
    starts = []
    start = 0
    for passage in passages:
        if passage.span is not None:
            start = passage.span[0]
        starts.append(start)  # a passage that was not found comes after the one before it in the bank
    order = sorted(range(len(passages)), key=starts.__getitem__)
    return [passages[index] for index in order]


def _between(document: Document, section: str, first_word: int, after: int) -> Stretch:
    """Return the words from *first_word* up to *after*, two indices, as a stretch without a passage."""
    return Stretch(
        section=section,
        span=document.span(first_word, after),
        first=document.ordinal(first_word),
        last=document.ordinal(after - 1),
        words=after - first_word,
    )


def _tally(stretches: Iterable[Stretch]) -> Tally:
    """Count *stretches*, which are in reading order."""
    stretches = tuple(stretches)
    states = Counter[State]()
    words = Counter[State]()
    items: dict[str, Item] = {}
    on_cards = on_paper = unasked = 0
    for stretch in stretches:
        words[stretch.state] += stretch.words
        if stretch.passage is None:
            continue
        states[stretch.state] += 1
        unasked += len(stretch.unasked)
        for item in stretch.items:
            items[item.id] = item
            if item.cards():
                on_cards += 1
            else:
                on_paper += 1
    to_cover = states.total() - states[State.WAIVED]
    levels = Counter(item.level for item in items.values())
    kinds = Counter(item.kind for item in items.values())
    return Tally(
        passages=states.total(),
        covered=states[State.COVERED],
        waived=states[State.WAIVED],
        words=words.total(),
        words_covered=words[State.COVERED],
        words_waived=words[State.WAIVED],
        items=len(items),
        on_cards=sum(bool(item.cards()) for item in items.values()),
        cards_a_passage=on_cards / to_cover if to_cover else 0.0,
        paper_a_passage=on_paper / to_cover if to_cover else 0.0,
        levels={level: levels[level] for level in Level},
        kinds={kind.kind: kinds[kind.kind] for kind in KINDS},
        unasked=unasked,
        longest=max(_uncovered_runs(stretches), key=lambda run: (run.words, len(run.stretches)), default=None),
    )


def _uncovered_runs(stretches: Iterable[Stretch]) -> Iterator[UncoveredRun]:
    for is_gap, run in groupby(stretches, lambda stretch: stretch.state.is_gap):
        if is_gap:
            yield UncoveredRun(stretches=tuple(run))

"""What the items of a bank cover of its texts, and what they leave out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import groupby

from quizgen.bank.bank import Bank
from quizgen.bank.items import KINDS, Item, Level
from quizgen.bank.model import Passage, Section, Text
from quizgen.base.value import frozen
from quizgen.coverage.unasked import UnaskedFact, unasked_facts
from quizgen.languages.ranges import numbered
from quizgen.passages.copies import Copies


class State(StrEnum):
    """What became of a stretch of a text."""

    COVERED = "covered"
    """A passage on which an item hangs."""
    WAIVED = "waived"
    """A passage on which none need hang, for a reason."""
    UNASKED = "unasked"
    """A passage on which none hangs, for no reason."""
    NO_PASSAGE = "no passage"
    """Paragraphs, or a part of one, that belong to no passage."""

    @property
    def is_gap(self) -> bool:
        """Whether the stretch ought to be asked about and is not."""
        return self in (State.UNASKED, State.NO_PASSAGE)


@frozen
class Stretch:
    """A passage, or what lies between two of them, in reading order."""

    section: str
    passage: Passage | None = None
    items: tuple[Item, ...] = ()
    span: tuple[int, int] | None = None
    """Raw (start, end) in the user's copy; None without one, and where the passage was not found for sure."""
    first: int = 0
    """The ¶ number of its first block in the user's copy; 0 without a span."""
    last: int = 0
    """The ¶ number of its last block; 0 without a span."""
    words: int = 0
    """How many words it has in the user's copy; 0 without a span."""
    unasked: tuple[UnaskedFact, ...] = ()

    @property
    def state(self) -> State:
        """What became of it."""
        if self.passage is None:
            return State.NO_PASSAGE
        if self.items:
            return State.COVERED
        return State.WAIVED if self.passage.waive else State.UNASKED

    @property
    def name(self) -> str:
        """The passage's id, or else the ¶ as a reader finds it."""
        return self.passage.id if self.passage else self.place

    @property
    def place(self) -> str:
        """ "¶ 6" or "¶¶ 6–7"; empty without a span."""
        return numbered(self.first, self.last)


@frozen
class UncoveredRun:
    """Neighbouring stretches that ought to be asked about and are not."""

    stretches: tuple[Stretch, ...]

    @property
    def words(self) -> int:
        """How many words they have; 0 without the text."""
        return sum(each.words for each in self.stretches)

    @property
    def name(self) -> str:
        """From where to where."""
        names = [self.stretches[0].name, self.stretches[-1].name]
        return " to ".join(dict.fromkeys(names))


@frozen
class Tally:
    """Stretches and items, counted."""

    passages: int
    covered: int
    waived: int
    words: int
    """Of all stretches; 0 without the text."""
    words_covered: int
    words_waived: int
    items: int
    """Each once, however many passages it cites."""
    on_cards: int
    """Items that make cards; the others are for paper alone."""
    cards_a_passage: float
    """Items that make cards, a passage that is not waived; an item counts at each passage that it cites."""
    paper_a_passage: float
    """Items for paper alone, a passage that is not waived."""
    levels: Mapping[Level, int]
    kinds: Mapping[str, int]
    unasked: int
    longest: UncoveredRun | None
    """The longest uncovered run: in words where there is a text, else in passages."""

    @property
    def a_passage(self) -> float:
        """Items a passage that is not waived."""
        return self.cards_a_passage + self.paper_a_passage

    @property
    def share(self) -> float:
        """Of the passages that are not waived, the part that is covered."""
        wanted = self.passages - self.waived
        return self.covered / wanted if wanted else 1.0

    @property
    def share_of_words(self) -> float | None:
        """Of the words that are not waived, the part that is covered; None without the text."""
        if not self.words:
            return None
        wanted = self.words - self.words_waived
        return self.words_covered / wanted if wanted else 1.0


@frozen
class SectionCoverage:
    """What is covered of one section."""

    section: Section
    stretches: tuple[Stretch, ...]
    tally: Tally


@frozen
class TextCoverage:
    """What is covered of one text."""

    text: Text
    read: bool
    """Whether the user has a copy."""
    sections: tuple[SectionCoverage, ...]
    tally: Tally

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """All of the text, in reading order."""
        return tuple(stretch for section in self.sections for stretch in section.stretches)


@frozen
class Coverage:
    """What is covered of all texts of a bank."""

    texts: tuple[TextCoverage, ...]
    tally: Tally


def measure(bank: Bank, found: Copies) -> Coverage:
    """What the items of *bank* cover, measured on the user's copies where *found* has them."""
    on: dict[str, list[Item]] = {name: [] for name in bank.passages}
    for item in bank.items.values():
        for name in item.at:
            on[name].append(item)
    left_out = unasked_facts(bank, found)

    def stretch(passage: Passage) -> Stretch:
        located = found.matches.get(passage.id)
        made = Stretch(section=passage.section, passage=passage, items=tuple(on[passage.id]))
        if located is None or located.span is None:
            return made
        first, after = found.documents[bank.text_of(passage).id].words(located.span)
        return Stretch(
            section=passage.section,
            passage=passage,
            items=tuple(on[passage.id]),
            span=located.span,
            first=located.first,
            last=located.last,
            words=after - first,
            unasked=left_out.get(passage.id, ()),
        )

    texts = tuple(_text(bank, found, text, stretch) for text in bank.texts.values())
    return Coverage(texts=texts, tally=_tally([each for text in texts for each in text.stretches]))


def _text(bank: Bank, found: Copies, text: Text, stretch: Callable[[Passage], Stretch]) -> TextCoverage:
    stretches = [stretch(each) for each in bank.passages.values() if bank.text_of(each) is text]
    if text.id in found.documents:
        stretches = list(_with_rest(found, text, stretches))
    sections = []
    for section in text.sections:
        of_section = tuple(each for each in stretches if each.section == section.id)
        sections.append(SectionCoverage(section=section, stretches=of_section, tally=_tally(of_section)))
    return TextCoverage(text=text, read=text.id in found.documents, sections=tuple(sections), tally=_tally(stretches))


def _with_rest(found: Copies, text: Text, passages: list[Stretch]) -> Iterator[Stretch]:
    """The *passages* in reading order, and between them all from ¶ 1 on that belongs to none.

    What lies between is counted to the section of the passage before it; what lies before all, to the first section.
    """
    document = found.documents[text.id]
    starts = [start for block, start in zip(document.blocks, document.first_words, strict=False) if block.ordinal > 0]
    at = starts[0] if starts else 0
    section: str = text.sections[0].id
    # A passage that was not found comes after the one that is written before it.
    order: list[tuple[int, int, Stretch]] = []
    before = 0
    for index, each in enumerate(passages):
        before = each.span[0] if each.span else before
        order.append((before, index, each))

    def rest(after: int) -> Iterator[Stretch]:
        if at < after:
            span = document.span(at, after)
            first, last = document.ordinal(at), document.ordinal(after - 1)
            yield Stretch(section=section, span=span, first=first, last=last, words=after - at)

    for _, _, each in sorted(order, key=lambda one: one[:2]):
        if each.span is None:
            section = each.section
            yield each
            continue
        first, after = document.words(each.span)
        yield from rest(first)
        yield each
        at, section = max(at, after), each.section
    yield from rest(len(document.normal.words))


def _tally(stretches: Iterable[Stretch]) -> Tally:
    all_ = tuple(stretches)
    passages = [each for each in all_ if each.passage]
    by_state = Counter(each.state for each in passages)
    words = Counter[State]()
    for each in all_:
        words[each.state] += each.words
    hung = [bool(item.cards()) for each in passages for item in each.items]
    items = {item.id: item for each in passages for item in each.items}.values()
    wanted = len(passages) - by_state[State.WAIVED]
    levels = Counter(item.level for item in items)
    kinds = Counter(item.kind for item in items)
    runs = [
        UncoveredRun(stretches=tuple(run)) for is_gap, run in groupby(all_, lambda each: each.state.is_gap) if is_gap
    ]
    return Tally(
        passages=len(passages),
        covered=by_state[State.COVERED],
        waived=by_state[State.WAIVED],
        words=words.total(),
        words_covered=words[State.COVERED],
        words_waived=words[State.WAIVED],
        items=len(items),
        on_cards=sum(bool(item.cards()) for item in items),
        cards_a_passage=hung.count(True) / wanted if wanted else 0.0,
        paper_a_passage=hung.count(False) / wanted if wanted else 0.0,
        levels={level: levels[level] for level in Level},
        kinds={kind.kind: kinds[kind.kind] for kind in KINDS},
        unasked=sum(len(each.unasked) for each in passages),
        longest=max(runs, key=lambda run: (run.words, len(run.stretches)), default=None),
    )

"""The coverage of texts: stretches of them, what is asked about each, and their counts."""

from collections.abc import Mapping
from enum import StrEnum

from quizgen.bank.items import Item, Level
from quizgen.bank.model import Passage, Section, Text
from quizgen.base.value import frozen
from quizgen.coverage.unasked import UnaskedFact
from quizgen.languages.ranges import numbered


class State(StrEnum):
    """Whether a stretch of a text is asked about."""

    COVERED = "covered"
    """A passage that a question cites."""
    WAIVED = "waived"
    """A passage that needs no question, for the reason that its ``waive:`` gives."""
    UNASKED = "unasked"
    """A passage that no question cites, for no given reason."""
    NO_PASSAGE = "no passage"
    """Paragraphs, or a part of one, that belong to no passage."""

    @property
    def is_gap(self) -> bool:
        """Whether the stretch needs a question and has none."""
        return self in (State.UNASKED, State.NO_PASSAGE)


@frozen
class Stretch:
    """A passage, or what is between two of them."""

    section: str
    """The ID of the section to which it is counted."""
    passage: Passage | None = None
    """None for paragraphs that belong to no passage."""
    items: tuple[Item, ...] = ()
    """The questions that cite the passage."""
    span: tuple[int, int] | None = None
    """Offsets in characters (start, end) in the raw text of the user's copy.

    None without a copy, and where the passage was not found for sure.
    """
    first: int = 0
    """The ¶ number of its first block in the user's copy; 0 without a span."""
    last: int = 0
    """The ¶ number of its last block; 0 without a span."""
    words: int = 0
    """The number of words in the user's copy; 0 without a span."""
    unasked: tuple[UnaskedFact, ...] = ()
    """The facts that no question on the passage uses; empty without a span."""

    @property
    def state(self) -> State:
        """Whether it is asked about."""
        if self.passage is None:
            return State.NO_PASSAGE
        if self.items:
            return State.COVERED
        return State.WAIVED if self.passage.waive else State.UNASKED

    @property
    def name(self) -> str:
        """The passage's ID, or the paragraphs that belong to no passage."""
        return self.passage.id if self.passage else self.place

    @property
    def place(self) -> str:
        """Its paragraphs, as "¶ 6" or "¶¶ 6–7"; empty without a span."""
        return numbered(self.first, self.last)


@frozen
class UncoveredRun:
    """Neighbouring stretches that need a question and have none."""

    stretches: tuple[Stretch, ...]

    @property
    def words(self) -> int:
        """The number of their words; 0 without the text."""
        return sum(stretch.words for stretch in self.stretches)

    @property
    def name(self) -> str:
        """The first and the last stretch, such as "W3 to W5"; a single one by its own name."""
        first, last = self.stretches[0].name, self.stretches[-1].name
        return first if first == last else f"{first} to {last}"


@frozen
class Tally:
    """Stretches of a text and the questions on them, counted."""

    passages: int
    covered: int
    """The number of passages that a question cites."""
    waived: int
    """The number of passages that need no question."""
    words: int
    """The number of words of all stretches; 0 without the text."""
    words_covered: int
    words_waived: int
    items: int
    """The number of questions, each counted once, however many passages it cites."""
    on_cards: int
    """The number of questions that make cards; the others are for paper alone."""
    cards_a_passage: float
    """Questions that make cards, for each passage that is not waived; a question counts at each passage it cites."""
    paper_a_passage: float
    """Questions for paper alone, for each passage that is not waived, counted in the same way."""
    levels: Mapping[Level, int]
    """The number of questions of every level."""
    kinds: Mapping[str, int]
    """The number of questions of every kind."""
    unasked: int
    """The number of facts that no question on their passage uses; 0 without the text."""
    longest: UncoveredRun | None
    """The longest uncovered run, in words where there is a text, otherwise in passages; None where all is covered."""

    @property
    def share(self) -> float:
        """The share of passages that are covered, from 0 to 1, among those that are not waived; 1 where all are."""
        to_cover = self.passages - self.waived
        return self.covered / to_cover if to_cover else 1.0

    @property
    def share_of_words(self) -> float | None:
        """The share of words that are covered, from 0 to 1, among those that are not waived; None without the text."""
        if not self.words:
            return None
        to_cover = self.words - self.words_waived
        return self.words_covered / to_cover if to_cover else 1.0


@frozen
class SectionCoverage:
    """The coverage of one section."""

    section: Section
    stretches: tuple[Stretch, ...]
    tally: Tally


@frozen
class TextCoverage:
    """The coverage of one text."""

    text: Text
    read: bool
    """Whether the user has a copy."""
    sections: tuple[SectionCoverage, ...]
    tally: Tally

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The stretches of all sections, in reading order."""
        return tuple(stretch for section in self.sections for stretch in section.stretches)


@frozen
class Coverage:
    """The coverage of all texts of a bank."""

    texts: tuple[TextCoverage, ...]
    tally: Tally

"""Drawing questions under a limit: first the sections even, then the passages, kinds and levels."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import inf

from quizgen.bank.answering_time import answering_seconds
from quizgen.bank.bank import Bank
from quizgen.bank.items import Item
from quizgen.base.value import frozen
from quizgen.text.shuffle import order_key

_JOINT = ""
"""In place of a section: the questions that join several take turns as one section does."""


@frozen
class Lot:
    """A question that may be drawn, with what it counts for."""

    index: int
    """Its place among all that may be drawn, in reading order."""
    name: str
    section: str
    passages: tuple[str, ...]
    reads: frozenset[str]
    """What is to be read with it: its passages, and what is printed with every question of its section."""
    kind: str
    level: str
    marks: int
    seconds: int
    """The time for answering it."""

    @classmethod
    def of(cls, bank: Bank, item: Item, index: int, *, choice: bool, read_with: Mapping[str, Iterable[str]]) -> "Lot":
        """Return *item* as it is printed; with *choice* a short answer with distractors is multiple choice.

        *read_with* is what is printed with every question of a section, by its ID.
        """
        question = item.paper(choice=choice)
        sections = {bank.passages[passage].section for passage in item.at}
        section = sections.pop() if len(sections) == 1 else _JOINT
        return cls(
            index=index,
            name=item.id,
            section=section,
            passages=item.at,
            reads=frozenset((*item.at, *read_with.get(section, ()))),
            kind=item.kind,
            level=item.level.value,
            marks=question.marks,
            seconds=answering_seconds(question),
        )


@frozen
class Limits:
    """What is drawn at most; 0 is no limit."""

    questions: int = 0
    marks: int = 0
    seconds: int = 0


def draw(candidates: Iterable[Lot], limits: Limits, reading: Mapping[str, int], seed: int) -> set[int]:
    """Return the indices of the questions that are drawn, the same for the same *seed*.

    What is drawn is never above a limit. It takes a question in turn from the section with the fewest, of those that
    have some left; there the one whose passage, kind and level have been taken least. It ends when no such section has
    a question that fits. *reading* are the seconds for reading a passage or what else is printed, which count
    once, with the first question that it is read with.
    """
    table = _Table(limits, reading)
    left: dict[str, list[Lot]] = defaultdict(list)
    for candidate in sorted(candidates, key=lambda candidate: order_key(seed, "draw", candidate.name)):
        if table.fits(candidate):  # what is above a limit on its own does not hold up its section
            left[candidate.section].append(candidate)
    turns = sorted(left, key=lambda section: order_key(seed, "section", section))
    while left:
        fewest = min(table.sections[section] for section in left)
        for section in turns:
            if section in left and table.sections[section] == fewest:
                fitting = filter(table.fits, left[section])
                if best := min(fitting, key=table.variety, default=None):
                    table.take(best)
                    left[section].remove(best)
                    if not left[section]:
                        del left[section]
                    break
        else:
            break
    return table.taken


class _Table:
    """What has been drawn so far, counted in every way that the next question depends on."""

    def __init__(self, limits: Limits, reading: Mapping[str, int]) -> None:
        self._questions = limits.questions or inf
        self._marks = limits.marks or inf
        self._seconds = limits.seconds or inf
        self._reading = dict(reading)
        self.taken: set[int] = set()
        self.sections = Counter[str]()
        self._passages = Counter[str]()
        self._kinds = Counter[str]()
        self._levels = Counter[str]()

    def fits(self, candidate: Lot) -> bool:
        """Return whether no limit is exceeded with *candidate*."""
        return (
            self._questions >= 1
            and candidate.marks <= self._marks
            and candidate.seconds + self._to_read(candidate) <= self._seconds
        )

    def _to_read(self, candidate: Lot) -> int:
        return sum(self._reading.get(name, 0) for name in candidate.reads)

    def variety(self, candidate: Lot) -> tuple[int, int, int]:
        """Return how often the passages, the kind and the level of *candidate* have been taken."""
        passages = max((self._passages[passage] for passage in candidate.passages), default=0)
        return passages, self._kinds[candidate.kind], self._levels[candidate.level]

    def take(self, candidate: Lot) -> None:
        """Draw *candidate*."""
        self._questions -= 1
        self._marks -= candidate.marks
        self._seconds -= candidate.seconds + self._to_read(candidate)
        self._reading.update(dict.fromkeys(candidate.reads, 0))
        self.taken.add(candidate.index)
        self.sections[candidate.section] += 1
        self._passages.update(candidate.passages)
        self._kinds[candidate.kind] += 1
        self._levels[candidate.level] += 1

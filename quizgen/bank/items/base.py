"""What every kind of question has in common."""

from abc import abstractmethod
from collections.abc import Iterator, Sized
from enum import StrEnum
from typing import Annotated, ClassVar

from quizgen.bank.amounts import MAX_OPTIONS, Marks
from quizgen.bank.format.schema import BankObject, Fault, Id, Ref, key_field, yaml_object
from quizgen.bank.ignore import IGNORE, Ignore
from quizgen.bank.items.blocks import Card, Question
from quizgen.base.annotations import Bounds
from quizgen.text.inline import Prose

NARRATOR = "narrator"
"""Who claims what no witness is named for: the author of the text."""


class Level(StrEnum):
    """What answering asks of a student (after Bloom)."""

    RECALL = "recall"
    UNDERSTAND = "understand"
    ANALYSE = "analyse"
    EVALUATE = "evaluate"


class Basis(StrEnum):
    """On what a witness's claim rests."""

    KNEW = "knew"
    HEARSAY = "hearsay"
    INFERENCE = "inference"


@yaml_object
class Distractor(BankObject):
    """A wrong option."""

    text: Prose = key_field("The wrong option.", key=True)
    reason: Prose = key_field("A word on why it is wrong.", short=True)


Distractors = Annotated[tuple[Distractor, ...], Bounds(most=MAX_OPTIONS - 1)]
"""Wrong options, beside which there is a right one."""


def too_many_options(options: Sized, name: str) -> Iterator[Fault]:
    """A fault, at the key *name*, where there are more options than letters."""
    if len(options) > MAX_OPTIONS:
        hint = f"Keep {MAX_OPTIONS} at most: they bear the letters A to Z."
        yield Fault(name=name, code="S204", message=f"{len(options)} options in all are too many", hint=hint)


def no_cards(item: "Item") -> Iterator[Fault]:
    """A fault where cards are asked for of a question whose kind makes none."""
    if item.cards_wanted:
        hint = "Take cards: out: it is printed on worksheets."
        yield Fault(name="cards", code="I361", message=f"a question of the kind {item.kind} makes no cards", hint=hint)


@yaml_object
class Claimed(BankObject):
    """Something that somebody claims: a part of a question, or all of it."""

    says: tuple[Ref, ...] = key_field(
        "Who claims this part: narrator, or the ID of a person (default: as the question says).",
        default=(),
        names="person",
        or_word=NARRATOR,
    )
    basis: Basis | None = key_field("On what the claim of those under says: rests.", default=None)
    reported_by: Ref | None = key_field(
        "Through whom we know it, where the words of those under says: reach us only through another.",
        default=None,
        names="person",
    )


@yaml_object
class Item(Claimed):
    """One question, whatever its kind."""

    kind: ClassVar[str]
    """The key that holds a question’s id in a bank; revisions and tags name the kind by it. Stable for ever."""
    default_marks: ClassVar[int] = 1
    """Marks on a worksheet where the question says nothing else."""
    default_cards: ClassVar[bool] = True
    """Whether a question of the kind makes cards where it does not say so itself."""
    also_needed: ClassVar[tuple[str, ...]] = ()
    """Attributes without which a question of the kind is a fault, though they have a default."""
    has_owned_parts: ClassVar[bool] = False
    """Whether each part is somebody's claim by itself, as of pairs to match and events to order."""

    id: Id = key_field("The question’s ID: unique and stable for ever. Students see its code instead.", under_kind=True)
    at: tuple[Ref, ...] = key_field(
        "The passage that supports the answer, or a list of passages; needed in a bank with texts.",
        default=(),
        names="passage",
    )
    says: tuple[Ref, ...] = key_field(
        "Who claims it: narrator, or the ID of a person.",
        default=(Ref(NARRATOR),),
        names="person",
        or_word=NARRATOR,
    )
    attributed: bool = key_field(
        "Whether the line that says who claims it stands above the question, which then need not name the witness.",
        default=False,
    )
    cards_wanted: bool | None = key_field(
        "Whether it makes cards (default: yes; for matching and ordering no).", default=None, written_as="cards"
    )
    hint: Prose = key_field("A hint that a student may open on the card.", default=Prose(""))
    level: Level = key_field("What it asks of a student.", default=Level.RECALL)
    tags: tuple[Id, ...] = key_field("Free tags, such as core.", default=(), offers="tag")
    why: Prose = key_field("The rationale: one or two sentences that teach.", default=Prose(""))
    facts: tuple[str, ...] = key_field(
        "Facts that the supporting sentences hold, as the text writes them: names, dates, figures.",
        default=(),
    )
    inference: bool = key_field("Whether the answer is concluded, not read in the passage.", default=False)
    sources: tuple[Prose, ...] = key_field("What is known from elsewhere, with its source.", default=())
    note: Prose = key_field("A word to the teacher.", default=Prose(""))
    marks: Marks = key_field("Marks on a worksheet (default: by kind).", default=0)
    draft: bool = key_field(
        "Whether it is unfinished, such as without its passage, and in no deck and on no worksheet.", default=False
    )
    was: tuple[Id, ...] = key_field("Earlier ids of this question, the oldest first.", default=())
    ignore: tuple[Ignore, ...] = key_field(IGNORE, default=())

    @property
    def oldest_id(self) -> str:
        """The id that the question had first, from which the identity of its notes derives."""
        return self.was[0] if self.was else self.id

    @property
    @abstractmethod
    def prompt(self) -> Prose:
        """What is asked, as one line of prose."""

    @property
    @abstractmethod
    def answers(self) -> tuple[Prose, ...]:
        """The key, part by part."""

    @property
    def options(self) -> tuple[Prose, ...]:
        """What a student may choose from, in no meaningful order; empty where there is no choice."""
        return ()

    @property
    def accepted(self) -> tuple[str, ...]:
        """Further answers that count."""
        return ()

    @property
    def parts(self) -> tuple[Claimed, ...]:
        """The parts that may have claims of their own, in the order of the key; empty where the question has none."""
        return ()

    @property
    def has_cards(self) -> bool:
        """Whether the question makes cards; otherwise it is for paper only."""
        return self.default_cards if self.cards_wanted is None else self.cards_wanted

    def cards(self) -> tuple[Card, ...]:
        """The notes that the question makes in an Anki deck; none where it is for paper only."""
        return self.notes() if self.has_cards else ()

    @abstractmethod
    def notes(self) -> tuple[Card, ...]:
        """The notes that the question makes where it makes cards."""

    @abstractmethod
    def paper(self, *, choice: bool = False) -> Question:
        """The question on a worksheet; with *choice* as multiple choice where it can be."""

    @property
    def worth(self) -> int:
        """Marks on a worksheet."""
        return self.marks or self.default_marks

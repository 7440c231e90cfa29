"""The shapes that a question can take on a card or on paper; items make them and outputs draw them."""

from quizgen.base.value import frozen
from quizgen.text.inline import NO_PROSE, Prose, plain


@frozen
class Lines:
    """A free reply: a model answer, and room to write it."""

    answer: Prose
    accept: tuple[str, ...] = ()
    """Further answers that count, as plain text."""
    typed: bool = False
    """On a card the student types it; letter case and accents do not count."""
    points: tuple[Prose, ...] = ()
    """What a strong answer makes (discussion); the answer is empty then."""
    copied: bool = False
    """The reply is copied from the passage (find the evidence)."""
    lines: int = 0
    """How many ruled lines there are; 0 where marks and answer tell."""


@frozen
class Option:
    """One answer to choose, with a word on why it is wrong where it is."""

    text: Prose
    key: bool
    reason: Prose = NO_PROSE


@frozen
class Options:
    """Answers to choose from, in stored order; a locked order is never shuffled."""

    options: tuple[Option, ...]
    locked: bool = False

    @property
    def several(self) -> bool:
        """Whether more than one option is a key."""
        return sum(option.key for option in self.options) > 1


@frozen
class Verdict:
    """True or false, and the corrected statement where it is false."""

    true: bool
    correction: Prose = NO_PROSE


@frozen
class Gap:
    """A deletion: gaps of one number are hidden together."""

    number: int
    text: Prose
    hint: str = ""
    accept: tuple[str, ...] = ()


@frozen
class Gaps:
    """Running text with deletions; the pieces in reading order."""

    pieces: tuple[Prose | Gap, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The deletions alone, in reading order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Gap))

    @property
    def whole(self) -> str:
        """The plain text, its gaps filled."""
        return "".join(plain(piece.text if isinstance(piece, Gap) else piece) for piece in self.pieces)


@frozen
class Pair:
    """Two things that belong together; the id is stable for ever."""

    id: str
    left: Prose
    right: Prose


@frozen
class Pairs:
    """Things to match; on a card one pair is in focus and the other right-hand sides are its rivals."""

    pairs: tuple[Pair, ...]
    surplus: tuple[Prose, ...] = ()
    focus: str = ""
    """The id of the pair that a card asks for; empty on paper."""


@frozen
class Step:
    """One event of a sequence, with its date as the key shows it."""

    text: Prose
    when: str = ""


@frozen
class Sequence:
    """Events in their right order."""

    steps: tuple[Step, ...]


@frozen
class EntryBlock:
    """A person or term to know by name and by description; each direction is a card of its own."""

    name: Prose
    description: Prose
    dates: str = ""
    fate: Prose = NO_PROSE
    forms: tuple[str, ...] = ()
    """Forms of the name that the texts use, as plain text."""
    ask_name: bool = True
    ask_description: bool = True


Block = Lines | Options | Verdict | Gaps | Pairs | Sequence | EntryBlock


@frozen
class Card:
    """What one note asks: a stem (empty where the block says it all) and a block; *part* tells notes apart."""

    stem: Prose
    block: Block
    part: str = ""


@frozen
class Question:
    """What one printed question asks, and the marks that it is worth."""

    stem: Prose
    block: Block
    marks: int

"""A form: a worksheet, resolved. All that a sheet and its key show is decided here, before any output draws it.

A class that stands in a union has a ``tag``: saved forms name it, so that the class may be renamed and the tag may not.
"""

from collections.abc import Iterator
from typing import ClassVar

from quizgen.bank.citation import Citation
from quizgen.bank.claim import Claim
from quizgen.bank.paper import Paper, Style
from quizgen.base.value import frozen
from quizgen.text.inline import NO_PROSE, Prose


@frozen
class Reply:
    """A free reply: ruled lines to write on, and the model answer."""

    tag: ClassVar[str] = "reply"

    lines: int
    """Ruled lines, in the standard edition about 8.5 mm apart."""
    answer: Prose
    accept: tuple[str, ...] = ()
    points: tuple[Prose, ...] = ()
    """What a strong answer makes (discussion); the answer is empty then."""
    copied: bool = False
    """The reply is copied from the passage (find the evidence)."""


@frozen
class Lettered:
    """An option under its printed letter; a surplus or wrong one is no key."""

    letter: str
    text: Prose
    key: bool
    reason: Prose = NO_PROSE
    """Why a wrong option is wrong."""


@frozen
class Choose:
    """Options in printed order."""

    tag: ClassVar[str] = "choose"

    options: tuple[Lettered, ...]

    @property
    def keys(self) -> tuple[Lettered, ...]:
        """The right options, in printed order."""
        return tuple(option for option in self.options if option.key)


@frozen
class Judge:
    """True or false; a false statement is corrected on ruled lines."""

    tag: ClassVar[str] = "judge"

    lines: int
    true: bool
    correction: Prose = NO_PROSE


@frozen
class Blank:
    """A gap, numbered in reading order; all gaps are printed equally wide, since a width would tell the answer."""

    tag: ClassVar[str] = "blank"

    number: int
    text: Prose
    hint: str = ""
    accept: tuple[str, ...] = ()


@frozen
class Fill:
    """Running text with gaps; the pieces in reading order."""

    tag: ClassVar[str] = "fill"

    pieces: tuple[Prose | Blank, ...]
    words: tuple[Prose, ...] = ()
    """The word bank in printed order, surplus words among it; empty where none is given."""

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """The gaps alone, in reading order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Blank))


@frozen
class Side:
    """A left side of a matching question, with the letter that belongs to it."""

    number: int
    text: Prose
    letter: str


@frozen
class Join:
    """Two columns to match: numbered left sides, lettered right sides in printed order, the surplus among them."""

    tag: ClassVar[str] = "join"

    left: tuple[Side, ...]
    right: tuple[Lettered, ...]


@frozen
class Event:
    """One event as printed, with its rank: 1 is the first in time."""

    letter: str
    """a, b, c … by which the key names the line; small, unlike options to choose."""
    text: Prose
    rank: int
    when: str = ""


@frozen
class Arrange:
    """Events in printed order, which is never the right one."""

    tag: ClassVar[str] = "arrange"

    events: tuple[Event, ...]

    @property
    def ordered(self) -> tuple[Event, ...]:
        """The events in their right order."""
        return tuple(sorted(self.events, key=lambda event: event.rank))


Body = Reply | Choose | Judge | Fill | Join | Arrange


@frozen
class PrintedQuestion:
    """One printed question with all that its key says."""

    number: int
    item: str
    """The short id that sheet, key and card share."""
    stem: Prose
    body: Body
    marks: int
    at: tuple[str, ...]
    """The passages that it cites."""
    level: str
    why: Prose
    says: tuple[str, ...]
    """The speakers of the claim."""
    basis: str
    """The basis of the claim."""
    sources: tuple[Prose, ...]
    note: Prose

    @property
    def claim(self) -> Claim:
        """Who claims the answer, and on what basis; saved forms have the two apart."""
        return Claim(speakers=self.says, basis=self.basis)


@frozen
class Group:
    """The questions on the same passages. A shuffle moves a question only within its group."""

    passages: tuple[Citation, ...]
    """The passages that each of the questions cites, in the order of the text, without the user's copy of it."""
    printed: tuple[str, ...]
    """Those of them that stand above the questions; the others were printed before."""
    shown: bool
    """Whether the sheet shows the passages (or their gists); otherwise it only names them."""
    questions: tuple[PrintedQuestion, ...]


@frozen
class Part:
    """The groups of one section of a text, or of several: then it has no title."""

    title: Prose
    summary: Prose
    """The section's summary in a reading handout, empty otherwise."""
    groups: tuple[Group, ...]


@frozen
class Source:
    """A text's bibliographic data, under the short name that citations use."""

    short: str
    author: str
    title: Prose
    part: Prose
    published: Prose
    language: str


@frozen
class Gloss:
    """A person or term of the glossary."""

    name: str
    gloss: Prose
    dates: str
    forms: tuple[str, ...]
    """Other forms of the name that the texts use."""


@frozen
class Moment:
    """An entry of the timeline."""

    when: str
    text: Prose
    at: tuple[str, ...]
    """The places that tell of it, such as "¶ 6"."""


@frozen
class Form:
    """One version of a worksheet, resolved."""

    worksheet: str
    title: Prose
    instructions: Prose
    note: Prose
    """A word to the teacher."""
    style: Style
    paper: Paper
    language: str
    version: str
    """A, B, C …"""
    versions: int
    """How many versions there are; a single one shows no letter."""
    seed: int
    minutes: int
    bank: str
    bank_title: str
    bank_version: str
    revision: str
    licence: str
    report: Prose
    sources: tuple[Source, ...]
    glossary: tuple[Gloss, ...]
    timeline: tuple[Moment, ...]
    parts: tuple[Part, ...]

    @property
    def groups(self) -> Iterator[Group]:
        """The groups, in printed order."""
        return (group for part in self.parts for group in part.groups)

    @property
    def questions(self) -> tuple[PrintedQuestion, ...]:
        """The questions, in printed order."""
        return tuple(question for group in self.groups for question in group.questions)

    @property
    def passages(self) -> dict[str, Citation]:
        """The passages by id, in printed order."""
        return {passage.passage: passage for group in self.groups for passage in group.passages}

    @property
    def marks(self) -> int:
        """The marks of the whole sheet."""
        return sum(question.marks for question in self.questions)

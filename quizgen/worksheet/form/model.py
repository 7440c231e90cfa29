"""A form: a worksheet, resolved. All that a sheet and its key show is decided here, before any output draws it.

The fields are the keys of saved forms, and the ``tag`` of a class in a union is the value of their ``type``: a class
may be renamed; fields and tags may not, unless the version of the saved format is raised.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar

from quizgen.bank.amounts import LETTERED, Marks, RuledLines, Versions
from quizgen.bank.citation import Citation
from quizgen.bank.claim import Claims
from quizgen.bank.format.schema import Language
from quizgen.bank.paper import Paper, Style
from quizgen.base.value import frozen
from quizgen.text.inline import NO_PROSE, Prose


@frozen
class Reply:
    """A free reply: ruled lines to write on, and the model answer."""

    tag: ClassVar[str] = "reply"

    lines: RuledLines
    """The number of ruled lines; in the standard edition they are 8.5 mm apart."""
    answer: Prose
    accept: tuple[str, ...] = ()
    points: tuple[Prose, ...] = ()
    """The points that a strong answer makes (discussion); the answer is empty then."""
    copied: bool = False
    """Whether the reply is copied from the passage (find the evidence)."""


@frozen
class Lettered:
    """An option with its printed letter."""

    letter: str
    text: Prose
    key: bool
    """Whether it is right; a wrong or surplus option is not."""
    reason: Prose = NO_PROSE
    """Why a wrong option is wrong."""


@frozen
class Choose:
    """Options to choose from, in printed order."""

    tag: ClassVar[str] = "choose"

    options: Annotated[tuple[Lettered, ...], LETTERED]

    @property
    def keys(self) -> tuple[Lettered, ...]:
        """The right options, in printed order."""
        return tuple(option for option in self.options if option.key)


@frozen
class Judge:
    """A statement to judge as true or false; a false statement is corrected on ruled lines."""

    tag: ClassVar[str] = "judge"

    lines: RuledLines
    """The number of ruled lines, the same for a true statement: their absence would give it away."""
    true: bool
    correction: Prose = NO_PROSE


@frozen
class Blank:
    """A gap, numbered in reading order; all gaps are printed equally wide, since a width would give away the answer."""

    tag: ClassVar[str] = "blank"

    number: int
    text: Prose
    hint: str = ""
    accept: tuple[str, ...] = ()


@frozen
class Fill:
    """Running text with gaps, in pieces in reading order."""

    tag: ClassVar[str] = "fill"

    pieces: tuple[Prose | Blank, ...]
    words: tuple[Prose, ...] = ()
    """The word bank in printed order, surplus words among it; empty where the worksheet has none."""

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
    """Two columns to match: numbered left sides, and lettered right sides with surplus options, in printed order."""

    tag: ClassVar[str] = "join"

    left: Annotated[tuple[Side, ...], LETTERED]
    right: Annotated[tuple[Lettered, ...], LETTERED]


@frozen
class Event:
    """One event to put in order."""

    letter: str
    """a, b, c …, by which the key names the event; in lower case, unlike the letters of options."""
    text: Prose
    rank: int
    """Its place in time, from 1."""
    when: str = ""
    """Its date as written in the bank, such as "3 August 1921"; empty where the bank has none."""


@frozen
class Arrange:
    """Events to put in order, in printed order, which is never the right one."""

    tag: ClassVar[str] = "arrange"

    events: Annotated[tuple[Event, ...], LETTERED]

    @property
    def ordered(self) -> tuple[Event, ...]:
        """The events in their right order."""
        return tuple(sorted(self.events, key=lambda event: event.rank))


Body = Reply | Choose | Judge | Fill | Join | Arrange


class QuestionBlock(StrEnum):
    """What the questions of one block of a test have in common, in the order of the blocks."""

    NONE = ""
    """No block: the questions stand by their passages."""
    CHOOSE = "choose"
    JUDGE = "judge"
    FILL = "fill"
    JOIN = "join"
    ARRANGE = "arrange"
    REPLY = "reply"
    COPIED = "copied"
    """A reply whose words are copied from the passage, which even a test prints."""
    DISCUSS = "discuss"


@frozen
class PrintedQuestion:
    """One printed question with all that its key says."""

    number: int
    item: str
    """The ID of the question, which no leaf shows."""
    code: str
    """The code that sheet, key and card share."""
    stem: Prose
    body: Body
    marks: Marks
    at: tuple[str, ...]
    """The IDs of the passages that it cites."""
    level: str
    """The value of its `Level`, such as "recall"."""
    why: Prose
    claims: Claims
    above: bool
    """Whether the line that says who claims it stands above the question, on the sheet too."""
    sources: tuple[Prose, ...]
    """What is known against the text, each entry with its source."""
    note: Prose
    """A note to the teacher."""


@frozen
class Group:
    """The questions on the same passages, or of a block. A version moves a question only within its group.

    In a reading handout a passage that no question is on is a group of its own, without questions: it is printed in
    brief, so that what is read has no holes, where the user has no copy of the text.
    """

    passages: tuple[Citation, ...]
    """The passages that the questions cite, in reading order, without the user's text."""
    printed: tuple[str, ...]
    """The IDs of those that are printed above the questions; the others were printed before."""
    shown: bool
    """Whether the sheet shows the passages (or their gists); otherwise it only names them."""
    questions: tuple[PrintedQuestion, ...]


@frozen
class Part:
    """Neighbouring groups of one section of a text, on passages of several sections, or of a block of a test."""

    title: Prose
    """The title of the section; empty for a block, and where the passages are of several sections."""
    block: QuestionBlock
    """What the questions of a block of a test have in common."""
    summary: Prose
    """The section's summary in a reading handout, empty otherwise."""
    groups: tuple[Group, ...]


@frozen
class Bibliography:
    """A text's bibliographic data, under the short name that citations use."""

    short: str
    author: str
    title: Prose
    part: Prose
    published: Prose
    language: Language


@frozen
class Gloss:
    """A person or term of the glossary."""

    name: str
    gloss: Prose
    dates: str
    """The years of a person's life as the bank has them; empty for a term."""
    forms: tuple[str, ...]
    """Other forms of the name that the texts use."""


@frozen
class Moment:
    """An entry of the timeline."""

    when: str
    """Its date as written in the bank."""
    text: Prose
    at: tuple[str, ...]
    """The places in the text that mention it, such as "¶ 6"."""


@frozen
class Form:
    """One version of a worksheet, resolved."""

    worksheet: str
    """The ID of the worksheet."""
    title: Prose
    instructions: Prose
    note: Prose
    """A note to the teacher."""
    style: Style
    paper: Paper
    language: Language
    version: str
    """A, B, C …"""
    versions: Versions
    """The number of versions; a single one shows no letter."""
    seed: int
    """The number from which all shuffles start."""
    minutes: int
    """The time for the sheet, set by the curator or estimated."""
    bank: str
    """The ID of the bank."""
    bank_title: str
    bank_version: str
    revision: str
    """A hash of the questions and their passages as the bank had them, see `Bank.revision`."""
    licence: str
    report: Prose
    """How to report an error."""
    sources: tuple[Bibliography, ...]
    glossary: tuple[Gloss, ...]
    """Empty unless the worksheet is a reading handout."""
    timeline: tuple[Moment, ...]
    """Empty unless the worksheet is a reading handout."""
    parts: tuple[Part, ...]

    @property
    def saved_as(self) -> str:
        """The name of the file in which all versions are saved, beside their leaves."""
        return f"{self.worksheet}.form.json"

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

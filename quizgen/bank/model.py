"""The bank beside its questions: texts, sections, passages, people, terms, decks and worksheets."""

from collections.abc import Iterable
from enum import StrEnum

from quizgen.bank.amounts import Limit, Minutes, Nth, Versions
from quizgen.bank.entries import Person, Term
from quizgen.bank.format.schema import BankObject, Fault, Id, Language, Ref, key_field, yaml_object
from quizgen.bank.ignore import IGNORE, Ignore
from quizgen.bank.items import KINDS, Item, Level
from quizgen.bank.paper import Leaf, Paper, Style
from quizgen.bank.sessions import Session
from quizgen.text.inline import Prose
from quizgen.text.reading.marks import pattern_fault
from quizgen.text.reading.model import Unit

FORMAT = 1
"""The version of the bank's format that this package reads."""
MAX_OPENING = 5
"""Words of a text that the bank may hold to find a passage by."""


@yaml_object
class Section(BankObject):
    """A part of a text, as the curator divides it."""

    id: Id = key_field("The section’s id, unique in the bank.", key=True)
    title: Prose = key_field("Its title, our own.")
    summary: Prose = key_field("What it says, in our own words.")
    ignore: tuple[Ignore, ...] = key_field(IGNORE, default=())


@yaml_object
class Text(BankObject):
    """A source text: what it is, and how a copy of it is recognised. The text itself is not in the bank."""

    id: Id = key_field("The text’s id.", key=True)
    short: str = key_field("How citations name it, such as Rogovin ch. 38.")
    author: str = key_field("Its author.")
    title: Prose = key_field("The title of the book or article.")
    part: Prose = key_field("The chapter or excerpt, with its title.", default=Prose(""))
    published: Prose = key_field("Publisher, place, year, translator, edition.")
    file: str = key_field("The name of the file in the folder of texts.")
    begins: str = key_field("The first words, at most five, of the author’s first paragraph: ¶ 1.", words=MAX_OPENING)
    ends: str = key_field(
        "The first words, at most five, of what follows the text: appendix, licence.", default="", words=MAX_OPENING
    )
    cite: Unit = key_field(
        "How it is cited: paragraph, page, chapter, verse, article, section or line.", default=Unit.PARAGRAPH
    )
    marks: tuple[str, ...] = key_field(
        "How the file marks its pages or other units, such as <{page}> or {chapter}:{verse}.", default=()
    )
    language: Language = key_field("The language of the text, such as en.", default=Language("en"))
    always: Ref | None = key_field(
        "The person to whom everything in this text is attributed.", default=None, names="person"
    )
    note: Prose = key_field("Standpoint of author and publisher, known faults of the edition.", default=Prose(""))
    sections: tuple[Section, ...] = key_field("Its sections, in the order of the text.")
    ignore: tuple[Ignore, ...] = key_field(IGNORE, default=())

    def faults(self) -> Iterable[Fault]:
        """More opening words than may stand in the bank; a file outside the folder of texts; marks of no unit."""
        yield from _opening(self.begins, "begins")
        yield from _opening(self.ends, "ends")
        for message in filter(None, map(pattern_fault, self.marks)):
            hint = "Write what stands in the file, with {page}, {chapter}, {verse}, {article}, {section} or {line}."
            yield Fault(name="marks", code="S204", message=message, hint=hint)
        if "/" in self.file or "\\" in self.file or self.file.startswith("."):
            hint = "Write the file’s name only; --texts names its folder."
            yield Fault(name="file", code="S204", message=f"“{self.file}” is not a plain file name", hint=hint)


def _opening(words: str, name: str) -> Iterable[Fault]:
    if len(words.split()) > MAX_OPENING:
        yield _too_many(name, "Keep the first five; the fingerprint in the lock does the rest.")


def _too_many(name: str, hint: str) -> Fault:
    return Fault(name=name, code="S206", message=f"more than {MAX_OPENING} words of the text", hint=hint)


@yaml_object
class Passage(BankObject):
    """A stretch of a text that questions hang on."""

    id: Id = key_field("The passage’s id.", key=True)
    section: Ref = key_field("Its section (default: the file’s).", default=Ref(""), names="section")
    from_: str = key_field("The first words, at most five, of its first block.", words=MAX_OPENING)
    under: str = key_field(
        "The first words, at most five, of the heading or mark above it.", default="", words=MAX_OPENING
    )
    nth: Nth = key_field("Which of the blocks that open so it is, counted from 1, under that heading.", default=0)
    through: str = key_field("The first words, at most five, of its last block.", default="", words=MAX_OPENING)
    until: str = key_field(
        "The last words, at most five, of its last sentence, within that block.", default="", words=MAX_OPENING
    )
    label: Prose = key_field("A heading of our own.")
    gist: Prose = key_field("What it says, in our own words.")
    voices: tuple[Ref, ...] = key_field("Witnesses other than the author who speak in it.", default=(), names="person")
    waive: Prose = key_field("Why nothing need be asked of it.", default=Prose(""))
    ignore: tuple[Ignore, ...] = key_field(IGNORE, default=())

    def faults(self) -> Iterable[Fault]:
        """More words of the text than may stand in the bank."""
        for name, words in (("from", self.from_), ("under", self.under), ("through", self.through)):
            yield from _opening(words, name)
        if len(self.until.split()) > MAX_OPENING:
            yield _too_many("until", "Keep the last five.")


@yaml_object
class Selection(BankObject):
    """Which questions: those that meet every line written here."""

    texts: tuple[Ref, ...] = key_field("Questions whose passages all lie in these texts.", default=(), names="text")
    joining: bool = key_field("Only questions whose passages lie in more than one text.", default=False)
    sections: tuple[Ref, ...] = key_field(
        "Questions with a passage in these sections; on a worksheet, with all their passages in them.",
        default=(),
        names="section",
    )
    passages: tuple[Ref, ...] = key_field(
        "Questions on these passages; on a worksheet, on no others.", default=(), names="passage"
    )
    kinds: tuple[str, ...] = key_field("Kinds of question.", default=(), offers="kind")
    tags: tuple[Id, ...] = key_field("Questions with one of these tags.", default=(), offers="tag")
    levels: tuple[Level, ...] = key_field("Levels.", default=())
    ids: tuple[Ref, ...] = key_field("These questions, in this order.", default=(), names="question")
    exclude: tuple[Ref, ...] = key_field("Not these questions.", default=(), names="question")
    limit: Limit = key_field("At most this many questions, spread evenly over the sections.", default=0)
    marks: Limit = key_field(
        "Questions worth at most this many marks in all, spread evenly over the sections.", default=0
    )
    minutes: Limit = key_field(
        "Questions that take at most this many minutes in all, spread evenly over the sections.", default=0
    )

    @property
    def is_limited(self) -> bool:
        """Whether questions are drawn from those that meet the other lines."""
        return bool(self.limit or self.marks or self.minutes)

    def faults(self) -> Iterable[Fault]:
        """A kind that there is not."""
        kinds = [cls.kind for cls in KINDS]
        for kind in self.kinds:
            if kind not in kinds:
                hint = f"Kinds: {', '.join(kinds)}."
                yield Fault(name="kinds", code="S204", message=f"“{kind}” is not a kind", hint=hint)


class Entries(StrEnum):
    """Which entries a deck takes in beside its questions."""

    NONE = "none"
    PEOPLE = "people"
    TERMS = "terms"
    BOTH = "both"


@yaml_object
class DeckSpec(BankObject):
    """An Anki deck: the home of its questions, or a bundle of other decks."""

    id: Id = key_field("The deck’s id, the name of its file.")
    name: str = key_field("The name in Anki: frozen, since decks match by name.")
    description: Prose = key_field("What a student reads above the deck.")
    ids: tuple[Ref, ...] = key_field(
        "Questions, people and terms that live here, in this order, whatever other decks select.",
        default=(),
        names="question, person or term",
    )
    select: Selection | None = key_field("Which questions live here.", default=None)
    entries: Entries = key_field("Which people and terms live here.", default=Entries.NONE)
    bundle: tuple[Ref, ...] = key_field(
        "The decks that this package bundles, under their own names.", default=(), names="home deck"
    )
    ignore: tuple[Ignore, ...] = key_field(IGNORE, default=())

    def faults(self) -> Iterable[Fault]:
        """A deck of nothing, or one that is both a home and a bundle."""
        home = bool(self.ids) or self.select is not None or self.entries is not Entries.NONE
        if home == bool(self.bundle):
            hint = "Write ids:, select: or entries: for a home deck, or bundle: for a package of decks."
            message = "a deck is either a home of questions or a bundle of decks"
            yield Fault(name="bundle", code="S207", message=message, hint=hint)


@yaml_object
class Worksheet(BankObject):
    """A printable worksheet."""

    id: Id = key_field("The worksheet’s id, the name of its files.", key=True)
    title: Prose = key_field("Its title.")
    instructions: Prose = key_field("What the student is told.", default=Prose(""))
    select: Selection = key_field("Which questions it holds.")
    style: Style = key_field("questions, reading (with summary, glossary, timeline) or test.", default=Style.QUESTIONS)
    choice: bool = key_field("Whether short answers with distractors are printed as multiple choice.", default=False)
    word_bank: bool = key_field("Whether gaps are filled from a box of words, with some to spare.", default=False)
    section_titles: bool = key_field(
        "Whether a test is set under the titles of its sections, not in blocks by kind: titles may give answers away.",
        default=False,
    )
    leaves: tuple[Leaf, ...] = key_field(
        "Further leaves beside sheet, key and teacher’s edition: strip, cards, collated, check.", default=()
    )
    versions: Versions = key_field("How many versions (A, B, C …).", default=1)
    seed: int = key_field("Another number draws other questions under a limit, and shuffles otherwise.", default=1)
    minutes: Minutes = key_field("The expected time.", default=0)
    paper: Paper = key_field("a4 or letter.", default=Paper.A4)
    note: Prose = key_field("A word to the teacher: standpoint, what is sensitive.", default=Prose(""))
    ignore: tuple[Ignore, ...] = key_field(IGNORE, default=())


@yaml_object
class File(BankObject):
    """What a file of the bank may hold."""

    include: tuple[str, ...] = key_field("Files or folders of the bank, from this file’s folder.", default=())
    section: Ref | None = key_field("The section of the passages below.", default=None, names="section")
    passages: tuple[Passage, ...] = key_field("Passages, each under its id.", default=())
    questions: tuple[Item, ...] = key_field("The questions.", default=(), one_of=KINDS)
    people: tuple[Person, ...] = key_field("People and other voices, each under its id.", default=())
    terms: tuple[Term, ...] = key_field("Terms and abbreviations, each under its id.", default=())
    deck: DeckSpec | None = key_field("An Anki deck.", default=None)
    worksheets: tuple[Worksheet, ...] = key_field("Worksheets, each under its id.", default=())
    sessions: tuple[Session, ...] = key_field("The sessions of a course in their order, each under its id.", default=())


class RuleLevel(StrEnum):
    """How much a bank makes of a rule."""

    OFF = "off"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@yaml_object
class RuleSetting(BankObject):
    """A rule that weighs more or less in this bank."""

    code: str = key_field("The code of the rule, such as Q203.", key=True)
    severity: RuleLevel = key_field("error, warning, info or off.", short=True)
    because: Prose = key_field("Why.", default=Prose(""))


@yaml_object
class Head(File):
    """The head of the bank."""

    format: int = key_field(f"The version of the bank’s format: {FORMAT}.")
    id: Id = key_field("The bank’s id: frozen, since every card hangs on it.")
    title: str = key_field("The bank’s title.")
    author: str = key_field("Who wrote the questions: named with the licence.", default="")
    version: str = key_field("The bank’s version, such as 1.2.")
    language: Language = key_field("The language of the questions, such as en.", default=Language("en"))
    licence: str = key_field("The licence of the questions.")
    report: Prose = key_field("Where a student or teacher reports an error, by a question’s code.")
    texts: tuple[Text, ...] = key_field(
        "The source texts, each under its id; none in a bank of questions that no text supports.", default=()
    )
    rules: tuple[RuleSetting, ...] = key_field("Rules that weigh more or less here, each under its code.", default=())

    @property
    def rights(self) -> str:
        """Whose the questions are, and under which licence: "Maren Aske, CC BY-SA 4.0"."""
        return ", ".join(filter(None, (self.author, self.licence)))

    def faults(self) -> Iterable[Fault]:
        """A format that this version does not read."""
        if self.format != FORMAT:
            hint = f"This version reads format {FORMAT}: write that, or get a newer quizgen."
            yield Fault(name="format", code="S208", message=f"format {self.format} is not known", hint=hint)

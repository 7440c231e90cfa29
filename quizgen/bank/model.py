"""The bank beside its questions: texts, sections, passages, people, terms, decks and worksheets."""

from collections.abc import Iterable
from enum import StrEnum
from typing import ClassVar

from quizgen.bank.format.schema import Fault, Id, Ref, Written, spec, written
from quizgen.bank.items import KINDS, Item, Level
from quizgen.bank.paper import Paper, Style
from quizgen.text.inline import Prose

FORMAT = 1
"""The version of the bank's format that this package reads."""
MAX_OPENING = 5
"""Words of a text that the bank may hold to find a passage by."""


@written
class Section(Written):
    """A part of a text, as the curator divides it."""

    id: Id = spec("The section’s id, unique in the bank.", key=True)
    title: Prose = spec("Its title, our own.")
    summary: Prose = spec("What it says, in our own words.")


@written
class Text(Written):
    """A source text: what it is, and how a copy of it is recognised. The text itself is not in the bank."""

    id: Id = spec("The text’s id.", key=True)
    short: str = spec("How citations name it, such as Rogovin ch. 38.")
    author: str = spec("Its author.")
    title: Prose = spec("The title of the book or article.")
    part: Prose = spec("The chapter or excerpt, with its title.", default=Prose(""))
    published: Prose = spec("Publisher, place, year, translator, edition.")
    file: str = spec("The name of the file in the folder of texts.")
    begins: str = spec("The first words, at most five, of the author’s first paragraph: ¶ 1.")
    language: str = spec("The language of the text, such as en.", default="en")
    always: Ref | None = spec("The person to whom everything in this text is attributed.", default=None)
    note: Prose = spec("Standpoint of author and publisher, known faults of the edition.", default=Prose(""))
    sections: tuple[Section, ...] = spec("Its sections, in the order of the text.")

    def faults(self) -> Iterable[Fault]:
        """More opening words than may stand in the bank; a file outside the folder of texts."""
        yield from _opening(self.begins, "begins")
        if "/" in self.file or "\\" in self.file or self.file.startswith("."):
            hint = "Write the file’s name only; --texts names its folder."
            yield Fault(name="file", code="S204", message=f"“{self.file}” is not a plain file name", hint=hint)


def _opening(words: str, name: str) -> Iterable[Fault]:
    if len(words.split()) > MAX_OPENING:
        hint = "Keep the first five; the fingerprint in the lock does the rest."
        yield Fault(name=name, code="S206", message=f"more than {MAX_OPENING} words of the text", hint=hint)


@written
class Passage(Written):
    """A stretch of a text that questions hang on."""

    id: Id = spec("The passage’s id.", key=True)
    section: Ref = spec("Its section (default: the file’s).", default=Ref(""))
    from_: str = spec("The first words, at most five, of its first block.")
    through: str = spec("The first words, at most five, of its last block.", default="")
    label: Prose = spec("A heading of our own.")
    gist: Prose = spec("What it says, in our own words.")
    voices: tuple[Ref, ...] = spec("Witnesses other than the author who speak in it.", default=())
    waive: Prose = spec("Why nothing need be asked of it.", default=Prose(""))

    def faults(self) -> Iterable[Fault]:
        """More opening words than may stand in the bank."""
        yield from _opening(self.from_, "from")
        yield from _opening(self.through, "through")


class Directions(StrEnum):
    """Which cards an entry makes."""

    BOTH = "both"
    NAME = "name"
    ROLE = "role"
    NONE = "none"


@written
class Variant(Written):
    """A form of a name that texts use."""

    form: str = spec("The form, as the text writes it.", short=True)
    in_: tuple[Ref, ...] = spec("The texts that use it.", default=())
    accept: bool = spec("Whether it counts as an answer.", default=True)


@written
class Entry(Written):
    """A person or a term."""

    kind: ClassVar[str]
    """What it is, in revisions, names of notes and tags: stable for ever."""

    id: Id = spec("The entry’s id.", key=True)
    name: str = spec("The standard form of the name.")
    at: tuple[Ref, ...] = spec("The passages where it matters most.", default=())
    variants: tuple[Variant, ...] = spec("Other forms that the texts use.", default=())
    cards: Directions = spec("Which cards it makes: both, name, role or none.", default=Directions.BOTH)
    note: Prose = spec("A garble, a slip, a warning.", default=Prose(""))
    tags: tuple[Id, ...] = spec("Free tags, such as core.", default=())
    was: tuple[Id, ...] = spec("Earlier ids, the oldest first.", default=())

    @property
    def gloss_(self) -> Prose:
        """What a card asks the name from."""
        raise NotImplementedError


@written
class Person(Entry):
    """Someone whom the texts name, or a voice that speaks in them."""

    kind: ClassVar[str] = "person"

    role: Prose = spec("Who it was, without the name: with it a student can name them.")
    dates: str = spec("Years of birth and death, where known and sure.", default="")
    fate: Prose = spec("What the texts tell of the end.", default=Prose(""))
    offices: tuple[str, ...] = spec("Offices by which a stem may name them.", default=())

    @property
    def gloss_(self) -> Prose:
        """The role."""
        return self.role


@written
class Term(Entry):
    """A word, an abbreviation or an institution."""

    kind: ClassVar[str] = "term"

    gloss: Prose = spec("What it means, without the word itself.")

    @property
    def gloss_(self) -> Prose:
        """The gloss."""
        return self.gloss


@written
class Selection(Written):
    """Which questions: those that meet every line written here."""

    texts: tuple[Ref, ...] = spec("Questions whose passages all lie in these texts.", default=())
    joining: bool = spec("Only questions whose passages lie in more than one text.", default=False)
    sections: tuple[Ref, ...] = spec("Questions with a passage in these sections.", default=())
    passages: tuple[Ref, ...] = spec("Questions on these passages.", default=())
    kinds: tuple[str, ...] = spec("Kinds of question.", default=())
    tags: tuple[Id, ...] = spec("Questions with one of these tags.", default=())
    levels: tuple[Level, ...] = spec("Levels.", default=())
    ids: tuple[Ref, ...] = spec("These questions, in this order.", default=())
    exclude: tuple[Ref, ...] = spec("Not these questions.", default=())
    limit: int = spec("At most so many, spread over the passages.", default=0)
    marks: int = spec("As many as together are worth at most so many marks, spread over the passages.", default=0)
    minutes: int = spec("As many as together take at most so many minutes, spread over the passages.", default=0)

    def faults(self) -> Iterable[Fault]:
        """A kind that there is not."""
        known = [kind.kind for kind in KINDS]
        for kind in self.kinds:
            if kind not in known:
                hint = f"Kinds: {', '.join(known)}."
                yield Fault(name="kinds", code="S204", message=f"“{kind}” is not a kind", hint=hint)


class Entries(StrEnum):
    """Which entries a deck takes in beside its questions."""

    NONE = "none"
    PEOPLE = "people"
    TERMS = "terms"
    BOTH = "both"


@written
class DeckSpec(Written):
    """An Anki deck: the home of its questions, or a bundle of other decks."""

    id: Id = spec("The deck’s id, the name of its file.")
    name: str = spec("The name in Anki: frozen, since decks match by name.")
    description: Prose = spec("What a student reads above the deck.")
    select: Selection | None = spec("Which questions live here.", default=None)
    entries: Entries = spec("Which people and terms live here.", default=Entries.NONE)
    bundle: tuple[Ref, ...] = spec("The decks that this package bundles, under their own names.", default=())

    def faults(self) -> Iterable[Fault]:
        """A deck of nothing, or one that is both a home and a bundle."""
        home = self.select is not None or self.entries is not Entries.NONE
        if home == bool(self.bundle):
            hint = "Write select: (and entries:) for a home deck, or bundle: for a package of decks."
            message = "a deck is either a home of questions or a bundle of decks"
            yield Fault(name="bundle", code="S207", message=message, hint=hint)


@written
class Worksheet(Written):
    """A printable worksheet."""

    id: Id = spec("The worksheet’s id, the name of its files.", key=True)
    title: Prose = spec("Its title.")
    instructions: Prose = spec("What the student is told.", default=Prose(""))
    select: Selection = spec("Which questions it holds.")
    style: Style = spec("questions, reading (with summary, glossary, timeline) or test.", default=Style.QUESTIONS)
    choice: bool = spec("Whether short answers with distractors are printed as multiple choice.", default=False)
    word_bank: bool = spec("Whether gaps are filled from a box of words, with some to spare.", default=False)
    versions: int = spec("How many versions (A, B, C …).", default=1)
    seed: int = spec("What the shuffles start from.", default=1)
    minutes: int = spec("The expected time.", default=0)
    paper: Paper = spec("a4 or letter.", default=Paper.A4)
    note: Prose = spec("A word to the teacher: standpoint, what is sensitive.", default=Prose(""))

    def faults(self) -> Iterable[Fault]:
        """More versions than letters."""
        if not 1 <= self.versions <= 26:
            hint = "Write a number from 1 to 26."
            yield Fault(name="versions", code="S204", message=f"{self.versions} versions", hint=hint)


@written
class File(Written):
    """What a file of the bank may hold."""

    include: tuple[str, ...] = spec("Files or folders of the bank, from this file’s folder.", default=())
    section: Ref | None = spec("The section of the passages below.", default=None)
    passages: tuple[Passage, ...] = spec("Passages, each under its id.", default=())
    questions: tuple[Item, ...] = spec("The questions.", default=(), one_of=KINDS)
    people: tuple[Person, ...] = spec("People and other voices, each under its id.", default=())
    terms: tuple[Term, ...] = spec("Terms and abbreviations, each under its id.", default=())
    deck: DeckSpec | None = spec("An Anki deck.", default=None)
    worksheets: tuple[Worksheet, ...] = spec("Worksheets, each under its id.", default=())


class Weight(StrEnum):
    """How much a bank makes of a rule."""

    OFF = "off"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@written
class RuleSetting(Written):
    """A rule that weighs more or less in this bank."""

    code: str = spec("The code of the rule, such as Q203.", key=True)
    severity: Weight = spec("error, warning, info or off.", short=True)
    because: Prose = spec("Why.", default=Prose(""))


@written
class Head(File):
    """The head of the bank."""

    format: int = spec(f"The version of the bank’s format: {FORMAT}.")
    id: Id = spec("The bank’s id: frozen, since every card hangs on it.")
    title: str = spec("The bank’s title.")
    version: str = spec("The bank’s version, such as 1.2.")
    language: str = spec("The language of the questions, such as en.", default="en")
    licence: str = spec("The licence of the questions.")
    report: Prose = spec("Where a student or teacher reports an error, by a question’s short id.")
    texts: tuple[Text, ...] = spec("The source texts, each under its id.")
    rules: tuple[RuleSetting, ...] = spec("Rules that weigh more or less here, each under its code.", default=())

    def faults(self) -> Iterable[Fault]:
        """A format that this version does not read."""
        if self.format != FORMAT:
            hint = f"This version reads format {FORMAT}: write that, or get a newer quizgen."
            yield Fault(name="format", code="S208", message=f"format {self.format} is not known", hint=hint)

"""People and terms: what a card asks by name or by description."""

from enum import StrEnum
from typing import ClassVar

from quizgen.bank.format.schema import BankObject, Id, Ref, key_field, yaml_object
from quizgen.bank.ignore import IGNORE, Ignore
from quizgen.text.inline import Prose


class Directions(StrEnum):
    """Which cards an entry makes."""

    BOTH = "both"
    NAME = "name"
    ROLE = "role"
    NONE = "none"


@yaml_object
class Variant(BankObject):
    """A form of a name that texts use, or that merely counts as an answer."""

    form: str = key_field("The form, as the text writes it.", short=True)
    in_: tuple[Ref, ...] = key_field(
        "The texts that use it; none of a form that merely counts.", default=(), names="text"
    )
    accept: bool = key_field("Whether it counts as an answer.", default=True)


@yaml_object
class Entry(BankObject):
    """A person or a term."""

    kind: ClassVar[str]
    """The word for it in revisions, names of notes and tags: stable for ever."""

    id: Id = key_field("The entry’s id.", key=True)
    name: str = key_field("The standard form of the name.")
    at: tuple[Ref, ...] = key_field("The passages where it matters most.", default=(), names="passage")
    variants: tuple[Variant, ...] = key_field("Other forms that the texts use.", default=())
    cards: Directions = key_field("Which cards it makes: both, name, role or none.", default=Directions.BOTH)
    note: Prose = key_field("A garble, a slip, a warning.", default=Prose(""))
    hint: Prose = key_field("A hint that a student may open on the card.", default=Prose(""))
    sources: tuple[Prose, ...] = key_field("What is known from elsewhere, with its source.", default=())
    tags: tuple[Id, ...] = key_field("Free tags, such as core.", default=(), offers="tag")
    was: tuple[Id, ...] = key_field("Earlier ids, the oldest first.", default=())
    ignore: tuple[Ignore, ...] = key_field(IGNORE, default=())

    @property
    def oldest_id(self) -> str:
        """The id that the entry had first, from which the identity of its notes derives."""
        return self.was[0] if self.was else self.id

    @property
    def gloss_(self) -> Prose:
        """What a card asks the name from."""
        raise NotImplementedError


@yaml_object
class Person(Entry):
    """Someone whom the texts name, or a voice that speaks in them."""

    kind: ClassVar[str] = "person"

    role: Prose = key_field("Who it was, without the name: with it a student can name them.")
    dates: str = key_field("Years of birth and death, where known and sure.", default="")
    fate: Prose = key_field("What the texts tell of the end.", default=Prose(""))
    offices: tuple[str, ...] = key_field("Offices by which a stem may name them.", default=())

    @property
    def gloss_(self) -> Prose:
        """The role."""
        return self.role


@yaml_object
class Term(Entry):
    """A word, an abbreviation or an institution."""

    kind: ClassVar[str] = "term"

    gloss: Prose = key_field("What it means, without the word itself.")

    @property
    def gloss_(self) -> Prose:
        """The gloss."""
        return self.gloss

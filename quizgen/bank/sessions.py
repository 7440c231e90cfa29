"""Sessions: the days of a course, each with what is read, studied and printed for it."""

from quizgen.bank.amounts import Limit
from quizgen.bank.format.schema import BankObject, Id, Ref, key_field, yaml_object
from quizgen.text.inline import NO_PROSE, Prose


@yaml_object
class Study(BankObject):
    """New cards to be studied in a session."""

    deck: Ref = key_field("The deck.", key=True, names="deck")
    cards: Limit = key_field("How many new cards of it.", short=True)


@yaml_object
class Session(BankObject):
    """A session or day of a course."""

    id: Id = key_field("The session’s id; its cards bear it as a tag.", key=True)
    title: Prose = key_field("What it is about.")
    read: tuple[Ref, ...] = key_field("The sections to be read for it.", default=(), names="section")
    study: tuple[Study, ...] = key_field("New cards to be studied, their number by the deck.", default=())
    sheets: tuple[Ref, ...] = key_field(
        "The worksheets to be printed for it.", default=(), names="worksheet", written_as="print"
    )
    note: Prose = key_field("A word to the teacher.", default=NO_PROSE)

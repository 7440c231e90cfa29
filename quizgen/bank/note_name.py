"""Names of notes: the name that the lock gives a note, and the label that its card prints."""

import re
from enum import StrEnum
from typing import Final

from quizgen.bank.format.schema import ID_PATTERN
from quizgen.base.value import frozen


class Owner(StrEnum):
    """What a note was made of. The value is the prefix of the id in a note's name."""

    QUESTION = ""
    PERSON = "person"
    TERM = "term"


_NAME: Final = re.compile(r"(?:(person|term):)?([^/:\s]+)/([a-z]+)(?:/([^/\s]+))?")


@frozen
class NoteName:
    """The identity of a note within its bank: "winter/cloze", "who-did/pair/moll", "person:moll/entry"."""

    owner: Owner = Owner.QUESTION
    oldest: str
    """The id that the question, person or term first had."""
    notetype: str
    """The key of the note type; "?" for a student's note of a type that this version does not know."""
    part: str = ""
    """The part of the question that the note asks for, such as a pair's id; empty where the note asks for all of it."""

    @classmethod
    def parse(cls, text: str) -> "NoteName":
        """The name that ``str`` wrote as *text*. Raises ValueError where *text* names no note."""
        match = _NAME.fullmatch(text)
        if match is None:
            raise ValueError(f"“{text}” names no note")
        owner, oldest, notetype, part = match.groups("")
        return cls(owner=Owner(owner), oldest=oldest, notetype=notetype, part=part)

    @property
    def qualified_id(self) -> str:
        """The oldest id behind its owner, such as "person:moll": people, terms and questions may share an id."""
        return f"{self.owner}:{self.oldest}" if self.owner else self.oldest

    def __str__(self) -> str:
        name = f"{self.qualified_id}/{self.notetype}"
        return f"{name}/{self.part}" if self.part else name


_APART: Final = " · "


@frozen
class NoteLabel:
    """What the field Id of a note holds, and no card shows: "winter", or "who-did · moll"."""

    item: str
    """The id that the question, person or term has today."""
    part: str = ""
    """The part of the question, or empty."""

    @property
    def is_sound(self) -> bool:
        """Whether ids stand in it: another program may have printed anything, and names are written into the lock."""
        return all(re.fullmatch(ID_PATTERN, id_) for id_ in (self.item, self.part or self.item))

    @classmethod
    def parse(cls, text: str) -> "NoteLabel":
        """The label that ``str`` wrote as *text*."""
        item, _, part = text.partition(_APART)
        return cls(item=item, part=part)

    def __str__(self) -> str:
        return f"{self.item}{_APART}{self.part}" if self.part else self.item

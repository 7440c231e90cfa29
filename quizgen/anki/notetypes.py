"""The note types: fields, card templates and styling, under ids that never change.

Anki forks a note type, and no longer updates its notes, when a field or template is added, removed or moved. A field
that keeps its id may be renamed, though. So every type has spare fields from the first day: a later need renames one.
Ids and the order of fields and templates are frozen; a new template may only be appended.
"""

import re
from functools import cache
from hashlib import blake2b
from importlib.resources import files

from quizgen.base.value import frozen


@frozen
class Field:
    """A field: the key that the code uses, its frozen id within the type, and the name that students see."""

    key: str
    id: int
    name: str
    hint: str = ""
    """What Anki's editor shows in the empty field."""


@frozen
class Template:
    """A card template: its frozen id within the type, its name, and the files of its two sides."""

    id: int
    name: str
    file: str

    @property
    def front(self) -> str:
        """The question side, in Anki's template language."""
        return _whole(f"{self.file}.front.html")

    @property
    def back(self) -> str:
        """The answer side, in Anki's template language."""
        return _whole(f"{self.file}.back.html")


@frozen
class NoteType:
    """A note type of Anki; *shown* is the key of the field that Anki's browser shows and sorts by."""

    key: str
    id: int
    name: str
    fields: tuple[Field, ...]
    templates: tuple[Template, ...]
    shown: str = "stem"
    cloze: bool = False

    @property
    def sort_index(self) -> int:
        """The place of the field that *shown* names."""
        return [field.key for field in self.fields].index(self.shown)

    @property
    def css(self) -> str:
        """The styling, the same for all types."""
        return _read("card.css")


def _fields(*own: Field) -> tuple[Field, ...]:
    """The fields that all types share, around a type's own; the bank fills all but the last two."""
    return (*_HEAD, *own, *_TAIL)


_HEAD = (
    # First, because Anki wants a first field that is never empty.
    Field(key="id", id=1, name="Id"),
    Field(key="stem", id=2, name="Question"),
)
_TAIL = (
    Field(key="why", id=11, name="Why"),
    Field(key="says", id=12, name="Says"),
    Field(key="citation", id=13, name="Citation"),
    Field(key="gist", id=14, name="Gist"),
    Field(key="section", id=15, name="Section"),
    Field(key="related", id=16, name="Related"),
    Field(key="sources", id=17, name="Sources"),
    Field(key="language", id=18, name="Language"),
    Field(key="withdrawn", id=19, name="Withdrawn"),
    Field(key="spare1", id=21, name="Spare 1"),
    Field(key="spare2", id=22, name="Spare 2"),
    Field(key="spare3", id=23, name="Spare 3"),
    Field(key="spare4", id=24, name="Spare 4"),
    Field(key="spare5", id=25, name="Spare 5"),
    Field(key="spare6", id=26, name="Spare 6"),
    Field(key="passage", id=31, name="Passage", hint="The passage itself, where the deck was built with the text."),
    Field(key="mine", id=32, name="My notes", hint="Yours: shown on the back. The update file never touches it."),
)

NOTE_TYPES: tuple[NoteType, ...] = (
    NoteType(
        key="short",
        id=1_762_473_610_101,
        name="Quizgen short answer",
        fields=_fields(
            Field(key="answer", id=101, name="Answer"),
            Field(key="accept", id=102, name="Also accepted"),
            Field(key="typed", id=103, name="Typed"),
        ),
        templates=(Template(id=1, name="Question", file="short"),),
    ),
    NoteType(
        key="choice",
        id=1_762_473_610_102,
        name="Quizgen choice",
        fields=_fields(
            Field(key="options", id=101, name="Options"),
            Field(key="several", id=102, name="Several"),
            Field(key="locked", id=103, name="Locked"),
            Field(key="verdict", id=104, name="True or false"),
            Field(key="correction", id=105, name="Correction"),
        ),
        templates=(Template(id=1, name="Question", file="choice"),),
    ),
    NoteType(
        key="cloze",
        id=1_762_473_610_103,
        name="Quizgen cloze",
        fields=_fields(
            Field(key="text", id=101, name="Text"),
            Field(key="accept", id=102, name="Also accepted"),
        ),
        templates=(Template(id=1, name="Gap", file="cloze"),),
        shown="text",
        cloze=True,
    ),
    NoteType(
        key="order",
        id=1_762_473_610_104,
        name="Quizgen order",
        fields=_fields(
            Field(key="shuffled", id=101, name="Shuffled"),
            Field(key="steps", id=102, name="Steps"),
        ),
        templates=(Template(id=1, name="Question", file="order"),),
    ),
    NoteType(
        key="pair",
        id=1_762_473_610_105,
        name="Quizgen pair",
        fields=_fields(
            Field(key="left", id=101, name="Left"),
            Field(key="options", id=102, name="Options"),
        ),
        templates=(Template(id=1, name="Question", file="pair"),),
        shown="left",
    ),
    NoteType(
        key="entry",
        id=1_762_473_610_106,
        name="Quizgen person or term",
        fields=_fields(
            Field(key="name", id=101, name="Name"),
            Field(key="description", id=102, name="Description"),
            Field(key="dates", id=103, name="Dates"),
            Field(key="fate", id=104, name="Fate"),
            Field(key="forms", id=105, name="Forms"),
            Field(key="ask_description", id=106, name="Ask description"),
            Field(key="ask_name", id=107, name="Ask name"),
        ),
        templates=(
            Template(id=1, name="Description", file="entry-description"),
            Template(id=2, name="Name", file="entry-name"),
        ),
        shown="name",
    ),
)
"""All note types; a new one may be added, none may be taken away."""


@cache
def notetype(key: str) -> NoteType:
    """The note type of that key; raises ``KeyError`` where there is none."""
    return {each.key: each for each in NOTE_TYPES}[key]


def content_hash(notetype: NoteType) -> str:
    """What the note type's own stamp hangs on: 16 hexadecimal digits over names, fields, templates and styling."""
    parts = [notetype.name, notetype.css, notetype.shown]
    parts += [f"{field.id} {field.name} {field.hint}" for field in notetype.fields]
    parts += [f"{each.id} {each.name}\x1f{each.front}\x1f{each.back}" for each in notetype.templates]
    return blake2b("\x1e".join(parts).encode(), digest_size=8).hexdigest()


_INCLUDE = re.compile(r"<!-- include (\S+) -->\n?")


@cache
def _whole(name: str) -> str:
    """A template file with what it includes: the common part of the backs, and the script."""

    def included(match: re.Match[str]) -> str:
        inner = _read(match[1])
        return f"<script>\n{inner}</script>\n" if match[1].endswith(".js") else inner

    return _INCLUDE.sub(included, _read(name))


@cache
def _read(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")

"""The note types: fields, card templates and styling, under ids that never change.

When a field or template is added, removed or moved, Anki's importer makes a second note type, with a "+" behind its
name, and no longer updates the notes of the first. A field or template that keeps its id may be renamed, though
(``is_match`` in Anki's ``notetype/merge.rs``; measured with the ``anki`` package 26.9.3). So every type has spare
fields from the first day: a later need renames one. Ids and the order of fields and templates are frozen; a new
template may only be appended.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from quizgen.anki import words
from quizgen.anki.digest import digest
from quizgen.bank.items.blocks import Block, EntryBlock, Gaps, Lines, Options, Pairs, Sequence, Verdict
from quizgen.base.value import frozen


class Filler(StrEnum):
    """Who fills a field."""

    BANK = "bank"
    """The question bank: with what is the question's own, or with words that follow from others and ride along."""
    TEXT = "text"
    """The user's copy of the source text; the field is empty in a deck that was built without it."""
    STUDENT = "student"
    """The student: the update file never touches the field."""


@frozen
class Field:
    """A field of a note type."""

    key: str
    """The name that the code uses."""
    id: int
    """The field's id within its type, below 2⁵³: it never changes."""
    name: str
    """The name that templates use and students see; unlike the id it may change."""
    filler: Filler = Filler.BANK
    hint: str = ""
    """What Anki's editor shows in the empty field."""

    @property
    def spare(self) -> bool:
        """Whether the field is kept for a later need."""
        return self.key.startswith("spare")


@frozen
class Template:
    """A card template of a note type."""

    id: int
    """The template's id within its type: it never changes."""
    name: str
    """The name that students see."""
    file: str
    """The name of the template's two files, without ".front.html" and ".back.html"."""

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
    """A note type of Anki."""

    key: str
    """The name that the code and the lock use."""
    id: int
    """Anki's id of the type: it never changes, since the importer skips a known note under another type's id."""
    name: str
    """The name that students see."""
    blocks: tuple[type[Block], ...]
    """The shapes of block that are drawn as notes of this type."""
    fields: tuple[Field, ...]
    """The fields in the type's order: an id that is never empty, what is asked, the student's, then all others."""
    templates: tuple[Template, ...]
    sort_field: str = "stem"
    """The key of the field that Anki's browser shows and sorts by."""
    cloze: bool = False
    """Whether Anki makes a card for each deletion, and not for each template."""

    @property
    def sort_index(self) -> int:
        """The place, from 0, of the field that ``sort_field`` names."""
        return [field.key for field in self.fields].index(self.sort_field)

    @property
    def bank_fields(self) -> tuple[Field, ...]:
        """The fields that the bank fills, with what is the question's own and with words that follow from others."""
        return tuple(field for field in self.fields if field.filler is Filler.BANK and not field.spare)

    @property
    def css(self) -> str:
        """The styling, the same for all types."""
        return _styling()


def _fields(asked: Field, *own: Field) -> tuple[Field, ...]:
    """The fields that all types share, around a type's own; the student's comes right behind what is *asked*."""
    return (_ID, asked, _MINE, *own, *_TAIL)


_ID = Field(key="id", id=1, name="Id")
"""First, because Anki wants a first field that is never empty; no card shows it."""
_QUESTION = Field(key="stem", id=2, name="Question")
_MINE = Field(
    key="mine",
    id=3,
    name="My notes",
    filler=Filler.STUDENT,
    hint="Yours: shown on the back. The update files never touch it.",
)
_TAIL = (
    Field(key="hint", id=11, name="Hint"),
    Field(key="above", id=12, name="According to"),
    Field(key="why", id=13, name="Why"),
    Field(key="says", id=14, name="Says"),
    Field(key="sources", id=15, name="Sources"),
    Field(key="citation", id=16, name="Citation"),
    Field(key="section", id=17, name="Section"),
    Field(key="gist", id=18, name="Gist"),
    Field(key="related", id=19, name="Related"),
    Field(key="code", id=20, name="Code"),
    Field(key="language", id=21, name="Language"),
    Field(key="withdrawn", id=22, name="Withdrawn"),
    Field(key="direction", id=23, name="Direction"),
    Field(
        key="passage",
        id=31,
        name="Passage",
        filler=Filler.TEXT,
        hint="The passage itself, where the deck was built with the text.",
    ),
    Field(key="spare1", id=41, name="Spare 1"),
    Field(key="spare2", id=42, name="Spare 2"),
)

NOTE_TYPES: tuple[NoteType, ...] = (
    NoteType(
        key="short",
        id=1_762_473_610_101,
        name="Quizgen short answer",
        blocks=(Lines,),
        fields=_fields(
            _QUESTION,
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
        blocks=(Options, Verdict),
        fields=_fields(
            _QUESTION,
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
        blocks=(Gaps,),
        fields=_fields(
            Field(key="text", id=101, name="Text"),
            Field(key="accept", id=102, name="Also accepted"),
        ),
        templates=(Template(id=1, name="Gap", file="cloze"),),
        sort_field="text",
        cloze=True,
    ),
    NoteType(
        key="order",
        id=1_762_473_610_104,
        name="Quizgen order",
        blocks=(Sequence,),
        fields=_fields(
            _QUESTION,
            Field(key="shuffled", id=101, name="Shuffled"),
            Field(key="steps", id=102, name="Steps"),
        ),
        templates=(Template(id=1, name="Question", file="order"),),
    ),
    NoteType(
        key="pair",
        id=1_762_473_610_105,
        name="Quizgen pair",
        blocks=(Pairs,),
        fields=_fields(
            Field(key="left", id=101, name="Left"),
            Field(key="options", id=102, name="Options"),
        ),
        templates=(Template(id=1, name="Question", file="pair"),),
        sort_field="left",
    ),
    NoteType(
        key="entry",
        id=1_762_473_610_106,
        name="Quizgen person or term",
        blocks=(EntryBlock,),
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
        sort_field="name",
    ),
)
"""All note types; a new one may be added, none may be taken away."""


@cache
def notetype(key: str) -> NoteType:
    """The note type of that key. Raises KeyError where there is none."""
    return {kind.key: kind for kind in NOTE_TYPES}[key]


_TYPE_OF_SHAPE: Mapping[type[Block], str] = {shape: kind.key for kind in NOTE_TYPES for shape in kind.blocks}


def notetype_of(block: Block) -> str:
    """The key of the note type as which *block* is drawn: its shape chooses."""
    return _TYPE_OF_SHAPE[type(block)]


UNKNOWN_TYPE = ""
"""The key of every note type that this version does not know."""


@cache
def field_places(key: str) -> Mapping[str, int]:
    """The place of each field in notes of the type *key*, by the field's key: from 0, or from the end where negative.

    Of an unknown type only the fields that frame every type are placed: the id, the student's and the text's.
    """
    if key == UNKNOWN_TYPE:
        from_the_end = {field.key: place for place, field in enumerate(_TAIL, -len(_TAIL))}
        return {"id": 0, "mine": 2, "passage": from_the_end["passage"]}
    return {field.key: place for place, field in enumerate(notetype(key).fields)}


def least_fields(key: str) -> int:
    """How many fields every note of the type *key* has; of an unknown type, the fields that frame every type."""
    return len((_ID, _QUESTION, _MINE, *_TAIL)) if key == UNKNOWN_TYPE else len(notetype(key).fields)


def type_hash(kind: NoteType) -> str:
    """The hash of a note type, on which its stamp in the lock depends: 16 hexadecimal digits.

    It covers names, fields, templates and styling.
    """
    parts = [kind.name, kind.css, kind.sort_field]
    parts += [f"{field.id} {field.name} {field.hint}" for field in kind.fields]
    parts += [f"{template.id} {template.name}\x1f{template.front}\x1f{template.back}" for template in kind.templates]
    return digest("\x1e".join(parts)).hex()


_INCLUDE = re.compile(r"<!-- include (\S+) -->\n?")


@cache
def _whole(name: str) -> str:
    """The text of a template file with the files that it includes, which may include others: parts, and the script."""

    def included(match: re.Match[str]) -> str:
        inner = _whole(match[1])
        return f"<script>\n{words.with_words(inner)}</script>\n" if match[1].endswith(".js") else inner

    return _INCLUDE.sub(included, _read(name)).replace("<!-- withdrawn -->\n", words.withdrawn())


@cache
def _styling() -> str:
    return _read("card.css") + words.styling()


@cache
def _read(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")

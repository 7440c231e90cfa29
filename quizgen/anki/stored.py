"""What an Anki package stores, as far as we read it: rows of its tables, and the JSON objects in its collection.

Fields are called as Anki calls its columns and keys. Their bounds are those of what quizgen writes.
"""

from typing import Annotated

from quizgen.bank.lock import MAX_ORDER
from quizgen.base.annotations import Bounds
from quizgen.base.clock import LATEST
from quizgen.base.value import frozen

_LAST_CARD = 9_999
"""The highest place of a card in its note: far more than the 500 deletions that Anki knows."""


@frozen
class CollectionRow:
    """The one row of the table ``col``."""

    models: str
    """The note types by their ids, as JSON of ``StoredType``."""
    decks: str
    """The decks by their ids, as JSON of ``StoredDeck``."""


@frozen
class NoteRow:
    """A row of the table ``notes``."""

    id: int
    guid: str
    mid: int
    """The id of the note type."""
    mod: Annotated[int, Bounds(least=1, most=LATEST)]
    """When the note was last modified, in seconds since 1970."""
    tags: str
    """The tags, with spaces between them."""
    flds: str
    """The values of the fields, with U+001F between them."""
    data: str
    """The hash of the content: quizgen writes it where Anki writes nothing."""


@frozen
class CardRow:
    """A row of the table ``cards``."""

    nid: int
    """The id of the note."""
    did: int
    """The id of the deck."""
    ord: Annotated[int, Bounds(most=_LAST_CARD)]
    """The place of the card's template or deletion, from 0."""
    due: Annotated[int, Bounds(most=MAX_ORDER)]
    """The place among the new cards."""


@frozen
class StoredDeck:
    """A deck."""

    name: str


@frozen
class StoredField:
    """A field of a note type."""

    name: str
    id: int = 0
    """0 for a field without an id, as older versions of Anki wrote it."""


@frozen
class StoredTemplate:
    """A card template of a note type."""

    name: str
    qfmt: str
    """The question side."""
    afmt: str
    """The answer side."""
    id: int = 0
    """0 for a template without an id, as older versions of Anki wrote it."""


@frozen
class StoredType:
    """A note type."""

    css: str
    mod: Annotated[int, Bounds(most=LATEST)]
    """When it last changed, in seconds since 1970."""
    flds: tuple[StoredField, ...]
    tmpls: tuple[StoredTemplate, ...]
    sortf: int
    """The place, from 0, of the field by which Anki's browser sorts."""
    type: int
    """1 for a cloze type, otherwise 0."""

"""The update files (.txt), one a note type: they correct notes and leave alone what is the student's.

What the two channels do to a note that a student has (both find it by its GUID, and keep its reviews and its deck), as
measured with the importers of the ``anki`` package 23.10.1, 24.6.3, 25.2.7, 25.9.2 and 26.9.3:

- the package (.apkg) replaces all fields, My notes among them, and all tags, if the package's note is newer;
- this file replaces the bank's fields, whatever the times, and touches neither tags nor My notes nor Passage. A note
  whose fields are the same already is not changed, nor is its time. A deletion that is new gets its card, in the deck
  of the note's other cards, or in the current one where those are in several.

So a student who tags or annotates opens first the package with "Update notes: Never" (it brings the new notes, tagged),
then these files (they correct the others), then the package once more (it blanks withdrawn notes). Withdrawn notes are
not in these files: a text import would make cards for them. Nor are notes that are as they were first published: a text
import would bring them, without tags, to a student who has deleted them or has a part of the decks.

Students add, delete, rename and move fields, and Anki guesses what a column is for. Where it cannot find a field by its
name, the header makes it skip the note:

- What it takes for the first field's column, where the first field is none of the bank's, is the first one. That column
  is always empty, and Anki skips a note whose first field would be empty.
- Where the collection lacks the note type, ``#notetype:`` says nothing, and Anki would fill the type that the student
  added a note of last. ``#notetype column:`` above it then holds, and Anki skips the line of a type that is not there.
- It takes a column behind the last that it knows for tags. The tags' column is therefore named, and beyond the last.
- A deck's column would make the deck again where the student renamed it, so there is none.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Final

from quizgen.anki.notetypes import Field, NoteType, notetype
from quizgen.anki.packed import PackedDeck, PackedNote

_EMPTY: Final = ""
"""What the first column holds, and the label of the columns that no field may be filled from."""


def update_files(decks: Sequence[PackedDeck]) -> Mapping[str, str]:
    """The update files of *decks*, by the keys of their note types: one for each type with a changed note."""
    changed: dict[str, list[PackedNote]] = {}
    for deck in decks:
        for note in deck.notes:
            if note.is_correction:
                changed.setdefault(note.drawn.notetype, []).append(note)
    return {key: _update_file(notetype(key), changed[key]) for key in sorted(changed)}


def _update_file(kind: NoteType, notes: Sequence[PackedNote]) -> str:
    target = StringIO()
    fields = _fields(kind)
    target.writelines(f"#{line}\n" for line in _head(kind, fields))
    lines = csv.writer(target, delimiter="\t", lineterminator="\n")
    for note in notes:
        values = (note.drawn.value(field.key) for field in fields)
        lines.writerow((_EMPTY, kind.id, *values, note.guid))
    return target.getvalue()


def _fields(kind: NoteType) -> tuple[Field, ...]:
    """The fields that the bank fills, the id last: students hardly delete it, so no column behind it looks unused."""
    id_, *others = kind.bank_fields
    return (*others, id_)


def _head(kind: NoteType, fields: Sequence[Field]) -> Iterator[str]:
    """The lines above the notes, without their "#". A later line on the note type holds if the type is there."""
    labels = (_EMPTY, _EMPTY, *(field.name for field in fields), "guid")
    columns = "\t".join(labels)
    yield "separator:tab"
    yield "html:true"
    yield "notetype column:2"
    yield f"notetype:{kind.id}"
    yield f"columns:{columns}"
    yield f"guid column:{len(labels)}"
    yield f"tags column:{len(labels) + 1}"
    yield "if matches:update current"

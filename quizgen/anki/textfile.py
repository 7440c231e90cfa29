"""The update file (.txt): mends notes in a collection that has them, and leaves the student's tags and My notes alone.

What the two channels do to a note that a student has (both find it by its GUID, and keep its reviews and its deck):

- the package (.apkg) replaces all fields, My notes among them, and all tags, if the package's note is newer;
- this file replaces the bank's fields, whatever the times, and touches neither tags nor My notes nor Passage. A note
  whose fields are the same already stays as it is, its time included.

So a student who tags or annotates opens first the package with "Update notes: Never" (it brings the new notes, tagged),
then this file (it mends the others), then the package once more (it blanks what was withdrawn: for notes that are not
shown Anki would make cards again, so this file has none of them).
"""

import csv
from collections.abc import Sequence
from io import StringIO

from quizgen.anki.notetypes import notetype
from quizgen.anki.packed import PackedDeck

_HEAD = "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#if matches:update current\n"
"""The note type stands in a column, by its id: where a collection lacks it, Anki leaves the line out."""


def update_file(decks: Sequence[PackedDeck]) -> str:
    """One file for all note types: Anki fills a type's fields in order, and keeps those that a line does not reach."""
    target = StringIO()
    target.write(_HEAD)
    lines = csv.writer(target, delimiter="\t", lineterminator="\n")
    for deck in decks:
        for note in deck.notes:
            if note.cards:
                kind = notetype(note.drawn.notetype)
                lines.writerow((note.guid, kind.id, deck.name, *note.drawn.fields[:-2]))
    return target.getvalue()

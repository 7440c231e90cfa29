"""The update file (.txt): corrects notes in a collection that has them, and keeps the student's tags and My notes.

What the two channels do to a note that a student has (both find it by its GUID, and keep its reviews and its deck), as
measured with the importer of the ``anki`` package 26.9.3:

- the package (.apkg) replaces all fields, My notes among them, and all tags, if the package's note is newer;
- this file replaces the bank's fields, whatever the times, and touches neither tags nor My notes nor Passage. A note
  whose fields are the same already is not changed, nor is its time.

So a student who tags or annotates opens first the package with "Update notes: Never" (it brings the new notes, tagged),
then this file (it corrects the others), then the package once more (it blanks withdrawn notes). Withdrawn notes are not
in this file: a text import would make cards for them.
"""

import csv
from collections.abc import Sequence
from io import StringIO

from quizgen.anki.notetypes import notetype
from quizgen.anki.packed import PackedDeck

_HEAD = "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#if matches:update current\n"
"""The note type is a column and holds the type's id: Anki skips the line where a collection lacks the type."""


def update_file(decks: Sequence[PackedDeck]) -> str:
    """The lines of all notes of *decks* that have cards.

    One file serves all note types: Anki fills a type's fields in order, and keeps those that a line does not reach.
    """
    target = StringIO()
    target.write(_HEAD)
    lines = csv.writer(target, delimiter="\t", lineterminator="\n")
    for deck in decks:
        for note in deck.notes:
            if note.cards:
                kind = notetype(note.drawn.notetype)
                lines.writerow((note.guid, kind.id, deck.name, *note.drawn.bank_values))
    return target.getvalue()

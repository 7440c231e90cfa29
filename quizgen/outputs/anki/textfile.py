"""The update file (.txt): mends notes in a collection that has them, and leaves the student's tags and My notes alone.

What the two channels do to a note that a student has (both find it by its GUID, and keep its reviews and its deck):

- the package (.apkg) replaces all fields, My notes among them, and all tags, if the package's note is newer;
- this file replaces the bank's fields, whatever the times, and touches neither tags nor My notes nor Passage. A note
  whose fields are the same already stays as it is, its time included.

It has no tags, so it is for notes that a collection already holds: after the package, imported so that it updates none,
has brought the new ones.
"""

import csv
from collections.abc import Sequence
from io import StringIO

from quizgen.outputs.anki.apkg import PackedDeck
from quizgen.outputs.anki.notetypes import notetype

_HEAD = "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n"


def update_file(decks: Sequence[PackedDeck]) -> str:
    """One file for all note types: Anki fills a type's fields in order, and keeps those that a line does not reach."""
    target = StringIO()
    target.write(_HEAD)
    lines = csv.writer(target, delimiter="\t", lineterminator="\n")
    for deck in decks:
        for note in deck.notes:
            kind = notetype(note.drawn.notetype)
            lines.writerow((note.guid, kind.name, deck.name, *note.drawn.fields[:-2]))
    return target.getvalue()

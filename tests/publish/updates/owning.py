"""A curator at random, and a student who makes notes, cards and note types his own and opens any file in any order."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from quizgen.anki.notetypes import NOTE_TYPES
from tests.anki.conftest import ALWAYS, IF_NEWER, NEVER
from tests.publish.updates.conftest import edited_before
from tests.publish.updates.course import Built, guid_of
from tests.publish.updates.editing import WORDS, Editing

MINE = "My notes"
Owned = dict[str, tuple[str, tuple[str, ...]]]
"""What is a student's in each note: what stands under My notes, and the tags; by GUID."""


class Owning(Editing):
    """Whatever was edited on either side, and whatever file is opened, what is the student's stays.

    The only exceptions are those that the student's page names: a package replaces a note that it corrected after the
    student's last touch, and with “Always” any note of its own.
    """

    @rule(data=st.data(), word=WORDS)
    def write_under_my_notes(self, data: st.DataObject, word: str) -> None:
        note = data.draw(st.sampled_from(self.student.notes()))
        if MINE in note:
            note[MINE] = f"{note[MINE]} {word}"
            self.student.col.update_note(note)

    @rule(data=st.data(), word=WORDS)
    def tag(self, data: st.DataObject, word: str) -> None:
        note = data.draw(st.sampled_from(self.student.notes()))
        note.tags = sorted({*note.tags, word})
        self.student.col.update_note(note)

    @rule(data=st.data(), edit=st.sampled_from(["delete", "rename", "add", "move", "retitle", "template"]))
    def edit_a_note_type(self, data: st.DataObject, edit: str) -> None:
        kind = self.student.notetype(data.draw(st.sampled_from(NOTE_TYPES)).id)
        if kind is None:
            return
        models = self.student.col.models
        others = [field for field in kind["flds"] if field["name"] != MINE]
        chosen = data.draw(st.sampled_from(others))
        if edit == "delete" and len(others) > 2 and chosen["name"] != kind["flds"][0]["name"]:
            models.remove_field(kind, chosen)
        elif edit == "rename":
            models.rename_field(kind, chosen, f"{chosen['name']} too")
        elif edit == "add":
            models.add_field(kind, models.new_field(f"Mine {len(kind['flds'])}"))
        elif edit == "move":
            models.reposition_field(kind, chosen, len(kind["flds"]) - 1)
        elif edit == "retitle":
            kind["name"] = f"{kind['name']} too"
        elif edit == "template":
            kind["tmpls"][0]["afmt"] += "<p>mine</p>"
        models.update_dict(kind)

    @rule(data=st.data(), word=WORDS)
    def rename_a_deck(self, data: st.DataObject, word: str) -> None:
        decks = [deck for deck in self.student.col.decks.all_names_and_ids() if deck.id != 1]
        deck = data.draw(st.sampled_from(decks))
        self.student.col.decks.rename(self.student.col.decks.get(deck.id), f"{word}::{deck.name[:30]}")  # type: ignore[arg-type]

    @invariant()
    def publish(self) -> None:
        """Build after each edit, and open the files."""
        if not self.is_due():
            return
        built = self.course.build(self.now)
        for number in range(1, 4):
            self.follow(self.ways(built)[hash((self.now, number)) % 4], built)
        edited_before(self.student, self.now + 1)  # the next release is later than all that was done to this one

    def ways(self, built: Built) -> list[tuple[Callable[[], Any], int]]:
        """What opens a file, and when that updates a note which is there already."""
        return [
            (lambda: self.student.open_package(built.package, update_notes=NEVER), NEVER),
            (lambda: self.student.open_package(built.package), IF_NEWER),
            (lambda: self.student.open_package(built.package, update_notes=ALWAYS), ALWAYS),
            (lambda: self.student.open_updates(built.updates), NEVER),
        ]

    def follow(self, way: tuple[Callable[[], Any], int], built: Built) -> None:
        open_file, updates = way
        times = {guid_of(name): stamp.time for name, stamp in built.lock.notes.items()}
        before, touched, cards, reviews = self.owned(), self.touched(), self.cards(), self.reviews()
        open_file()
        after = self.owned()
        for guid, owned in before.items():
            is_ours = updates == ALWAYS or (updates == IF_NEWER and times.get(guid, 0) > touched[guid])
            assert after[guid] == owned or is_ours, (guid, owned, after[guid], updates)
        assert cards.items() <= self.cards().items()
        assert self.reviews() == reviews

    def owned(self) -> Owned:
        return {note.guid: (dict(note.items()).get(MINE, ""), tuple(note.tags)) for note in self.student.notes()}

    def touched(self) -> dict[str, int]:
        """When each note was last changed."""
        return {note.guid: note.mod for note in self.student.notes()}

    def cards(self) -> dict[int, list[Any]]:
        """The decks and schedules of all cards."""
        columns = "id, did, ord, type, queue, due, ivl, factor, reps, lapses, flags"
        return {row[0]: list(row[1:]) for row in self.student.db.all(f"select {columns} from cards")}

    def reviews(self) -> list[Any]:
        rows: list[Any] = self.student.db.all("select * from revlog order by id")
        return rows

"""Plays what students do to their collections before they open update files: a script for any version of Anki.

It needs nothing but the ``anki`` package. ``python play.py FOLDER`` reads FOLDER/job.json, plays every scenario on a
copy of one collection, and writes what the student had before and after each to FOLDER/played.json.
"""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from anki.buildinfo import version
from anki.collection import Collection  # isort: split; the anki package cannot be imported by its parts first
from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportCsvRequest
from anki.models import ChangeNotetypeRequest, NotetypeId

Job = dict[str, Any]
"""The paths of the packages, "first" and "second", and of the "updates"; the ids of the "types", the "decks"' names."""
Step = Callable[[Collection, Job], None]
IF_NEWER, NEVER = 0, 2
"""When Anki updates a note that is there already."""


def open_package(col: Collection, path: str, update_notes: int = IF_NEWER) -> None:
    options = ImportAnkiPackageOptions(update_notes=update_notes)  # type: ignore[arg-type]
    col.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=options))


def open_updates(col: Collection, job: Job) -> None:
    """Import the update files as the dialog proposes them."""
    for path in job["updates"]:
        metadata = col.get_csv_metadata(path=path, delimiter=None)
        col.import_csv(ImportCsvRequest(path=path, metadata=metadata))


def careful(col: Collection, job: Job) -> None:
    """The three steps of the student's page."""
    open_package(col, job["second"], NEVER)
    open_updates(col, job)
    open_package(col, job["second"])


def updates_first(col: Collection, job: Job) -> None:
    open_updates(col, job)
    open_package(col, job["second"])


def package_first(col: Collection, job: Job) -> None:
    open_package(col, job["second"])
    open_updates(col, job)


def kinds(col: Collection, job: Job) -> Iterator[Any]:
    """The note types of the packages, as the collection has them."""
    for id_ in job["types"]:
        yield col.models.get(NotetypeId(id_))


def notes(col: Collection, job: Job) -> list[Any]:
    """The notes of those types."""
    return [col.get_note(note_id) for id_ in job["types"] for note_id in col.models.nids(NotetypeId(id_))]


def field_names(kind: Any) -> list[str]:
    return [field["name"] for field in kind["flds"]]


def field(kind: Any, name: str) -> Any:
    return next(field for field in kind["flds"] if field["name"] == name)


def edit_types(edit: Callable[[Collection, Any], Any]) -> Step:
    """Do the same to all note types of the packages."""

    def step(col: Collection, job: Job) -> None:
        for kind in kinds(col, job):
            edit(col, kind)
            col.models.update_dict(kind)

    return step


def delete(*names: str) -> Step:
    def delete_from(col: Collection, kind: Any) -> None:
        for name in names:
            if name in field_names(kind):
                col.models.remove_field(kind, field(kind, name))

    return edit_types(delete_from)


def move(name: str, place: int) -> Step:
    """Move a field to a place; -1 is the last."""
    return edit_types(lambda col, kind: col.models.reposition_field(kind, field(kind, name), place % len(kind["flds"])))


def rename(old: str, new: str) -> Step:
    def rename_in(col: Collection, kind: Any) -> None:
        if old in field_names(kind):
            col.models.rename_field(kind, field(kind, old), new)

    return edit_types(rename_in)


def add(name: str, place: int = -1) -> Step:
    """Add a field of the student's own, filled in every note."""
    add_to_types = edit_types(lambda col, kind: col.models.add_field(kind, col.models.new_field(name)))

    def step(col: Collection, job: Job) -> None:
        add_to_types(col, job)
        move(name, place)(col, job)
        for note in notes(col, job):
            note[name] = "a field of mine"
            col.update_note(note)

    return step


def delete_template(col: Collection, kind: Any) -> None:
    """Delete the last template; a type cannot lose its only one."""
    if len(kind["tmpls"]) > 1:
        col.models.remove_template(kind, kind["tmpls"][-1])


def clone_types(col: Collection, job: Job) -> None:
    for kind in kinds(col, job):
        col.models.copy(kind)


def change_type(col: Collection, old: Any, new: Any, places: list[int]) -> None:
    """Make all notes of the type *old* notes of *new*, whose fields get what the old has at *places*."""
    request = ChangeNotetypeRequest()
    request.CopyFrom(col.models.change_notetype_info(old_notetype_id=old["id"], new_notetype_id=new["id"]).input)
    request.note_ids.extend(col.models.nids(old["id"]))
    request.new_fields[:] = places
    col.models.change_notetype_of_notes(request)


def to_clones(col: Collection, job: Job) -> None:
    for kind in kinds(col, job):
        change_type(col, kind, col.models.copy(kind), list(range(len(kind["flds"]))))


def to_basic(col: Collection, job: Job) -> None:
    """Make all notes Basic, or Cloze where they are clozes, with two of their fields."""
    for kind in kinds(col, job):
        new = col.models.by_name("Cloze" if kind["type"] else "Basic")
        change_type(col, kind, new, [2, 0] if kind["type"] else [0, 1])


def delete_types(*, in_use: str = "Basic") -> Step:
    """Delete the types with their notes; the type *in_use* is then the one of which the student added a note last."""

    def step(col: Collection, job: Job) -> None:
        for id_ in job["types"]:
            col.models.remove(NotetypeId(id_))
        kind = col.models.by_name(in_use)
        assert kind is not None
        col.set_config("curModel", kind["id"])

    return step


def add_type(col: Collection, job: Job) -> None:
    """Add a type of the student's own, whose fields are called as ours are."""
    kind = col.models.new("Own")
    for name in ("Id", "Question", "Why"):
        col.models.add_field(kind, col.models.new_field(name))
    template = col.models.new_template("Card")
    template["qfmt"], template["afmt"] = "{{Id}} {{Question}}", "{{Why}}"
    col.models.add_template(kind, template)
    col.models.add_dict(kind)


def rename_decks(pattern: str) -> Step:
    """Rename the decks of the packages by *pattern*, which has a place for the old name."""

    def step(col: Collection, job: Job) -> None:
        for name in job["decks"]:
            deck = col.decks.by_name(name)
            assert deck is not None
            col.decks.rename(deck, pattern.format(name.replace("::", " ")))

    return step


def part_cards(col: Collection, job: Job) -> None:
    """Move the first card of every note; the others stay where they were."""
    own = col.decks.id("Mine")
    assert own is not None
    col.set_deck([note.cards()[0].id for note in notes(col, job)], own)


def delete_notes(col: Collection, job: Job) -> None:
    col.remove_notes([note.id for note in notes(col, job)])


SCENARIOS: dict[str, tuple[Step, ...]] = {
    "nothing": (open_updates,),
    "the three steps": (careful,),
    "files before the package": (updates_first,),
    "files after the package": (package_first,),
    "two spare fields deleted": (delete("Spare 1", "Spare 2"), open_updates),
    "My notes moved to first place": (move("My notes", 0), open_updates),
    "My notes moved to second place": (move("My notes", 1), open_updates),
    "Id moved to last place": (move("Id", -1), open_updates),
    "last field deleted": (delete("My notes"), open_updates),
    "last two fields deleted": (delete("Passage", "My notes"), open_updates),
    "Says deleted": (delete("Says"), open_updates),
    "Question deleted": (delete("Question"), open_updates),
    "Id deleted": (delete("Id"), open_updates),
    "a field added": (add("Own"), open_updates),
    "a field added in first place": (add("Own", 0), open_updates),
    "a field added that is called guid": (add("guid"), open_updates),
    "Question renamed": (rename("Question", "Frage"), open_updates),
    "Id renamed": (rename("Id", "Number"), open_updates),
    "My notes renamed": (rename("My notes", "Notizen"), open_updates),
    "a template deleted": (edit_types(delete_template), open_updates),
    "types renamed": (edit_types(lambda col, kind: kind.update(name=f"Own {kind['name']}")), open_updates),
    "types cloned": (clone_types, open_updates),
    "notes changed to clones": (to_clones, open_updates),
    "notes changed to Basic": (to_basic, open_updates),
    "notes changed to Basic, types deleted": (to_basic, delete_types(), open_updates),
    "types deleted": (delete_types(), open_updates),
    "types deleted, Cloze in use": (delete_types(in_use="Cloze"), open_updates),
    "types deleted, an own type in use": (add_type, delete_types(in_use="Own"), open_updates),
    "decks renamed": (rename_decks("Exam: {}"), open_updates),
    "decks nested": (rename_decks("School::{}"), open_updates),
    "cards in two decks": (part_cards, open_updates),
    "cards in two decks, the three steps": (part_cards, careful),
    "notes deleted": (delete_notes, open_updates),
}
"""What the student does; the last step opens the files."""


def begin(folder: Path, job: Job) -> None:
    """Play half a term: reviews, a flag, tags and notes on all notes of the package; a deck and a note of one's own."""
    folder.mkdir()
    col = Collection(str(folder / "collection.anki2"))
    open_package(col, job["first"])
    for number, note in enumerate(notes(col, job)):
        for card in note.cards():
            card.start_timer()
            col.sched.answerCard(card, 3 if number % 2 else 2)
        note.tags.append("hard")
        note["My notes"], note["Passage"] = "mine", "the passage itself"
        col.update_note(note)
    col.set_user_flag_for_cards(2, [note.cards()[0].id])
    basic, own, current = col.models.by_name("Basic"), col.decks.id("Mine"), col.decks.id("Elsewhere")
    assert basic is not None
    assert own is not None
    assert current is not None
    note = col.new_note(basic)
    note["Front"], note["Back"] = "my own question", "my own answer"
    col.add_note(note, own)
    col.decks.select(current)
    col.close()


def play(name: str, begun: Path, folder: Path, job: Job) -> dict[str, Any]:
    """Play a scenario on a copy, in *folder*, of what lies in *begun*; gives what there was before the last step and
    after it."""
    shutil.copytree(begun, folder)
    col = Collection(str(folder / "collection.anki2"))
    *preparations, last = SCENARIOS[name]
    for step in preparations:
        step(col, job)
        col.models._clear_cache()
    before = snapshot(col)
    last(col, job)
    after = snapshot(col)
    col.close()
    return {"before": before, "after": after}


CARD = "id, nid, did, ord, type, queue, due, ivl, factor, reps, lapses, flags"
"""What a student must not lose of a card."""


def snapshot(col: Collection) -> dict[str, Any]:
    """All that a student has, in the shapes of JSON."""
    assert col.db is not None
    col.models._clear_cache()
    types = {
        str(kind["id"]): [kind["name"], *([part["name"] for part in kind[parts]] for parts in ("flds", "tmpls"))]
        for kind in col.models.all()
    }
    guids = {row[0]: row[1] for row in col.db.all("select id, guid from notes")}
    return {
        "types": types,
        "decks": {str(deck["id"]): deck["name"] for deck in col.decks.all()},
        "notes": {
            guid: {
                "type": str(type_id),
                "tags": tags.split(),
                "fields": dict(zip(types[str(type_id)][1], values.split("\x1f"), strict=True)),
            }
            for guid, type_id, tags, values in col.db.all("select guid, mid, tags, flds from notes")
        },
        "cards": {
            f"{guids[row[1]]}/{row[3]}": {"deck": col.decks.name(row[2]), "row": list(row)}
            for row in col.db.all(f"select {CARD} from cards")
        },
        "reviews": [list(row) for row in col.db.all("select * from revlog order by id")],
    }


def main(folder: Path) -> None:
    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    begin(folder / "begun", job)
    scenarios = {name: play(name, folder / "begun", folder / f"{place}", job) for place, name in enumerate(SCENARIOS)}
    played = {"version": version, "scenarios": scenarios}
    (folder / "played.json").write_text(json.dumps(played), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

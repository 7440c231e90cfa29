"""What a student did to note types and decks before a new version: what comes, and that nothing is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from quizgen.anki.notetypes import notetype
from tests.anki.conftest import Student
from tests.publish.updates.conftest import EDITED, TAGGED, Term
from tests.publish.updates.course import V2, guid_of, question
from tests.publish.updates.test_matrix import OPTIONS

Edit = Callable[[Student, Any], None]
"""An edit of the note type of short answers, or of decks."""


def field(kind: Any, name: str) -> Any:
    return next(field for field in kind["flds"] if field["name"] == name)


def delete(name: str) -> Edit:
    return lambda student, kind: student.col.models.remove_field(kind, field(kind, name))


def move(name: str, place: int) -> Edit:
    return lambda student, kind: student.col.models.reposition_field(kind, field(kind, name), place)


def rename(old: str, new: str) -> Edit:
    return lambda student, kind: student.col.models.rename_field(kind, field(kind, old), new)


def add(student: Student, kind: Any) -> None:
    student.col.models.add_field(kind, student.col.models.new_field("Mine too"))


def add_template(student: Student, kind: Any) -> None:
    template = student.col.models.new_template("Mine")
    template["qfmt"], template["afmt"] = "{{Why}}", "{{Question}}"
    student.col.models.add_template(kind, template)


def rename_deck(student: Student, kind: Any) -> None:
    deck = student.col.decks.by_name("Mill::1 The tale")
    assert deck is not None
    student.col.decks.rename(deck, "School::History::Tale")


def clone(student: Student, kind: Any) -> None:
    student.col.models.copy(kind)


def describe(student: Student, kind: Any) -> None:
    deck = student.col.decks.by_name("Mill::1 The tale")
    assert deck is not None
    deck["desc"] = "my own words"
    student.col.decks.save(deck)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What a new version brings after an edit, under the default options, with merging, and with “Always”."""

    edit: Edit
    comes: str = "yes yes yes"
    """Whether a correction of a short answer comes."""
    second: str = "no no no"
    """Whether Anki makes a second, “+” type, to which new notes go."""


ROWS: dict[str, Row] = {
    "nothing": Row(edit=lambda student, kind: None),
    "a spare field deleted": Row(edit=delete("Spare 1"), comes="no no no", second="yes no yes"),
    "the last field deleted": Row(edit=delete("Spare 2"), comes="no no no", second="yes no yes"),
    "My notes moved": Row(edit=move("My notes", 5), comes="no no no", second="yes no yes"),
    "a field added": Row(edit=add, comes="no no no", second="yes no yes"),
    "a field renamed": Row(edit=rename("Why", "Reason")),
    "a template added": Row(edit=add_template, comes="no yes no", second="yes no yes"),
    "the type renamed": Row(edit=lambda student, kind: kind.update(name="History")),
    "the type cloned": Row(edit=clone),
    "a deck renamed and nested": Row(edit=rename_deck),
    "a deck described anew": Row(edit=describe),
}


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("name", ROWS)
def test_after_what_a_student_did_corrections_come_as_the_row_says(name: str, options: str, term: Term) -> None:
    row, student = ROWS[name], term.student
    kind = student.notetype(notetype("short").id)
    row.edit(student, kind)
    student.col.models.update_dict(kind)
    question(term.course.bank, "age")["ask"] = "Corrected?"
    term.course.bank["questions"].append({"short": "bread", "at": "D1", "ask": "What was missing?", "answer": "bread"})
    tagged, edited = student.note(guid_of(TAGGED)), student.note(guid_of(EDITED))
    cards = {card.id: (card.did, card.due, card.ivl, card.reps) for card in student.cards()}
    reviews = student.db.all("select * from revlog")
    built = term.course.build(V2)
    student.open_package(built.package, **OPTIONS[options])
    place = list(OPTIONS).index(options)
    comes = "Corrected?" in student.note(guid_of("age/short")).fields
    names = [kind.name for kind in student.col.models.all_names_and_ids()]
    assert (comes, any(name.endswith("+") for name in names)) == (
        row.comes.split()[place] == "yes",
        row.second.split()[place] == "yes",
    )
    assert student.note(guid_of("bread/short")).cards()
    after = {card.id: (card.did, card.due, card.ivl, card.reps) for card in student.cards()}
    assert cards.items() <= after.items()
    assert student.db.all("select * from revlog") == reviews
    student.open_updates(built.updates)  # the way back, whatever the package did not bring
    assert "Corrected?" in student.note(guid_of("age/short")).fields
    assert cards.keys() <= {card.id for card in student.cards()}
    if options != "always":  # which resets what a student has touched, as the page says
        assert student.note(tagged.guid).tags == tagged.tags
        assert student.note(edited.guid)["My notes"] == edited["My notes"]

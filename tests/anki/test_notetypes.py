"""The note types: what is frozen, and templates that every client can read."""

import re
from dataclasses import replace
from typing import get_args

import pytest

from quizgen.anki.notetypes import NOTE_TYPES, Filler, NoteType, notetype, notetype_of, type_hash
from quizgen.bank.items.blocks import Block
from tests.anki.conftest import BLOCKS

IDS = {
    "short": (1_762_473_610_101, (101, 102, 103), (1,)),
    "choice": (1_762_473_610_102, (101, 102, 103, 104, 105), (1,)),
    "cloze": (1_762_473_610_103, (101, 102), (1,)),
    "order": (1_762_473_610_104, (101, 102), (1,)),
    "pair": (1_762_473_610_105, (101, 102), (1,)),
    "entry": (1_762_473_610_106, (101, 102, 103, 104, 105, 106, 107), (1, 2)),
}
"""What was published: a change here forks the note types of every student."""
ASKED = {"short": (2, 3), "choice": (2, 3), "order": (2, 3), "cloze": (101, 3), "pair": (101, 3), "entry": (101, 3)}
"""What is asked, and the student's field right behind it."""
TAIL = (*range(11, 24), 31, 41, 42)
RESERVED = {"Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "FrontSide"}

each_type = pytest.mark.parametrize("kind", NOTE_TYPES, ids=lambda kind: kind.key)


def sides(kind: NoteType) -> list[str]:
    return [side for template in kind.templates for side in (template.front, template.back)]


def test_ids_and_their_order_are_as_published() -> None:
    assert {kind.key: (kind.id, tuple(field.id for field in kind.fields)) for kind in NOTE_TYPES} == {
        key: (id_, (1, *ASKED[key], *(place for place in own if place not in ASKED[key]), *TAIL))
        for key, (id_, own, _) in IDS.items()
    }
    assert {kind.key: tuple(one.id for one in kind.templates) for kind in NOTE_TYPES} == {
        key: templates for key, (_, _, templates) in IDS.items()
    }


@each_type
def test_ids_and_names_differ_within_a_type_and_fit_every_client(kind: NoteType) -> None:
    ids = [field.id for field in kind.fields]
    names = [field.name for field in kind.fields]
    assert len(set(ids)) == len(ids)
    assert len({name.casefold() for name in names}) == len(names)
    assert not RESERVED & set(names)
    assert not any(re.search(r'[:"{}#^/]', name) for name in names)
    assert max(kind.id, *ids) < 2**53


@each_type
def test_the_students_field_comes_right_behind_what_is_asked_and_two_spares_come_last(kind: NoteType) -> None:
    keys = [field.key for field in kind.fields]
    assert keys[0] == "id"
    assert keys[1] == kind.sort_field
    assert keys[2] == "mine"
    assert keys[-3:] == ["passage", "spare1", "spare2"]
    assert [field.key for field in kind.fields if field.filler is Filler.STUDENT] == ["mine"]
    assert [field.key for field in kind.fields if field.filler is Filler.TEXT] == ["passage"]
    assert {field.key for field in kind.bank_fields} == {*keys} - {"mine", "passage", "spare1", "spare2"}


@each_type
def test_the_names_that_stay(kind: NoteType) -> None:
    names = {field.name for field in kind.fields}
    assert {"Id", "Says", "Passage", "My notes", "Spare 1", "Spare 2"} < names
    assert names & {"Question", "Text", "Name", "Left"}


@each_type
def test_no_card_shows_the_readable_id(kind: NoteType) -> None:
    assert not any("{{Id}}" in side for side in sides(kind))


def test_every_shape_of_block_has_one_note_type() -> None:
    shapes = [shape for kind in NOTE_TYPES for shape in kind.blocks]
    assert sorted(shapes, key=str) == sorted(get_args(Block), key=str)
    assert {notetype_of(block) for block in BLOCKS.values()} == {kind.key for kind in NOTE_TYPES}


@each_type
def test_templates_name_fields_that_exist_and_close_what_they_open(kind: NoteType) -> None:
    names = {field.name for field in kind.fields}
    for side in sides(kind):
        tags = re.findall(r"\{\{([#^/]?)(?:cloze:)?([^{}]*)\}\}", side)
        assert {name for _, name in tags} <= names
        opened: list[str] = []
        for mark, name in tags:
            if mark == "/":
                assert opened.pop() == name
            elif mark:
                opened.append(name)
        assert opened == []


@each_type
def test_every_field_but_the_spare_and_the_flags_is_shown(kind: NoteType) -> None:
    html = "".join(sides(kind))
    unseen = {field.name for field in kind.fields if f"{{{{{field.name}}}}}" not in html.replace("cloze:", "")}
    flags = {"Id", "Withdrawn", "Typed", "True or false", "Ask name", "Ask description"}
    of_entries = {"According to"} if kind.key == "entry" else set()  # nobody claims who somebody was
    assert {name for name in unseen if not name.startswith("Spare")} <= flags | of_entries


@each_type
def test_no_field_stands_in_a_script_and_nothing_comes_from_elsewhere(kind: NoteType) -> None:
    for side in sides(kind):
        for script in re.findall(r"<script>(.*?)</script>", side, re.DOTALL):
            assert "{{" not in script
            assert "}}" not in script
        assert "{{type:" not in side
        assert "<!-- include" not in side
        assert not re.search(r"https?:|//[a-z]|@import|url\(|src=", side + kind.css)


@each_type
def test_both_sides_carry_the_language(kind: NoteType) -> None:
    assert all('lang="{{Language}}"' in side for side in sides(kind))


@each_type
def test_formulas_stay_as_typed(kind: NoteType) -> None:
    # The classes by which MathJax 3 and 2 pass over an element.
    assert all('<article id="quizgen" class="mathjax_ignore tex2jax_ignore ' in side for side in sides(kind))


def test_a_types_hash_moves_with_what_it_is() -> None:
    kind = notetype("entry")
    turned = tuple(reversed(kind.templates))
    others = [replace(kind, name="Other"), replace(kind, templates=turned), replace(kind, sort_field="stem")]
    others.append(replace(kind, fields=(replace(kind.fields[0], name="Key"), *kind.fields[1:])))
    assert len({type_hash(each) for each in (kind, *others)}) == 1 + len(others)
    assert type_hash(kind) == type_hash(replace(kind))


def test_no_note_type_of_that_key() -> None:
    with pytest.raises(KeyError):
        notetype("essay")

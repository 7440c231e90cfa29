"""A new look: templates and styling change, notes and histories do not."""

from collections.abc import Iterator
from typing import Any

import pytest

from quizgen.anki.notetypes import NOTE_TYPES, NoteType, Template
from tests.publish.updates.conftest import Term
from tests.publish.updates.course import LATER, V2, guid_of, question, snapshot
from tests.publish.updates.test_matrix import OPTIONS

SHORT = NOTE_TYPES[0]


@pytest.fixture
def new_style(monkeypatch: pytest.MonkeyPatch) -> None:
    css = SHORT.css + "/* new */"
    monkeypatch.setattr(NoteType, "css", property(lambda self: css))


@pytest.fixture
def new_template(monkeypatch: pytest.MonkeyPatch) -> None:
    front = Template.front.fget  # type: ignore[attr-defined]
    monkeypatch.setattr(Template, "front", property(lambda self: front(self) + "<!-- new -->"))


@pytest.fixture
def spare_in_use() -> Iterator[None]:
    """A spare field gets a name of its own; its id stays."""
    spare = next(field for field in SHORT.fields if field.key == "spare1")
    object.__setattr__(spare, "name", "Era")
    yield
    object.__setattr__(spare, "name", "Spare 1")


def model(term: Term) -> dict[str, Any]:
    found: dict[str, Any] = term.student.notetype(SHORT.id)
    return found


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("change", ["new_style", "new_template", "spare_in_use"])
def test_a_new_look_comes_and_nothing_else_changes(
    change: str, options: str, term: Term, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(change)
    before = snapshot(term.student)
    term.student.open_package(term.course.build(V2).package, **{**OPTIONS[options], "update_notes": 0})
    assert snapshot(term.student) == before
    student_model = model(term)
    assert student_model["css"] == SHORT.css
    assert [template["qfmt"] for template in student_model["tmpls"]] == [template.front for template in SHORT.templates]
    assert [field["name"] for field in student_model["flds"]] == [field.name for field in SHORT.fields]


def test_a_correction_comes_together_with_a_new_look(
    term: Term, new_style: None, new_template: None, spare_in_use: None
) -> None:
    question(term.course.bank, "age")["ask"] = "Corrected?"
    term.student.open_package(term.course.build(V2).package)
    assert term.student.note(guid_of("age/short"))["Question"] == "Corrected?"
    assert "/* new */" in model(term)["css"]


def restyle(term: Term) -> None:
    student_model = model(term)
    student_model["css"] = "/* mine */"
    term.student.col.models.update_dict(student_model)


def test_the_students_own_style_stays_as_long_as_the_note_type_does(term: Term) -> None:
    restyle(term)
    question(term.course.bank, "age")["ask"] = "Corrected?"
    term.student.open_package(term.course.build(LATER).package)
    assert term.student.note(guid_of("age/short"))["Question"] == "Corrected?"
    assert model(term)["css"] == "/* mine */"


def test_a_later_style_of_the_decks_replaces_the_students(term: Term, new_style: None) -> None:
    restyle(term)
    term.student.open_package(term.course.build(LATER).package)
    assert "/* new */" in model(term)["css"]


def test_a_note_type_moves_on_alone(term: Term, new_style: None) -> None:
    lock = term.course.build(V2).lock
    assert {stamp.time for stamp in lock.types.values()} == {V2}
    assert lock.notes == term.first.lock.notes


def test_the_field_that_a_type_is_sorted_by_is_frozen() -> None:
    """With another one Anki saves every note of the type anew, and then takes none of the package’s for newer."""
    assert {kind.key: kind.sort_field for kind in NOTE_TYPES} == {
        "short": "stem",
        "choice": "stem",
        "cloze": "text",
        "order": "stem",
        "pair": "left",
        "entry": "name",
    }

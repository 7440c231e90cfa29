"""What `quizgen diff` tells: the changes between an earlier package or lock and the next build, and every risk."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from quizgen.anki.notetypes import NoteType
from quizgen.bank import lock
from quizgen.base.problem import Failure, Severity
from quizgen.publish.updates.diff import Diff, diff
from tests.commands import run
from tests.publish.updates.course import V1, V2, Course, at, question

SHORT = "1762473610101"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course whose first package and lock were kept."""
    new_course = Course(tmp_path)
    built = new_course.build(V1, texts=True)
    (tmp_path / "old.apkg").write_bytes(built.package)
    (tmp_path / "old.lock").write_bytes(new_course.lock.read_bytes())
    return new_course


def told(course: Course, old: str = "old.apkg", now: int = V2) -> Diff:
    course.write()
    with at(now):
        return diff(course.folder, course.folder.parent / old, None)


def codes(report: Diff) -> dict[str, tuple[str, ...]]:
    return {risk.code: risk.names for risk in report.risks}


def rewrite(course: Course, edit: Callable[[dict[str, Any], sqlite3.Connection], None]) -> None:
    """Change the note types or the rows of the package that was kept."""
    path = course.folder.parent / "old.apkg"
    with zipfile.ZipFile(path) as archive, closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(archive.read("collection.anki2"))
        models = json.loads(connection.execute("SELECT models FROM col").fetchone()[0])
        edit(models, connection)
        connection.execute("UPDATE col SET models = ?", (json.dumps(models),))
        connection.commit()
        data = connection.serialize()
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("collection.anki2", data)
    path.write_bytes(target.getvalue())


@pytest.mark.parametrize("old", ["old.apkg", "old.lock"])
def test_changes_are_told_by_kind(course: Course, old: str) -> None:
    bank = course.bank
    question(bank, "age")["ask"] = "How old had it become?"
    bank["questions"].remove(question(bank, "keys"))
    bank["questions"].append({"short": "bread", "at": "D1", "ask": "What was missing?", "answer": "bread"})
    report = told(course, old)
    assert [change.name for change in report.updated] == ["age/short"]
    assert [change.name for change in report.new] == ["bread/short"]
    assert [change.name for change in report.withdrawn] == ["keys/short"]
    assert (report.unchanged, report.risks) == (12, ())


def test_a_package_tells_which_fields_change_and_a_lock_only_that_a_note_does(course: Course) -> None:
    question(course.bank, "age").update(ask="How old had it become?", tags=["core"])
    assert [str(change) for change in told(course).updated] == ["age/short: Question, tags"]
    assert [str(change) for change in told(course, "old.lock").updated] == ["age/short"]


def test_a_restored_question_is_told_as_such(course: Course) -> None:
    keys = question(course.bank, "keys")
    course.bank["questions"].remove(keys)
    (course.folder.parent / "old.apkg").write_bytes(course.build(V1 + 10, texts=True).package)
    course.bank["questions"].append(keys)
    assert [change.name for change in told(course).restored] == ["keys/short"]


def test_the_summary_counts_names_and_ends_with_the_verdict(course: Course) -> None:
    question(course.bank, "age")["ask"] = "How old had it become?"
    lines = str(told(course)).splitlines()
    assert lines[0].split() == ["1", "updated"]
    assert lines[1].strip() == "age/short: Question"
    assert lines[-1] == "No history is at risk."


def test_nothing_is_written(course: Course) -> None:
    question(course.bank, "age")["ask"] = "How old had it become?"
    course.write()
    before = {path: path.read_bytes() for path in course.folder.rglob("*") if path.is_file()}
    told(course)
    assert {path: path.read_bytes() for path in course.folder.rglob("*") if path.is_file()} == before


def test_an_edition_without_passages_is_no_change(course: Course) -> None:
    (course.folder.parent / "old.apkg").write_bytes(course.build(V1).package)
    course.write()
    with at(V2):
        report = diff(course.folder, course.folder.parent / "old.apkg", course.texts)
    assert (report.unchanged, report.safe) == (14, True)


@pytest.mark.parametrize("data", [b"\x89PNG\xff", b"", b"format: 1\n", b"PK\x03\x04 cut short"])
def test_a_file_that_is_neither_package_nor_lock_is_a_failure(course: Course, data: bytes) -> None:
    (course.folder.parent / "other").write_bytes(data)
    with pytest.raises(Failure) as failure:
        told(course, "other")
    assert failure.value.problems[0].code == "L109"


@pytest.mark.parametrize("old", ["old.apkg", "old.lock"])
def test_a_lost_lock_is_a_risk_for_every_note_that_would_be_stamped_anew(course: Course, old: str) -> None:
    course.lock.unlink()
    course.write()
    with at(V2):
        report = diff(course.folder, course.folder.parent / old, course.texts)
    assert set(codes(report)) == {"U101", "U109", "U112"}
    assert len(codes(report)["U109"]) == 14
    assert not report.safe
    assert all(problem.severity is Severity.ERROR and problem.hint for problem in report.problems)


def test_a_withdrawn_note_that_a_lost_lock_forgot_is_named(course: Course) -> None:
    course.bank["questions"].remove(question(course.bank, "keys"))
    course.lock.unlink()
    assert codes(told(course))["U102"] == ("keys/short",)


@pytest.mark.parametrize("old", ["old.apkg", "old.lock"])
def test_a_new_id_without_was_is_named(course: Course, old: str) -> None:
    question(course.bank, "villages")["choice"] = "four-villages"
    pairs = question(course.bank, "who")["pairs"]
    pairs["man"] = pairs.pop("miller")
    assert codes(told(course, old))["U103"] == (
        "villages/choice → four-villages/choice",
        "who/pair/miller → who/pair/man",
    )


@pytest.mark.parametrize("old", ["old.apkg", "old.lock"])
def test_a_was_that_was_dropped_is_named(course: Course, old: str) -> None:
    question(course.bank, "age").update(short="years", was=["age"])
    built = course.build(V1 + 10, texts=True)
    (course.folder.parent / "old.apkg").write_bytes(built.package)
    (course.folder.parent / "old.lock").write_bytes(course.lock.read_bytes())
    del question(course.bank, "years")["was"]
    assert codes(told(course, old))["U103"] == ("age/short → years/short",)


def test_one_guid_for_two_notes_is_named(course: Course) -> None:
    def edit(models: dict[str, Any], db: sqlite3.Connection) -> None:
        columns = "guid, mid, mod, usn, tags, flds, sfld, csum, flags, data"
        db.execute(f"INSERT INTO notes SELECT 1, {columns} FROM notes WHERE flds LIKE 'age%'")

    rewrite(course, edit)
    assert codes(told(course))["U104"] == ("age/short", "age/short")


def test_a_note_type_with_another_id_is_named(course: Course) -> None:
    def edit(models: dict[str, Any], db: sqlite3.Connection) -> None:
        models["7"] = {**models.pop(SHORT), "id": 7}
        db.execute("UPDATE notes SET mid = 7 WHERE mid = ?", (SHORT,))

    rewrite(course, edit)
    assert "age/short" in codes(told(course))["U105"]


def move_a_field(model: dict[str, Any]) -> None:
    model["flds"][2:4] = reversed(model["flds"][2:4])


def drop_a_field(model: dict[str, Any]) -> None:
    del model["flds"][-1]


def add_a_template(model: dict[str, Any]) -> None:
    model["tmpls"].append({**model["tmpls"][0], "id": 2})


@pytest.mark.parametrize("edit", [move_a_field, drop_a_field, add_a_template])
def test_a_note_type_of_another_shape_is_named(course: Course, edit: Callable[[dict[str, Any]], None]) -> None:
    rewrite(course, lambda models, db: edit(models[SHORT]))
    assert codes(told(course))["U106"] == ("short",)


def test_a_note_type_sorted_by_another_field_is_named(course: Course) -> None:
    rewrite(course, lambda models, db: models[SHORT].update(sortf=0))
    assert codes(told(course))["U107"] == ("short",)


def test_a_change_that_is_not_newer_is_named(course: Course) -> None:
    question(course.bank, "age")["ask"] = "How old had it become?"
    course.lock.write_text(
        course.lock.read_text(encoding="utf-8").replace(f"time: {V1}", f"time: {V1 - 9}"), encoding="utf-8"
    )
    assert codes(told(course, now=V1))["U108"] == ("age/short",)


@pytest.mark.parametrize("old", ["old.apkg", "old.lock"])
def test_a_deck_of_another_name_is_named(course: Course, old: str) -> None:
    course.bank["decks"]["diary"]["name"] = "Mill::2 A diary"
    assert codes(told(course, old)) == {"U110": ("frost/short", "mornings/short")}


def test_a_note_type_that_changed_but_is_not_newer_is_named(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NoteType, "css", property(lambda self: "new"))
    course.lock.unlink()
    assert "short" in codes(told(course, now=V1))["U111"]


def test_deletions_that_trade_numbers_are_named(course: Course) -> None:
    question(course.bank, "wheel")["text"] = "In a {2|dry} summer the {1|wheel} stood still."
    assert codes(told(course)) == {"U113": ("wheel/cloze",)}


def test_a_card_that_ends_is_a_warning_and_no_risk(course: Course) -> None:
    question(course.bank, "wheel")["text"] = "In a {1|dry} summer the wheel stood still."
    report = told(course)
    assert codes(report) == {"U114": ("wheel/cloze",)}
    assert report.safe
    assert [problem.severity for problem in report.problems] == [Severity.WARNING]


def test_a_problem_names_ten_notes_and_counts_the_others(course: Course) -> None:
    course.lock.unlink()
    course.write()
    with at(V2):
        report = diff(course.folder, course.folder.parent / "old.apkg", course.texts)
    (problem,) = (change for change in report.problems if change.code == "U109")
    assert problem.message.endswith(" and 4 more")


def test_a_broken_old_lock_is_a_failure_at_its_line(course: Course) -> None:
    path = course.folder.parent / "old.lock"
    path.write_text(path.read_text(encoding="utf-8").replace("time: ", "time: soon ", 1), encoding="utf-8")
    with pytest.raises(Failure):
        told(course, "old.lock")


def test_the_lock_keeps_the_decks_names(course: Course) -> None:
    locked = lock.read(course.folder, "lock", "mill")
    assert locked
    assert {name: home.anki for name, home in locked.decks.items()} == {
        "tale": "Mill::1 The tale",
        "diary": "Mill::2 The diary",
        "people": "Mill::3 People",
    }


def test_the_command_exits_0_where_all_is_well_and_1_with_risks(course: Course) -> None:
    old = str(course.folder.parent / "old.apkg")
    options = ["diff", old, "--bank", str(course.folder), "--texts", str(course.texts)]
    question(course.bank, "age")["ask"] = "How old had it become?"
    course.write()
    with at(V2):
        well = run(*options)
        course.lock.unlink()
        ill = run(*options)
    assert (well.exit_code, ill.exit_code) == (0, 1)
    assert "age/short: Question" in well.stdout
    assert "U101" in ill.stdout
    assert run("diff", "nothing.apkg").exit_code == 2


def test_a_lock_without_its_passages_costs_no_student_a_tag(course: Course) -> None:
    text = course.lock.read_text(encoding="utf-8")
    head, rest = text.split("passages:")
    codes_of = rest[rest.index("codes:") :]
    course.lock.write_text(f"{head}passages: {{}}\n{codes_of}", encoding="utf-8")
    report = told(course)
    assert (report.updated, report.safe, report.older_words) == ((), True, 14)


def test_a_lock_tells_less_than_a_package_and_says_so(course: Course) -> None:
    assert "only a package tells" in str(told(course, "old.lock"))
    assert "only a package tells" not in str(told(course, "old.apkg"))

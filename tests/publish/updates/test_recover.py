"""A lost lock, rebuilt from the last package: times, places, decks, and what was withdrawn or renamed."""

from pathlib import Path

import pytest

from quizgen.base.problem import Failure
from quizgen.publish.build import BuildRequest, build
from tests.publish.updates.course import V1, V2, V3, Course, at, question


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course that corrected, withdrew and renamed, whose lock is about to be lost."""
    made = Course(tmp_path)
    made.build(V1, texts=True)
    bank = made.bank
    question(bank, "age")["ask"] = "How old had it become?"
    question(bank, "grain").update(short="corn", was=["grain"])
    bank["people"]["anna"] = {**bank["people"].pop("moll"), "was": ["moll"]}
    bank["questions"].remove(question(bank, "keys"))
    question(bank, "who")["pairs"].pop("nobody")
    del bank["terms"]["rye"]
    return made


def recover(course: Course, *, texts: bool = True) -> str:
    (course.folder / "build" / "students" / "all.apkg").rename(course.folder.parent / "old.apkg")
    course.lock.unlink()
    course.write()
    with at(V3):
        old = course.folder.parent / "old.apkg"
        build(
            BuildRequest(bank=course.folder, formats=("apkg",), texts=course.texts if texts else None, recover=(old,))
        )
    return course.lock.read_text(encoding="utf-8")


@pytest.mark.parametrize("with_passages", [True, False])
def test_all_but_the_place_of_withdrawn_notes_is_as_it_was(course: Course, with_passages: bool) -> None:
    course.build(V2, texts=True)
    before = course.build(V2, texts=with_passages).lock
    recover(course)
    after = course.build(V3, texts=True).lock
    assert set(after.notes) == set(before.notes)
    for name, stamp in before.notes.items():
        rebuilt = after.notes[name]
        assert (rebuilt.hash, rebuilt.time, rebuilt.withdrawn) == (stamp.hash, stamp.time, stamp.withdrawn)
        assert stamp.withdrawn or (rebuilt.orders, rebuilt.deck) == (stamp.orders, stamp.deck)
    assert (after.decks, after.types, after.passages) == (before.decks, before.types, before.passages)


def test_an_id_renamed_since_is_known_by_any_of_its_names(course: Course) -> None:
    before = course.build(V2, texts=True).lock
    question(course.bank, "corn").update(short="rye", was=["grain", "corn"])
    recover(course)
    after = course.build(V3, texts=True).lock
    assert set(after.notes) == set(before.notes)
    assert after.notes["grain/short"].orders == before.notes["grain/short"].orders


def test_without_the_texts_no_note_changes_either(course: Course) -> None:
    before = course.build(V2, texts=True).lock
    recover(course, texts=False)
    after = course.build(V3).lock
    assert {name: (stamp.hash, stamp.time) for name, stamp in after.notes.items()} == {
        name: (stamp.hash, stamp.time) for name, stamp in before.notes.items()
    }
    assert after.codes.items() <= before.codes.items()  # a withdrawn note shows none
    assert {"age", "who", "person:moll"} <= after.codes.keys()


def test_a_package_of_another_bank_is_refused(course: Course) -> None:
    course.build(V2, texts=True)
    course.bank["id"] = "other"
    with pytest.raises(Failure) as failure:
        recover(course)
    assert failure.value.problems[0].code == "L106"
    assert "“other”" in failure.value.problems[0].message
    assert not course.lock.exists()


def test_a_deck_of_the_package_that_the_bank_does_not_have_is_told(course: Course) -> None:
    course.build(V2, texts=True)
    course.bank["decks"]["diary"]["name"] = "Mill::2 The journal"
    with pytest.raises(Failure) as failure:
        recover(course)
    assert failure.value.problems[0].code == "L114"
    assert "“Mill::2 The diary”" in failure.value.problems[0].message
    assert not course.lock.exists()


def test_where_there_is_a_lock_nothing_is_recovered(course: Course) -> None:
    course.build(V2, texts=True)
    before = course.lock.read_text(encoding="utf-8")
    with pytest.raises(Failure) as failure, at(V3):
        build(BuildRequest(bank=course.folder, recover=(course.folder / "build" / "students" / "all.apkg",)))
    assert failure.value.problems[0].code == "L116"
    assert course.lock.read_text(encoding="utf-8") == before


def test_what_a_package_lacks_is_told_and_comes_from_a_further_one(course: Course) -> None:
    before = course.build(V2, texts=True).lock
    kept = {}
    for name in ("tale", "diary", "people"):
        kept[name] = course.folder.parent / f"{name}.apkg"
        (course.folder / "build" / "students" / f"{name}.apkg").rename(kept[name])
    course.lock.unlink()
    with at(V3):
        options = {"bank": course.folder, "formats": ("apkg",), "texts": course.texts}
        part = build(BuildRequest(**options, recover=(kept["tale"],)))  # type: ignore[arg-type]
        assert [problem.code for problem in part.problems] == ["L115", "L115"]
        course.lock.unlink()
        whole = build(BuildRequest(**options, recover=tuple(kept.values())))  # type: ignore[arg-type]
    assert whole.problems == ()
    after = course.build(V3, texts=True).lock
    assert {name: stamp.time for name, stamp in after.notes.items()} == {
        name: stamp.time for name, stamp in before.notes.items()
    }

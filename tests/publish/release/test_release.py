"""Releases: what the lock guards beside the notes' times."""

from pathlib import Path

import pytest

from quizgen.base.problem import Failure
from tests.publish.updates.course import V1, V2, Course, guid_of


def test_a_deck_of_another_name_is_not_built(tmp_path: Path) -> None:
    course = Course(tmp_path)
    course.build(V1)
    course.bank["decks"]["diary"]["name"] = "Mill::2 A diary"
    with pytest.raises(Failure) as failure:
        course.build(V2)
    (problem,) = failure.value.problems
    assert (problem.code, Path(problem.place.path).name) == ("L110", "diary.yaml")
    assert "“Mill::2 The diary”" in problem.message


def test_a_deck_under_another_id_with_its_old_name_is_the_same_deck(tmp_path: Path) -> None:
    course = Course(tmp_path)
    before = course.build(V1)
    decks = course.bank["decks"]
    decks["journal"] = decks.pop("diary")
    decks["all"]["bundle"] = ["tale", "journal", "people"]
    after = course.build(V2)
    stamp = after.lock.notes["frost/short"]
    assert (stamp.deck, stamp.time) == ("journal", V1)
    assert {name: each.time for name, each in after.lock.notes.items()} == dict.fromkeys(before.lock.notes, V1)


def test_the_notes_of_a_deck_taken_away_are_shipped_withdrawn_in_another(tmp_path: Path) -> None:
    course = Course(tmp_path)
    course.build(V1)
    del course.bank["decks"]["people"]
    course.bank["decks"]["all"]["bundle"].remove("people")
    after = course.build(V2)
    assert after.lock.notes["person:moll/entry"].withdrawn
    assert guid_of("person:moll/entry") in after.guids

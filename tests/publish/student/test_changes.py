"""What the lock knows of the last changes."""

import pytest

from quizgen.bank.format.schema import Id
from quizgen.bank.lock import Stamp
from quizgen.publish.student.changes import ChangeCount, Changes, last_changes

DAY = 24 * 60 * 60
FIRST, LAST = 19_000 * DAY + 60, 19_040 * DAY + 60


def stamp(name: str, time: int, *, changed: bool = False, withdrawn: bool = False) -> Stamp:
    return Stamp(name=name, hash="h", shown="s", time=time, deck=Id("d"), changed=changed, withdrawn=withdrawn)


def counts(*stamps: Stamp) -> dict[str, int]:
    return {change.kind: change.count for change in last_changes([stamp("old/short", FIRST), *stamps]).counts}


def test_all_of_the_first_version_is_new() -> None:
    stamps = [stamp("age/short", FIRST), stamp("grain/short", FIRST + 60)]
    assert last_changes(stamps) == Changes(time=FIRST + 60, first=True, counts=(ChangeCount(kind="new", count=2),))


def test_a_lock_without_notes_tells_of_nothing() -> None:
    assert last_changes([]) == Changes(time=0, first=True, counts=())


@pytest.mark.parametrize(
    ("stamps", "kind"),
    [
        ([stamp("age/short", LAST)], "new"),
        ([stamp("age/short", LAST, changed=True)], "corrected"),
        ([stamp("age/short", LAST, changed=True, withdrawn=True)], "withdrawn"),
        ([stamp("who/pair/moll", LAST), stamp("who/pair/halm", LAST)], "new"),
        ([stamp("who/pair/moll", FIRST), stamp("who/pair/halm", LAST)], "corrected"),
        ([stamp("who/pair/moll", FIRST), stamp("who/pair/halm", LAST, withdrawn=True)], "corrected"),
    ],
)
def test_a_question_changes_once_however_many_notes_it_has(stamps: list[Stamp], kind: str) -> None:
    assert counts(*stamps) == {kind: 1}


def test_all_changes_of_the_last_day_count_and_none_before() -> None:
    earlier = stamp("grain/short", LAST - DAY, changed=True)
    assert counts(earlier, stamp("age/short", LAST - 30), stamp("person:age/entry", LAST)) == {"new": 2}

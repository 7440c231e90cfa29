"""The whole trip on the sample bank: the same bytes again, a lock that moves with content, nothing lost on the way."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from quizgen.bank import lock
from quizgen.bank.paper import Leaf
from quizgen.base import files, temporary
from quizgen.base.problem import Failure
from quizgen.publish.build import BuildRequest, build
from quizgen.publish.manifest import MANIFEST
from quizgen.publish.relock import relock

NOW = "1800000000"


TEACHERS = "teachers/well-sheet/well-sheet"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    monkeypatch.delenv("QUIZGEN_TEXTS", raising=False)


def outputs(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def locked(sample: Path) -> lock.Lock:
    found = lock.read(sample, "lock", "well-sample")
    assert found is not None
    return found


def edit(sample: Path, name: str, old: str, new: str) -> None:
    path = sample / "decks" / "well" / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_build_writes_the_deck_the_sheets_their_keys_and_the_lock(sample: Path) -> None:
    report = build(BuildRequest(bank=sample))
    names = set(outputs(sample / "build"))
    for_students = {name for name in names if name.startswith("students/")}
    updates = {name for name in for_students if name.startswith("students/updates/well/")}
    assert for_students - updates == {"students/well.apkg", "students/index.html"}
    assert {f"{TEACHERS}-1-sheet-A.pdf", f"{TEACHERS}-2-key.pdf", f"{TEACHERS}-1-sheet-B.html"} <= names
    assert report.moved is not None
    assert (sample / lock.LOCK).exists()


def test_further_leaves_are_printed_where_they_are_asked_for_and_go_again(sample: Path) -> None:
    build(BuildRequest(bank=sample, formats=("pdf",)))
    before = set(outputs(sample / "build"))
    build(BuildRequest(bank=sample, names=("well-sheet",), leaves=(Leaf.STRIP, Leaf.COLLATED), formats=("pdf",)))
    assert set(outputs(sample / "build")) - before == {f"{TEACHERS}-5-strip.pdf", f"{TEACHERS}-7-collated.pdf"}
    build(BuildRequest(bank=sample, formats=("pdf",)))
    assert set(outputs(sample / "build")) == before


def test_the_summary_tells_what_was_written_and_how_many_items(sample: Path) -> None:
    summary = build(BuildRequest(bank=sample)).as_text()
    assert "9 items" in summary
    assert "2 short" in summary
    assert "commit" in summary


def test_building_again_changes_nothing(sample: Path) -> None:
    build(BuildRequest(bank=sample))
    first = outputs(sample)
    report = build(BuildRequest(bank=sample))
    assert outputs(sample) == first
    assert report.moved is None


def test_another_folder_time_zone_and_process_give_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    build(BuildRequest(bank=sample))
    other = tmp_path / "elsewhere" / "copy"
    shutil.copytree(sample, other, ignore=shutil.ignore_patterns("build"))
    environment = {**os.environ, "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "77"}
    subprocess.run([sys.executable, "-m", "quizgen", "build", "-q", "--bank", str(other)], check=True, env=environment)
    assert outputs(other / "build") == outputs(sample / "build")


def test_only_the_edited_note_moves(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(BuildRequest(bank=sample))
    before = locked(sample)
    edit(sample, "drought", "What did the two old wells", "What water did the two old wells")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000500")
    build(BuildRequest(bank=sample))
    after = locked(sample)
    moved = {name for name in after.notes if after.notes[name] != before.notes.get(name)}
    assert moved == {"wells-failed/short"}
    assert after.notes["wells-failed/short"].time == 1_800_000_500


def test_a_withdrawn_question_stays_in_the_lock(sample: Path) -> None:
    build(BuildRequest(bank=sample))
    path = sample / "decks" / "well" / "afterwards.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("  - evidence: tested-water")
    path.write_text(text[:start].replace("well-cost", "well-price"), encoding="utf-8")
    build(BuildRequest(bank=sample))
    notes = locked(sample).notes
    assert notes["well-cost/short"].withdrawn
    assert not notes["well-price/short"].withdrawn


def test_a_renamed_question_keeps_its_identity(sample: Path) -> None:
    build(BuildRequest(bank=sample))
    before = locked(sample).notes
    edit(sample, "afterwards", "  - short: well-cost\n", "  - short: well-price\n    was: well-cost\n")
    build(BuildRequest(bank=sample))
    after = locked(sample).notes
    assert set(after) == set(before)
    assert not any(stamp.withdrawn for stamp in after.values())


def test_locked_fails_where_the_lock_would_move_and_writes_nothing(sample: Path) -> None:
    build(BuildRequest(bank=sample))
    first = outputs(sample)
    edit(sample, "drought", "only mud", "mud only")
    edited = outputs(sample)
    with pytest.raises(Failure) as failure:
        build(BuildRequest(bank=sample, locked=True))
    assert failure.value.problems[0].code == "L104"
    assert "wells-failed/short" in failure.value.problems[0].message
    assert outputs(sample) == edited
    assert edited["build/students/well.apkg"] == first["build/students/well.apkg"]


def test_a_passage_that_is_gone_is_named_where_the_lock_would_move(sample: Path) -> None:
    extra = (
        "  W9:\n    from: They reached water after nine\n    label: Twice\n    gist: The same.\n    waive: A test.\n"
    )
    edit(sample, "afterwards", "passages:\n", f"passages:\n{extra}")
    build(BuildRequest(bank=sample))
    edit(sample, "afterwards", extra, "")
    with pytest.raises(Failure) as failure:
        build(BuildRequest(bank=sample, locked=True))
    assert "0 notes and 1 other entries moved (W9)" in failure.value.problems[0].message


def test_without_its_lock_a_bank_with_decks_is_not_built(sample: Path) -> None:
    build(BuildRequest(bank=sample))
    (sample / lock.LOCK).unlink()
    with pytest.raises(Failure) as failure:
        build(BuildRequest(bank=sample))
    assert failure.value.problems[0].code == "L103"
    assert "--recover" in failure.value.problems[0].hint


def test_a_lost_lock_is_recovered_from_the_package(sample: Path) -> None:
    build(BuildRequest(bank=sample))
    before = locked(sample)
    (sample / lock.LOCK).unlink()
    build(BuildRequest(bank=sample, recover=(sample / "build" / "students" / "well.apkg",)))
    after = locked(sample)
    assert after.notes == {name: replace(stamp, changed=True) for name, stamp in before.notes.items()}
    assert after.types == before.types


def test_recovering_from_something_else_is_a_failure(sample: Path) -> None:
    with pytest.raises(Failure) as failure:
        build(BuildRequest(bank=sample, recover=(sample / "questions.yaml",)))
    assert failure.value.problems[0].code == "L105"


@pytest.mark.parametrize("written", [0, 1, 7])
def test_an_interrupted_build_leaves_outputs_and_lock_as_they_were(
    written: int, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(BuildRequest(bank=sample))
    first = outputs(sample)
    edit(sample, "drought", "only mud", "mud only")

    left = iter(range(written))

    def interrupted(folder: Path) -> Path:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return temporary.temporary_path(folder)

    monkeypatch.setattr(files, "temporary_path", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(BuildRequest(bank=sample))
    after = outputs(sample)
    assert {name: data for name, data in after.items() if not name.endswith(".yaml")} == {
        name: data for name, data in first.items() if not name.endswith(".yaml")
    }


def test_with_the_text_the_deck_shows_passages_and_the_lock_is_the_same(sample: Path) -> None:
    texts = sample / "texts"
    build(BuildRequest(bank=sample))
    with_texts = (sample / lock.LOCK).read_text(encoding="utf-8")
    shown = (sample / "build" / "students" / "well.apkg").read_bytes()
    texts.rename(sample / "elsewhere")
    report = build(BuildRequest(bank=sample))
    assert report.with_texts == ()
    assert (sample / lock.LOCK).read_text(encoding="utf-8") == with_texts
    assert (sample / "build" / "students" / "well.apkg").read_bytes() != shown


def test_an_unknown_name_is_a_failure_with_the_nearest_one(sample: Path) -> None:
    with pytest.raises(Failure) as failure:
        build(BuildRequest(bank=sample, names=("wel",)))
    assert "“well”" in failure.value.problems[0].hint


def test_one_format_writes_only_that(sample: Path) -> None:
    build(BuildRequest(bank=sample, formats=("apkg",)))
    files_of_others = {name for name in outputs(sample / "build") if not name.startswith("students/")}
    assert files_of_others == {MANIFEST}


def test_a_changed_passage_is_reported_and_accepted_by_relock(sample: Path) -> None:
    build(BuildRequest(bank=sample))
    before = locked(sample).passages
    path = sample / "texts" / "well.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("It showed a third well", "It showed one more well"), encoding="utf-8")
    build(BuildRequest(bank=sample))
    assert locked(sample).passages == before
    assert list(relock(sample, ("W2",), None)) == ["W2: ¶¶ 2–3, changed"]
    after = locked(sample).passages
    assert {name for name in after if after[name] != before[name]} == {"W2"}


def test_a_passage_of_one_paragraph_is_told_as_one(sample: Path) -> None:
    build(BuildRequest(bank=sample))
    assert list(relock(sample, ("W1",), None)) == ["W1: ¶ 1, unchanged"]


def test_a_damaged_fingerprint_is_a_failure_at_its_line(sample: Path) -> None:
    build(BuildRequest(bank=sample))
    path = sample / lock.LOCK
    text = path.read_text(encoding="utf-8")
    line = next(number for number, each in enumerate(text.splitlines(), 1) if each.startswith("  W2:"))
    path.write_text(text.replace("print: 1.", "print: 1x", 2), encoding="utf-8")
    with pytest.raises(Failure) as failure:
        build(BuildRequest(bank=sample))
    (problem,) = failure.value.problems
    assert (problem.code, problem.place.line) == ("L107", line - 1)
    assert "relock" in problem.hint


def test_relock_of_an_unknown_passage_is_a_failure(sample: Path) -> None:
    with pytest.raises(Failure) as failure:
        list(relock(sample, ("W9",), None))
    assert failure.value.problems[0].code == "B311"


def test_progress_names_files_that_are_there(sample: Path) -> None:
    lines: list[str] = []
    build(BuildRequest(bank=sample), lines.append)
    assert "students/index.html" in lines
    assert [line for line in lines if not (sample / "build" / line).is_file()] == []


@pytest.mark.parametrize("command", ["build", "relock"])
def test_a_lock_that_is_a_link_stays_one(command: str, sample: Path, tmp_path: Path) -> None:
    path, target = sample / lock.LOCK, tmp_path / "shared.lock"
    build(BuildRequest(bank=sample))
    path.rename(target)
    path.symlink_to(target)
    before = target.read_bytes()
    if command == "build":
        edit(sample, "drought", "only mud", "mud only")
        build(BuildRequest(bank=sample))
    else:
        target.write_bytes(re.sub(rb"(?m)^  W1: .*\n", b"", before))
        relock(sample, ["W1"], None)
    assert path.is_symlink()
    assert (target.read_bytes() != before) == (command == "build")


@pytest.mark.parametrize("content", [b"my thesis", None])
@pytest.mark.parametrize("new_lock", [True, False])
def test_nothing_but_a_lock_is_written_through_a_link(
    content: bytes | None, new_lock: bool, sample: Path, tmp_path: Path
) -> None:
    target = tmp_path / "thesis.txt"
    if content is not None:
        target.write_bytes(content)
    (sample / lock.LOCK).symlink_to(target)
    with pytest.raises(Failure) as failure:
        build(BuildRequest(bank=sample, new_lock=new_lock))
    assert failure.value.problems[0].code in (("L117",) if new_lock or content is None else ("S203", "L101", "Y104"))
    assert (target.read_bytes() if target.exists() else None) == content

"""Two branches that both added questions: git merges their locks, and no note changes its time or place."""

import shutil
import subprocess
from pathlib import Path

import pytest

from quizgen.bank import lock
from quizgen.base.problem import Failure
from tests.publish.updates.course import V1, V2, V3, Course

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *args: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    identity = ("-c", "user.name=Curator", "-c", "user.email=curator@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *identity, *args], cwd=folder, check=check, capture_output=True, encoding="utf-8")


class Branches:
    """A course under version control, and a question that each of two branches adds beside the other's."""

    def __init__(self, folder: Path, attributes: str = "") -> None:
        self.course = Course(folder)
        self.folder = self.course.folder
        self.course.bank["include"].append("more")
        self.add("bacon", "none")
        self.course.build(V1, texts=True)
        (self.folder / ".gitignore").write_text("build\n", encoding="utf-8")
        (self.folder / ".gitattributes").write_text(attributes, encoding="utf-8")
        git(self.folder, "init", "-q", "-b", "main")
        self.commit()

    def add(self, id_: str, answer: str) -> None:
        path = self.folder / "more" / f"{id_}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"questions:\n- short: {id_}\n  at: D1\n  ask: How much {id_}?\n  answer: {answer}\n", encoding="utf-8"
        )

    def commit(self) -> None:
        git(self.folder, "add", ".")
        git(self.folder, "commit", "-q", "-m", "edit")

    def on_branch(self, name: str, now: int, id_: str, answer: str) -> lock.Lock:
        """A branch that writes one question and builds; back on main."""
        git(self.folder, "checkout", "-q", "-b", name)
        self.add(id_, answer)
        built = self.course.build(now, texts=True)
        self.commit()
        git(self.folder, "checkout", "-q", "main")
        return built.lock

    def merge(self, *names: str) -> bool:
        """Whether the branches merge without a conflict."""
        git(self.folder, "merge", "-q", names[0])
        return git(self.folder, "merge", "-q", "--no-edit", names[1], check=False).returncode == 0


UNION = "decks/quizgen.lock merge=union\n"


@needs_git
def test_neighbouring_additions_merge_without_a_hand_and_renumber_nothing(tmp_path: Path) -> None:
    branches = Branches(tmp_path, UNION)
    ours = branches.on_branch("ours", V2, "bread", "none").notes
    theirs = branches.on_branch("theirs", V3, "butter", "a little").notes
    assert branches.merge("ours", "theirs")
    merged = branches.course.build(V3 + 100, texts=True).lock.notes
    assert merged == {**ours, **theirs}
    assert (merged["bread/short"].time, merged["butter/short"].time) == (V2, V3)


@needs_git
def test_distant_additions_merge_without_the_attribute_too(tmp_path: Path) -> None:
    branches = Branches(tmp_path)
    ours = branches.on_branch("ours", V2, "bread", "none").notes
    theirs = branches.on_branch("theirs", V3, "zest", "some").notes
    assert branches.merge("ours", "theirs")
    assert branches.course.build(V3 + 100, texts=True).lock.notes == {**ours, **theirs}


@needs_git
def test_a_conflict_is_an_error_and_ends_by_keeping_both_sides(tmp_path: Path) -> None:
    branches = Branches(tmp_path)
    ours = branches.on_branch("ours", V2, "bread", "none").notes
    theirs = branches.on_branch("theirs", V3, "butter", "a little").notes
    assert not branches.merge("ours", "theirs")
    with pytest.raises(Failure) as failure:
        branches.course.build(V3 + 100, texts=True)
    assert failure.value.problems[0].code == "L101"
    path = branches.course.lock
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if line[:7] not in ("<" * 7, "=" * 7, ">" * 7)), encoding="utf-8")
    assert branches.course.build(V3 + 100, texts=True).lock.notes == {**ours, **theirs}


@needs_git
def test_a_note_that_both_changed_stands_twice_and_the_later_line_is_kept(tmp_path: Path) -> None:
    branches = Branches(tmp_path, UNION)
    branches.on_branch("ours", V2, "bacon", "a little")
    branches.on_branch("theirs", V3, "bacon", "a lot")
    assert not branches.merge("ours", "theirs")  # the question itself, which only its authors can settle
    branches.add("bacon", "enough")
    with pytest.raises(Failure) as failure:
        branches.course.build(V3 + 100, texts=True)
    (problem,) = failure.value.problems
    assert "later time" in problem.hint
    path = branches.course.lock
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if f"time: {V2}" not in line), encoding="utf-8")
    assert branches.course.build(V3 + 100, texts=True).lock.notes["bacon/short"].time == V3 + 100

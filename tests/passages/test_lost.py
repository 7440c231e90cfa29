"""What a user is told of a copy in which passages are lost or changed: each that is lost, and how many there are."""

import random
from dataclasses import replace
from pathlib import Path

from quizgen.passages.workspace import Workspace, open_workspace
from tests.passages.anchor import copies

LINDENAU = Path(__file__).parents[1] / "data" / "lindenau"


def with_copy(folder: Path, edit: copies.Edit) -> Workspace:
    """The bank of Lindenau, locked, with an edited copy of its text."""
    workspace = open_workspace(LINDENAU, LINDENAU / "texts")
    locked = workspace.with_lock(replace(workspace.lock, passages=workspace.fingerprints))
    raw = (LINDENAU / "texts" / "well.txt").read_text(encoding="utf-8")
    folder.joinpath("well.txt").write_text(edit(raw.split("\n\n"), random.Random(1)), encoding="utf-8")
    return replace(locked, texts=folder)


def told(workspace: Workspace) -> list[str]:
    return [problem.code for problem in workspace.lost_passages(workspace.bank.passages)]


def test_of_a_good_copy_nothing_is_told(tmp_path: Path) -> None:
    assert told(with_copy(tmp_path, copies.spaced)) == []


def test_a_passage_that_is_lost_is_told_and_not_counted(tmp_path: Path) -> None:
    workspace = with_copy(tmp_path, lambda paragraphs, _: "\n\n".join(paragraphs[:-1]))
    assert told(workspace) == ["A110"]


def test_many_that_are_lost_or_changed_are_counted(tmp_path: Path) -> None:
    workspace = with_copy(tmp_path, copies.edited(0.15))
    spans = [match.span for match in workspace.copies.matches.values()]
    counted = next(problem for problem in workspace.lost_passages(workspace.bank.passages) if problem.code == "A113")
    lost = spans.count(None)
    assert (
        counted.message
        == f"of 5 passages of well.txt, {lost} are not shown, and {5 - lost} are shown as they read there"
    )
    assert told(workspace).count("A110") == lost


def test_a_text_without_the_words_of_ends_is_told_to_end_with_its_file(tmp_path: Path) -> None:
    workspace = with_copy(tmp_path, copies.spaced)
    text = replace(workspace.bank.texts["well"], ends="A note on the sources")
    ending = replace(workspace, bank=replace(workspace.bank, texts={"well": text}))
    assert [problem.code for problem in ending.lost_passages(())] == ["A114"]

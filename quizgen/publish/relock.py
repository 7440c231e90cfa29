"""Relocking: accept passages that changed in the text, on purpose."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from quizgen.bank import lock
from quizgen.base import files
from quizgen.base.files import display_path
from quizgen.base.problem import Failure, Problem, fail
from quizgen.languages.ranges import numbered
from quizgen.passages.copies import take_fingerprints
from quizgen.passages.directions import directions
from quizgen.passages.workspace import Workspace, open_workspace


def relock(path: Path, names: Sequence[str], texts: Path | None) -> tuple[str, ...]:
    """Lock the passages *names* as the user's text has them now; returns a line for each.

    Raises Failure where there is no such passage or no text, or where one is not found by its opening words.
    """
    workspace = open_workspace(path, texts)
    bank = workspace.bank
    for name in names:
        if name not in bank.passages:
            raise bank.unknown("B311", "passage", name, bank.passages)
    if workspace.texts is None:
        raise fail(
            display_path(bank.folder), "A103", "there are no source texts", "Name their folder with --texts DIR."
        )
    unlocked = workspace.without_records(names)
    if problems := tuple(_not_found(unlocked, names)):
        raise Failure(*problems)
    old = workspace.lock
    records = take_fingerprints(bank, unlocked.copies, old, frozenset(names))
    files.write(lock.file_of(workspace.lock_path), lock.dump(replace(old, passages=records)).encode())
    lines = []
    for name in names:
        before, after = old.passages.get(name), records[name]
        change = "unchanged" if before == after else "changed" if before else "new"
        lines.append(f"{name}: {numbered(after.first, after.last) or 'before ¶ 1'}, {change}")
    return tuple(lines)


def _not_found(workspace: Workspace, names: Sequence[str]) -> Iterator[Problem]:
    """A problem for each passage that its opening words do not find."""
    matches = workspace.copies.matches
    for name in names:
        match = matches.get(name)
        if match is None or match.span is None:
            status = match.status if match else "of a text not there"
            way = directions(match) if match else ""
            yield Problem(
                place=workspace.bank.passages[name].place("from"),
                code="A110",
                message=f"{name} is {status}",
                hint=f"{way} Mend from: and what stands with it, which find it where nothing is locked.".strip(),
            )

"""Relocking: accept passages that changed in the text, on purpose."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from quizgen.bank import lock
from quizgen.bank.load import require
from quizgen.bank.lock import Lock
from quizgen.base import files
from quizgen.base.files import shown
from quizgen.base.problem import Failure, Problem, did_you_mean, fail
from quizgen.languages.ranges import numbered
from quizgen.passages import copies


def relock(path: Path, names: Sequence[str], texts: Path | None) -> Iterator[str]:
    """Lock the named passages as the user's text has them now; yields a line for each."""
    bank, _ = require(path)
    for name in names:
        if name not in bank.passages:
            raise fail(shown(bank.path), "B311", f"there is no passage “{name}”", did_you_mean(name, bank.passages))
    lock_path = bank.folder / lock.LOCK
    old = lock.read(bank.folder, shown(lock_path), bank.head.id) or Lock(bank=bank.head.id)
    accepted = frozenset(names)
    forgotten = {name: each for name, each in old.passages.items() if name not in accepted}
    without = replace(old, passages=forgotten)
    folder = copies.find_texts(bank, texts)
    if folder is None:
        raise fail(shown(bank.folder), "A103", "there are no source texts", "Name their folder with --texts DIR.")
    found = copies.locate(bank, folder, without)
    problems = [
        Problem(
            place=bank.passages[name].place("from"),
            code="A110",
            message=f"{name} is {found.matches[name].status if name in found.matches else 'of a text not there'}",
            hint="Mend from: and through:, which find it where nothing is locked.",
        )
        for name in names
        if name not in found.matches or found.matches[name].span is None
    ]
    if problems:
        raise Failure(*problems)
    prints = copies.take_fingerprints(bank, found, old, accepted)
    new = replace(old, passages=prints)
    files.write(lock_path, lock.dump(new).encode())
    for name in names:
        before, after = old.passages.get(name), prints[name]
        change = "unchanged" if before == after else "changed" if before else "new"
        yield f"{name}: {numbered(after.first, after.last)}, {change}"

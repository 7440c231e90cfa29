"""Checking: every problem of a bank, with the texts where the user has them."""

from pathlib import Path

from quizgen import lock, passages
from quizgen.load import load, shown
from quizgen.problem import Failure, Problem


def check(path: Path, texts: Path | None) -> list[Problem]:
    """All problems of the bank at *path*, in no order; raises Failure where a folder that is named is not there."""
    bank, problems = load(path)
    if bank is None:
        return problems
    try:
        locked = lock.read(bank.folder, shown(bank.folder / lock.LOCK), bank.head.id)
    except Failure as failure:
        return [*problems, *failure.problems]
    found = passages.locate(bank, passages.folder(bank, texts), locked)
    return [*problems, *passages.lost(bank, found)]

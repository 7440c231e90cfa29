"""Checking: every problem of a bank, with the texts where the user has them."""

from collections.abc import Sequence
from pathlib import Path

from quizgen import lock, passages, rules
from quizgen.bank import Bank
from quizgen.load import load, shown
from quizgen.problem import Failure, Place, Problem, Severity


def check(path: Path, texts: Path | None, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> list[Problem]:
    """All problems of the bank at *path*, in no order; of the rules only those that *select* and *ignore* leave.

    Raises Failure where a folder that is named is not there, or a code is of no rule.
    """
    bank, problems = load(path)
    if bank is None:
        return problems
    if bank.unread:  # every rule would miss what stands there
        return [*problems, _not_checked(bank)]
    try:
        locked = lock.read(bank.folder, shown(bank.folder / lock.LOCK), bank.head.id)
    except Failure as failure:
        return [*problems, *failure.problems]
    found = passages.locate(bank, passages.folder(bank, texts), locked)
    return [*problems, *rules.check(bank, found, select, ignore)]


def _not_checked(bank: Bank) -> Problem:
    return Problem(
        place=Place(path=shown(bank.path)),
        code="B314",
        message=f"the rules have not run: {', '.join(bank.unread)} could not be read",
        hint="Mend what is told of it, then check again.",
        severity=Severity.WARNING,
    )

"""Checking: every problem of a bank, with the texts where the user has them."""

from collections.abc import Sequence
from pathlib import Path

from quizgen.bank import lock
from quizgen.bank.bank import Bank
from quizgen.bank.load import (
    load,
)
from quizgen.base.files import (
    shown,
)
from quizgen.base.problem import Failure, Place, Problem, Severity
from quizgen.base.value import frozen
from quizgen.languages.labels import unlabelled
from quizgen.passages import copies
from quizgen.rules.run import count_waiting, run_rules


@frozen
class Checked:
    """What a check found."""

    problems: list[Problem]
    """In no order."""
    waiting: int = 0
    """How many rules did not run, since they need the texts."""


def check(path: Path, texts: Path | None, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Checked:
    """All problems of the bank at *path*; of the rules only those that *select* and *ignore* leave.

    Raises Failure where a folder that is named is not there, or a code is of no rule.
    """
    bank, problems = load(path)
    if bank is None:
        return Checked(problems=problems)
    if bank.worksheets:
        problems += unlabelled(bank.head.language, bank.head.place("language"))
    if bank.unread:  # every rule would miss what stands there
        return Checked(problems=[*problems, _not_checked(bank)])
    try:
        locked = lock.read(bank.folder, shown(bank.folder / lock.LOCK), bank.head.id)
    except Failure as failure:
        return Checked(problems=[*problems, *failure.problems])
    folder = copies.find_texts(bank, texts)
    found = copies.locate(bank, folder, locked) if folder else None
    return Checked(
        problems=[*problems, *run_rules(bank, found, select, ignore)],
        waiting=0 if found else count_waiting(bank, select, ignore),
    )


def _not_checked(bank: Bank) -> Problem:
    return Problem(
        place=Place(path=shown(bank.path)),
        code="B314",
        message=f"the rules have not run: {', '.join(bank.unread)} could not be read",
        hint="Mend what is told of it, then check again.",
        severity=Severity.WARNING,
    )

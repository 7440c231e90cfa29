"""Checking: every problem of a bank, with the texts where the user has them."""

from collections.abc import Sequence
from pathlib import Path

from quizgen.bank.bank import Bank
from quizgen.bank.load import load
from quizgen.base.files import display_path
from quizgen.base.problem import Failure, Place, Problem, Severity
from quizgen.base.value import frozen
from quizgen.languages.labels import unlabelled
from quizgen.passages.copies import find_texts
from quizgen.passages.workspace import workspace_of
from quizgen.rules.run import count_waiting, run_rules

_UNLOCKED = "P105"
"""The rule that tells of passages without a record in the lock: before the first build no passage can have one."""


@frozen
class Checked:
    """The result of a check."""

    problems: list[Problem]
    """In no order."""
    bank: Bank | None = None
    """The bank, where the rules have run over it."""
    waiting: int = 0
    """Number of rules that did not run, since they need the texts."""


def check(path: Path, texts: Path | None, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Checked:
    """Return all problems of the bank at *path*; of the rules only those that *select* and *ignore* leave.

    Both are codes or their beginnings, such as Q2. Raises Failure where a folder that is named is not there, or where
    a code is of no rule.
    """
    bank, problems = load(path)
    if bank is None:
        return Checked(problems=problems)
    if bank.worksheets:
        problems += unlabelled(bank.head.language, bank.pack, bank.head.place("language"))
    if bank.unread:  # every rule would miss what stands there
        return Checked(problems=[*problems, _not_checked(bank)])
    texts = find_texts(bank, texts)  # a folder that is not there is a mistake of the command, not of the bank
    try:
        workspace = workspace_of(bank, problems, texts)
    except Failure as failure:  # the lock is broken
        return Checked(problems=[*problems, *failure.problems])
    without_lock = () if workspace.is_locked else (_UNLOCKED,)
    copies = workspace.copies if workspace.texts else None
    return Checked(
        problems=[*problems, *run_rules(bank, copies, select, (*ignore, *without_lock))],
        bank=bank,
        waiting=0 if copies or not bank.texts else count_waiting(bank, select, ignore),
    )


def _not_checked(bank: Bank) -> Problem:
    return Problem(
        place=Place(path=display_path(bank.path)),
        code="B314",
        message=f"the rules have not run: {', '.join(bank.unread)} could not be read",
        hint="Mend what is told of it, then check again.",
        severity=Severity.WARNING,
    )

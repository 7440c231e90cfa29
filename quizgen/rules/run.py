"""The checker: every rule for questions and passages, and one run of them over a bank."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quizgen.bank.bank import Bank
from quizgen.bank.model import RuleLevel
from quizgen.bank.pointing import Pointer
from quizgen.base.faults import explanations
from quizgen.base.garbage import no_garbage_collection
from quizgen.base.problem import Failure, Problem, Severity, did_you_mean, fail
from quizgen.rules.catalogue import RULES
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import (
    Finding,
)
from quizgen.rules.engine.rule import (
    Rule,
)

if TYPE_CHECKING:
    from quizgen.passages.copies import Copies

_MISREAD = str.maketrans("OIL", "011")
"""Letters that are typed for the digits of a code."""


def find_rule(code: str) -> Rule:
    """The rule with this code; raises Failure where there is none."""
    by_code = {each.code: each for each in RULES}
    if code.upper() not in by_code:
        digits = code[:1].upper() + code[1:].upper().translate(_MISREAD)
        raise fail(code, "R101", f"there is no rule {code}", did_you_mean(digits, [*by_code, *explanations()]))
    return by_code[code.upper()]


def run_rules(
    bank: Bank, found: "Copies | None" = None, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> list[Problem]:
    """What all rules find in *bank*, and in *found*, the user's texts, where they are given; in no order.

    *select* and *ignore* are codes or their beginnings, such as Q2: only rules that are selected run, by default all,
    and none that is ignored. Raises Failure where one of them begins no rule's code.
    """
    for prefix in (*select, *ignore):
        if not any(each.code.startswith(prefix.upper()) for each in RULES):
            raise _no_rule(prefix)
    with no_garbage_collection():
        # In a function of its own, so that all but the problems is gone before the collector looks again.
        return _problems(bank, found, tuple(select), tuple(ignore))


def count_waiting(bank: Bank, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> int:
    """How many of the chosen rules need the texts."""
    return sum(rule.texts for rule, _ in _chosen(bank, tuple(select), tuple(ignore)))


def _no_rule(prefix: str) -> Failure:
    if any(code.startswith(prefix.upper()) for code in explanations()):
        message = f"{prefix} is of faults, not of rules: faults are always told, and cannot be switched off"
        return fail(prefix, "R102", message, "Mend the fault; `quizgen rules CODE` explains it.")
    return fail(prefix, "R101", f"no rule’s code begins with {prefix}", "`quizgen rules` lists them.")


def _problems(bank: Bank, found: "Copies | None", select: tuple[str, ...], ignore: tuple[str, ...]) -> list[Problem]:
    context = RuleContext(bank, found, frozenset(each.code for each in RULES))
    pointer = Pointer()
    return [
        Problem(
            place=pointer.place(each.at, each.name, each.index, each.words),
            code=rule.code,
            message=each.message,
            hint=each.hint,
            severity=severity,
        )
        for rule, severity in _chosen(bank, select, ignore)
        if (context.copies or not rule.texts) and (bank.whole or not rule.whole)
        for each in _found(context, rule)
    ]


def _chosen(bank: Bank, select: tuple[str, ...], ignore: tuple[str, ...]) -> Iterator[tuple[Rule, Severity]]:
    """The rules that run, each with the severity that the bank gives it."""
    settings = {each.code: each.severity for each in bank.head.rules}
    wanted = tuple(prefix.upper() for prefix in select) or ("",)
    unwanted = tuple(prefix.upper() for prefix in ignore)
    for rule in RULES:
        setting = settings.get(rule.code)
        if (
            setting is RuleLevel.OFF
            or not rule.code.startswith(wanted)
            or (unwanted and rule.code.startswith(unwanted))
        ):
            continue
        yield rule, Severity[setting.upper()] if setting else rule.severity


def _found(context: RuleContext, rule: Rule) -> Iterator[Finding]:
    """What *rule* finds, but for what the questions themselves except."""
    context.ran.add(rule.code)
    for each in rule.find(context):
        if each.item and any(one.code == rule.code for one in each.item.ignore):
            context.excepted.add((each.item.id, rule.code))
        else:
            yield each

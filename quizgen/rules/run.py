"""Running the rules: over a bank, and over the user's texts where they are given."""

from collections.abc import Iterator, Sequence

from quizgen.bank.bank import Bank
from quizgen.bank.model import RuleLevel
from quizgen.bank.pointing import Pointer
from quizgen.base.faults import explanations
from quizgen.base.garbage import no_garbage_collection
from quizgen.base.problem import Failure, Problem, Severity, did_you_mean, fail
from quizgen.passages.copies import Copies
from quizgen.rules.catalogue import RULES
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.exceptions import exceptions_from
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.rule import Rule

_MISREAD = str.maketrans("OIL", "011")
"""Letters that are typed for the digits of a code."""


def find_rule(code: str) -> Rule:
    """Return the rule with this code; raises Failure where there is none."""
    rules = {rule.code: rule for rule in RULES}
    if code.upper() not in rules:
        digits = code[:1].upper() + code[1:].upper().translate(_MISREAD)
        raise fail(code, "R101", f"there is no rule {code}", did_you_mean(digits, [*rules, *explanations()]))
    return rules[code.upper()]


def run_rules(
    bank: Bank, copies: Copies | None = None, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> list[Problem]:
    """Return what all rules find in *bank*, and in *copies* of its texts where they are given; in no order.

    *select* and *ignore* are codes or their beginnings, such as Q2: only rules that are selected run, by default all,
    and none that is ignored. Raises Failure where one of them begins no rule's code.
    """
    for prefix in (*select, *ignore):
        if not any(rule.code.startswith(prefix.upper()) for rule in RULES):
            raise _no_rule(prefix)
    with no_garbage_collection():
        # In a function of its own, so that all but the problems is gone before the collector looks again.
        return _problems(bank, copies, tuple(select), tuple(ignore))


def count_waiting(bank: Bank, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> int:
    """Return how many of the chosen rules need the texts."""
    return sum(rule.needs_texts for rule, _ in _chosen(bank, tuple(select), tuple(ignore)))


def _no_rule(prefix: str) -> Failure:
    if any(code.startswith(prefix.upper()) for code in explanations()):
        message = f"{prefix} is of faults, not of rules: faults are always told, and cannot be switched off"
        return fail(prefix, "R102", message, "Mend the fault; `quizgen rules CODE` explains it.")
    return fail(prefix, "R101", f"no rule’s code begins with {prefix}", "`quizgen rules` lists them.")


def _problems(bank: Bank, copies: Copies | None, select: tuple[str, ...], ignore: tuple[str, ...]) -> list[Problem]:
    context = RuleContext(bank, copies, frozenset(rule.code for rule in RULES))
    pointer = Pointer()
    problems = []
    unknown: list[str] = []
    for rule, severity in _chosen(bank, select, ignore):
        if (rule.needs_texts and not copies) or (rule.needs_whole_bank and not bank.whole):
            continue
        if not rule.knows(context.language):
            unknown.append(rule.code)
            continue
        for finding in _findings(context, rule):
            place = pointer.place(finding.owner, finding.name, finding.index, finding.words)
            message, hint = finding.message, finding.hint
            problems.append(Problem(place=place, code=rule.code, message=message, hint=hint, severity=severity))
    return [*problems, *_silent(bank, unknown)]


def _silent(bank: Bank, codes: Sequence[str]) -> Iterator[Problem]:
    """Yield a note that the rules with these *codes* do not run, since the bank’s language has no words for them."""
    if codes:
        language = bank.head.language
        message = f"{len(codes)} rules do not run for “{language}”, whose pack lacks their words: {', '.join(codes)}"
        hint = f"Write vocabulary: into languages/{language}.yaml beside the bank; `quizgen rules CODE` names the keys."
        place = bank.head.place("language")
        yield Problem(place=place, code="R104", message=message, hint=hint, severity=Severity.INFO)


def _chosen(bank: Bank, select: tuple[str, ...], ignore: tuple[str, ...]) -> Iterator[tuple[Rule, Severity]]:
    """Yield the rules that run, each with the severity that the bank gives it."""
    levels = {setting.code: setting.severity for setting in bank.head.rules}
    selected = tuple(prefix.upper() for prefix in select) or ("",)
    ignored = tuple(prefix.upper() for prefix in ignore)
    for rule in RULES:
        level = levels.get(rule.code)
        is_ignored = bool(ignored) and rule.code.startswith(ignored)
        if level is not RuleLevel.OFF and rule.code.startswith(selected) and not is_ignored:
            yield rule, Severity[level.upper()] if level else rule.severity


def _findings(context: RuleContext, rule: Rule) -> Iterator[Finding]:
    """Yield what *rule* finds, without what the bank excepts where it is found."""
    context.ran.add(rule.code)
    for finding in rule.find(context):
        if exceptions := set(exceptions_from(finding, rule.code)):
            context.excepted |= exceptions
        else:
            yield finding

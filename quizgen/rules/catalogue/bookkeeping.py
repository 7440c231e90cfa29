"""Rules about rules: an exception that excepts nothing, a code that there is not."""

from collections.abc import Iterator

from quizgen.bank.items import Item
from quizgen.bank.items.base import Ignore
from quizgen.bank.model import RuleSetting
from quizgen.base.faults import explanations
from quizgen.base.problem import Severity, did_you_mean
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import (
    Finding,
)
from quizgen.rules.engine.rule import (
    rule,
)


@rule(
    "Q001",
    "unused-ignore",
    Severity.WARNING,
    reason="An exception that is no longer needed would hide the next fault of its kind.",
    whole=True,
)
def unused_ignore(study: RuleContext) -> Iterator[Finding]:
    """An ``ignore:`` of a rule that has run and found nothing in this question."""
    for asked in study.items:
        for each in asked.item.ignore:
            if each.code in study.ran and (asked.item.id, each.code) not in study.excepted:
                message = f"{each.code} finds nothing in “{asked.item.id}”"
                yield Finding(at=each, message=message, hint="Take the line out.", item=asked.item)


@rule(
    "Q002",
    "unknown-code",
    Severity.WARNING,
    reason="A mistyped code excepts nothing.",
)
def unknown_code(study: RuleContext) -> Iterator[Finding]:
    """A code under ``ignore:`` or under the bank's ``rules:`` that no rule has."""
    for asked in study.items:
        for each in asked.item.ignore:
            if each.code not in study.codes:
                yield _unknown(study, each, asked.item)
    for setting in study.bank.head.rules:
        if setting.code not in study.codes:
            yield _unknown(study, setting)


def _unknown(study: RuleContext, at: Ignore | RuleSetting, item: Item | None = None) -> Finding:
    if at.code in explanations():
        message = f"{at.code} is a fault and no rule: it is always told"
        hint = f"Take the line out, and mend the fault; `quizgen rules {at.code}` explains it."
    else:
        message, hint = f"there is no rule {at.code}", did_you_mean(at.code, study.codes)
    return Finding(at=at, message=message, hint=hint, item=item)

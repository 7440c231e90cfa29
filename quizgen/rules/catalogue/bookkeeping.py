"""Rules about rules: an exception that excepts nothing, a code that there is not."""

from collections.abc import Iterator

from quizgen.bank.format.schema import BankObject
from quizgen.bank.ignore import Ignore
from quizgen.bank.model import RuleSetting
from quizgen.base.faults import explanations
from quizgen.base.problem import Severity, did_you_mean
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.exceptions import excepting, exception
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.rule import rule


@rule(
    "Q001",
    "unused-ignore",
    Severity.WARNING,
    reason="An exception that is no longer needed would hide the next fault of its kind.",
    needs_whole_bank=True,
)
def unused_ignore(context: RuleContext) -> Iterator[Finding]:
    """An ``ignore:`` of a rule that has run and found nothing where it stands."""
    for thing in excepting(context.bank):
        for ignore in thing.ignore:
            if ignore.code in context.ran and exception(thing, ignore.code) not in context.excepted:
                message = f"{ignore.code} finds nothing in “{thing.id}”"
                yield Finding(owner=ignore, message=message, hint="Take the line out.", within=(thing,))


@rule(
    "Q002",
    "unknown-code",
    Severity.WARNING,
    reason="A mistyped code excepts nothing.",
)
def unknown_code(context: RuleContext) -> Iterator[Finding]:
    """A code under ``ignore:`` or under the bank's ``rules:`` that no rule has."""
    for thing in excepting(context.bank):
        for ignore in thing.ignore:
            if ignore.code not in context.codes:
                yield _unknown(context, ignore, thing)
    for setting in context.bank.head.rules:
        if setting.code not in context.codes:
            yield _unknown(context, setting)


def _unknown(context: RuleContext, setting: Ignore | RuleSetting, *within: BankObject) -> Finding:
    if setting.code in explanations():
        message = f"{setting.code} is a fault and no rule: it is always told"
        hint = f"Take the line out, and mend the fault; `quizgen rules {setting.code}` explains it."
    else:
        message, hint = f"there is no rule {setting.code}", did_you_mean(setting.code, context.codes)
    return Finding(owner=setting, message=message, hint=hint, within=within)

"""The rules and the faults told to a curator: all in a line each, or one with its reason and examples."""

from collections.abc import Iterator
from textwrap import fill, indent
from typing import Final

from quizgen.base.faults import FAMILIES, Explanation, explanations
from quizgen.rules.catalogue import RULES
from quizgen.rules.engine.rule import Rule
from quizgen.rules.run import find_rule

_EXCEPTION: Final = """\
Where it does not fit a question, a passage, a section, a text, a person, a term, a deck or a
worksheet, write there
    ignore:
      {0}: because …
Where it does not fit the whole bank, write in its head
    rules:
      {0}:
        severity: off
        because: …"""


def rule_table() -> str:
    """A line a rule: code, severity, name, and what it finds; then a line a fault: code, family, and what it is."""
    names = max(len(rule.name) for rule in RULES)
    families = max(map(len, FAMILIES.values()))
    rules = [f"{rule.code}  {rule.severity.name.lower():7}  {rule.name:{names}}  {rule.what}" for rule in RULES]
    faults = [f"{fault.code}  {fault.family:{families}}  {fault.what}" for fault in explanations().values()]
    title = "Faults (always told; they cannot be switched off)"
    return "\n".join([*rules, "", title, "", *faults, "", "`quizgen rules CODE` explains one."])


def describe_code(code: str) -> str:
    """One rule or one fault: what it is, why it matters, examples, and what to do. Raises Failure."""
    fault = explanations().get(code.upper())
    return "\n\n".join(_fault(fault) if fault else _rule(find_rule(code)))


def _rule(rule: Rule) -> Iterator[str]:
    yield f"{rule.code} {rule.name} ({rule.severity.name.lower()})"
    yield fill(rule.what + (" It needs the texts." if rule.needs_texts else ""), 100)
    yield fill(rule.reason, 100)
    if rule.words:
        ship = " and ".join(rule.languages)
        yield fill(f"It runs for {ship}; for another language its pack must have {', '.join(rule.words)}.", 100)
    yield from _examples(rule.bad, rule.good)
    yield _EXCEPTION.format(rule.code)


def _fault(fault: Explanation) -> Iterator[str]:
    yield f"{fault.code} {fault.family} (always told)"
    yield fill(fault.what, 100)
    yield fill(fault.reason, 100)
    if fault.fix:
        yield fill(fault.fix, 100)
    if fault.bad:
        yield from _examples(fault.bad, fault.good)


def _examples(bad: str, good: str) -> Iterator[str]:
    yield "Bad:\n" + indent(bad.rstrip(), "    ")
    yield "Good:\n" + indent(good.rstrip(), "    ")

"""The rules told to a curator: all in a line each, or one with its reason and examples."""

from textwrap import fill, indent

from quizgen.rules import RULES, find


def listed() -> str:
    """A line a rule: code, severity, name, and what it finds."""
    names = max(len(each.name) for each in RULES)
    rows = [f"{each.code}  {each.severity.name.lower():7}  {each.name:{names}}  {each.what}" for each in RULES]
    return "\n".join([*rows, "", "`quizgen rules CODE` explains one."])


def described(code: str) -> str:
    """One rule: what it finds, why, a bad and a good example, and how to except a question. Raises Failure."""
    rule = find(code)
    needs = " It needs the texts." if rule.texts else ""
    return "\n\n".join(
        [
            f"{rule.code} {rule.name} ({rule.severity.name.lower()})",
            fill(rule.what + needs, 100),
            fill(rule.reason, 100),
            "Bad:\n" + indent(rule.bad.rstrip(), "    "),
            "Good:\n" + indent(rule.good.rstrip(), "    "),
            f"Where it does not fit a question, give the question\n    ignore:\n      {rule.code}: because …",
        ]
    )

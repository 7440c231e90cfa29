"""Exceptions: what `quizgen rules CODE` advises works for every rule, wherever it can be told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from quizgen.bank.bank import Bank
from quizgen.bank.format.schema import BankObject
from quizgen.bank.ignore import Ignore
from quizgen.bank.load import load
from quizgen.bank.model import Head, RuleLevel, RuleSetting
from quizgen.passages.copies import Copies
from quizgen.rules.catalogue import RULES
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.exceptions import Excepting
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.rule import Rule
from quizgen.rules.explain import describe_code
from quizgen.rules.run import run_rules
from quizgen.text.inline import Prose
from tests.conftest import HEAD, Write
from tests.rules import cases

BECAUSE = Prose("It is so on purpose.")
_MAPPINGS = ("items", "drafts", "passages", "sections", "texts", "people", "terms", "decks", "worksheets")


class Told(NamedTuple):
    """What a rule has found in a little bank."""

    bank: Bank
    copies: Copies | None
    rule: Rule
    finding: Finding

    @property
    def subjects(self) -> list[Excepting]:
        """What may except it."""
        return [thing for thing in (self.finding.owner, *self.finding.within) if isinstance(thing, Excepting)]


def findings(bank: Bank, copies: Copies | None) -> Iterator[Told]:
    context = RuleContext(bank, copies, frozenset(rule.code for rule in RULES))
    for rule in RULES:
        context.ran.add(rule.code)
        for finding in rule.find(context):
            yield Told(bank, copies, rule, finding)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, tuple[type[BankObject], ...]], Told]:
    """A finding of each rule on each kind of thing on which the cases of the calibration show it."""
    folder = tmp_path_factory.mktemp("cases")
    banks: list[tuple[Bank, Copies | None]] = []

    def record(bank: Bank, copies: Copies | None = None, **_: object) -> list[object]:
        banks.append((bank, copies))
        return []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.rules.cases.run_rules", record)
        patch.setattr("tests.rules.harness.run_rules", record)
        for family in cases.FAMILIES:
            list(cases.cases(family, folder))
    told: dict[tuple[str, tuple[type[BankObject], ...]], Told] = {}
    for bank, copies in banks:
        for one in findings(bank, copies):
            told.setdefault((one.rule.code, tuple(map(type, (one.finding.owner, *one.finding.within)))), one)
    return told


def excepted(one: Told, subject: Excepting) -> Bank:
    """The bank in which *subject* says that the rule does not apply to it."""
    changed = replace(subject, ignore=(Ignore(code=one.rule.code, because=BECAUSE),))
    for name in _MAPPINGS:
        things = getattr(one.bank, name)
        if things.get(subject.id) is subject:
            changes: dict[str, Any] = {name: {**things, subject.id: changed}}
            return replace(one.bank, **changes)
    raise AssertionError(f"{subject.id} is nowhere in the bank")


def switched_off(one: Told) -> Bank:
    """The bank whose head says that the rule does not apply to it."""
    setting = RuleSetting(code=one.rule.code, severity=RuleLevel.OFF, because=BECAUSE)
    return replace(one.bank, head=replace(one.bank.head, rules=(setting,)))


def is_told(one: Told, bank: Bank) -> bool:
    return any(problem.message == one.finding.message for problem in run_rules(bank, one.copies, [one.rule.code]))


def test_the_advice_works_wherever_a_rule_is_told(told: dict[object, Told]) -> None:
    for one in told.values():
        if not any(ignore.code == one.rule.code for ignore in one.bank.head.rules):
            assert is_told(one, one.bank), one.rule.code
            for subject in one.subjects:
                assert not is_told(one, excepted(one, subject)), (one.rule.code, type(subject))
            assert not is_told(one, switched_off(one)), one.rule.code


def test_what_nothing_may_except_is_told_of_the_head(told: dict[object, Told]) -> None:
    owners = {type(one.finding.owner) for one in told.values() if not one.subjects}
    assert owners == {Head}


def test_nearly_every_rule_is_met(told: dict[tuple[str, object], Told]) -> None:
    """The rules about rules, and those of circumstances, have no cases."""
    assert {rule.code for rule in RULES} - {code for code, _ in told} == {"P106", "P113", "Q001", "Q002"}


def test_the_advice_is_given_for_every_rule() -> None:
    for rule in RULES:
        advice = describe_code(rule.code).rpartition("Where it does not fit a question")[2]
        assert f"ignore:\n      {rule.code}: because …" in advice
        assert f"rules:\n      {rule.code}:\n        severity: off\n        because: …" in advice


IGNORES = {
    "passage": ("    gist: The miller leaves.\n", "    gist: The miller leaves.\n    ignore: {P201: It ends here.}\n"),
    "section": ("summary: How it ends.", "summary: How it ends., ignore: {Q901: It is so.}"),
    "text": (
        "    begins: Once upon a time there\n",
        "    begins: Once upon a time there\n    ignore: {P112: It is so.}\n",
    ),
    "deck": ("  name: The Tale\n", "  name: The Tale\n  ignore: {Q506: It is so.}\n"),
}
"""What is written into the head of the tests, in place of what."""


def codes(path: Path) -> list[str]:
    bank, problems = load(path)
    assert bank is not None
    assert not problems
    return sorted(problem.code for problem in run_rules(bank, ignore=["Q1", "Q3"]))


def test_an_exception_is_read_wherever_it_may_be_written_and_told_where_it_is_not_needed(write: Write) -> None:
    assert codes(write()) == ["P201"]
    assert codes(write(head=HEAD.replace(*IGNORES["passage"]))) == []
    for name in ("section", "deck"):
        old, new = IGNORES[name]
        assert old in HEAD
        assert codes(write(head=HEAD.replace(old, new))) == ["P201", "Q001"], name
    assert codes(write(head=HEAD.replace(*IGNORES["text"]))) == ["P201"], "the rule needs the text, and has not run"


def test_an_unknown_code_is_told_wherever_it_is_written(write: Write) -> None:
    for old, new in IGNORES.values():
        typed = HEAD.replace(old, new.replace("ignore: {", "ignore: {X999: No., "))
        assert "Q002" in codes(write(head=typed))


LEAK = """\
  - short: river
    at: T1
    ask: By which old river did the miller of the tale live?
    answer: the Weser
  - short: left
    at: T2
    ask: When did the miller leave the old river of the tale, the Weser?
    answer: in the end
"""


@pytest.mark.parametrize("owner", ["question", "deck"])
def test_an_answer_on_another_front_may_be_excepted_by_question_and_by_deck(owner: str, write: Write) -> None:
    assert "Q506" in codes(write(LEAK))
    if owner == "deck":
        path = write(LEAK, head=HEAD.replace(*IGNORES["deck"]))
    else:
        path = write(LEAK.replace("    answer: the Weser\n", "    answer: the Weser\n    ignore: {Q506: It is so.}\n"))
    assert not {"Q506", "Q001"}.intersection(codes(path))


def test_a_worksheet_that_is_excepted_does_not_hide_what_another_shows(write: Write) -> None:
    sheets = """\
worksheets:
  one: {title: One, select: {texts: [tale]}, ignore: {Q503: They know it.}}
  two: {title: Two, select: {texts: [tale]}}
"""
    assert "Q503" in codes(write(LEAK, head=HEAD.replace("questions:\n", f"{sheets}questions:\n")))

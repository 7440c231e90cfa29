"""Every code that a curator may meet is explained, and the examples of the faults show just what they say."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

import quizgen
import tests
from quizgen.bank.items import KINDS
from quizgen.bank.load import load
from quizgen.base.faults import FAMILIES, explanations
from quizgen.base.problem import Failure
from quizgen.rules.catalogue import RULES
from quizgen.rules.explain import describe_code, rule_table
from quizgen.rules.run import run_rules
from tests.commands import run
from tests.rules.harness import FRAME, ITEMS, bank, codes

KIND = re.compile(rf"(shrot|{'|'.join(str(kind.kind) for kind in KINDS)}): ")
"""How an example begins that is one question; ``shrot`` is the misspelt kind of S205."""
SHOWN = [code for code, each in explanations().items() if each.bad]


@cache
def told() -> set[str]:
    """The codes in the source, each of them a string of its own."""
    found: set[str] = set()
    for path in Path(quizgen.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.update(re.findall(r"\A[A-Z]\d{3}\Z", node.value))
    return found


def named_in_tests() -> set[str]:
    """The codes that tests name, but for those of the explanations, which meet none of the faults that they name."""
    found: set[str] = set()
    for path in Path(tests.__file__).parent.rglob("test_*.py"):
        if path != Path(__file__):
            found.update(re.findall(r"\b[A-Z]\d{3}\b", path.read_text(encoding="utf-8")))
    return found


def read(folder: Path, example: str) -> list[str]:
    """The codes of what loading tells of *example*, a question or a part of a file, in the frame of the tests."""
    if KIND.match(example):
        at = "" if "\nat: " in example else "at: C1\n"
        lines = (example.rstrip() + "\n" + at).splitlines()
        example = "questions:\n" + "\n".join(f"  {' ' if number else '-'} {line}" for number, line in enumerate(lines))
    (folder / "questions.yaml").write_bytes((FRAME / "questions.yaml").read_bytes())
    (folder / ITEMS).write_text(example, encoding="utf-8")
    return [each.code for each in load(folder)[1]]


def test_every_code_that_can_be_told_is_explained_and_no_other() -> None:
    assert explanations().keys() == told() - {rule.code for rule in RULES}


def test_every_fault_says_what_it_is_what_comes_of_it_and_the_way_out() -> None:
    for code, each in explanations().items():
        assert code[0] in FAMILIES
        assert each.what.endswith("."), code
        assert each.reason.endswith("."), code
        assert each.fix.endswith(".") if each.fix else each.bad, code
        assert bool(each.bad) == bool(each.good), code
        assert each.bad or not code.startswith("I"), code


def test_faults_are_listed_by_family_and_number() -> None:
    order = list(explanations())
    assert order == sorted(order, key=lambda code: ([*FAMILIES].index(code[0]), code))
    assert {code[0] for code in order} == {*FAMILIES}


def test_an_example_is_of_the_same_question_or_part_once_bad_and_once_good() -> None:
    for code in SHOWN:
        fault = explanations()[code]
        assert fault.bad != fault.good, code
        assert KIND.match(fault.good) or yaml.safe_load(fault.good), code


@pytest.mark.parametrize("code", SHOWN)
def test_the_bad_example_is_told_by_just_that_code(code: str, tmp_path: Path) -> None:
    assert read(tmp_path, explanations()[code].bad) == [code]


@pytest.mark.parametrize("code", SHOWN)
def test_nothing_is_told_of_the_good_example(code: str, tmp_path: Path) -> None:
    assert read(tmp_path, explanations()[code].good) == []


def test_every_fault_without_an_example_is_met_in_a_test() -> None:
    assert [code for code in explanations() if code not in SHOWN and code not in named_in_tests()] == []


def test_faults_are_listed_after_the_rules_and_explained() -> None:
    rules_, _, faults = rule_table().partition("Faults (always told; they cannot be switched off)")
    for code, each in explanations().items():
        assert code not in rules_
        assert f"{code}  " in faults
        assert " ".join(each.reason.split()) in " ".join(describe_code(code.lower()).split())


def test_a_fault_is_explained_with_its_example() -> None:
    result = run("rules", "I302")
    assert result.exit_code == 0
    assert result.output.startswith("I302 kinds of question (always told)")
    assert "Bad:\n    choice: " in result.output
    assert "Good:\n    choice: " in result.output


@pytest.mark.parametrize(("typed", "meant"), [("I3O2", "I302"), ("q1o1", "Q101")])
def test_a_mistyped_code_gets_the_nearest_rule_or_fault(typed: str, meant: str) -> None:
    with pytest.raises(Failure) as failure:
        describe_code(typed)
    assert failure.value.problems[0].code == "R101"
    assert f"“{meant}”" in failure.value.problems[0].hint


@pytest.mark.parametrize("prefix", ["I302", "i3", "Y", "W4"])
@pytest.mark.parametrize("option", ["select", "ignore"])
def test_faults_cannot_be_selected_or_ignored(option: str, prefix: str, tmp_path: Path) -> None:
    loaded, _ = bank(tmp_path, [])
    with pytest.raises(Failure) as failure:
        run_rules(loaded, select=[prefix] if option == "select" else [], ignore=[prefix] if option == "ignore" else [])
    assert codes(failure.value.problems) == {"R102"}
    assert "cannot be switched off" in failure.value.problems[0].message

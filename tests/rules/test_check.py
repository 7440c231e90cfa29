"""A run of the rules: which run, how grave they are, what a question excepts, and how the work grows."""

import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizgen.bank.load import load
from quizgen.base.problem import Failure, Severity
from quizgen.passages.copies import locate
from quizgen.rules.catalogue import RULES
from quizgen.rules.check import check
from quizgen.rules.explain import describe_code, rule_table
from quizgen.rules.run import find_rule, run_rules
from tests.benchmarks.banks import write
from tests.rules.harness import bank, codes, found
from tests.work import lines_run

PRONOUN = {"short": "one", "ask": "When did it begin?", "answer": "in May", "why": "Because."}
"""A question in which Q101 and Q102 find something."""


def test_a_question_excepts_a_rule_with_a_reason(tmp_path: Path) -> None:
    excepted = {**PRONOUN, "ignore": {"Q101": "The deck has one strike.", "Q102": "The same."}}
    assert {"Q101", "Q102"} <= codes(found(tmp_path, PRONOUN))
    assert not {"Q001", "Q101", "Q102"} & codes(found(tmp_path, excepted))


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [({}, {}, True), ({"nth": 1}, {"nth": 2}, False), ({"under": "May"}, {"under": "June"}, False)],
)
def test_passages_that_open_alike_are_told_unless_the_bank_tells_them_apart(
    one: dict[str, Any], other: dict[str, Any], is_told: bool, tmp_path: Path
) -> None:
    passage = {
        "from": "In the autumn the pier",
        "label": "A pier",
        "gist": "A pier.",
        "waive": "x",
        "section": "strike",
    }
    problems = found(tmp_path, {"passages": {"C8": {**passage, **one}, "C9": {**passage, **other}}})
    assert ("P203" in codes(problems)) is is_told


def test_an_exception_that_excepts_nothing_is_told_at_its_line(tmp_path: Path) -> None:
    unused = {**PRONOUN, "ignore": {"Q303": "It is no list."}}
    (told,) = [each for each in found(tmp_path, unused) if each.code == "Q001"]
    assert Path(told.place.path).read_text(encoding="utf-8").split("\n")[told.place.line - 1].strip().startswith("Q303")


def test_an_exception_is_not_unused_where_its_rule_did_not_run(tmp_path: Path) -> None:
    loaded, _ = bank(tmp_path, {**PRONOUN, "ignore": {"Q601": "A test.", "Q303": "A test."}})
    assert "Q001" not in codes(run_rules(loaded, None, ignore=["Q3"]))


@pytest.mark.parametrize(
    ("select", "ignore", "begin"),
    [
        ([], [], {"Q1", "P2"}),
        (["Q1"], [], {"Q1"}),
        (["q101"], [], {"Q1"}),
        ([], ["Q1"], {"P2"}),
        (["Q1", "P2"], ["P201"], {"Q1"}),
    ],
)
def test_rules_are_selected_and_ignored(select: list[str], ignore: list[str], begin: set[str], tmp_path: Path) -> None:
    loaded, _ = bank(tmp_path, PRONOUN)
    assert {code[:2] for code in codes(run_rules(loaded, None, select, ignore))} == begin


@pytest.mark.parametrize("prefix", ["X", "Q999", ""])
def test_a_code_of_no_rule_is_a_failure(prefix: str, tmp_path: Path) -> None:
    loaded, _ = bank(tmp_path, PRONOUN)
    if prefix:
        with pytest.raises(Failure):
            run_rules(loaded, None, [prefix])
    else:
        assert run_rules(loaded, None, [prefix])


def with_settings(folder: Path, settings: dict[str, Any]) -> list[Any]:
    loaded, _ = bank(folder, PRONOUN)
    head = loaded.path
    text = head.read_text(encoding="utf-8") + yaml.safe_dump({"rules": settings})
    head.write_text(text, encoding="utf-8")
    again, problems = load(folder)
    assert again is not None
    return [*problems, *run_rules(again)]


def test_a_bank_turns_a_rule_off_or_makes_it_graver(tmp_path: Path) -> None:
    told = with_settings(tmp_path, {"Q101": "off", "Q102": {"severity": "error", "because": "Cards are mixed."}})
    assert "Q101" not in codes(told)
    assert {each.severity for each in told if each.code == "Q102"} == {Severity.ERROR}


def test_a_setting_of_no_rule_is_told(tmp_path: Path) -> None:
    (told,) = [each for each in with_settings(tmp_path, {"Q1o1": "off"}) if each.code == "Q002"]
    assert "Did you mean" in told.hint


def test_a_setting_of_a_fault_is_told(tmp_path: Path) -> None:
    (told,) = [each for each in with_settings(tmp_path, {"B301": "off"}) if each.code == "Q002"]
    assert "a fault and no rule" in told.message
    assert "rules B301" in told.hint


def test_without_the_texts_only_rules_that_need_none_run(tmp_path: Path) -> None:
    loaded, here = bank(tmp_path, {**PRONOUN, "answer": "in 1899"})
    assert "Q601" in codes(run_rules(loaded, here))
    assert not [rule for rule in RULES if rule.needs_texts and rule.code in codes(run_rules(loaded))]


def test_a_folder_that_lacks_the_texts_is_told_and_no_folder_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUIZGEN_TEXTS", raising=False)
    loaded, _ = bank(tmp_path / "bank", {**PRONOUN, "answer": "in 1899"})
    empty = tmp_path / "empty"
    empty.mkdir()
    assert {each.code for each in check(loaded.path, empty).problems} >= {"P113"}
    assert check(loaded.path, empty).waiting == 0
    shutil.rmtree(loaded.folder / "texts", ignore_errors=True)
    without = check(loaded.path, None)
    assert without.waiting == sum(rule.needs_texts for rule in RULES)
    assert "P113" not in codes(without.problems)


def test_every_problem_has_a_place_in_a_file(tmp_path: Path) -> None:
    for each in found(tmp_path, [PRONOUN, {**PRONOUN, "short": "two"}]):
        assert each.place.line > 0
        assert each.hint.endswith((".", "”", "?"))


def test_every_rule_is_listed_and_explained() -> None:
    for rule in RULES:
        assert rule.code in rule_table()
        assert " ".join(rule.reason.split()) in " ".join(describe_code(rule.code.lower()).split())


def test_a_rule_that_there_is_not_gets_a_suggestion() -> None:
    with pytest.raises(Failure) as failure:
        find_rule("Q1O1")
    assert "Did you mean" in failure.value.problems[0].hint


def test_checking_imports_nothing_that_draws(tmp_path: Path) -> None:
    bank(tmp_path, PRONOUN)
    code = (
        "import sys; from pathlib import Path; from quizgen.rules.check import check; check(Path(sys.argv[1]), None);"
        "print({'genanki', 'typst', 'jinja2', 'docx', 'markdown_it'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout.strip() == "set()"


@pytest.mark.slow
def test_ten_times_the_items_are_less_than_twelve_times_the_work(tmp_path: Path) -> None:
    """No rule compares each question with each; how long the work takes, the benchmarks measure."""
    work = {}
    for items in (200, 2_000):
        folder = tmp_path / str(items)
        write(folder, items, text=True)
        loaded, _ = load(folder)
        assert loaded is not None
        here = locate(loaded, folder / "texts", None)
        work[items] = lines_run(partial(run_rules, loaded, here))
    assert 5 * work[200] < work[2_000] < 12 * work[200]

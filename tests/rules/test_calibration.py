"""How often each rule is right: precision and recall over a corpus of good and bad questions, kept in a table.

A table lies beside the corpus of each language; ``python -m tests.rules.test_calibration`` writes them anew.
"""

import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from quizgen.base.problem import Severity
from quizgen.rules.catalogue import RULES
from quizgen.rules.run import find_rule
from tests.rules.case_languages import ENGLISH, GERMAN, CaseLanguage
from tests.rules.cases import FAMILIES, Case, cases

LANGUAGES = (ENGLISH, GERMAN)
TABLE = "table.md"
SURE = 0.8
"""The precision below which a rule may only inform."""
_UNCOUNTED = {"P106", "P113", "Q001", "Q002"}
"""Rules of circumstances: their examples are their cases."""


@dataclass(frozen=True, kw_only=True)
class Count:
    """What a rule found of what it should find."""

    right: int
    missed: int
    wrong: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


def counted(every: Iterable[Case]) -> dict[str, Count]:
    right: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for case in every:
        right.update(case.expected & case.found)
        missed.update(case.expected - case.found)
        wrong.update(case.found - case.expected)
    return {
        rule.code: Count(right=right[rule.code], missed=missed[rule.code], wrong=wrong[rule.code])
        for rule in RULES
        if rule.code not in _UNCOUNTED
    }


def table(counts: dict[str, Count]) -> str:
    lines = [
        "# Precision and recall of the rules over the corpus in this folder",
        "",
        "Right: faults that were found. Missed: faults that were not. Wrong: findings that are no fault; on the good",
        "cases of a family the warnings and errors of all others count too.",
        "",
        "| rule | severity | right | missed | wrong | precision | recall |",
        "|---|---|---|---|---|---|---|",
    ]
    for code, count in counts.items():
        rule = find_rule(code)
        lines.append(
            f"| {code} {rule.name} | {rule.severity.name.lower()} | {count.right} | {count.missed} | {count.wrong} "
            f"| {count.precision:.2f} | {count.recall:.2f} |"
        )
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module", params=LANGUAGES, ids=lambda language: language.tag)
def language(request: pytest.FixtureRequest) -> CaseLanguage:
    assert isinstance(request.param, CaseLanguage)
    return request.param


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory, language: CaseLanguage) -> list[Case]:
    return all_cases(tmp_path_factory.mktemp("corpus"), language)


def all_cases(folder: Path, language: CaseLanguage) -> list[Case]:
    return [case for family in FAMILIES for case in cases(family, folder, language)]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_has_fifteen_bad_and_fifteen_good_cases(
    family: str, every: list[Case], language: CaseLanguage
) -> None:
    if language is not ENGLISH:
        pytest.skip("the cases of other languages are counted by rule")
    of_family = [case for case in every if case.family == family]
    assert sum(bool(case.expected) for case in of_family) >= 15
    assert sum(not case.expected for case in of_family) >= 15


def test_a_rule_that_is_often_wrong_only_informs(every: list[Case]) -> None:
    for code, count in counted(every).items():
        if count.precision < SURE:
            assert find_rule(code).severity is Severity.INFO, code


def test_every_rule_has_cases(every: list[Case]) -> None:
    assert not [code for code, count in counted(every).items() if not count.right]


def test_every_rule_has_two_bad_and_two_good_german_cases(every: list[Case], language: CaseLanguage) -> None:
    if language is not GERMAN:
        pytest.skip("English has fifteen of each in a family")
    bad = Counter(code for case in every for code in case.expected)
    good = Counter(code for case in every if not case.expected for code in case.about.partition(":")[0].split())
    codes = counted(every)
    assert [code for code in codes if bad[code] < 2] == []
    assert [code for code in codes if good[code] < 2] == []


def test_the_table_is_up_to_date(every: list[Case], language: CaseLanguage) -> None:
    assert (language.corpus / TABLE).read_text(encoding="utf-8") == table(counted(every))


if __name__ == "__main__":
    for one in LANGUAGES:
        with tempfile.TemporaryDirectory() as made:
            (one.corpus / TABLE).write_text(table(counted(all_cases(Path(made), one))), encoding="utf-8")

"""A German bank of good questions: no rule finds anything in it, and all rules run."""

from pathlib import Path

import yaml

from quizgen.rules.check import check

BANK = Path(__file__).parent / "banks" / "lindenau"


def test_nothing_is_found_in_good_questions() -> None:
    assert [(each.code, each.message) for each in check(BANK, BANK / "texts").problems] == []


def test_there_are_many_questions_of_all_kinds() -> None:
    questions = yaml.safe_load((BANK / "questions.yaml").read_text("utf-8"))["questions"]
    assert len(questions) >= 40
    assert {next(iter(each)) for each in questions} == {
        *("short", "choice", "truefalse", "cloze", "match", "order", "discuss", "evidence")
    }

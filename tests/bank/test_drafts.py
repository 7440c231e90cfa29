"""Drafts: read and checked, told by a note, and in no deck, on no worksheet and not in the lock."""

from pathlib import Path

import pytest

from quizgen.bank.bank import Bank
from quizgen.bank.homes import residents
from quizgen.bank.load import load
from quizgen.bank.model import Selection
from quizgen.bank.select import chosen
from quizgen.base.problem import Severity
from quizgen.rules.run import run_rules
from tests.commands import run
from tests.conftest import HEAD, ITEM, Write

DRAFT = "  - short: miller-age\n    draft: yes\n    ask: How old was the miller of the tale?\n    answer: old\n"


@pytest.fixture
def path(write: Write) -> Path:
    return write(ITEM + DRAFT)


def loaded(path: Path) -> Bank:
    bank, problems = load(path)
    assert bank is not None
    assert [(problem.code, problem.severity) for problem in problems] == [("B321", Severity.INFO)]
    return bank


def test_a_draft_is_apart_from_the_questions_that_are_published(path: Path) -> None:
    bank = loaded(path)
    assert [*bank.items] == ["miller"]
    assert [*bank.drafts] == ["miller-age"]
    assert [*bank.questions] == ["miller", "miller-age"]


def test_no_selection_takes_a_draft(path: Path) -> None:
    assert [item.id for item in chosen(loaded(path), Selection())] == ["miller"]


def test_a_deck_that_lists_a_draft_leaves_it_out(write: Write) -> None:
    bank = loaded(
        write(ITEM + DRAFT, head=HEAD.replace("{texts: [tale]}", "{texts: [tale]}\n  ids: [miller-age, miller]"))
    )
    (deck,) = bank.decks.values()
    assert [studied.id for studied in residents(bank, deck)] == ["miller"]


def test_a_draft_may_have_its_passage(write: Write) -> None:
    bank = loaded(write(ITEM + DRAFT.replace("    draft: yes\n", "    draft: yes\n    at: T1\n")))
    assert [*bank.drafts] == ["miller-age"]


def test_a_draft_names_only_what_is_defined(write: Write) -> None:
    bank, problems = load(write(ITEM + DRAFT.replace("    draft: yes\n", "    draft: yes\n    at: T9\n")))
    assert bank is not None
    assert [problem.code for problem in problems] == ["B301", "B321"]
    assert not bank.drafts


def test_the_rules_check_a_draft(path: Path, write: Write) -> None:
    sound = {problem.code for problem in run_rules(loaded(path))}
    weak = write(ITEM + DRAFT.replace("How old was the miller of the tale?", "How old was he?"))
    assert {problem.code for problem in run_rules(loaded(weak))} - sound


def test_a_passage_of_which_a_draft_alone_asks_is_not_asked_of(write: Write) -> None:
    asked = ITEM + ITEM.replace("miller", "second").replace("T1", "T2")
    messages = {problem.message for problem in run_rules(loaded(write(asked + DRAFT)))}
    assert "no question cites T2" not in messages
    draft = ITEM + DRAFT.replace("    draft: yes\n", "    draft: yes\n    at: T2\n")
    assert "no question cites T2" in {problem.message for problem in run_rules(loaded(write(draft)))}


def test_a_build_leaves_a_draft_out_of_decks_and_lock(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "built"
    result = run("build", "--bank", str(path), "--out", str(out), "--format", "apkg")
    assert result.exit_code == 0, result.output
    lock = (path.parent / "decks" / "quizgen.lock").read_text(encoding="utf-8")
    assert "miller" in lock
    assert "miller-age" not in lock


def test_a_draft_is_listed_and_shown_as_one(path: Path) -> None:
    assert "short, draft" in run("list", "--bank", str(path)).stdout
    assert "(short, draft, recall)" in run("show", "--bank", str(path), "miller-age").output


@pytest.mark.parametrize("arguments", [("show", "--html", "miller-age"), ("worksheet", "--id", "miller-age")])
def test_what_cannot_be_made_of_a_draft_says_so(arguments: tuple[str, ...], path: Path, tmp_path: Path) -> None:
    command, *rest = arguments
    result = run(command, "--bank", str(path), *rest)
    assert result.exit_code == 1
    assert "B321 error: “miller-age” is a draft" in result.stderr

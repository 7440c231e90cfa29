"""What the rules read of the user's texts: of a text all of it, and of a passage also the headings above it."""

from dataclasses import replace
from pathlib import Path

from quizgen.passages.anchor.anchor import Status
from quizgen.passages.copies import Copies
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.run import run_rules
from quizgen.text.paragraphs import BlockKind
from tests.rules.harness import codes, copies

LAW = ["Article 12", "The ferry is free to all on Sundays, and the bell is rung.", "On _3 August_ it is closed."]
ASKED = {
    "short": "ferry",
    "at": "P2",
    "ask": "Which article of the law of 3 August makes the ferry free?",
    "answer": "Article 12",
    "why": "It has only one sentence.",
}


def asked(folder: Path, **keys: object) -> tuple[RuleContext, Copies, set[str]]:
    bank, located = copies(folder, {"copy": LAW, "questions": [ASKED | keys]})
    document = located.documents["tale"]
    heading, *rest = document.blocks
    titled = replace(document, blocks=(replace(heading, kind=BlockKind.HEADING), *rest))
    located = replace(located, documents={"tale": titled})
    return RuleContext(bank, located), located, codes(run_rules(bank, located))


def test_the_number_of_an_article_in_its_heading_supports_an_answer(tmp_path: Path) -> None:
    assert "Q601" not in asked(tmp_path / "right")[2]
    assert "Q601" in asked(tmp_path / "wrong", answer="Article 13")[2]


def test_a_heading_supports_an_answer_and_is_no_part_of_the_passage(tmp_path: Path) -> None:
    source = asked(tmp_path)[0].source("P2")
    assert source is not None
    assert "12" in source.support.quantities
    assert "12" not in source.facts.quantities


def test_what_the_text_has_outside_the_passage_is_not_said_to_be_nowhere(tmp_path: Path) -> None:
    assert "Q606" not in asked(tmp_path / "there")[2]
    assert "Q606" in asked(tmp_path / "nowhere", ask="Which article of the law of 4 August makes the ferry free?")[2]


def test_of_another_text_nothing_is_said(tmp_path: Path) -> None:
    context, located, _ = asked(tmp_path)
    wrong = {name: replace(match, status=Status.WRONG_TEXT, span=None) for name, match in located.matches.items()}
    item = context.bank.items["ferry"]
    assert context.texts(item)
    assert RuleContext(context.bank, replace(located, matches=wrong)).texts(item) == ()

"""A bank that no text supports: it checks clean and builds on every surface, and no surface speaks of a text."""

import json
import re
import shutil
import zipfile
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from quizgen.anki.deck import resolve_decks
from quizgen.bank.bank import Bank
from quizgen.bank.load import load
from quizgen.bank.model import Selection
from quizgen.bank.select import Drawing, drawn
from quizgen.base.problem import Severity
from quizgen.rules.check import check
from tests.commands import run

ATLAS = Path(__file__).parent / "data" / "atlas"
_TAG = re.compile(r"<(style|script)\b.*?</\1>|<[^>]+>", re.DOTALL)
OF_TEXTS = re.compile(r"Evidence|passage|paragraph|¶|\btexts?\b|Questions across|author")
"""Words that would speak of a text."""


@pytest.fixture(scope="module")
def bank() -> Bank:
    loaded, problems = load(ATLAS)
    assert loaded is not None
    assert not problems
    return loaded


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("atlas") / "bank"
    shutil.copytree(ATLAS, folder)
    result = run("build", "--bank", str(folder), "--out", str(folder / "build"))
    assert result.exit_code == 0, result.stderr
    assert not OF_TEXTS.search(result.stdout)
    return folder / "build"


def words(page: Path) -> str:
    return unescape(" ".join(_TAG.sub(" ", page.read_text(encoding="utf-8")).split()))


def test_it_checks_clean_and_no_rule_waits_for_texts() -> None:
    checked = check(ATLAS, None)
    assert not checked.problems
    assert checked.waiting == 0


def test_a_folder_of_texts_changes_nothing(tmp_path: Path) -> None:
    assert not check(ATLAS, tmp_path).problems


def test_it_has_a_question_of_every_kind_that_needs_no_passage(bank: Bank) -> None:
    kinds = {item.kind for item in bank.items.values()}
    assert kinds == {"short", "choice", "truefalse", "cloze", "match", "order", "discuss"}


def test_it_makes_every_surface(built: Path) -> None:
    names = {path.suffix for path in built.rglob("*.*")}
    assert names >= {".apkg", ".pdf", ".html", ".docx", ".json", ".png"}


@pytest.mark.parametrize("leaf", ["1-sheet-A", "2-key", "3-teacher", "4-check-A"])
def test_no_leaf_speaks_of_a_text(leaf: str, built: Path) -> None:
    folder = built / "teachers" / "atlas-quiz"
    assert not OF_TEXTS.search(words(folder / f"atlas-quiz-{leaf}.html"))
    if "check" not in leaf:
        pdf = "\n".join(page.extract_text() for page in PdfReader(folder / f"atlas-quiz-{leaf}.pdf").pages)
        assert not OF_TEXTS.search(pdf)
        with zipfile.ZipFile(folder / f"atlas-quiz-{leaf}.docx") as archive:
            assert not OF_TEXTS.search(" ".join(_TAG.sub(" ", archive.read("word/document.xml").decode()).split()))


@pytest.mark.parametrize("name", ["atlas-test/atlas-test-3-teacher", "atlas-reading/atlas-reading-3-teacher"])
def test_no_style_speaks_of_a_text(name: str, built: Path) -> None:
    assert not OF_TEXTS.search(words(built / "teachers" / f"{name}.html"))


def test_the_key_heads_the_codes_as_codes(built: Path) -> None:
    assert "No. Answer Code Marks" in words(built / "teachers" / "atlas-quiz" / "atlas-quiz-2-key.html")


def test_the_pages_for_students_and_teachers_do_not_speak_of_texts(built: Path) -> None:
    students, teachers = words(built / "students" / "index.html"), words(built / "teachers" / "index.html")
    for absent in ("these texts say", "Read first", "who has the texts", "your text"):
        assert absent not in students
    for absent in ("The texts", "no passages"):
        assert absent not in teachers
    assert "Study 8 new cards of “Atlas”" in students
    assert "Study 8 new cards of “Atlas”" in teachers


def test_a_card_has_neither_a_source_nor_an_empty_fold(bank: Bank) -> None:
    for name in (*(item.id for item in bank.items.values() if item.has_cards), *bank.entries):
        result = run("show", "--html", name, "--bank", str(ATLAS))
        assert result.exit_code == 0
        assert 'class="more"' not in result.stdout
        assert '<p class="source"><span class="code">' in result.stdout


def test_a_note_is_tagged_by_kind_level_and_the_tags_of_its_question(bank: Bank) -> None:
    (deck,) = resolve_decks(bank, {})
    tags = {note.item: note.tags for note in deck.notes}
    assert tags["longest-of-europe"] == ("atlas-quiz::kind::short", "atlas-quiz::level::recall", "atlas-quiz::rivers")
    assert tags["humboldt"] == ("atlas-quiz::kind::person",)


def test_a_question_is_listed_without_passage_text_and_section() -> None:
    rows = json.loads(run("list", "--bank", str(ATLAS), "--format", "json").stdout)
    assert rows
    assert all(row["passages"] == row["text"] == row["section"] == [] for row in rows)


def test_coverage_says_that_there_is_nothing_to_cover() -> None:
    assert run("coverage", "--bank", str(ATLAS)).stdout.startswith("This bank has no texts")
    assert "This bank has no texts" in run("coverage", "--bank", str(ATLAS), "--format", "html").stdout
    assert json.loads(run("coverage", "--bank", str(ATLAS), "--format", "json").stdout)


@given(limit=st.integers(1, 13), seed=st.integers(1, 50))
@settings(max_examples=25)
def test_a_limit_draws_so_many_questions(limit: int, seed: int, bank: Bank) -> None:
    assert len(drawn(bank, Selection(limit=limit), Drawing(seed=seed))) == limit


def test_a_question_may_name_who_claims_it_and_needs_no_passage_for_it(tmp_path: Path) -> None:
    folder = tmp_path / "bank"
    shutil.copytree(ATLAS, folder)
    path = folder / "decks" / "questions.yaml"
    claimed = "    attributed: yes\n    ask: Which is the longest river"
    for says in ("", "    says: humboldt\n", "    says: [narrator, humboldt]\n", "    basis: hearsay\n"):
        text = (ATLAS / "decks" / "questions.yaml").read_text(encoding="utf-8")
        path.write_text(text.replace("    ask: Which is the longest river", says + claimed), encoding="utf-8")
        assert not [problem for problem in load(folder)[1] if problem.severity is Severity.ERROR]
        page = run("show", "--html", "longest-of-europe", "--bank", str(folder)).stdout
        assert ("Alexander von Humboldt" in page) == ("humboldt" in says), says
        assert ('class="above"' in page) == ("humboldt" in says), says


def test_evidence_cannot_be_sought_without_a_passage(tmp_path: Path) -> None:
    folder = tmp_path / "bank"
    shutil.copytree(ATLAS, folder)
    with (folder / "decks" / "questions.yaml").open("a", encoding="utf-8") as stream:
        stream.write("  - evidence: none\n    ask: Which words show it?\n    answer: None.\n    facts: none\n")
    assert [problem.code for problem in load(folder)[1]] == ["I352"]

"""`quizgen init`: what it asks, what it writes, and that it never overwrites anything."""

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.format.schema import ID_PATTERN, MAX_ID
from quizgen.bank.load import require
from quizgen.bank.new import NewBank, fault_of_id, fault_of_words, suggested_id, suggested_language, suggested_title
from quizgen.bank.sample import init
from quizgen.cli.main import main
from quizgen.rules.catalogue import RULES
from quizgen.rules.check import check
from tests.commands import run

Asked = Callable[..., str]


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Runs `init` in what it takes for a terminal, with answers; returns all that it prints."""
    monkeypatch.setattr("quizgen.cli.init.can_ask", lambda: True)
    monkeypatch.setenv("LANG", "de_AT.UTF-8")

    def ask(answers: str, *options: str) -> str:
        folder = str(tmp_path / "harbour-strike")
        result = CliRunner().invoke(main, ["init", folder, *options], input=answers, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    return ask


def head(folder: Path) -> tuple[str, str, str, str]:
    bank_head = require(folder)[0].head
    return bank_head.title, bank_head.language, bank_head.author, bank_head.id


def test_it_asks_with_good_defaults(asked: Asked, tmp_path: Path) -> None:
    output = asked("\n\n\n\n")
    assert "Title of the bank [Harbour strike]: " in output
    assert "Language of the questions [de]: " in output
    assert "Author of the questions" in output
    title, language, author, id_ = head(tmp_path / "harbour-strike")
    assert (title, language, author) == ("Harbour strike", "de", "")
    assert re.fullmatch("harbour-strike-[2-9a-z]{6}", id_)


def test_it_takes_the_answers_and_asks_again_after_a_faulty_one(asked: Asked, tmp_path: Path) -> None:
    output = asked("Ein „Streik“: 1911\nGerman please\nen\nMaren Aske\nan id\nstreik-1911\n")
    assert "a language is a tag" in output
    assert "an id has letters" in output
    assert head(tmp_path / "harbour-strike") == ("Ein „Streik“: 1911", "en", "Maren Aske", "streik-1911")


def test_it_does_not_ask_what_is_given(asked: Asked, tmp_path: Path) -> None:
    output = asked("", "--title", "A strike", "--language", "en", "--author", "Maren Aske", "--id", "strike-x")
    assert "[" not in output
    assert head(tmp_path / "harbour-strike") == ("A strike", "en", "Maren Aske", "strike-x")


def test_with_yes_it_asks_nothing(asked: Asked, tmp_path: Path) -> None:
    assert "Title of the bank" not in asked("", "--yes")
    assert head(tmp_path / "harbour-strike")[0] == "Harbour strike"


def test_without_a_terminal_it_asks_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "quizgen", "init", str(tmp_path / "new")]
    result = subprocess.run(command, input="", capture_output=True, encoding="utf-8", check=True)
    assert "Title of the bank" not in result.stdout + result.stderr
    assert "A bank with a sample text is in " in result.stdout


def test_in_a_terminal_it_asks(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.executable, [sys.executable, "-m", "quizgen", "init", str(folder)])
    output = b""
    while select.select([terminal], [], [], 30)[0]:
        try:
            read = os.read(terminal, 1024)
        except OSError:  # it has ended
            break
        output += read
        if read.rstrip().endswith(b":"):
            os.write(terminal, b"\n")
    assert os.waitpid(pid, 0)[1] == 0
    assert output.count(b"]:") == 3
    assert head(folder)[0] == "New"


@pytest.mark.parametrize(
    "options",
    [
        ("--id", "two words"),
        ("--id", "x" * 41),
        ("--id", ""),
        ("--language", "German please"),
        ("--title", " "),
        ("--title", "two\nlines"),
        ("--author", "a bell\a"),
        ("--title", "\udcff"),
    ],
)
def test_what_cannot_be_is_a_usage_error_and_nothing_is_written(options: tuple[str, str], tmp_path: Path) -> None:
    result = run("init", str(tmp_path / "new"), *options)
    assert result.exit_code == 2
    assert options[0] in result.stderr
    assert not (tmp_path / "new").exists()


def test_a_folder_that_has_something_is_refused_before_anything_is_asked(asked: Asked, tmp_path: Path) -> None:
    folder = tmp_path / "harbour-strike"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(main, ["init", str(folder)], input="")
    assert result.exit_code == 1
    assert "F102" in result.output
    assert "Title of the bank" not in result.output
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("language", ["en", "de", "de-AT"])
def test_the_sample_checks_clean_with_its_text_and_without(language: str, tmp_path: Path) -> None:
    init(tmp_path / "new", NewBank(id="new-x", title="New: “a” \\ 'b' #c", language=language, author="A. # B"))
    assert head(tmp_path / "new") == ("New: “a” \\ 'b' #c", language, "A. # B", "new-x")
    bank = tmp_path / "new" / "questions.yaml"
    strange = [rule.code for rule in RULES if rule.languages and language.partition("-")[0] not in rule.languages]
    assert not check(bank, None, ignore=strange).problems
    (tmp_path / "none").mkdir()
    assert {problem.code for problem in check(bank, tmp_path / "none", ignore=strange).problems} <= {"P113"}
    assert all(text.language == language.partition("-")[0] for text in require(bank)[0].texts.values())


def test_a_bank_in_another_language_begins_with_the_english_sample(tmp_path: Path) -> None:
    init(tmp_path / "new", NewBank(id="new-x", title="Nouveau", language="fr"))
    bank = require(tmp_path / "new")[0]
    assert bank.head.language == "fr"
    assert [text.language for text in bank.texts.values()] == ["en"]


def test_two_banks_of_one_title_have_two_ids(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run("init", str(tmp_path / name), "--title", "The same").exit_code == 0
    assert head(tmp_path / "one")[3] != head(tmp_path / "two")[3]


def test_it_writes_what_git_and_an_editor_need(tmp_path: Path) -> None:
    init(tmp_path / "new", NewBank(id="new-x", title="New", language="en"))
    folder = tmp_path / "new"
    assert (folder / ".gitignore").read_text(encoding="utf-8").startswith("/build/\n")
    assert (folder / ".gitattributes").read_text(encoding="utf-8") == "decks/quizgen.lock merge=union\n"
    for path in folder.rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        schema = first.removeprefix("# yaml-language-server: $schema=")
        assert schema != first
        assert (path.parent / schema).resolve() == (folder / "schema.json").resolve()
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# New\n")
    for command in ("quizgen check", "quizgen build", "quizgen diff", "quizgen schema > schema.json"):
        assert command in readme
    assert "author:" not in (folder / "questions.yaml").read_text(encoding="utf-8").partition("texts:")[0]


def test_who_wrote_the_questions_is_named_with_the_licence(tmp_path: Path) -> None:
    init(tmp_path / "new", NewBank(id="new-x", title="New", language="en", author="Maren Aske"))
    result = run("worksheet", "--bank", str(tmp_path / "new"), "--format", "html", "--out", str(tmp_path / "out"))
    assert result.exit_code == 0, result.stderr
    sheet = next((tmp_path / "out").rglob("*sheet.html")).read_text(encoding="utf-8")
    assert "Maren Aske, CC0 1.0" in sheet


@given(title=st.text(min_size=1, max_size=300))
def test_an_id_is_one_and_bears_the_title(title: str) -> None:
    id_ = suggested_id(title)
    assert re.fullmatch(ID_PATTERN, id_)
    assert len(id_) <= MAX_ID
    assert not fault_of_id(id_)
    assert suggested_id(title) != id_


@given(name=st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=250))
def test_a_title_is_made_of_any_name_of_a_folder(name: str) -> None:
    assert not fault_of_words(suggested_title(Path("/banks") / name))


@pytest.mark.parametrize(
    ("environment", "language"),
    [("de_AT.UTF-8", "de"), ("en_GB", "en"), ("C.UTF-8", "en"), ("POSIX", "en"), ("", "en"), ("pt_BR", "pt")],
)
def test_a_language_is_that_of_the_user(environment: str, language: str) -> None:
    assert suggested_language(environment) == language

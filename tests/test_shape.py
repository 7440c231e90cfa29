"""What a command does, counted: the shape that keeps it fast; how fast, ``python -m tests.benchmarks`` measures."""

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import typst

from quizgen.bank import lock
from quizgen.bank.format import events
from quizgen.bank.names import NameIndex
from quizgen.publish.build import BuildRequest, build
from quizgen.worksheet.word import blank, styles
from tests.benchmarks import banks

HEAVY = {"docx", "genanki", "jinja2", "markdown_it", "rapidfuzz", "sqlite3", "typst"}


def counting(counted: Counter[str], name: str, function: Any) -> Any:
    """A function that also counts its calls."""

    def call(*given: Any, **named: Any) -> Any:
        counted[name] += 1
        return function(*given, **named)

    return call


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts the files that are parsed, the SQL statements, the layouts, and how often fonts are loaded."""
    counted: Counter[str] = Counter()

    class Cursor(sqlite3.Cursor):
        def execute(self, *given: Any) -> Any:
            counted["SQL"] += 1
            return super().execute(*given)

        def executemany(self, *given: Any) -> Any:
            counted["SQL"] += 1
            return super().executemany(*given)

    class Connection(sqlite3.Connection):
        def cursor(self, *_: Any) -> Any:
            return super().cursor(Cursor)

    class Compiler:
        def __init__(self, **given: Any) -> None:
            self.compiler = _COMPILER(**given)

        def compile(self, **given: Any) -> Any:
            counted["layouts"] += 1
            return self.compiler.compile(**given)

    monkeypatch.setattr(events, "Parser", counting(counted, "files", vars(events)["Parser"]))
    monkeypatch.setattr(sqlite3, "connect", lambda path: _CONNECT(path, factory=Connection))
    monkeypatch.setattr(typst, "Compiler", Compiler)
    monkeypatch.setattr(typst, "Fonts", counting(counted, "fonts", typst.Fonts))
    return counted


_COMPILER = typst.Compiler
_CONNECT = sqlite3.connect


@pytest.mark.parametrize("items", [30, 300])
def test_a_build_costs_a_file_a_parse_a_leaf_a_layout_and_a_package_a_fixed_number_of_statements(
    items: int, tmp_path: Path, counts: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    banks.write(tmp_path, items)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)  # two at a time may both be the first
    report = build(BuildRequest(bank=tmp_path, formats=("apkg", "pdf")))
    assert counts["files"] == len(list(tmp_path.rglob("*.yaml")))
    # One for each file, and one for the picture of each sheet.
    assert counts["layouts"] == sum(path.suffix in (".pdf", ".png") for path in report.written)
    assert counts["SQL"] < 20
    assert counts["fonts"] <= 1


def test_a_build_indexes_the_names_once_and_defines_words_styles_once_an_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: Counter[str] = Counter()

    monkeypatch.setattr(NameIndex, "__init__", counting(counted, "indexes", NameIndex.__init__))
    monkeypatch.setattr(blank, "define_styles", counting(counted, "definitions", styles.define_styles))
    monkeypatch.setattr(os, "cpu_count", lambda: 1)  # two at a time may both be the first
    blank.blank_document.cache_clear()
    banks.write(tmp_path, 30)
    deck = tmp_path / "decks" / "deck.yaml"
    deck.write_text(deck.read_text(encoding="utf-8").replace("    select:", "    style: reading\n    select:"), "utf-8")
    written = build(BuildRequest(bank=tmp_path, formats=("docx",), unchecked=True)).written  # rules know offices too
    assert sum(path.suffix == ".docx" for path in written) > 2
    assert counted == {"indexes": 1, "definitions": 1}


def test_a_build_with_nothing_changed_only_reads(tmp_path: Path, counts: Counter[str]) -> None:
    banks.write(tmp_path, 30)
    build(BuildRequest(bank=tmp_path))
    counts.clear()
    build(BuildRequest(bank=tmp_path))
    assert counts == {"files": len([*tmp_path.rglob("*.yaml"), tmp_path / lock.LOCK])}


@pytest.mark.parametrize(
    ("command", "needed"),
    [("check", {"rapidfuzz"}), ("list", set()), ("build", {"rapidfuzz"})],
)
def test_a_command_loads_only_what_it_needs(command: str, needed: set[str], tmp_path: Path) -> None:
    banks.write(tmp_path, 30)
    build(BuildRequest(bank=tmp_path))
    script = (
        "import atexit, sys; atexit.register(lambda: print(*sys.modules)); from quizgen.cli.main import main; main()"
    )
    run = [sys.executable, "-c", script, command, "--bank", str(tmp_path)]
    printed = subprocess.run(run, check=False, capture_output=True, encoding="utf-8").stdout
    loaded = set(printed.splitlines()[-1].split())
    assert "quizgen.bank.load" in loaded
    assert HEAVY & loaded <= needed

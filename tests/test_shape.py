"""What a command does, counted: the shape that keeps it fast; how fast, ``python -m tests.benchmarks`` measures."""

import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import typst

from quizgen import lock, yamltree
from quizgen.build import Options, build
from quizgen.outputs.anki import apkg
from tests.benchmarks import banks

HEAVY = {"docx", "genanki", "jinja2", "markdown_it", "rapidfuzz", "sqlite3", "typst"}


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

    def counting(name: str, function: Any) -> Any:
        def call(*given: Any, **named: Any) -> Any:
            counted[name] += 1
            return function(*given, **named)

        return call

    monkeypatch.setattr(yamltree, "_Parser", counting("files", yamltree._Parser))
    monkeypatch.setattr(apkg.sqlite3, "connect", lambda path: _CONNECT(path, factory=Connection))
    monkeypatch.setattr(typst, "Compiler", Compiler)
    monkeypatch.setattr(typst, "Fonts", counting("fonts", typst.Fonts))
    return counted


_COMPILER = typst.Compiler
_CONNECT = sqlite3.connect


@pytest.mark.parametrize("items", [30, 300])
def test_a_build_costs_a_file_a_parse_a_leaf_a_layout_and_a_package_a_fixed_number_of_statements(
    items: int, tmp_path: Path, counts: Counter[str]
) -> None:
    banks.write(tmp_path, items)
    report = build(Options(bank=tmp_path, formats=("apkg", "pdf")))
    assert counts["files"] == len(list(tmp_path.rglob("*.yaml")))
    assert counts["layouts"] == sum(path.suffix == ".pdf" for path in report.written)
    assert counts["SQL"] < 20
    assert counts["fonts"] <= 1


def test_a_build_with_nothing_changed_only_reads(tmp_path: Path, counts: Counter[str]) -> None:
    banks.write(tmp_path, 30)
    build(Options(bank=tmp_path))
    counts.clear()
    build(Options(bank=tmp_path))
    assert counts == {"files": len([*tmp_path.rglob("*.yaml"), tmp_path / lock.LOCK])}


@pytest.mark.parametrize(
    ("command", "needed"),
    [("check", {"rapidfuzz"}), ("list", set()), ("build", {"rapidfuzz"})],
)
def test_a_command_loads_only_what_it_needs(command: str, needed: set[str], tmp_path: Path) -> None:
    banks.write(tmp_path, 30)
    build(Options(bank=tmp_path))
    script = "import atexit, sys; atexit.register(lambda: print(*sys.modules)); from quizgen.cli import main; main()"
    run = [sys.executable, "-c", script, command, "--bank", str(tmp_path)]
    printed = subprocess.run(run, check=False, capture_output=True, text=True).stdout
    loaded = set(printed.splitlines()[-1].split())
    assert "quizgen.load" in loaded
    assert HEAVY & loaded <= needed

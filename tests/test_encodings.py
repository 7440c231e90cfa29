"""Every file and every pipe is read and written in an encoding that is named: the default is the machine's own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = [path for folder in ("quizgen", "tests", "docs") for path in sorted((ROOT / folder).rglob("*.py"))]
POSITION = {"read_text": 0, "write_text": 1}
"""Where these methods take the encoding, if not by its name."""
PROCESSES = ("run", "Popen", "check_output", "check_call", "call")


def is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def unnamed(source: str) -> Iterator[int]:
    """The lines of the calls that read or write text and name no encoding."""
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        named = {keyword.arg: keyword.value for keyword in call.keywords}
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in POSITION:
            lacks = len(call.args) <= POSITION[name]
        elif name in ("open", "fdopen") and ast.unparse(call.func) != "os.open":  # which gives a number, not text
            modes = [*call.args, named.get("mode")]
            binary = any(isinstance(mode, ast.Constant) and "b" in str(mode.value) for mode in modes)
            lacks = not binary
        else:
            lacks = name in PROCESSES and (is_true(named.get("text", call)) or "universal_newlines" in named)
        if lacks and "encoding" not in named:
            yield call.lineno


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("path.read_text()", [1]),
        ("path.read_text('utf-8')", []),
        ("path.read_text(encoding='utf-8')", []),
        ("path.write_text('text')", [1]),
        ("path.write_text('text', 'utf-8')", []),
        ("open(path)", [1]),
        ("open(path, 'rb')", []),
        ("os.open(path, flags)", []),
        ("path.open('w', encoding='utf-8')", []),
        ("import subprocess\nsubprocess.run(command, text=True)", [2]),
        ("subprocess.run(command, encoding='utf-8')", []),
        ("write(bank, 30, text=True)", []),
    ],
)
def test_what_names_no_encoding_is_found(source: str, lines: list[int]) -> None:
    assert list(unnamed(source)) == lines


def test_every_read_and_write_names_its_encoding() -> None:
    assert len(SOURCES) > 200
    assert [
        f"{path.relative_to(ROOT)}:{line}" for path in SOURCES for line in unnamed(path.read_text(encoding="utf-8"))
    ] == []

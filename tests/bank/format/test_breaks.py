"""Line breaks of every kind, anywhere in a file: problems and nodes are at the line and column that they are in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.format import events, parser
from quizgen.bank.format.tree import Mapping, Tree
from quizgen.base import lines, report
from quizgen.base.problem import Problem

BREAKS = {"LF": "\n", "CR": "\r", "CRLF": "\r\n", "NEL": "\x85", "LS": "\u2028", "PS": "\u2029"}
FAULTY = {
    "two colons in prose": "a: x: y\nb: 1\nc: p: q\n",
    "colons after breaks in quotes, prose and comments": 'a: "x\n  y"\n# z\nb: >-\n  p\n\n  q\nc: x: y\n',
    "a key twice and a tag": "a: 1\n\n# z\nb: 2\na: 3\nc: !t 4\n",
    "tabs": "a: 1\n\tb: 2\n  \tc: 3\n",
    "control characters": "a: 1\nb: x\x07\n\n  c\x08\n",
    "an unclosed quotation": "a: 1\nb: 'c\nd: e\n",
    "an unclosed bracket": "a: 1\n\nb: [1, 2\nc: 3\n",
    "an unknown alias": "a: 1\nb:\n  - *c\n",
    "a key without a space": "a: 1\nb:\n c\n",
}


@pytest.fixture(params=["libyaml", "Python"], autouse=True)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "Python":
        monkeypatch.setattr(events, "Parser", yaml.Loader)


def parse(text: str) -> tuple[Tree | None, list[Problem]]:
    problems: list[Problem] = []
    return parser.parse(text, "f.yaml", problems), problems


def places(problems: list[Problem]) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.place.line, problem.place.column) for problem in problems]


def rewritten(text: str, break_: str) -> Iterator[str]:
    """*text* with all its breaks replaced, and with each of them alone."""
    yield text.replace("\n", break_)
    pieces = text.split("\n")
    for number in range(1, len(pieces)):
        if break_ == "\r" and not pieces[number]:  # before a line feed it would be half of one break
            continue
        yield "\n".join(pieces[:number]) + break_ + "\n".join(pieces[number:])


@pytest.mark.parametrize("name", FAULTY)
@pytest.mark.parametrize("break_", BREAKS)
def test_a_break_of_any_kind_anywhere_moves_no_problem(break_: str, name: str) -> None:
    wanted = places(parse(FAULTY[name])[1])
    for text in rewritten(FAULTY[name], BREAKS[break_]):
        assert places(parse(text)[1]) == wanted, repr(text)


@pytest.mark.parametrize("break_", BREAKS)
def test_a_break_of_any_kind_moves_no_mark_of_a_cut_value(break_: str) -> None:
    for text in rewritten("# a\na: b c\nd: Cell #3\ne: f\n", BREAKS[break_]):
        tree, _ = parse(text)
        assert tree is not None
        assert isinstance(tree.root, Mapping)
        assert [key for key in tree.root if tree.is_cut(tree.root.number(key) + 1)] == ["d"]


@pytest.mark.parametrize("break_", BREAKS)
def test_the_line_under_a_problem_is_the_line_at_fault(break_: str, tmp_path: Path) -> None:
    for number, text in enumerate(rewritten("a: 1\n\n# z\nb: x: y\n", BREAKS[break_])):
        path = tmp_path / f"{number}.yaml"
        path.write_bytes(text.encode())
        problems: list[Problem] = []
        parser.read(path, str(path), problems)
        _, source_line, caret, _ = report.format_text(problems).split("\n")
        assert source_line == "     4 │ b: x: y"
        assert source_line[caret.index("^")] == ":"


@given(
    st.lists(st.sampled_from([*BREAKS.values(), "a", ": ", "- ", "  ", " #", '"', "'", "[", "]", "|", "\t", "!", "*"]))
)
def test_every_problem_is_at_a_place_that_exists(pieces: list[str]) -> None:
    text = "".join(pieces)
    text_lines = lines.split(text)
    tree, problems = parse(text)
    assert len({*places(problems)}) == len(problems)
    nodes = [tree.place(number) for number in range(len(tree.places) // 2)] if tree else []
    for place in (*nodes, *(problem.place for problem in problems)):
        assert 1 <= place.line <= len(text_lines)
        assert 1 <= place.column <= len(text_lines[place.line - 1]) + 1

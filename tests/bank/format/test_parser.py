from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.format import damage, events, parser
from quizgen.bank.format.tree import Listing, Mapping, Node, Tree
from quizgen.base import files
from quizgen.base import problem as problem_module
from quizgen.base.lines import LineIndex
from quizgen.base.problem import Problem


def parse(text: str) -> tuple[Tree | None, list[Problem]]:
    problems: list[Problem] = []
    return parser.parse(text, "f.yaml", problems), problems


def plain(tree: Tree | None) -> object:
    return tree and tree.root


@pytest.mark.parametrize("scalar", ["no", "1937", "12:30", "2025-09-22", "null", "~", "0x1F", "1e3", "yes"])
def test_a_plain_scalar_stays_as_it_was_written(scalar: str) -> None:
    assert plain(parse(f"a: {scalar}\n")[0]) == {"a": scalar}


def places(tree: Tree, node: Node, number: int) -> Iterator[tuple[str, int, int]]:
    """What stands in a node, and the line and column where it begins."""
    place = tree.place(number)
    yield (node if isinstance(node, str) else type(node).__name__), place.line, place.column
    if isinstance(node, Listing):
        for element_number, element in enumerate(node, node.first):
            yield from places(tree, element, element_number)
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from places(tree, key, node.number(key))
            yield from places(tree, value, node.number(key) + 1)


def test_every_key_and_node_knows_its_line_and_column() -> None:
    tree, _ = parse("a: 1\nb:\n  - x\n  - {c: d}\ne: >-\n  f\n")
    assert tree is not None
    assert [*places(tree, tree.root, tree.number)] == [
        ("Mapping", 1, 1),
        ("a", 1, 1), ("1", 1, 4),
        ("b", 2, 1), ("Listing", 3, 3), ("x", 3, 5), ("Mapping", 4, 5), ("c", 4, 6), ("d", 4, 9),
        ("e", 5, 1), ("f", 5, 4),
    ]  # fmt: skip


def test_a_key_that_stands_twice_shifts_no_place() -> None:
    tree, _ = parse("a: 1\na: [2, 3]\nb: 4\n")
    assert tree is not None
    assert [place[:2] for place in places(tree, tree.root, tree.number)][1:] == [("a", 1), ("1", 1), ("b", 3), ("4", 3)]


# Each broken text with the code and place that it is reported under, and a word that the hint must hold.
BROKEN = {
    "a duplicate key": ("a: 1\nb: 2\na: 3\n", "Y105", (3, 1), "rename"),
    "a colon in prose": ("ask: What is this: a test\n", "Y111", (1, 18), ">-"),
    "a tab in the indentation": ("a:\n\tb: 1\n", "Y110", (2, 1), "spaces"),
    "a control character": ("a: b\x07\n", "Y102", (1, 5), "Delete"),
    "a custom tag": ("a: !secret b\n", "Y106", (1, 4), "tag"),
    "a standard tag": ("a: !!int 3\n", "Y106", (1, 4), "tag"),
    "an unclosed bracket": ("a: [1, 2\nb: 3\n", "Y104", (2, 2), "mend this first"),
    "an unclosed quotation": ("a: 'b\nc: d\n", "Y104", (1, 4), "quotes"),
    "a mark that begins a text": ("a: @b\n", "Y104", (1, 4), "wants quotes"),
    "a second document": ("a: 1\n---\nb: 2\n", "Y112", (2, 1), "one document"),
    "an empty file": ("", "Y109", (1, 1), "include"),
    "a file of comments": ("# nothing\n", "Y109", (1, 1), "include"),
    "an unknown alias": ("a: *b\n", "Y107", (1, 4), "quotes"),
    "an alias of itself": ("a: &a [*a]\n", "Y107", (1, 8), "Write the value out"),
    "a list as a key": ("[a, b]: c\n", "Y104", (1, 1), "key: value"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_text_is_reported_with_its_place_and_a_way_out(name: str) -> None:
    text, code, place, hint = BROKEN[name]
    _, problems = parse(text)
    assert [(problem.code, (problem.place.line, problem.place.column)) for problem in problems] == [(code, place)]
    assert hint in problems[0].hint


def test_all_problems_come_in_one_run() -> None:
    _, problems = parse("a: x: y\nb: 1\nb: 2\nc: !t 3\nd: p: q\n")
    assert [problem.code for problem in problems] == ["Y111", "Y111", "Y105", "Y106"]


def test_a_cut_value_is_marked_and_a_comment_after_quotes_is_not() -> None:
    tree, _ = parse("a: Cell #3\nb: Cell  # three\nc: 'Cell' # three\nd: Cell#3\n")
    assert tree is not None
    assert isinstance(tree.root, Mapping)
    cut = {name: tree.is_cut(tree.root.number(name) + 1) for name in tree.root}
    assert cut == {"a": True, "b": True, "c": False, "d": False}
    assert plain(tree) == {"a": "Cell", "b": "Cell", "c": "Cell", "d": "Cell#3"}


@pytest.mark.parametrize("code", [0, 8, 0xB, 0x1F, 0x7F, 0x84, 0x86, 0x9F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_what_the_parser_refuses_is_found_and_placed(code: int) -> None:
    _, problems = parse(f"a: 1\nb: x{chr(code)}y\n")
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [("Y102", 2, 5)]


@pytest.mark.parametrize("code", [0x20, 0x7E, 0xA0, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF])
def test_every_other_character_is_fine(code: int) -> None:
    assert plain(parse(f"a: x{chr(code)}y\n")[0]) == {"a": f"x{chr(code)}y"}


def test_nesting_is_bounded() -> None:
    assert [problem.code for problem in parse("[" * 1000)[1]] == ["Y108"]


def test_aliases_are_bounded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert [problem.code for problem in parse("\n".join(lines))[1]] == ["Y107"]


def test_a_bounded_alias_is_its_value() -> None:
    assert plain(parse("a: &x [1, 2]\nb: *x\n")[0]) == {"a": ["1", "2"], "b": ["1", "2"]}


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"a: ok\nb: Gorki\xe6\n", (2, 9)),
        (b"a: ok # \xe6\n", (1, 9)),
        (b"a: ok\n\tb: Gorki\xe6\n", (2, 10)),
        (b"a: [\nb: Gorki\xe6\n", (2, 9)),
        ("a: ok\n".encode("utf-16"), (1, 1)),
    ],
)
def test_bytes_that_are_not_utf_8_are_placed(tmp_path: Path, data: bytes, place: tuple[int, int]) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(data)
    problems: list[Problem] = []
    assert parser.read(path, "f.yaml", problems) is None
    assert [(problem.code, (problem.place.line, problem.place.column)) for problem in problems] == [("Y102", place)]


def test_a_folder_and_a_missing_file_are_reported(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert parser.read(tmp_path, "folder", problems) is None
    assert parser.read(tmp_path / "none.yaml", "none.yaml", problems) is None
    assert [problem.code for problem in problems] == ["Y101", "Y101"]


def test_a_file_over_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    (tmp_path / "f.yaml").write_text("a: 0123456789\n", encoding="utf-8")
    problems: list[Problem] = []
    assert parser.read(tmp_path / "f.yaml", "f.yaml", problems) is None
    assert [problem.code for problem in problems] == ["Y103"]


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes("\ufeffa: >-\r\n  one\r\n  two\r\n".encode())
    assert plain(parser.read(path, "f.yaml", [])) == {"a": "one two"}


def test_without_the_c_parser_the_tree_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: no\nb: [1, {c: 'd'}]\nb: 2\ne: >-\n  two\n  lines\nf: x: y\n"
    first = parse(text)
    monkeypatch.setattr(events, "Parser", yaml.Loader)
    second = parse(text)
    assert plain(first[0]) == plain(second[0])
    assert first[1] == second[1]


VALUES = st.recursive(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcdef", min_size=1), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_what_yaml_writes_is_read_back(value: object) -> None:
    text = yaml.safe_dump({"root": value}, allow_unicode=True, default_style='"')
    tree, problems = parse(text)
    assert not problems
    assert plain(tree) == {"root": value}


@pytest.mark.parametrize("text", ["\ta: 1\n" * 1000, "a: x\x07\n" * 1000, "a: b #\n" * 1000])
def test_the_lines_of_a_text_are_looked_for_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    searched = []

    def index(text: str) -> LineIndex:
        searched.append(len(text))
        return LineIndex(text)

    for module in (damage, events, problem_module):
        monkeypatch.setattr(module, "LineIndex", index)
    problems = parse(text)[1]
    assert len(problems) >= 999
    assert len(searched) <= 1


def test_a_large_file_is_not_read_again_for_each_colon(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: b: c\n" * 10
    monkeypatch.setattr(parser, "MAX_REREAD", 3 * len(text))
    assert [problem.code for problem in parse(text)[1]] == ["Y111"] * 4

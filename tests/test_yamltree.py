from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quizgen import yamltree
from quizgen.problem import Problem
from quizgen.yamltree import Listing, Mapping, Node, Scalar


def parse(text: str) -> tuple[Node | None, list[Problem]]:
    problems: list[Problem] = []
    return yamltree.parse(text, "f.yaml", problems), problems


def plain(node: Node | None) -> object:
    match node:
        case Scalar():
            return node.value
        case Listing():
            return [plain(each) for each in node.items]
        case Mapping():
            return {name: plain(value) for name, (_, value) in node.entries.items()}
    return None


@pytest.mark.parametrize("scalar", ["no", "1937", "12:30", "2025-09-22", "null", "~", "0x1F", "1e3", "yes"])
def test_a_plain_scalar_stays_as_it_was_written(scalar: str) -> None:
    assert plain(parse(f"a: {scalar}\n")[0]) == {"a": scalar}


def test_every_node_knows_its_line_and_column() -> None:
    root, _ = parse("a: 1\nb:\n  - x\n  - {c: d}\n")
    assert isinstance(root, Mapping)
    key, listing = root.entries["b"]
    assert (key.line, key.column) == (2, 1)
    assert isinstance(listing, Listing)
    inner = listing.items[1]
    assert (inner.line, inner.column) == (4, 5)


# Each broken text with the code and place that it is reported under, and a word that the hint must hold.
BROKEN = {
    "a duplicate key": ("a: 1\nb: 2\na: 3\n", "Y105", (3, 1), "rename"),
    "a colon in prose": ("ask: What is this: a test\n", "Y111", (1, 18), ">-"),
    "a tab in the indentation": ("a:\n\tb: 1\n", "Y110", (2, 1), "spaces"),
    "a control character": ("a: b\x07\n", "Y102", (1, 5), "Delete"),
    "a custom tag": ("a: !secret b\n", "Y106", (1, 4), "tag"),
    "a standard tag": ("a: !!int 3\n", "Y106", (1, 4), "tag"),
    "an unclosed bracket": ("a: [1, 2\nb: 3\n", "Y104", (2, 2), "mend this first"),
    "an unclosed quotation": ("a: 'b\n", "Y104", (2, 1), "Quotes"),
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
    assert [(each.code, (each.place.line, each.place.column)) for each in problems] == [(code, place)]
    assert hint in problems[0].hint


def test_all_problems_come_in_one_run() -> None:
    _, problems = parse("a: x: y\nb: 1\nb: 2\nc: !t 3\nd: p: q\n")
    assert [each.code for each in problems] == ["Y111", "Y111", "Y105", "Y106"]


def test_a_cut_value_is_marked_and_a_comment_after_quotes_is_not() -> None:
    root, _ = parse("a: Cell #3\nb: Cell  # three\nc: 'Cell' # three\nd: Cell#3\n")
    assert isinstance(root, Mapping)
    cut = {name: value.cut for name, (_, value) in root.entries.items() if isinstance(value, Scalar)}
    assert cut == {"a": True, "b": True, "c": False, "d": False}
    assert plain(root) == {"a": "Cell", "b": "Cell", "c": "Cell", "d": "Cell#3"}


def test_nesting_is_bounded() -> None:
    assert [each.code for each in parse("[" * 1000)[1]] == ["Y108"]


def test_aliases_are_bounded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert [each.code for each in parse("\n".join(lines))[1]] == ["Y107"]


def test_a_bounded_alias_is_its_value() -> None:
    assert plain(parse("a: &x [1, 2]\nb: *x\n")[0]) == {"a": ["1", "2"], "b": ["1", "2"]}


def test_bytes_that_are_not_utf_8_are_placed(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"a: ok\nb: Gorki\xe6\n")
    problems: list[Problem] = []
    assert yamltree.read(path, "f.yaml", problems) is None
    assert [(each.code, each.place.line, each.place.column) for each in problems] == [("Y102", 2, 9)]


def test_a_folder_and_a_missing_file_are_reported(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert yamltree.read(tmp_path, "folder", problems) is None
    assert yamltree.read(tmp_path / "none.yaml", "none.yaml", problems) is None
    assert [each.code for each in problems] == ["Y101", "Y101"]


def test_a_file_over_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamltree, "MAX_BYTES", 10)
    (tmp_path / "f.yaml").write_text("a: 0123456789\n")
    problems: list[Problem] = []
    assert yamltree.read(tmp_path / "f.yaml", "f.yaml", problems) is None
    assert [each.code for each in problems] == ["Y103"]


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes("\ufeffa: >-\r\n  one\r\n  two\r\n".encode())
    assert plain(yamltree.read(path, "f.yaml", [])) == {"a": "one two"}


def test_without_the_c_parser_the_tree_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: no\nb: [1, {c: 'd'}]\nb: 2\ne: >-\n  two\n  lines\nf: x: y\n"
    first = parse(text)
    monkeypatch.setattr(yamltree, "_Parser", yaml.Loader)
    second = parse(text)
    assert plain(first[0]) == plain(second[0])
    assert [(each.code, each.place) for each in first[1]] == [(each.code, each.place) for each in second[1]]


VALUES = st.recursive(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcdef", min_size=1), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_what_yaml_writes_is_read_back(value: object) -> None:
    text = yaml.safe_dump({"root": value}, allow_unicode=True, default_style='"')
    root, problems = parse(text)
    assert not problems
    assert plain(root) == {"root": value}

"""YAML text as a tree of nodes that remember where they were written; scalars stay raw text.

The events of PyYAML's C parser are read directly: constructing Python objects first would lose the positions, turn
``no`` into False and ``12:30`` into 750, drop duplicate keys in silence, and take five times as long.
"""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import yaml

from quizgen.problem import Place, Problem

try:
    from yaml.cyaml import CParser as _Parser  # type: ignore[attr-defined]
except ImportError:  # PyYAML built without libyaml: slower, the same tree
    from yaml import Loader as _Parser  # type: ignore[assignment]

MAX_BYTES = 64 * 2**20
"""A larger file is refused: a bank of 100,000 items in one file stays below."""
MAX_DEPTH = 40
"""A bank needs eight levels; anything near this is an attack or an accident."""
MAX_EXPANSION = 100_000
"""Nodes that all aliases of a file together may stand for."""
MAX_REPAIRS = 50
"""Colons in prose that are reported in one file before reading stops."""

_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAB = re.compile(r"^ *\t", re.MULTILINE)
_COMMENT_AFTER_VALUE = re.compile(r"\S[^\S\n]+#")


class Scalar:
    """A text value as it was written, escapes and folding undone."""

    __slots__ = ("column", "cut", "line", "value")

    def __init__(self, value: str, line: int, column: int, cut: bool) -> None:
        self.value = value
        self.line = line
        self.column = column
        self.cut = cut
        """Whether a comment follows an unquoted value on its line."""


class Listing:
    """A sequence of nodes."""

    __slots__ = ("column", "items", "line")

    def __init__(self, line: int, column: int) -> None:
        self.items: list[Node] = []
        self.line = line
        self.column = column


class Mapping:
    """Keys with their nodes, in the order in which they were written."""

    __slots__ = ("column", "entries", "line")

    def __init__(self, line: int, column: int) -> None:
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.line = line
        self.column = column


Node = Scalar | Listing | Mapping


class _Mark(Protocol):
    line: int
    column: int


def read(path: Path, shown: str, problems: list[Problem]) -> Node | None:
    """The tree of the file at *path*, or None where it cannot be read; adds to *problems* under the name *shown*."""

    def report(code: str, message: str, hint: str) -> None:
        problems.append(Problem(place=Place(path=shown), code=code, message=message, hint=hint))

    try:
        size = path.stat().st_size
        if path.is_dir():
            report("Y101", "this is a folder, not a file", "Name a YAML file.")
            return None
        if size > MAX_BYTES:
            limit = MAX_BYTES // 2**20
            report("Y103", f"the file is larger than {limit} MiB", "Split it, and list the parts under include:.")
            return None
        data = path.read_bytes()
    except OSError as error:
        report("Y101", f"cannot be read: {error.strerror or error}", "Check the name and the rights of the file.")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        problems.append(
            Problem(
                place=_place_at(shown, before, len(before)),
                code="Y102",
                message=f"byte 0x{data[error.start]:02x} is not UTF-8",
                hint="Save the file as UTF-8 (in most editors: Save with encoding).",
            )
        )
        return None
    return parse(text, shown, problems)


def parse(text: str, shown: str, problems: list[Problem]) -> Node | None:
    """The tree of *text*, or None where nothing can be made of it."""
    broken = False
    for pattern, code, message, hint in (
        (
            _UNREADABLE,
            "Y102",
            "a control character has no place in a text file",
            "Delete it and type the text again.",
        ),
        (_TAB, "Y110", "a tab in the indentation", "Indent with spaces, two a level."),
    ):
        for match in pattern.finditer(text):
            place = _place_at(shown, text, match.end() - 1)
            problems.append(Problem(place=place, code=code, message=message, hint=hint))
            broken = True
    if broken:
        return None
    text = text.replace("\r\n", "\n")
    for _ in range(MAX_REPAIRS):
        reader = _Reader(text, shown)
        try:
            with no_garbage_collection():
                root = reader.root()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line, mark.column) if mark else (0, 0)
            place = Place(path=shown, line=line + 1, column=column + 1)
            if not (error.problem or "").startswith("mapping values are not allowed"):
                problems += reader.problems
                problems.append(Problem(place=place, code="Y104", message=_syntax(error), hint=_SYNTAX_HINT))
                return None
            problems.append(Problem(place=place, code="Y111", message=_COLON, hint=_COLON_HINT))
            text = _without_colon(text, line, column)
        else:
            problems += reader.problems
            return root
    return None


_COLON = "a colon and a space inside unquoted text, or a key at the wrong indentation"
_DEPTH_HINT = "A bank needs eight at most."
_DOCUMENT_HINT = "Keep one document a file: take the line --- out."
_COLON_HINT = "Write prose as `key: >-` with the text indented on the next line."
_SYNTAX_HINT = (
    "The rest of this file was not read: mend this first. Quotes, brackets and indentation are the usual causes."
)


def _syntax(error: yaml.MarkedYAMLError) -> str:
    context = f" {error.context}" if error.context else ""
    return f"not valid YAML: {error.problem}{context}"


def _offset(text: str, line: int, column: int) -> int:
    at = 0
    for _ in range(line):
        at = text.index("\n", at) + 1
    return at + column


def _without_colon(text: str, line: int, column: int) -> str:
    """The same text at the same positions, its colon no longer a mark, so that the rest of the file can be read."""
    at = _offset(text, line, column)
    return f"{text[:at]}.{text[at + 1 :]}"


def _place_at(shown: str, text: str, offset: int) -> Place:
    return Place(path=shown, line=text.count("\n", 0, offset) + 1, column=offset - text.rfind("\n", 0, offset))


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Nodes and words form no cycles, and half of the time that they take would go into looking for some."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Stop(Exception):
    """Reading this file any further would be pointless or unsafe."""


class _Reader:
    """One pass over the events of one file."""

    def __init__(self, text: str, shown: str) -> None:
        self.text = text
        self.shown = shown
        self.problems: list[Problem] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.nodes = 0
        self.expanded = 0
        # Only lines with a comment behind something need a second look; mostly there are none.
        self.lines = text.split("\n") if _COMMENT_AFTER_VALUE.search(text) else []

    def report(self, mark: _Mark, code: str, message: str, hint: str) -> None:
        place = Place(path=self.shown, line=mark.line + 1, column=mark.column + 1)
        self.problems.append(Problem(place=place, code=code, message=message, hint=hint))

    def _stop(self, mark: _Mark, code: str, message: str, hint: str) -> _Stop:
        self.report(mark, code, message, hint)
        return _Stop()

    def root(self) -> Node | None:
        try:
            root = self._root()
        except _Stop:
            return None
        if root is None or (type(root) is Scalar and not root.value):
            self.problems.append(
                Problem(
                    place=Place(path=self.shown, line=1, column=1),
                    code="Y109",
                    message="the file is empty",
                    hint="Write something into it, or take it out of include:.",
                )
            )
            return None
        return root

    def _root(self) -> Node | None:
        # The loop that all reading time goes into: one step an event, local names, no call for a plain value.
        get: Callable[[], Any] = _Parser(self.text).get_event
        scalar_event, mapping_start, sequence_start = (
            yaml.ScalarEvent,
            yaml.MappingStartEvent,
            yaml.SequenceStartEvent,
        )
        mapping_end, sequence_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
        lines = self.lines
        root: Node | None = None
        parent: Mapping | Listing | None = None
        key: Scalar | None = None
        stack: list[tuple[Mapping | Listing | None, Scalar | None, str, int]] = []
        documents = 0
        while True:
            event = get()
            kind = type(event)
            node: Node
            if kind is scalar_event:
                start = event.start_mark
                cut = bool(lines) and not event.style and self._is_cut(event.end_mark)
                node = Scalar(event.value, start.line + 1, start.column + 1, cut)
                self.nodes += 1
                if event.tag or event.anchor:
                    self._tag(event)
                    if event.anchor:
                        self.anchors[event.anchor] = (node, 1)
            elif kind is mapping_start or kind is sequence_start:
                start = event.start_mark
                if len(stack) >= MAX_DEPTH:
                    raise self._stop(start, "Y108", f"more than {MAX_DEPTH} levels of nesting", _DEPTH_HINT)
                self._tag(event)
                self.nodes += 1
                stack.append((parent, key, event.anchor or "", self.nodes))
                parent = (Mapping if kind is mapping_start else Listing)(start.line + 1, start.column + 1)
                key = None
                continue
            elif kind is mapping_end or kind is sequence_end:
                assert parent is not None
                node = parent
                parent, key, name, before = stack.pop()
                if name:
                    self.anchors[name] = (node, self.nodes - before + 1)
            elif kind is yaml.AliasEvent:
                node = self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise self._stop(event.start_mark, "Y112", "a second document begins here", _DOCUMENT_HINT)
                continue
            elif kind is yaml.StreamEndEvent:
                return root
            else:
                continue
            if parent is None:
                root = node
            elif type(parent) is Listing:
                parent.items.append(node)
            elif key is None:
                key = self._key(node)
            else:
                self._enter(parent, key, node)
                key = None

    def _key(self, node: Node) -> Scalar:
        if type(node) is Scalar:
            return node
        place = Place(path=self.shown, line=node.line, column=node.column)
        self.problems.append(
            Problem(place=place, code="Y104", message="a key must be plain text", hint="Write `key: value`.")
        )
        return Scalar("", node.line, node.column, False)

    def _enter(self, parent: Node, key: Scalar, node: Node) -> None:
        assert type(parent) is Mapping
        first = parent.entries.setdefault(key.value, (key, node))[0]
        if first is not key:
            self.problems.append(
                Problem(
                    place=Place(path=self.shown, line=key.line, column=key.column),
                    code="Y105",
                    message=f"the key “{key.value}” stands twice; first in line {first.line}",
                    hint="Keep one of the two, or rename one.",
                )
            )

    def _is_cut(self, end: _Mark) -> bool:
        return self.lines[end.line][end.column :].lstrip(" ").startswith("#")

    def _tag(self, event: Any) -> None:
        if event.tag and event.tag != "!":
            message = f"the tag {event.tag} has no meaning here"
            self.report(event.start_mark, "Y106", message, "Take the tag away; quote text that begins with “!”.")

    def _alias(self, event: Any) -> Node:
        found = self.anchors.get(event.anchor)
        if found is None:
            message = f"*{event.anchor} refers to nothing that is complete before it"
            hint = "Write the value out. Text that begins with * wants quotes."
            raise self._stop(event.start_mark, "Y107", message, hint)
        node, size = found
        self.nodes += size
        self.expanded += size
        if self.expanded > MAX_EXPANSION:
            raise self._stop(event.start_mark, "Y107", "the aliases expand without bound", "Write the values out.")
        return node

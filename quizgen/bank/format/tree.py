"""YAML text as a tree of strings, lists and mappings that remembers where everything was written.

The events of PyYAML's C parser are read directly: constructing Python objects first would lose the places, turn ``no``
into False and ``12:30`` into 750, drop duplicate keys in silence, and take five times as long. A scalar stays the text
that it is, and its place is two numbers in one array a file: an object a scalar would double time and memory.
"""

import codecs
import re
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import Any, Protocol

import yaml

from quizgen.base.files import not_utf8
from quizgen.base.problem import Place, Problem

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
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Listing(list["Node"]):
    """A sequence of nodes; their places have the numbers from ``first`` on."""

    __slots__ = ("first",)
    first: int


class Mapping(dict[str, "Node"]):
    """Keys with their nodes, as written; from ``first`` on the places of the first key, of its node, the next key …"""

    __slots__ = ("first",)
    first: int

    def number(self, key: str) -> int:
        """The number of the place of a key; its node's is the next."""
        return self.first + 2 * list(self).index(key)


Node = str | Listing | Mapping
"""A scalar is its raw text, escapes and folding undone."""


@dataclass(kw_only=True, slots=True)
class Tree:
    """What a file holds, and where."""

    path: str = ""
    """The file as messages show it."""
    root: Node = ""
    number: int = 0
    """The number of the root's place."""
    places: "array[int]" = field(default_factory=lambda: array("I"))
    """Line and column, from 0, of one place after the other."""
    cut: set[tuple[int, int]] = field(default_factory=set)
    """Line and column, from 0, of the unquoted texts that a comment follows on their line."""

    def place(self, number: int) -> Place:
        """The place of that number; a tree that was not read from a file has no lines."""
        if not self.places:
            return Place(path=self.path)
        line, column = self._place(number)
        return Place(path=self.path, line=line + 1, column=column + 1)

    def is_cut(self, number: int) -> bool:
        """Whether a comment follows the text at the place of that number, unquoted as it is."""
        return bool(self.cut) and self._place(number) in self.cut

    def _place(self, number: int) -> tuple[int, int]:
        return self.places[2 * number], self.places[2 * number + 1]


class _Mark(Protocol):
    line: int
    column: int


def read(path: Path, shown: str, problems: list[Problem]) -> Tree | None:
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
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        report("Y101", f"cannot be read: {error.strerror or error}", "Check the name and the rights of the file.")
        return None
    return _parse(data, shown, problems)


def parse(text: str, shown: str, problems: list[Problem]) -> Tree | None:
    """The tree of *text*, or None where nothing can be made of it."""
    return _parse(text.encode(errors="surrogatepass"), shown, problems)


def _parse(data: bytes, shown: str, problems: list[Problem]) -> Tree | None:
    # The parser looks at every byte; only where it refuses one, or may read on in spite of it, is the text searched.
    if (b"\t" in data or data.startswith(_UTF_16)) and (odd := _odd(data, shown)):
        problems += odd
        return None
    for _ in range(MAX_REPAIRS):
        found: list[Problem] = []
        try:
            tree = _Reader(data, shown, found).tree()
        except yaml.YAMLError as error:
            if odd := _odd(data, shown):
                problems += odd
                return None
            what, line, column = _refusal(error)
            place = Place(path=shown, line=line + 1, column=column + 1)
            if not what.startswith("mapping values are not allowed"):
                problems += found
                message = f"not valid YAML: {what}"
                problems.append(Problem(place=place, code="Y104", message=message, hint=_SYNTAX_HINT))
                return None
            problems.append(Problem(place=place, code="Y111", message=_COLON, hint=_COLON_HINT))
            data = _without_colon(data, line, column)
        else:
            problems += found
            return tree
    return None


_COLON = "a colon and a space inside unquoted text, or a key at the wrong indentation"
_COLON_HINT = "Write prose as `key: >-` with the text indented on the next line."
_DOCUMENT_HINT = "Keep one document a file: take the line --- out."
_SYNTAX_HINT = (
    "The rest of this file was not read: mend this first. Usual causes: quotes, brackets, indentation, and text that"
    " begins with a mark such as * @ % & | and wants quotes."
)


def _refusal(error: yaml.YAMLError) -> tuple[str, int, int]:
    """What the parser says, and of which line and column, from 0."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return str(error), 0, 0
    mark, begun = error.problem_mark or error.context_mark, error.context_mark
    what = f"{error.problem} {error.context or ''}".rstrip()
    if mark and begun and begun.line < mark.line:
        if "end of stream" in what:  # what never ends is found at the end of the file, and is mended where it begins
            mark = begun
        else:
            what = f"{what} that begins in line {begun.line + 1}"
    return what, mark.line if mark else 0, mark.column if mark else 0


def _odd(data: bytes, shown: str) -> list[Problem]:
    """Bytes that are no UTF-8, control characters, tabs in the indentation: with one of them a file is not read."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        place, message = not_utf8(error, shown)
        hint = "Save the file as UTF-8 (in most editors: Save with encoding)."
        return [Problem(place=place, code="Y102", message=message, hint=hint)]
    control = "a control character has no place in a text file"
    return [
        Problem(place=Place.within(shown, text, match.end() - 1), code=code, message=message, hint=hint)
        for pattern, code, message, hint in (
            (_UNREADABLE, "Y102", control, "Delete it and type the text again."),
            (_TAB, "Y110", "a tab in the indentation", "Indent with spaces, two a level."),
        )
        for match in pattern.finditer(text)
    ]


def _without_colon(data: bytes, line: int, column: int) -> bytes:
    """The same text at the same positions, its colon no longer a mark, so that the rest of the file can be read."""
    lines = data.decode().split("\n")
    lines[line] = f"{lines[line][:column]}.{lines[line][column + 1 :]}"
    return "\n".join(lines).encode()


def _before_comments(data: bytes) -> set[tuple[int, int]]:
    """Line and column, from 0, at which something ends that a comment follows on its line."""
    ends = set()
    if b" #" in data:  # mostly there is none
        text, line, at = data.decode(errors="replace"), 0, 0
        for match in re.finditer(" +#", text):
            line += text.count("\n", at, match.start())
            at = match.start()
            ends.add((line, at - text.rfind("\n", 0, at) - 1))
    return ends


class _Stop(Exception):
    """Reading this file any further would be pointless or unsafe."""


class _Reader:
    """One pass over the events of one file."""

    def __init__(self, data: bytes, shown: str, problems: list[Problem]) -> None:
        self.get: Callable[[], Any] = _Parser(data).get_event
        self.result = Tree(path=shown)
        self.problems = problems
        self.ends = _before_comments(data)
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.depth = 0
        self.nodes = 0
        self.expanded = 0

    def report(self, mark: _Mark, code: str, message: str, hint: str) -> None:
        place = Place(path=self.result.path, line=mark.line + 1, column=mark.column + 1)
        self.problems.append(Problem(place=place, code=code, message=message, hint=hint))

    def _stop(self, mark: _Mark, code: str, message: str, hint: str) -> _Stop:
        self.report(mark, code, message, hint)
        return _Stop()

    def tree(self) -> Tree | None:
        try:
            root = self._root()
        except _Stop:
            return None
        if root == "":
            place = Place(path=self.result.path, line=1, column=1)
            hint = "Write something into it, or take it out of include:."
            self.problems.append(Problem(place=place, code="Y109", message="the file is empty", hint=hint))
            return None
        self.result.root = root
        return self.result

    def _root(self) -> Node:
        get = self.get
        get()  # the stream begins
        if type(get()) is yaml.StreamEndEvent:
            return ""
        event = get()
        root = self._node(event)
        self.result.number = self._keep([event.start_mark.line, event.start_mark.column])
        get()  # the document ends
        event = get()
        kind = type(event)
        if kind is yaml.DocumentStartEvent:
            raise self._stop(event.start_mark, "Y112", "a second document begins here", _DOCUMENT_HINT)
        return root

    # Nearly all time goes into the next two loops: they use local names, and call nothing for a plain scalar.

    def _mapping(self) -> Mapping:
        get, scalar, end, look = self.get, yaml.ScalarEvent, yaml.MappingEndEvent, bool(self.ends)
        mapping = Mapping()
        places: list[int] = []
        while type(event := get()) is not end:
            at = event.start_mark
            plain = type(event) is scalar and not event.tag and not event.anchor and not look
            key = event.value if plain else self._key(event)
            event = get()
            plain = type(event) is scalar and not event.tag and not event.anchor and not look
            node = event.value if plain else self._node(event)
            if key in mapping:
                first = places[4 * list(mapping).index(key)] + 1
                message = f"the key “{key}” stands twice; first in line {first}"
                self.report(at, "Y105", message, "Keep one of the two, or rename one.")
                continue
            mapping[intern(key)] = node
            mark = event.start_mark
            places += (at.line, at.column, mark.line, mark.column)
        mapping.first = self._keep(places)
        self.nodes += 2 * len(mapping)
        return mapping

    def _listing(self) -> Listing:
        get, scalar, end, look = self.get, yaml.ScalarEvent, yaml.SequenceEndEvent, bool(self.ends)
        listing = Listing()
        places: list[int] = []
        while type(event := get()) is not end:
            plain = type(event) is scalar and not event.tag and not event.anchor and not look
            listing.append(event.value if plain else self._node(event))
            mark = event.start_mark
            places += (mark.line, mark.column)
        listing.first = self._keep(places)
        self.nodes += len(listing)
        return listing

    def _keep(self, places: list[int]) -> int:
        """The number that the first of these places gets."""
        number = len(self.result.places) // 2
        self.result.places.extend(places)
        return number

    def _node(self, event: Any) -> Node:
        """What an event, whatever it is, begins."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            return self._alias(event)
        if event.tag and event.tag != "!":
            message = f"the tag {event.tag} has no meaning here"
            self.report(event.start_mark, "Y106", message, "Take the tag away; quote text that begins with “!”.")
        before = self.nodes
        node: Node
        if kind is yaml.ScalarEvent:
            node = event.value
            mark, end = event.start_mark, event.end_mark
            if not event.style and (end.line, end.column) in self.ends:
                self.result.cut.add((mark.line, mark.column))
        else:
            if self.depth == MAX_DEPTH:
                hint = "A bank needs eight at most."
                raise self._stop(event.start_mark, "Y108", f"more than {MAX_DEPTH} levels of nesting", hint)
            self.depth += 1
            node = self._mapping() if kind is yaml.MappingStartEvent else self._listing()
            self.depth -= 1
        if event.anchor:
            self.anchors[event.anchor] = (node, self.nodes - before + 1)
        return node

    def _key(self, event: Any) -> str:
        node = self._node(event)
        if type(node) is str:
            return node
        self.report(event.start_mark, "Y104", "a key must be plain text", "Write `key: value`.")
        return ""

    def _alias(self, event: Any) -> Node:
        found = self.anchors.get(event.anchor)
        if found is None:
            message = f"*{event.anchor} refers to nothing that is complete before it"
            hint = "Write the value out. Text that begins with * wants quotes."
            raise self._stop(event.start_mark, "Y107", message, hint)
        node, size = found
        self.nodes += size - 1
        self.expanded += size
        if self.expanded > MAX_EXPANSION:
            raise self._stop(event.start_mark, "Y107", "the aliases expand without bound", "Write the values out.")
        return node

"""One pass over the events of a YAML text, which builds its tree.

The events of PyYAML's C parser are read directly: constructing Python objects first would lose the places, turn ``no``
into False and ``12:30`` into 750, drop duplicate keys in silence, and take five times as long.
"""

import re
from collections.abc import Callable
from sys import intern
from typing import Any, Protocol

import yaml

from quizgen.bank.format.tree import Listing, Mapping, Node, Tree
from quizgen.base.lines import LineIndex
from quizgen.base.problem import Place, Problem
from quizgen.text.printable import printable, unprintable

try:
    from yaml.cyaml import CParser as Parser  # type: ignore[attr-defined]
except ImportError:  # PyYAML built without libyaml: slower, the same tree
    from yaml import Loader as Parser  # type: ignore[assignment]

MAX_DEPTH = 40
"""Levels of nesting; a bank needs eight, and anything near this is an attack or an accident."""
MAX_EXPANSION = 100_000
"""Nodes that all aliases of a file together may stand for."""

_DOCUMENT_HINT = "Keep one document a file: take the line --- out."


class _EventMark(Protocol):
    """A position in the text: line and column, counted from 0."""

    line: int
    column: int


class _Stop(Exception):
    """Raised where reading a file any further would be pointless or unsafe."""


class TreeBuilder:
    """One pass over the events of one file."""

    def __init__(self, data: bytes, path: str, problems: list[Problem]) -> None:
        self.get: Callable[[], Any] = Parser(data).get_event
        self.result = Tree(path=path)
        self.problems = problems
        self.ends = _before_comments(data)
        self.looks = bool(self.ends) or b"\\" in data
        """Whether plain scalars may be among those that want a closer look."""
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.depth = 0
        self.nodes = 0
        self.expanded = 0

    def _report(self, mark: _EventMark, code: str, message: str, hint: str) -> None:
        place = Place(path=self.result.path, line=mark.line + 1, column=mark.column + 1)
        self.problems.append(Problem(place=place, code=code, message=message, hint=hint))

    def _stop(self, mark: _EventMark, code: str, message: str, hint: str) -> _Stop:
        self._report(mark, code, message, hint)
        return _Stop()

    def tree(self) -> Tree | None:
        """The tree of the text, or None where reading stopped; raises yaml.YAMLError where the parser refuses it."""
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
        get, scalar, end, look = self.get, yaml.ScalarEvent, yaml.MappingEndEvent, self.looks
        mapping = Mapping()
        places: list[int] = []
        lines: dict[str, int] = {}
        while type(event := get()) is not end:
            key_mark = event.start_mark
            plain = type(event) is scalar and not event.tag and not event.anchor and not look
            key = event.value if plain else self._key(event)
            event = get()
            plain = type(event) is scalar and not event.tag and not event.anchor and not look
            node = event.value if plain else self._node(event)
            if key in mapping:
                message = f"the key “{key}” stands twice; first in line {lines[key]}"
                self._report(key_mark, "Y105", message, "Keep one of the two, or rename one.")
                continue
            mapping[intern(key)] = node
            lines[key] = key_mark.line + 1
            mark = event.start_mark
            places += (key_mark.line, key_mark.column, mark.line, mark.column)
        mapping.first = self._keep(places)
        self.nodes += 2 * len(mapping)
        return mapping

    def _listing(self) -> Listing:
        get, scalar, end, look = self.get, yaml.ScalarEvent, yaml.SequenceEndEvent, self.looks
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
        """Add lines and columns to the tree's places; return the number of the first of these places."""
        number = len(self.result.places) // 2
        self.result.places.extend(places)
        return number

    def _node(self, event: Any) -> Node:
        """The node that an event of any kind begins."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            return self._alias(event)
        if event.tag and event.tag != "!":
            message = f"the tag {event.tag} has no meaning here"
            self._report(event.start_mark, "Y106", message, "Take the tag away; quote text that begins with “!”.")
        before = self.nodes
        node: Node
        if kind is yaml.ScalarEvent:
            node = event.value
            mark, end = event.start_mark, event.end_mark
            if not event.style and (end.line, end.column) in self.ends:
                self.result.cut.add((mark.line, mark.column))
            if event.style == '"' and (code_point := unprintable(event.value)):
                message = f"an escape writes {code_point}, a character that no card or sheet can hold"
                self._report(mark, "Y102", message, "Take the escape out of the text.")
                node = printable(event.value)
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
        self._report(event.start_mark, "Y104", "a key must be plain text", "Write `key: value`.")
        return ""

    def _alias(self, event: Any) -> Node:
        target = self.anchors.get(event.anchor)
        if target is None:
            message = f"*{event.anchor} refers to nothing that is complete before it"
            hint = "Write the value out. Text that begins with * wants quotes."
            raise self._stop(event.start_mark, "Y107", message, hint)
        node, size = target
        self.nodes += size - 1
        self.expanded += size
        if self.expanded > MAX_EXPANSION:
            raise self._stop(event.start_mark, "Y107", "the aliases expand without bound", "Write the values out.")
        return node


def _before_comments(data: bytes) -> set[tuple[int, int]]:
    """Line and column, counted from 0, of the ends of everything that a comment follows on its line."""
    ends = set()
    if b" #" in data:  # mostly there is none
        text = data.decode(errors="replace")
        lines = LineIndex(text)
        for match in re.finditer(" +#", text):
            line, column = lines.position(match.start())
            ends.add((line - 1, column - 1))
    return ends

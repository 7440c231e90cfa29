"""A YAML file as a tree of strings, lists and mappings that remembers where everything was written.

A scalar stays the text that it is, and its place is two numbers in one array per file: an object per scalar would
double time and memory.
"""

from array import array
from dataclasses import dataclass, field

from quizgen.base.problem import Place


class Listing(list["Node"]):
    """A sequence of nodes; their places have the numbers from ``first`` on."""

    __slots__ = ("first",)
    first: int


class Mapping(dict[str, "Node"]):
    """Keys with their nodes, as written.

    From ``first`` on, the numbers are those of the places of the first key, of its node, of the next key, and so on.
    """

    __slots__ = ("first",)
    first: int

    def number(self, key: str) -> int:
        """The number of the place of a key; its node's is the next."""
        return self.first + 2 * list(self).index(key)


Node = str | Listing | Mapping
"""A scalar is its raw text, with escapes and folding undone."""


@dataclass(kw_only=True, slots=True)
class Tree:
    """The content of a file, with the places of its nodes."""

    path: str = ""
    """The file as messages show it."""
    root: Node = ""
    number: int = 0
    """The number of the root's place."""
    places: "array[int]" = field(default_factory=lambda: array("I"))
    """Line and column, counted from 0, of one place after the other."""
    cut: set[tuple[int, int]] = field(default_factory=set)
    """Line and column, counted from 0, of the unquoted texts that a comment follows on their line."""

    def place(self, number: int) -> Place:
        """The place of that number; a tree that was not read from a file has no lines."""
        if not self.places:
            return Place(path=self.path)
        line, column = self._place(number)
        return Place(path=self.path, line=line + 1, column=column + 1)

    def is_cut(self, number: int) -> bool:
        """Whether a comment follows the unquoted text at the place of that number."""
        return bool(self.cut) and self._place(number) in self.cut

    def _place(self, number: int) -> tuple[int, int]:
        return self.places[2 * number], self.places[2 * number + 1]

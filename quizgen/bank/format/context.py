"""What readers of nodes share: the file that is being read, the problems in it, and the mark of a faulty value."""

import enum
from collections.abc import Callable
from typing import Any, Final

from quizgen.bank.format.tree import Listing, Mapping, Node, Tree
from quizgen.base.problem import Problem, Severity


class _Bad(enum.Enum):
    BAD = enum.auto()


BAD: Final = _Bad.BAD
"""The result of a reader for a value that it has reported as faulty."""


class Context:
    """The file that is being read, and what is gathered from it."""

    def __init__(self, tree: Tree, problems: list[Problem]) -> None:
        self.tree = tree
        self.problems = problems
        self.declared: dict[type, set[str]] = {}
        """The ids in the file, by class, including those of unusable objects: a reference to one is no second fault."""

    def declare(self, id_: str, *classes: type) -> None:
        """Remember an id that belongs to an object of one of *classes*."""
        for cls in classes:
            self.declared.setdefault(cls, set()).add(id_)

    def report(self, number: int, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        """Add a problem at the place with that number."""
        place = self.tree.place(number)
        self.problems.append(Problem(place=place, code=code, message=message, hint=hint, severity=severity))


Reader = Callable[[Node, int, Context], Any]
"""Reads a node, given the number of its place."""


_NODES = {str: "plain text", Listing: "a list", Mapping: "a mapping"}


def wrong(node: Node, number: int, context: Context, expected: str, hint: str) -> _Bad:
    """Report a node of the wrong type, of which *expected* is the right one; return BAD."""
    context.report(number, "S203", f"{_NODES[type(node)]} where {expected} is wanted", hint)
    return BAD

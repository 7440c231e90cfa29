"""Problems: what is wrong, where, how severe it is, and how to fix it. They are data, collected and not raised."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from quizgen.base.lines import LineIndex
from quizgen.base.value import frozen


class Severity(IntEnum):
    """How severe a problem is. Only errors stop a build."""

    INFO = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Place:
    """A position in a file."""

    path: str
    """The path as messages show it."""
    line: int = 0
    """The line, counted from 1; 0 if the whole file is meant."""
    column: int = 0
    """The column, in characters counted from 1; 0 if the whole file is meant."""

    @classmethod
    def within(cls, path: str, text: str, offset: int) -> "Place":
        """Return the place at *offset*, in characters, into the *text* of the file at *path*."""
        line, column = LineIndex(text).position(offset)
        return cls(path=path, line=line, column=column)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@frozen
class Problem:
    """One thing that a curator should know or fix."""

    place: Place
    code: str
    """The code of the rule or the fault, a letter and three digits."""
    message: str
    """What is wrong, as a clause without a full stop."""
    hint: str = ""
    """How to fix it, as sentences; empty if there is nothing to add."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}"


class Failure(Exception):
    """Problems that stop a command. It is raised at the boundary only; the command prints them and no traceback."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


_MOST_LISTED = 40
"""The most names that a hint lists: a few lines of a terminal. Our own judgement."""


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return a hint that suggests the closest of *names*, or lists the first 40 of them if none is close."""
    import difflib  # here, since only a fault needs it

    choices = sorted(names)
    close = difflib.get_close_matches(name, choices)
    if close:
        # Transposed letters are one slip of the hand, but two differences to difflib: prefer a name with the same ones.
        anagrams = [choice for choice in close if sorted(choice) == sorted(name)]
        return f"Did you mean “{(anagrams or close)[0]}”?"
    if choices:
        return f"Known here: {', '.join(choices[:_MOST_LISTED])}."
    return "There is none yet."


def fail(path: str, code: str, message: str, hint: str) -> Failure:
    """Return a failure whose one problem concerns a whole file or folder, shown as *path*."""
    return Failure(Problem(place=Place(path=path), code=code, message=message, hint=hint))

"""A problem: where, how grave, which code, what is wrong, and the way out; data, collected and never raised."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from quizgen.base.value import frozen


class Severity(IntEnum):
    """How grave a problem is; only errors stop a build."""

    INFO = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Place:
    """A position in a file: the path as shown to the user, line and column counted from 1 (0 = the whole file)."""

    path: str
    line: int = 0
    column: int = 0

    @classmethod
    def within(cls, path: str, text: str, offset: int) -> "Place":
        """The place of an offset into the *text* of a file."""
        return cls(path=path, line=text.count("\n", 0, offset) + 1, column=offset - text.rfind("\n", 0, offset))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@frozen
class Problem:
    """One thing that a curator should know or mend."""

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}"


class Failure(Exception):
    """What stops a command: raised at the boundary only, shown as its problems and never as a traceback."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """A hint that offers the nearest of *names*, or lists them where none is near."""
    import difflib  # here: only a fault needs it

    known = sorted(names)
    near = difflib.get_close_matches(name, known)
    if near:
        # Letters that changed places are one slip of the hand, and two differences to the library.
        best = next((each for each in near if sorted(each) == sorted(name)), near[0])
        return f"Did you mean “{best}”?"
    return f"Known here: {', '.join(known[:40])}." if known else "There is none yet."


def fail(path: str, code: str, message: str, hint: str) -> Failure:
    """A failure of one problem that concerns a whole file or folder."""
    return Failure(Problem(place=Place(path=path), code=code, message=message, hint=hint))

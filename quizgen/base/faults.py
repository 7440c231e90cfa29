"""Explanations of the faults: the problems that are no rules' and that no setting can turn off.

They are found in reading, resolving, building and comparing.
"""

from functools import cache

from quizgen.base.packaged import packaged_yaml
from quizgen.base.value import frozen

FAMILIES: dict[str, str] = {
    "Y": "YAML",
    "S": "keys and values",
    "B": "the bank as a whole",
    "I": "kinds of question",
    "A": "source texts",
    "L": "the lock",
    "W": "worksheets",
    "U": "updates",
    "F": "files",
    "R": "codes",
}
"""The subject of each family of codes, by the letter with which the codes begin."""


@frozen
class Explanation:
    """An explanation of a fault for curators."""

    code: str
    """The code with which problems of this kind are reported."""
    what: str
    """What is wrong, in one sentence."""
    reason: str
    """Why it is a fault: what it would lead to."""
    fix: str = ""
    """How to fix it; empty if the example shows that."""
    bad: str = ""
    """A small example of the fault, a question or a part of a file; empty if the fault is not in a file of the bank."""
    good: str = ""
    """The same example without the fault."""

    @property
    def family(self) -> str:
        """The subject of the fault's family."""
        return FAMILIES[self.code[0]]


@cache
def explanations() -> dict[str, Explanation]:
    """Return the explanations of all faults, by code.

    They are in a file of their own, which is read when a code is looked up: a check of most banks needs none.
    """
    # Imported here, since few commands need explanations.
    from importlib.resources import files

    faults = packaged_yaml(files(__package__).joinpath("faults.yaml"))
    return {code: Explanation(code=code, **values) for code, values in faults.items()}

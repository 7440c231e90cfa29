"""The faults, told by codes that are no rules': what reading, resolving, building and comparing cannot pass over."""

from functools import cache

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
"""What a code is about, by its letter."""


@frozen
class Explanation:
    """What a curator may want to know of a fault."""

    code: str
    what: str
    """What the fault is, in a sentence."""
    reason: str
    """What would come of it."""
    mend: str = ""
    """The way out, where the example does not show it."""
    bad: str = ""
    """A small example of the fault, a question or a part of a file; empty where the fault is in no file of the bank."""
    good: str = ""
    """The same without the fault."""

    @property
    def family(self) -> str:
        """What it is about."""
        return FAMILIES[self.code[0]]


@cache
def explanations() -> dict[str, Explanation]:
    """Every fault, by its code; they lie in a file beside this one, since telling a fault needs none of it."""
    # Here, as with the rules' examples: checking shows none of this.
    from importlib.resources import files

    import yaml

    text = files(__package__).joinpath("faults.yaml").read_text(encoding="utf-8")
    return {code: Explanation(code=code, **values) for code, values in yaml.safe_load(text).items()}

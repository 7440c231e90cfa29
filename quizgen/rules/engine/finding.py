"""A finding: one thing that a rule has found, and where."""

from quizgen.bank.format.schema import BankObject
from quizgen.base.value import frozen


@frozen
class Finding:
    """One thing that a rule has found."""

    owner: BankObject
    """The object that shows it."""
    name: str = ""
    """The key of the object that shows it; empty for the object itself."""
    index: int = 0
    """Which element, where the key holds a list."""
    words: str = ""
    """The words within the value that show it, as they are written there; empty for all of it."""
    message: str
    hint: str
    within: tuple[BankObject, ...] = ()
    """What holds the owner, and the deck or worksheet that shows the fault: like the owner’s, their ``ignore:`` excepts
    it.
    """

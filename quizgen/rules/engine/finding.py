"""A finding: one thing that a rule has found, and where."""

from quizgen.bank.format.schema import BankObject
from quizgen.bank.items import Item
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
    item: Item | None = None
    """The question whose ``ignore:`` may except it."""

"""Exceptions to rules: which rule does not apply to a thing of the bank, and why."""

from typing import Final

from quizgen.bank.format.schema import BankObject, key_field, yaml_object
from quizgen.text.inline import Prose

IGNORE: Final = "Rules that do not apply here, each with the reason."
"""What the key ``ignore`` holds, wherever it may be written."""


@yaml_object
class Ignore(BankObject):
    """A rule that does not apply to the thing that has the key, with the reason."""

    code: str = key_field("The code of the rule, such as Q203.", key=True)
    because: Prose = key_field("Why the rule does not apply here.", short=True)

"""Characters that no document can contain, shown by their numbers in Unicode instead."""

import re
from typing import Final

from quizgen.base.visible import code_points

_UNPRINTABLE: Final = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f]|\\ufffe|\\uffff")
"""Control characters (tab, line feed and next line apart) and non-characters: XML 1.0 forbids or discourages them."""


def printable(text: str) -> str:
    """Return *text* with characters that XML and HTML cannot contain replaced by their code points, as in [U+0007]."""
    return _UNPRINTABLE.sub(lambda match: code_points(match[0]), text)

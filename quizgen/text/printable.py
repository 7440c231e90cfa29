"""Characters that no document can contain, shown by their numbers in Unicode instead."""

import re
from typing import Final

from quizgen.base.visible import code_points

_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters (tab, line ends and next line apart), halves of surrogate pairs and non-characters.

XML 1.0 forbids or discourages them, and YAML 1.1 forbids them in a file.
"""


def unprintable(text: str) -> str:
    """Return the code point of the first character of *text* that no document can contain; empty without one."""
    match = _UNPRINTABLE.search(text)
    return f"U+{ord(match[0]):04X}" if match else ""


def printable(text: str) -> str:
    """Return *text* with characters that XML and HTML cannot contain replaced by their code points, as in [U+0007]."""
    return _UNPRINTABLE.sub(lambda match: code_points(match[0]), text)

"""Characters that no font has: how typst tells of them, and the numbers that are printed instead."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from quizgen.base.visible import code_points

UNSURE: Final = re.compile(
    "[^\t\n\r -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u048a-\u04ff"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u2040\u20a0-\u20bf\u2190-\u23ff\u2500-\u25ff]"
)
"""A character that is not in the fonts which are always there: most Latin, Greek and Cyrillic letters, signs and arrows
are. A combining mark or a joiner is always unsure, since it depends on its neighbours."""
_REPORTED: Final = re.compile(
    r'the text (?:contains the disallowed codepoint )?`"((?:[^"\\]|\\.)*)"`(?: could not be displayed|$)', re.MULTILINE
)
"""A stretch of text in typst's diagnostic, as a string literal of Rust: no font has it, or PDF/UA-1 forbids it."""
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


class MissingGlyphs(Exception):
    """The characters that a layout could not show."""

    def __init__(self, diagnostic: str) -> None:
        """Read them from typst's *diagnostic*; raises RuntimeError where it is about something else.

        A letter and its marks are shown or missing together: where marks are missing, the letter is not to blame.
        """
        super().__init__(diagnostic)
        text = "".join(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), part) for part in _REPORTED.findall(diagnostic))
        reported = frozenset(UNSURE.findall(text))
        if not reported:
            raise RuntimeError(diagnostic)
        self.characters = frozenset(filter(_leans, reported)) or reported


def letters(text: str) -> tuple[str, ...]:
    """Return the unsure characters of *text* that are shown by themselves: marks and joiners are not."""
    return tuple(sorted(character for character in set(UNSURE.findall(text)) if not _leans(character)))


def by_number(text: str, characters: Iterable[str]) -> str:
    """Return *text* with each of these *characters* printed by its number, such as [U+1F600]."""
    return text.translate({ord(character): code_points(character) for character in characters})


def _leans(character: str) -> bool:
    """Return whether *character* changes its neighbours: a mark, a joiner or another that is not seen by itself.

    A byte order mark is not one: PDF/UA-1 forbids it, and typst overlooks it beside some letters.
    """
    category = unicodedata.category(character)
    return character != "\ufeff" and (category.startswith("M") or category == "Cf")

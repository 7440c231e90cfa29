"""Marks of pages, verses and other units in a copy: no words of the text, but places that a reader can look up.

Before a copy is parsed each mark becomes one word of noncharacters, which Unicode keeps for such uses and no parser
takes for markup; whoever composes the running text takes them out again and knows where they stood.
"""

import re
from collections.abc import Iterator
from typing import Final

from quizgen.text.reading.model import Unit

ROMAN: Final = "[ivxlcdmIVXLCDM]+"
"""The pattern of a Roman numeral."""
NUMBER: Final = rf"\d+[a-z]?|{ROMAN}"
"""The pattern of a number as pages, chapters and articles have it."""
_PLACEHOLDER: Final = re.compile(r"\\\{(\w+)\\\}")
_MARKED: Final = frozenset(unit.value for unit in Unit if unit is not Unit.PARAGRAPH)
_BARE: Final = re.compile(r"\{\w+\}")
# What marks a page in any copy: an editor's brackets, with the abbreviation of a few languages.
_PAGES: Final = rf"\[(?:p|pp|pg|page|s|seite)(?:\.?[ \u00a0]|\.|(?=\d))(?P<page>{NUMBER})\]"
_FEED: Final = "\f"
_OPEN, _CLOSE, _ZERO = "\ufdd0", "\ufddb", 0xFDD1
ENCODED_MARK: Final = f"{_OPEN}[\ufdd1-\ufdda]+{_CLOSE}"
"""The pattern of what stands for a mark while a copy is parsed."""
_ENCODED: Final = re.compile(f"{_OPEN}([\ufdd1-\ufdda]+){_CLOSE}")
_INTERNAL: Final = re.compile("[\ufdd0-\ufddb]")
# A mark that has lines of its own in the middle of a sentence: the page ends there, and the paragraph goes on.
_BETWEEN: Final = re.compile(rf"(?<![.!?:…\"'”’»)\]\s])\s*\n\s*({ENCODED_MARK})\s*\n\s*(?=[^\W\d_A-Z])")


def pattern_fault(pattern: str) -> str:
    """Return what is wrong with a *pattern* such as "<{page}>", or nothing."""
    names = _PLACEHOLDER.findall(re.escape(pattern))
    if not names:
        return f"“{pattern}” has no unit in braces"
    for name in names:
        if name not in _MARKED:
            return f"“{{{name}}}” is not a unit that a text marks"
    if len(set(names)) < len(names):
        return f"“{pattern}” has a unit twice"
    return ""


class SourceMarks:
    """The marks of one copy: taken out of its source, and known again in what was composed of it."""

    def __init__(self, raw: str, patterns: tuple[str, ...] = ()) -> None:
        """Find the marks of *raw*: brackets around a page, form feeds, and what the *patterns* of the bank say.

        A pattern is text with a unit in braces, such as "<{page}>" or "{chapter}:{verse}"; white space in it stands for
        any. One of nothing but a unit counts only on a line of its own, where no sentence has its figures.
        """
        self._places: list[tuple[tuple[Unit, str], ...]] = []
        self._pages = 1
        whole = "|".join(filter(None, (_PAGES, _FEED, *(_as_regex(n, text) for n, text in enumerate(patterns)))))
        marked = re.sub(whole, self._encoded, _INTERNAL.sub(" ", raw), flags=re.MULTILINE | re.IGNORECASE)
        self.raw = _BETWEEN.sub(r"\n\1", marked)
        """The copy with a word of noncharacters for each mark."""

    def _encoded(self, match: re.Match[str]) -> str:
        if match.group() == _FEED:
            self._pages += 1
            places: tuple[tuple[Unit, str], ...] = ((Unit.PAGE, str(self._pages)),)
        else:
            named = {name.partition("_")[0]: number for name, number in match.groupdict().items() if number}
            places = tuple((Unit(name), number) for name, number in named.items())
        self._places.append(places)
        return _OPEN + "".join(chr(_ZERO + int(digit)) for digit in str(len(self._places) - 1)) + _CLOSE

    def split(self, text: str) -> Iterator[str | tuple[tuple[Unit, str], ...]]:
        """Cut a piece of the composed *text* at its marks: yield what stands between them, and the marks in turn."""
        for index, part in enumerate(_ENCODED.split(text)):
            if index % 2:
                number = int("".join(str(ord(digit) - _ZERO) for digit in part))
                if number < len(self._places):
                    yield self._places[number]
            elif part:
                yield _INTERNAL.sub("", part)


def _as_regex(index: int, pattern: str) -> str:
    """The regular expression of one *pattern*; its groups are named by their unit and by *index*."""
    literal = re.sub(r"(?:\\\s)+", r"\\s+", re.escape(pattern.strip()))
    regex = _PLACEHOLDER.sub(lambda name: f"(?P<{name[1]}_{index}>{NUMBER})", literal)
    if _BARE.fullmatch(pattern.strip()):
        return rf"^[ \t]*{regex}[ \t]*$"
    # Where it begins or ends with a letter or a digit, it is no part of a word.
    return rf"(?:(?<!\w)|(?!\w)){regex}(?:(?<!\w)|(?!\w))"

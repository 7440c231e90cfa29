"""What a block of plain text is, read off the length and the indent of its lines."""

import re
from collections import Counter
from typing import Final

from quizgen.languages.place_words import heading_words
from quizgen.text.normalise import LETTER
from quizgen.text.paragraphs import Block, BlockKind
from quizgen.text.reading.marks import NUMBER

_CAPITAL_HEADING: Final = 60
_HEADING: Final = 80
"""Characters of the longest heading: our own judgement, as are the shares and widths below."""
_WIDE: Final = 0.9
_INDENTED: Final = 2
_NARROW: Final = 0.55
"""A block that is set in and fills less of the page is verse; a quotation fills more."""
_BULLET: Final = re.compile(r"[-*•] \S")
_NUMBERED: Final = re.compile(r"(?:\d{1,3}[.)]|\(\d{1,3}\)|[a-z]\)) \S")
_CELLS: Final = re.compile(r"[ \t]*\t[ \t]*| {3,}|[ \t]*\|[ \t]*")
_RULE: Final = re.compile(r"[\s|+:=-]*")
_NUMERAL: Final = re.compile(r"[IVXLCDM]+\.?")
_LETTER: Final = re.compile(LETTER)


def cells(line: str) -> list[str]:
    """Return the cells of a *line* of a table in plain text: apart by a tab, a bar, or three spaces."""
    return _CELLS.split(line.strip().strip("|").strip())


def is_rule(line: str) -> bool:
    """Whether a *line* of a table is a rule and nothing else."""
    return _RULE.fullmatch(line) is not None


class Layout:
    """The page of a plain text: how wide it is, and where its lines begin."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        lines = [line for line in raw.splitlines() if _LETTER.search(line)]
        widths = sorted(map(len, map(str.rstrip, lines)))
        self._width = widths[int(_WIDE * (len(widths) - 1))] if widths else 0
        self._margin = Counter(map(_indent, lines)).most_common(1)[0][0] if lines else 0
        self._has_case = not raw.isupper()
        words = heading_words()
        self._label = re.compile(rf"(?:{words})\.?\s*(?:{NUMBER})\b|(?:{NUMBER})\.\s+(?:{words})\b", re.IGNORECASE)

    def kind(self, block: Block) -> BlockKind:
        """Return what *block* is."""
        start = self._raw.rfind("\n", 0, block.start) + 1
        lines = self._raw[start : block.end].splitlines()
        if self._is_heading(lines):
            return BlockKind.HEADING
        if len(lines) > 1 and _is_table(lines):
            return BlockKind.TABLE
        if _is_list(lines):
            return BlockKind.LIST
        indents = [_indent(line) - self._margin for line in lines]
        is_set_in = min(indents) >= _INDENTED
        if len(lines) > 1 and self._is_verse(lines, is_set_in=is_set_in):
            return BlockKind.VERSE
        return BlockKind.QUOTATION if is_set_in and len(lines) > 1 else BlockKind.PARAGRAPH

    def _is_heading(self, lines: list[str]) -> bool:
        text = " ".join(map(str.strip, lines))
        if len(text) > _HEADING or len(lines) > 2:
            return False
        if self._label.match(text):
            return text[-1] not in "!?:;," and not (text.endswith(".") and len(text.split()) > 3)
        if _NUMERAL.fullmatch(text):
            return True
        is_capital = self._has_case and text.isupper() and sum(map(str.isalpha, text)) > 1
        return is_capital and len(text) <= _CAPITAL_HEADING and text[-1] not in ":;,"

    def _is_verse(self, lines: list[str], *, is_set_in: bool) -> bool:
        """Whether the lines are short, or the next word would have fitted on most; on all, in a block not set in."""
        lengths = [len(line.rstrip()) for line in lines]
        narrow = max(length - _indent(line) for length, line in zip(lengths, lines, strict=True))
        if is_set_in and narrow <= _NARROW * (self._width - self._margin):
            return True
        width = max(lengths) if is_set_in and len(lines) > 2 else self._width
        following = zip(lengths, lines[1:], strict=False)
        short = [length + 1 + len(after.split(maxsplit=1)[0]) <= width for length, after in following if after.strip()]
        return bool(short) and (2 * sum(short) >= len(short) if is_set_in else all(short))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_table(lines: list[str]) -> bool:
    rows = [cells(line) for line in lines if not is_rule(line)]
    return len(rows) > 1 and len(rows[0]) > 1 and all(len(row) == len(rows[0]) for row in rows)


def _is_list(lines: list[str]) -> bool:
    texts = [line.strip() for line in lines]
    if _BULLET.match(texts[0]):
        return all(_BULLET.match(line.strip()) or _indent(line) > _indent(lines[0]) for line in lines)
    return _NUMBERED.match(texts[0]) is not None and sum(_NUMBERED.match(text) is not None for text in texts) > 1

"""Plain text read: as typed or scanned, from Project Gutenberg, with stray tags of HTML or marks of Markdown in it."""

import re
from dataclasses import replace
from typing import Final

from quizgen.text.markup import without_markup
from quizgen.text.paragraphs import BlockKind, blocks
from quizgen.text.reading.layout import Layout, cells, is_rule
from quizgen.text.reading.marks import ENCODED_MARK, SourceMarks
from quizgen.text.reading.model import Emphasis, PlaceMark, RunningText

# What Project Gutenberg puts around a book: https://www.gutenberg.org/help/faq.html shows the two lines.
_FLAGS: Final = re.MULTILINE | re.IGNORECASE
_BEFORE: Final = re.compile(r"^\*\*\* ?START OF TH(?:E|IS) PROJECT GUTENBERG[^*]*\*\*\*[ \t]*$", _FLAGS)
_AFTER: Final = re.compile(r"^\*\*\* ?END OF TH(?:E|IS) PROJECT GUTENBERG", _FLAGS)
_SAME_PARAGRAPH: Final = r"(?:(?!\n[ \t]*\n)[^{0}])*?"
_ITALICS: Final = rf"(?<![\w_])_(?=[^\s_])(?P<italics>{_SAME_PARAGRAPH.format('_')}[^\s_])_(?![\w_])"
_STARRED: Final = rf"(?=[^\s*])(?P<starred>{_SAME_PARAGRAPH.format('*')}[^\s*])"
_STARS: Final = rf"(?<![\w*\\])(?P<stars>\*\*?){_STARRED}(?P=stars)(?![\w*])"
# A sign that is no word, such as a byte order mark, may have come before the marks of a heading.
_HASHES: Final = r"^(?P<lead>[^\w\s#]?[ \t]*)(?P<hashes>#{1,6}[ \t]+)(?=\S)"
_MARKUP: Final = re.compile(f"{_ITALICS}|{_STARS}|{_HASHES}|(?P<mark>{ENCODED_MARK})", re.MULTILINE)
_ALONE: Final = re.compile(rf"^[ \t]*({ENCODED_MARK})[ \t]*(?:\n|\Z)", re.MULTILINE)


def read_plain(marks: SourceMarks) -> RunningText:
    """Read plain text: its words stay as they are, and its lines decide what its blocks are."""
    clean = without_markup(marks.raw)
    start, end = _work(clean)
    raw = _without_rules(_ALONE.sub(r"\1", clean[start:end]))
    stripped = _Stripped(marks)
    stripped.add(raw)
    text = "".join(stripped.parts)
    has_its_lines = (clean.count("\n"), text.count("\n")) == (marks.raw.count("\n"), clean.count("\n", start, end))
    layout = Layout(text)
    heads = frozenset(stripped.headings)
    counted = tuple(
        replace(block, kind=BlockKind.HEADING if block.start in heads else layout.kind(block)) for block in blocks(text)
    )
    return RunningText(
        raw=text,
        blocks=counted,
        first_line=1 + clean.count("\n", 0, start) if has_its_lines else 0,
        emphases=tuple(stripped.emphases),
        marks=tuple(stripped.marks),
    )


def _work(raw: str) -> tuple[int, int]:
    """Return the (start, end) of the work in *raw*, between what Project Gutenberg says before and after it."""
    before, after = _BEFORE.search(raw), _AFTER.search(raw)
    return before.end() if before else 0, after.start() if after else len(raw)


def _without_rules(raw: str) -> str:
    """Return *raw* without the rules between rows of tables, which would part them as separators part paragraphs."""
    lines = raw.split("\n")
    return "\n".join(line for n, line in enumerate(lines) if not (line.strip() and is_rule(line) and _is_row(lines, n)))


def _is_row(lines: list[str], index: int) -> bool:
    """Whether the line of this *index* stands between two rows of a table."""
    return 0 < index < len(lines) - 1 and min(len(cells(lines[index - 1])), len(cells(lines[index + 1]))) > 1


class _Stripped:
    """A text without its marks, and where they stood."""

    def __init__(self, marks: SourceMarks) -> None:
        self._sources = marks
        self.parts: list[str] = []
        self._length = 0
        self.emphases: list[Emphasis] = []
        self.marks: list[PlaceMark] = []
        self.headings: list[int] = []

    def add(self, raw: str) -> None:
        """Add *raw*, which may have marks of emphasis, headings and places in it."""
        offset = 0
        for match in _MARKUP.finditer(raw):
            self._keep(raw[offset : match.start()])
            offset = match.end()
            if match["hashes"]:
                self._keep(match["lead"])
                self.headings.append(self._length)
            elif match["mark"]:
                self._mark(match["mark"])
            else:
                self._emphasise(match["italics"] or match["starred"], strong=match["stars"] == "**")
        self._keep(raw[offset:])

    def _keep(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)

    def _mark(self, word: str) -> None:
        for places in self._sources.split(word):
            if not isinstance(places, str):
                self.marks += (PlaceMark(offset=self._length, unit=unit, number=number) for unit, number in places)

    def _emphasise(self, text: str, *, strong: bool) -> None:
        start = self._length
        self.add(text)
        self.emphases.append(Emphasis(start=start, end=self._length, strong=strong))

"""HTML read, as web pages and e-books have it, by lxml."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from quizgen.text.paragraphs import BlockKind
from quizgen.text.reading.composer import Composer
from quizgen.text.reading.footnotes import Footnotes
from quizgen.text.reading.marks import NUMBER, SourceMarks
from quizgen.text.reading.model import RunningText, Unit

if TYPE_CHECKING:
    from lxml.etree import _Element

# What is no part of a text, by the elements of https://html.spec.whatwg.org/#elements-3, and what Project Gutenberg
# puts before and after a book.
_SKIPPED: Final = frozenset(
    re.findall(
        r"\w+",
        """audio button canvas head iframe img input nav noscript script select style svg template textarea
        video""",
    )
)
_FOREIGN: Final = frozenset({"pg-header", "pg-footer"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS: Final = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption
        figure footer header hgroup hr legend main p section summary""",
    )
)
_EM: Final = frozenset({"em", "i", "cite", "dfn", "var"})
_STRONG: Final = frozenset({"b", "strong", "th"})
_VERSE: Final = re.compile(r"\b(?:poem|poetry|stanza|verse)\b")
_STANZA: Final = re.compile(r"\b(?:stanza|linegroup)\b")
_PAGE: Final = re.compile(r"\b(?:page-?num(?:ber)?|page-?break|doc-pagebreak)\b")
_NUMBER: Final = re.compile(rf"(?<![^\W\d])(?:{NUMBER})(?!\w)")
_LONG_MARK: Final = 20
"""Characters of the mark of a page: what is longer is the page itself."""
_LONG_CELL: Final = 300
"""Characters of a cell; a table with a longer one is there for the layout of the page: our own judgement."""


def read_html(marks: SourceMarks) -> RunningText:
    """Read HTML; what is hidden or stands around the text is left out, and a footnote joins what refers to it."""
    from lxml import etree  # heavy: only a text in HTML needs it

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(marks.raw.encode(errors="replace"), parser) if marks.raw.strip() else None
    composer = Composer(marks)
    if root is not None:
        _HtmlWriter(composer, root).write()
    return composer.reading()


class _HtmlWriter:
    """Writes the elements of a page in their order."""

    def __init__(self, composer: Composer, root: "_Element") -> None:
        self.composer = composer
        self._root = root
        self._footnotes = Footnotes(root)
        self._within: dict[str, int] = dict.fromkeys(("em", "strong", "quote", "verse", "pre", "table"), 0)
        self._lists: list[int | None] = []  # the numbers of the next items; None in a list without numbers
        self._tight = 0  # how deep we are in a list that is one block
        self._broke = False  # whether a line break came last

    def write(self) -> None:
        """Write the whole page."""
        from lxml import etree

        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                if not self._is_skipped(element):
                    self._close(element)
                self._say(element.tail)
            elif self._is_skipped(element):
                walk.skip_subtree()
                self._pass(element)
            else:
                self._open(element)
                self._say(element.text)

    def _is_skipped(self, element: "_Element") -> bool:
        return (
            element.tag in _SKIPPED
            or element.get("hidden") is not None
            or element.get("id") in _FOREIGN
            or self._is_page(element)
            or self._footnotes.is_apart(element)
        )

    def _is_page(self, element: "_Element") -> bool:
        words = " ".join(element.get(name, "") for name in ("class", "role", "epub:type")).lower()
        return _PAGE.search(words) is not None and len("".join(_texts(element)).strip()) <= _LONG_MARK

    def _pass(self, element: "_Element") -> None:
        """Keep what an element that is no text says: the number of a page, or the note that it refers to."""
        if self._is_page(element):
            named = (element.get(name) for name in ("title", "aria-label", "id"))
            words = "".join(_texts(element)) or next(filter(None, named), "")
            numbers = _NUMBER.findall(words)
            if numbers:
                self.composer.mark(Unit.PAGE, numbers[-1])
            else:
                self.composer.write(words)  # a mark that was taken out of the source
        elif note := self._footnotes.note(element):
            self.composer.note(note)

    def _say(self, text: str | None) -> None:
        if not text:
            return
        if text.strip():
            self._broke = False
            if not self.composer.is_begun:
                self.composer.begin(self._kind())
        elif not self.composer.is_open:
            return
        within = self._within
        kept = bool(within["pre"])
        self.composer.write(text, em=bool(within["em"]), strong=bool(within["strong"]), kept=kept)

    def _kind(self) -> BlockKind:
        if self._within["verse"] or self._within["pre"]:
            return BlockKind.VERSE
        return BlockKind.QUOTATION if self._within["quote"] else BlockKind.PARAGRAPH

    def _open(self, element: "_Element") -> None:
        name = element.tag
        self._count(element, 1)
        if name in _HEADINGS:
            self.composer.begin(BlockKind.HEADING)
        elif name == "br":
            self._break()
        elif name in ("ul", "ol"):
            self._open_list(element)
        elif name == "li":
            self._open_item()
        elif name == "table" and _is_data(element):
            self._within["table"] += 1
            self.composer.begin(BlockKind.TABLE)
        elif name == "pre":
            self.composer.begin(BlockKind.VERSE)
        elif not self._within["table"]:
            self._part(element)

    def _close(self, element: "_Element") -> None:
        name = element.tag
        self._count(element, -1)
        if name in _HEADINGS or name == "pre":
            self.composer.end()
        elif name in ("ul", "ol"):
            self._close_list()
        elif name == "table" and self._within["table"]:
            self._within["table"] -= 1
            self.composer.end()
        elif name in ("td", "th") and self._within["table"]:
            if not "".join(_texts(element)).strip():
                self.composer.write("\u00a0")
            if element.getnext() is not None:
                self.composer.cell()
        elif name == "tr" and self._within["table"]:
            self.composer.line()
        elif not self._within["table"]:
            self._part(element)

    def _count(self, element: "_Element", step: int) -> None:
        """Count how deep we are in emphasis, quotations and verse."""
        name, words = element.tag, element.get("class", "").lower()
        if name in _EM:
            self._within["em"] += step
        elif name in _STRONG:
            self._within["strong"] += step
        elif name == "blockquote":
            self._within["quote"] += step
        elif name == "pre":
            self._within["pre"] += step
        if name in _BLOCKS and _VERSE.search(words):
            self._within["verse"] += step

    def _part(self, element: "_Element") -> None:
        """Begin or end what stands between *element* and its neighbours: a block, or a line of verse or of a list."""
        if element.tag not in (*_BLOCKS, "td", "th", "tr", "table", "li"):
            return
        if self._tight:
            return
        if self._within["verse"] and not _STANZA.search(element.get("class", "").lower()):
            if self.composer.is_open:
                self.composer.line()
        else:
            self.composer.end()

    def _break(self) -> None:
        if self._broke and not self._tight and not self._within["table"]:
            self.composer.end()
        elif self.composer.is_begun:
            self.composer.break_line()
            self._broke = True

    def _open_list(self, element: "_Element") -> None:
        if self._tight or not any(True for _ in element.iter("p", "div", "table", "blockquote")):
            if not self._tight:
                self.composer.begin(BlockKind.LIST)
            self._tight += 1
        else:
            self.composer.end()
        start = element.get("start", "1")
        self._lists.append((int(start) if start.isdecimal() else 1) if element.tag == "ol" else None)

    def _close_list(self) -> None:
        if self._lists:
            self._lists.pop()
        self._tight = max(0, self._tight - 1)
        if not self._tight:
            self.composer.end()

    def _open_item(self) -> None:
        level, number = len(self._lists) - 1, self._lists[-1] if self._lists else None
        if number is not None:
            self._lists[-1] = number + 1
        if self._tight:
            self.composer.resume(BlockKind.LIST)
        else:
            self.composer.begin(BlockKind.LIST)
        indent = "  " * level if self.composer.is_open else ""
        self.composer.write(f"{indent}{number}. " if number is not None else f"{indent}• ", kept=True)


def _is_data(table: "_Element") -> bool:
    """Whether *table* is one of data: older pages set whole texts in tables."""
    cells = [*table.iter("td", "th")]
    is_nested = any(inner is not table for inner in table.iter("table"))
    return not is_nested and all(len("".join(_texts(cell))) <= _LONG_CELL for cell in cells)


def _texts(element: Any) -> Iterator[str]:
    texts: Iterator[str] = element.itertext()
    return texts

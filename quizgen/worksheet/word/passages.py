"""The user's own text in a Word document: paragraphs, verse, quotations, lists and tables, evidence marked."""

from typing import TYPE_CHECKING, Final

from docx.shared import Length, Mm, Pt

from quizgen.bank.citation import Citation
from quizgen.bank.excerpt import Paragraph
from quizgen.bank.paper import Leaf
from quizgen.text.paragraphs import BlockKind
from quizgen.worksheet.view.answers import strong
from quizgen.worksheet.view.pieces import PassagePiece
from quizgen.worksheet.view.view import View
from quizgen.worksheet.word.page import Page
from quizgen.worksheet.word.styles import INDENT

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph as WordParagraph

_QUOTED: Final = Mm(8)
"""How far a quotation is set in."""
_STEP: Final = Mm(1.2)
"""How far a space at the beginning of a line of verse or of a list sets it in."""
_HANG: Final = Mm(5)
"""How far the lines of an entry of a list hang behind its first one."""
_NO_BREAK: Final = "\u00a0"


def write_excerpt(page: Page, view: View, citation: Citation, paragraph: Paragraph) -> "WordParagraph":
    """Write a paragraph of a passage in its shape, and return the last paragraph of the document that it became."""
    return _Excerpt(page, view, citation, paragraph).write()


class _Excerpt:
    def __init__(self, page: Page, view: View, citation: Citation, paragraph: Paragraph) -> None:
        self._page, self._view = page, view
        self._kind, self._beside = paragraph.kind, view.beside(paragraph)
        self._lines = view.lines_of(citation.passage, paragraph)
        self._language = view.source_of[citation.source].language
        self._style = "Worksheet Passage" if citation.passage in view.numbered else "Worksheet Unnumbered Passage"

    def write(self) -> "WordParagraph":
        match self._kind:
            case BlockKind.TABLE:
                return self._table()
            case BlockKind.LIST:
                return self._list()
        written = self._begin()
        if self._kind is BlockKind.HEADING:
            self._page.keep_with_next(written)
        elif self._kind in (BlockKind.QUOTATION, BlockKind.NOTE):
            written.paragraph_format.left_indent = Length(INDENT + _QUOTED)
        if self._kind is BlockKind.QUOTATION:
            written.paragraph_format.right_indent = _QUOTED
        for index, line in enumerate(self._lines):
            if index:
                written.add_run().add_break()
            self._fill(written, line.cells[0], before=_NO_BREAK * line.indent)
        return written

    def _begin(self) -> "WordParagraph":
        """Add a paragraph, with what stands beside it before its words."""
        return self._page.add(self._style, strong(f"{self._beside}  ") if self._beside else ())

    def _list(self) -> "WordParagraph":
        for index, line in enumerate(self._lines):
            written = self._page.add(self._style) if index else self._begin()
            layout = written.paragraph_format
            layout.left_indent = Length(INDENT + line.indent * _STEP + _HANG)
            layout.first_line_indent = Length(-_HANG)
            if index + 1 < len(self._lines):
                layout.space_after = Pt(2)
            self._fill(written, line.cells[0])
        return written

    def _table(self) -> "WordParagraph":
        if self._beside:
            self._page.keep_with_next(self._begin())
        columns = max(len(line.cells) for line in self._lines)
        rows = self._page.rows(len(self._lines), columns)
        for line, paragraphs in zip(self._lines, rows, strict=True):
            for cell, written in zip(line.cells, paragraphs, strict=False):
                self._fill(written, cell)
        return paragraphs[-1]

    def _fill(self, written: "WordParagraph", pieces: tuple[PassagePiece, ...], *, before: str = "") -> None:
        if before:
            self._page.say(written, before)
        for piece in pieces:
            marked = self._view.leaf is Leaf.TEACHER and bool(piece.questions)
            self._page.quote(
                written,
                piece.text,
                language=self._language,
                marked=marked,
                em=piece.em,
                strong=piece.strong or self._kind is BlockKind.HEADING,
            )
            if marked and piece.ends:
                written.add_run(f" {', '.join(map(str, piece.questions))}").font.superscript = True

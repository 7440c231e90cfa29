"""The Word document that a worksheet is written into: its paragraphs, lists, tables and fields."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Final, cast

import docx
from docx.enum.text import WD_COLOR_INDEX, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Length, Mm
from docx.text.paragraph import Paragraph

from quizgen.text.inline import Span
from quizgen.text.printable import printable
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.word.blank import blank_document, property_text
from quizgen.worksheet.word.styles import INDENT, MARGIN, SIZES, element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.run import CT_R
    from docx.table import Table

_HANG: Final = Mm(7)
"""The indent of an option's text from its letter."""


class Page:
    """A document that is written from top to bottom."""

    def __init__(self, *, title: str, author: str, language: str, edition: Edition) -> None:
        blank = blank_document(language, edition)
        self._style_ids = blank.style_ids
        self.word: Document = docx.Document(BytesIO(blank.data))
        properties = self.word.core_properties
        properties.title, properties.author = property_text(title), property_text(author)
        self.edition = edition
        self._width = Length(SIZES[edition.paper][0] - 2 * MARGIN)
        self._written: list[Paragraph] = []
        self._end = self.word.element.body.sectPr
        self._lists = 1000  # above the lists of the empty document

    def add(self, style: str, spans: Iterable[Span] = ()) -> Paragraph:
        """Add a paragraph in the style of this name, and return it."""
        # The library's way of adding at the end looks through the whole document, each time.
        added = element("w:p")
        self._end.addprevious(added)
        paragraph = Paragraph(added, self.word._body)
        self._set_style(paragraph, style)
        self._fill(paragraph, spans)
        return paragraph

    # Nearly every paragraph has what follows, and it is new, so it is written in the order that Word needs: the library
    # would look for the place of each element among all that may be there.

    def _set_style(self, paragraph: Paragraph, name: str) -> None:
        properties = element("w:pPr")
        properties.append(element("w:pStyle", val=self._style_ids[name]))
        paragraph._p.insert(0, properties)

    def _fill(self, paragraph: Paragraph, spans: Iterable[Span]) -> None:
        self._written.append(paragraph)
        for span in spans:
            paragraph._p.append(self._run(span))

    def _run(self, span: Span) -> "CT_R":
        # The dyslexia-friendly edition has bold where others have italics.
        is_bold = span.strong or (span.em and self.edition.dyslexia)
        is_italic = span.em and not self.edition.dyslexia
        run = cast("CT_R", element("w:r"))
        if is_bold or is_italic or span.code:
            look = element("w:rPr")
            if span.code:
                look.append(element("w:rFonts", ascii="Consolas", hAnsi="Consolas"))
            if is_bold:
                look.append(element("w:b"))
            if is_italic:
                look.append(element("w:i"))
            run.append(look)
        text = printable(span.text)
        if text.isprintable():
            run.add_t(text)
        else:
            run.text = text  # which makes elements of tabs and line breaks
        return run

    def quote(self, paragraph: Paragraph, text: str, *, language: str, marked: bool) -> None:
        """Add the user's own text, in its *language*, to a paragraph, marked where it is evidence."""
        run = paragraph.add_run(printable(text))
        run._r.get_or_add_rPr().append(element("w:lang", val=language, eastAsia=language))
        if marked:
            run.font.underline = True
            run.font.highlight_color = WD_COLOR_INDEX.GRAY_25

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all paragraphs that are written meanwhile on one page, if their styles keep each of them on one."""
        self._written = []
        yield
        for paragraph in self._written[:-1]:
            paragraph._p.get_or_add_pPr().insert(1, element("w:keepNext"))  # behind the style

    def numbering(self, number_format: str) -> int:
        """Add a list, and return its ID; *number_format* is decimal, upperLetter, lowerLetter or bullet."""
        numbering = self.word.part.numbering_part.element
        self._lists += 1
        abstract = element("w:abstractNum", abstractNumId=str(self._lists))
        level = element("w:lvl", ilvl="0")
        mark = "•" if number_format == "bullet" else "%1"
        for name, value in (("start", "1"), ("numFmt", number_format), ("lvlText", mark), ("lvlJc", "left")):
            level.append(element(f"w:{name}", val=value))
        bold = element("w:rPr")
        bold.append(element("w:b"))
        level.append(bold)
        abstract.append(element("w:multiLevelType", val="singleLevel"))
        abstract.append(level)
        numbering.insert(0, abstract)  # the format wants all of these before the first w:num
        instance = element("w:num", numId=str(self._lists))
        instance.append(element("w:abstractNumId", val=str(self._lists)))
        numbering.append(instance)
        return self._lists

    def item(self, style: str, list_id: int, spans: Iterable[Span], *, level: int = 1) -> None:
        """Add the next item of a list, its number *level* steps from the margin."""
        self._enumerate(self.add(style, spans), list_id, level)

    def _enumerate(self, paragraph: Paragraph, list_id: int, level: int = 1) -> None:
        numbered = element("w:numPr")
        numbered.append(element("w:ilvl", val="0"))
        numbered.append(element("w:numId", val=str(list_id)))
        left = Length(INDENT + _HANG * level).twips
        hanging = Length(_HANG if level else INDENT).twips
        properties = paragraph._p.get_or_add_pPr()
        properties.append(numbered)
        properties.append(element("w:ind", left=str(left), hanging=str(hanging)))

    def columns(self, left: Iterable[Iterable[Span]], right: Iterable[Iterable[Span]]) -> None:
        """Add two lists side by side, numbered and lettered, in one row that does not break over pages."""
        table = self.word.add_table(rows=1, cols=2)
        table.rows[0]._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for cell, number_format, texts in zip(
            table.rows[0].cells, ("decimal", "upperLetter"), (left, right), strict=True
        ):
            list_id = self.numbering(number_format)
            for index, spans in enumerate(texts):
                paragraph = cell.add_paragraph() if index else cell.paragraphs[0]
                self._set_style(paragraph, "Worksheet Option")
                self._fill(paragraph, spans)
                self._enumerate(paragraph, list_id)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[Iterable[Span]]], *, widths: Sequence[int]) -> None:
        """Add a table whose header is repeated on every page; *widths* are shares of the page's width."""
        table = self.word.add_table(rows=0, cols=len(heads), style="Table Grid")
        table.autofit = False
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Length(self._width * share // sum(widths))
        self._row(table, [(Span(text=head, strong=True),) for head in heads], widths)
        table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
        for row in rows:
            self._row(table, row, widths)

    def _row(self, table: "Table", texts: Iterable[Iterable[Span]], widths: Sequence[int]) -> None:
        row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx has left it untyped
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for cell, spans, share in zip(row.cells, texts, widths, strict=True):
            cell.width = Length(self._width * share // sum(widths))
            self._fill(cell.paragraphs[0], spans)

    def blanks(self, *names: str, after: str) -> None:
        """Add a line of *names*, each followed by a rule to write on; *after* follows the last rule."""
        if self.edition.large_print and len(names) > 2:
            self.blanks(*names[:2], after="")
            names = names[2:]
        paragraph = self.add("Worksheet Fields")
        room = self._width - Mm(16)
        for number, name in enumerate(names, start=1):
            stop = Length(room * number // len(names) - Mm(3))
            paragraph.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
            paragraph.add_run(f"{'  ' if number > 1 else ''}{name} \t")
        paragraph.add_run(f" {after}")

    def footer(self, text: str, pages: str) -> None:
        """Set the footer: *text*, and *pages* with Word's own fields for {page} and {total}, in this order."""
        paragraph = self.word.sections[0].footer.paragraphs[0]
        paragraph._p.style = self._style_ids["Worksheet Footer"]
        before_page, _, after_page = pages.partition("{page}")
        between, _, after_total = after_page.partition("{total}")
        paragraph.add_run(f"{text}\t{before_page}")
        _field(paragraph, "PAGE")
        paragraph.add_run(between)
        _field(paragraph, "NUMPAGES")
        paragraph.add_run(after_total)


def _field(paragraph: Paragraph, code: str) -> None:
    simple = element("w:fldSimple", instr=code)
    run, text = element("w:r"), element("w:t")
    text.text = "1"  # what is shown until Word fills the field
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)

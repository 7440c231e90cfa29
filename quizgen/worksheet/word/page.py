"""The Word document that a worksheet is written into: its paragraphs, lists, tables and fields."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Final, cast

import docx
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_COLOR_INDEX, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from quizgen.base.value import frozen
from quizgen.languages.direction import direction, left_to_right
from quizgen.text.inline import Span
from quizgen.text.printable import printable
from quizgen.worksheet.view.answers import Spans, strong
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.word.blank import blank_document, property_text
from quizgen.worksheet.word.styles import INDENT, element, language_of, text_width

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.run import CT_R
    from docx.table import Table

_HANG: Final = Mm(7)
"""The indent of an option's text from its letter."""
_WHOLE: Final = 500
"""The characters of a row that surely fits a page in every print."""
_AFTER_INDENT: Final = ("w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
"""Child elements of ``w:tblPr`` that must follow ``w:tblInd``."""


@frozen
class CellLine:
    """A paragraph in a cell of a table."""

    spans: Spans
    list_id: int = 0
    """The list of which it is the next item; 0 where it is none."""


Cell = Iterable[CellLine]


def cells(*texts: Spans) -> list[Cell]:
    """Return cells of one line each."""
    return [(CellLine(spans=text),) for text in texts]


class Page:
    """A document that is written from top to bottom."""

    def __init__(self, *, title: str, author: str, language: str, edition: Edition) -> None:
        blank = blank_document(language, edition)
        self._style_ids = blank.style_ids
        self.word: Document = docx.Document(BytesIO(blank.data))
        properties = self.word.core_properties
        properties.title, properties.author = property_text(title), property_text(author)
        self.edition = edition
        self._direction = direction(language)
        self._width = text_width(edition)
        self._written: list[Paragraph] = []
        self._end = self.word.element.body.sectPr
        self._is_below_table = False  # of the user's own text, which has no space of its own below
        self._lists = 1000  # above the lists of the empty document

    def add(self, style: str, spans: Iterable[Span] = ()) -> Paragraph:
        """Add a paragraph in the style of this name, and return it."""
        # The library's way of adding at the end looks through the whole document, each time.
        added = element("w:p")
        self._end.addprevious(added)
        paragraph = Paragraph(added, self.word._body)
        self._begin(paragraph, style)
        self.fill(paragraph, spans)
        if self._is_below_table:
            paragraph.paragraph_format.space_before = Pt(6)
            self._is_below_table = False
        return paragraph

    # Nearly every paragraph has what follows, and it is new, so it is written in the order that Word needs: the library
    # would look for the place of each element among all that may be there.

    def _begin(self, paragraph: Paragraph, name: str) -> None:
        self._written.append(paragraph)
        properties = element("w:pPr")
        properties.append(element("w:pStyle", val=self._style_ids[name]))
        paragraph._p.insert(0, properties)

    def fill(self, paragraph: Paragraph, spans: Iterable[Span]) -> None:
        """Add *spans* to a paragraph."""
        for span in spans:
            paragraph._p.append(self._run(span))

    def _run(self, span: Span, style: str = "") -> "CT_R":
        # The dyslexia-friendly edition has bold where others have italics.
        is_bold = span.strong or (span.em and self.edition.dyslexia)
        is_italic = span.em and not self.edition.dyslexia
        run = cast("CT_R", element("w:r"))
        looks = []
        if style:
            looks.append(element("w:rStyle", val=self._style_ids[style]))
        if span.code:
            looks.append(element("w:rFonts", ascii="Consolas", hAnsi="Consolas"))
        if is_bold:
            looks += [element("w:b"), element("w:bCs")]
        if is_italic:
            looks += [element("w:i"), element("w:iCs")]
        text = printable(span.text).replace("¶ ", "¶\u00a0")  # a number stays with its sign
        if self._direction == "rtl":
            marked = left_to_right(text)
            if marked == text:
                looks.append(element("w:rtl"))
            text = marked
        if looks:
            look = element("w:rPr")
            look.extend(looks)
            run.append(look)
        if text.isprintable():
            run.add_t(text)
        else:
            run.text = text  # which makes elements of tabs and line breaks
        return run

    def say(self, paragraph: Paragraph, words: str, *, style: str = "") -> None:
        """Add *words* as typed to a paragraph, in the character style of this name."""
        paragraph._p.append(self._run(Span(text=words), style))

    def quote(
        self, paragraph: Paragraph, text: str, *, language: str, marked: bool, em: bool = False, strong: bool = False
    ) -> None:
        """Add the user's own text, in its *language*, to a paragraph, which then runs as this language does."""
        run = paragraph.add_run(printable(text))
        if strong or (em and self.edition.dyslexia):
            run.bold = True
        elif em:
            run.italic = True
        look = run._r.get_or_add_rPr()
        if direction(language) == "rtl":
            look.append(element("w:rtl"))
        look.append(language_of(language))
        if direction(language) != self._direction and not paragraph._p.xpath("w:pPr/w:bidi"):
            paragraph._p.get_or_add_pPr().append(element("w:bidi", val=str(int(self._direction == "ltr"))))
        if marked:
            run.font.underline = True
            run.font.highlight_color = WD_COLOR_INDEX.GRAY_25

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all paragraphs that are written meanwhile on one page, if their styles keep each of them on one."""
        self._written = []
        yield
        for paragraph in self._written[:-1]:
            self.keep_with_next(paragraph)

    def keep_with_next(self, paragraph: Paragraph) -> None:
        """Keep the end of a paragraph on the page of what is written after it."""
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

    def item(self, style: str, list_id: int, spans: Iterable[Span], *, level: int = 1) -> Paragraph:
        """Add the next item of a list, its number *level* steps from the margin, and return it."""
        paragraph = self.add(style, spans)
        self._enumerate(paragraph, list_id, INDENT + _HANG * level, _HANG if level else INDENT)
        return paragraph

    def _enumerate(self, paragraph: Paragraph, list_id: int, left: int, hanging: int) -> None:
        numbered = element("w:numPr")
        numbered.append(element("w:ilvl", val="0"))
        numbered.append(element("w:numId", val=str(list_id)))
        properties = paragraph._p.get_or_add_pPr()
        properties.append(numbered)
        properties.append(element("w:ind", left=str(Length(left).twips), hanging=str(Length(hanging).twips)))

    def columns(self, left: Iterable[Spans], right: Iterable[Spans]) -> None:
        """Add two lists side by side, numbered and lettered, in one row that does not break over pages."""
        table, widths = self._new_table(2, indent=INDENT), (5, 6)
        lists = ((left, self.numbering("decimal")), (right, self.numbering("upperLetter")))
        cells = [[CellLine(spans=spans, list_id=list_id) for spans in texts] for texts, list_id in lists]
        self._row(table, cells, widths, style="Worksheet Option", indent=INDENT)

    def table(
        self, heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, widths: Sequence[int], breaks: bool = False
    ) -> None:
        """Add a table whose header is repeated on every page; *widths* are shares of the page's width.

        With *breaks* its long rows may go on on the next page: one could be longer than a page.
        """
        table = self._new_table(len(heads), style="Table Grid")
        self._row(table, cells(*map(strong, heads)), widths)
        table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
        for row in rows:
            self._row(table, row, widths, breaks=breaks)

    def rows(self, count: int, columns: int) -> Iterator[list[Paragraph]]:
        """Add a table of the user's own text, and yield the paragraphs of the cells of each row to be filled."""
        table = self._new_table(columns, style="Table Grid", indent=INDENT)
        for _ in range(count):
            self._row(table, cells(*[()] * columns), [1] * columns, style="Worksheet Passage Cell", indent=INDENT)
            yield [cell.paragraphs[0] for cell in table.rows[-1].cells]
        self._is_below_table = True

    def _new_table(self, columns: int, style: str | None = None, *, indent: int = 0) -> "Table":
        table: Table = self.word.add_table(rows=0, cols=columns, style=style)
        table.autofit = False
        if indent:
            look = table._tbl.tblPr
            look.insert_element_before(element("w:tblInd", w=str(Length(indent).twips), type="dxa"), *_AFTER_INDENT)
        if self._direction == "rtl":
            table.table_direction = WD_TABLE_DIRECTION.RTL
        return table

    def _row(
        self,
        table: "Table",
        texts: Iterable[Cell],
        widths: Sequence[int],
        *,
        style: str = "Worksheet Cell",
        breaks: bool = False,
        indent: int = 0,
    ) -> None:
        row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx has left it untyped
        texts = [[*cell] for cell in texts]
        characters = sum(len(span.text) for cell in texts for line in cell for span in line.spans)
        if not breaks or characters <= _WHOLE:
            row._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for cell, lines, column, share in zip(row.cells, texts, table.columns, widths, strict=True):
            cell.width = column.width = Length((self._width - indent) * share // sum(widths))
            for index, line in enumerate(lines):
                paragraph = cell.add_paragraph() if index else cell.paragraphs[0]
                self._begin(paragraph, style)
                self.fill(paragraph, line.spans)
                if line.list_id:
                    self._enumerate(paragraph, line.list_id, _HANG, _HANG)

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
            self.say(paragraph, f"{'  ' if number > 1 else ''}{name} \t")
        self.say(paragraph, f" {after}")

    def box(self, words: str) -> None:
        """Add *words* in a box of their own width at the end of the line; what is added next flows beside it."""
        side = "left" if self._direction == "rtl" else "right"
        frame = {"wrap": "around", "hAnchor": "margin", "vAnchor": "text", "hSpace": "170", "y": "1"}
        boxed = self.add("Worksheet Version", (Span(text=words),))
        boxed._p.get_or_add_pPr().insert(1, element("w:framePr", xAlign=side, **frame))

    def header(self, name: str, version: str) -> None:
        """Set a line for the name on each page after the first, with the version at its end; the footer comes later."""
        section = self.word.sections[0]
        section.different_first_page_header_footer = True
        paragraph = section.header.paragraphs[0]
        paragraph._p.style = self._style_ids["Worksheet Header"]
        self.say(paragraph, f"{name} \t\t{version}")

    def footer(self, text: str, pages: str) -> None:
        """Set the footer: *text*, and *pages* with Word's own fields for {page} and {total}, in this order."""
        section = self.word.sections[0]
        footers = [section.footer]
        if section.different_first_page_header_footer:
            footers.append(section.first_page_footer)
        if self._direction == "rtl":
            pages = left_to_right(pages)  # a field has no direction of its own
        before_page, _, after_page = pages.partition("{page}")
        between, _, after_total = after_page.partition("{total}")
        for footer in footers:
            paragraph = footer.paragraphs[0]
            paragraph._p.style = self._style_ids["Worksheet Footer"]
            self.say(paragraph, f"{text}\t{before_page}")
            _field(paragraph, "PAGE")
            self.say(paragraph, between)
            _field(paragraph, "NUMPAGES")
            self.say(paragraph, after_total)


def _field(paragraph: Paragraph, code: str) -> None:
    simple = element("w:fldSimple", instr=code)
    run, text = element("w:r"), element("w:t")
    text.text = "1"  # what is shown until Word fills the field
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)

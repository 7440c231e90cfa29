"""The Word document that a worksheet is written into: its paragraphs, lists, tables and fields."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final, cast

import docx
from docx.enum.text import WD_COLOR_INDEX, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docx.text.paragraph import Paragraph

from quizgen.text.inline import Span
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.view.glyphs import printable
from quizgen.worksheet.word.styles import INDENT, MARGIN, SIZES, element, style

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.run import CT_R
    from docx.table import Table

_HANG: Final = Mm(7)
"""How far the text of an option stands in from its letter."""
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The date that every document bears, so that the same form gives the same bytes."""


@cache  # defining the styles would take a third of the time of a document
def _template(language: str, edition: Edition) -> tuple[bytes, Mapping[str, str]]:
    """An empty document with the page, the styles and the properties of a worksheet; the ids of styles by their names.

    It lacks its title and author.
    """
    made = docx.Document()
    properties = made.core_properties
    properties.language, properties.comments = language, ""
    properties.created = properties.modified = properties.last_printed = _EPOCH
    section = made.sections[0]
    section.page_width, section.page_height = SIZES[edition.paper]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    numbered = element("w:lnNumType", countBy="5", distance="200", restart="continuous")
    section._sectPr.find(qn("w:pgMar")).addnext(numbered)
    style(made, language, edition)
    saved = BytesIO()
    made.save(saved)
    return saved.getvalue(), {each.name: each.style_id for each in made.styles}


class Page:
    """A document that is written from top to bottom."""

    def __init__(self, *, title: str, author: str, language: str, edition: Edition) -> None:
        template, self._style_ids = _template(language, edition)
        self.word: Document = docx.Document(BytesIO(template))
        properties = self.word.core_properties
        properties.title, properties.author = title, author
        self.edition = edition
        self.width = Length(SIZES[edition.paper][0] - 2 * MARGIN)
        self._written: list[Paragraph] = []
        self._end = self.word.element.body.sectPr
        self._lists = 1000  # above the lists of the empty document

    def add(self, style_: str, spans: Iterable[Span] = ()) -> Paragraph:
        """A paragraph in a style."""
        # The library's way of adding at the end looks through the whole document, each time.
        added = element("w:p")
        self._end.addprevious(added)
        paragraph = Paragraph(added, self.word._body)
        self._style(paragraph, style_)
        self._fill(paragraph, spans)
        return paragraph

    # What follows is of nearly every paragraph, and new, and so it is written in the order that Word wants: the library
    # would look for the place of each element among all that may stand there.

    def _style(self, paragraph: Paragraph, name: str) -> None:
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
        """Keep all paragraphs that are written meanwhile on one page, if their styles keep each of them whole."""
        self._written = []
        yield
        for paragraph in self._written[:-1]:
            paragraph._p.get_or_add_pPr().insert(1, element("w:keepNext"))  # behind the style

    def numbering(self, form: str) -> int:
        """The id of a new list, its items marked in the *form* decimal, upperLetter, lowerLetter or bullet."""
        numbering = self.word.part.numbering_part.element
        self._lists += 1
        abstract = element("w:abstractNum", abstractNumId=str(self._lists))
        level = element("w:lvl", ilvl="0")
        mark = "•" if form == "bullet" else "%1"
        for name, value in (("start", "1"), ("numFmt", form), ("lvlText", mark), ("lvlJc", "left")):
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

    def item(self, style_: str, list_id: int, spans: Iterable[Span], *, level: int = 1) -> None:
        """The next item of a list."""
        self._enumerate(self.add(style_, spans), list_id, level)

    def _enumerate(self, paragraph: Paragraph, list_id: int, level: int = 1) -> None:
        numbered = element("w:numPr")
        numbered.append(element("w:ilvl", val="0"))
        numbered.append(element("w:numId", val=str(list_id)))
        left, hanging = (Length(each).twips for each in (INDENT + _HANG * level, _HANG if level else INDENT))
        properties = paragraph._p.get_or_add_pPr()
        properties.append(numbered)
        properties.append(element("w:ind", left=str(left), hanging=str(hanging)))

    def columns(self, left: Iterable[Iterable[Span]], right: Iterable[Iterable[Span]]) -> None:
        """Two lists side by side, numbered and lettered, in one row that does not break over pages."""
        table = self.word.add_table(rows=1, cols=2)
        table.rows[0]._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for cell, form, texts in zip(table.rows[0].cells, ("decimal", "upperLetter"), (left, right), strict=True):
            list_id = self.numbering(form)
            for place, spans in enumerate(texts):
                paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
                self._style(paragraph, "Worksheet Option")
                self._fill(paragraph, spans)
                self._enumerate(paragraph, list_id)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[Iterable[Span]]], *, widths: Sequence[int]) -> None:
        """A table whose header is repeated on every page; *widths* are shares of the page's width."""
        table = self.word.add_table(rows=0, cols=len(heads), style="Table Grid")
        table.autofit = False
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Length(self.width * share // sum(widths))
        self._row(table, [(Span(text=head, strong=True),) for head in heads], widths)
        table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
        for row in rows:
            self._row(table, row, widths)

    def _row(self, table: "Table", texts: Iterable[Iterable[Span]], widths: Sequence[int]) -> None:
        row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx has left it untyped
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for cell, spans, share in zip(row.cells, texts, widths, strict=True):
            cell.width = Length(self.width * share // sum(widths))
            self._fill(cell.paragraphs[0], spans)

    def blanks(self, *names: str, after: str) -> None:
        """A line of *names*, each followed by a rule to write on; *after* stands behind the last rule."""
        if self.edition.large_print and len(names) > 2:
            self.blanks(*names[:2], after="")
            names = names[2:]
        paragraph = self.add("Worksheet Fields")
        room = self.width - Mm(16)
        for place, name in enumerate(names, start=1):
            stop = Length(room * place // len(names) - Mm(3))
            paragraph.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
            paragraph.add_run(f"{'  ' if place > 1 else ''}{name} \t")
        paragraph.add_run(f" {after}")

    def footer(self, text: str, pages: str) -> None:
        """The footer: *text*, and *pages* with Word's own fields for {page} and {total}."""
        paragraph = self.word.sections[0].footer.paragraphs[0]
        paragraph._p.style = self._style_ids["Worksheet Footer"]
        before, _, rest = pages.partition("{page}")
        between, _, last = rest.partition("{total}")
        paragraph.add_run(f"{text}\t{before}")
        _field(paragraph, "PAGE")
        paragraph.add_run(between)
        _field(paragraph, "NUMPAGES")
        paragraph.add_run(last)


def _field(paragraph: Paragraph, code: str) -> None:
    simple = element("w:fldSimple", instr=code)
    run, text = element("w:r"), element("w:t")
    text.text = "1"  # what is shown until Word fills the field
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)

"""The styles of a worksheet in Word, which a teacher can change for the whole document at once."""

from typing import TYPE_CHECKING, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from quizgen.bank.paper import Paper
from quizgen.worksheet.view.edition import Edition

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle

MARGIN: Final = Mm(20)
INDENT: Final = Mm(9)
"""How far a question stands in from its number."""
SIZES: Final = {Paper.A4: (Mm(210), Mm(297)), Paper.LETTER: (Mm(215.9), Mm(279.4))}
_GREY: Final = RGBColor(0x50, 0x50, 0x50)
_AFTER: Final = Pt(3)
_BLACK: Final = RGBColor(0, 0, 0)
_INSET: Final = Pt(4)
"""How far words stand in from the box round them."""
_WHOLE: Final = ("Question", "Task", "Answer", "Option", "Key", "Words", "Plan", "Ruled Line")
"""The styles of questions: no paragraph in one of them runs over to another page."""
_LATER: Final = ("w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
"""What of a style's paragraph comes after its borders: Word wants all of it in this order."""


def element(name: str, **attributes: str) -> "BaseOxmlElement":
    """A WordprocessingML element, its attributes in the same name space."""
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def style(word: "Document", language: str, edition: Edition) -> None:
    """Give *word* all its styles. Fonts are those of Word and of the free offices' equals of the same widths."""
    size = Pt(18 if edition.large_print else 13 if edition.dyslexia else 11)
    plain = edition.large_print or edition.dyslexia
    sans = "Arial" if plain else "Calibri"
    small = size if edition.large_print else Length(round(size * 0.85))
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = sans, size
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.5 if edition.dyslexia else 1.1
    normal.element.get_or_add_rPr().append(element("w:lang", val=language, eastAsia=language))
    _line_numbers(normal, shown=False)
    for name, factor, before in (("Title", 1.9, 0), ("Heading 1", 1.35, 18), ("Heading 2", 1.1, 14)):
        _heading(word.styles[name], sans, Length(round(size * factor)), Pt(before))

    def new(name: str, *, indent: int = 0, after: int = _AFTER, font: int = size) -> "ParagraphStyle":
        made: ParagraphStyle = word.styles.add_style(f"Worksheet {name}", WD_STYLE_TYPE.PARAGRAPH)
        made.base_style, made.quick_style, made.font.size = normal, True, Length(font)
        made.paragraph_format.left_indent, made.paragraph_format.space_after = Length(indent), Length(after)
        return made

    new("Meta", font=small, after=Pt(6)).font.color.rgb = _GREY
    new("Task", font=small, indent=INDENT).font.color.rgb = _GREY
    footer = new("Footer", font=round(size * 0.7))
    footer.font.color.rgb = _GREY
    width = Length(SIZES[edition.paper][0] - 2 * MARGIN)
    footer.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    new("Fields", font=small, after=Pt(12)).paragraph_format.space_before = Pt(8)
    new("Entry", indent=INDENT).paragraph_format.first_line_indent = Length(-INDENT)
    passage = new("Passage", indent=INDENT, after=Pt(6))
    passage.font.name = sans if plain else "Cambria"
    passage.paragraph_format.widow_control = True
    _line_numbers(passage, shown=True)
    unnumbered = new("Unnumbered Passage")
    unnumbered.base_style, unnumbered.paragraph_format.left_indent = passage, None
    unnumbered.paragraph_format.space_after = None
    _line_numbers(unnumbered, shown=False)
    new("Gist", indent=INDENT, after=Pt(6))
    new("Question").paragraph_format.space_before = Pt(10)
    new("Answer", indent=INDENT)
    new("Option", indent=INDENT, after=Pt(2))
    _borders(new("Key", indent=INDENT), "left", size="18", space="6")
    words = new("Words", after=Pt(6))
    words.paragraph_format.space_before = Pt(6)
    # Paragraphs with the same borders share a box: those of a plan do.
    plan = new("Plan", font=small, after=0)
    plan.font.color.rgb = _GREY
    plan.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    plan.paragraph_format.line_spacing = Pt(30) if edition.large_print else Pt(22)
    for boxed in (words, plan):
        boxed.paragraph_format.left_indent = Length(INDENT + _INSET)
        boxed.paragraph_format.right_indent = _INSET
        _borders(boxed, "top", "left", "bottom", "right", size="4", space=f"{_INSET.pt:.0f}")
    ruled = new("Ruled Line", indent=INDENT, after=0)
    ruled.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    ruled.paragraph_format.line_spacing = Pt(34) if edition.large_print else Pt(25)
    # The rule between two such paragraphs makes a line of each.
    _borders(ruled, "bottom", "between", size="4", space="1")
    for each in _WHOLE:
        word.styles[f"Worksheet {each}"].paragraph_format.keep_together = True


def _heading(heading: "ParagraphStyle", font: str, size: Length, before: Length) -> None:
    heading.font.name, heading.font.size, heading.font.bold, heading.font.color.rgb = font, size, True, _BLACK
    fonts = heading.element.rPr.rFonts
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    borders = heading.element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        heading.element.pPr.remove(borders)
    form = heading.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = before, Pt(6), True


def _line_numbers(paragraph: "ParagraphStyle", *, shown: bool) -> None:
    """Word numbers the lines of the passages alone."""
    suppressed = element("w:suppressLineNumbers", val="0" if shown else "1")
    paragraph.element.get_or_add_pPr().insert_element_before(suppressed, "w:pBdr", *_LATER)


def _borders(paragraph: "ParagraphStyle", *sides: str, size: str, space: str) -> None:
    borders = element("w:pBdr")
    for side in sides:
        borders.append(element(f"w:{side}", val="single", sz=size, space=space, color="606060"))
    paragraph.element.get_or_add_pPr().insert_element_before(borders, *_LATER)

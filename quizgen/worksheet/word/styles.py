"""The styles of a worksheet in Word, which a teacher can change for the whole document at once."""

from typing import TYPE_CHECKING, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from quizgen.bank.paper import Paper
from quizgen.base.value import frozen
from quizgen.languages.direction import direction
from quizgen.worksheet.view.edition import Edition, Room

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle

MARGIN: Final = Mm(20)
INDENT: Final = Mm(9)
"""The indent of a question's text from its number."""
SIZES: Final = {Paper.A4: (Mm(210), Mm(297)), Paper.LETTER: (Mm(215.9), Mm(279.4))}
"""Width and height of the papers: ISO 216, and 8.5 by 11 inches."""
_GREY: Final = RGBColor(0x50, 0x50, 0x50)
_AFTER: Final = Pt(3)
"""The space after a paragraph, where its style does not say otherwise."""
_BLACK: Final = RGBColor(0, 0, 0)
_INSET: Final = Pt(4)
"""The space between words and the box round them."""
_BEFORE: Final = {Room.COMPACT: Pt(5), Room.STANDARD: Pt(10), Room.ROOMY: Pt(20)}
"""The space before a question."""
_COMPLEX: Final = {"w:b": "w:bCs", "w:i": "w:iCs", "w:sz": "w:szCs"}
"""What says of letters from right to left what the first says of others."""
_UNBROKEN: Final = ("Question", "Task", "Answer", "Option", "Key", "Words", "Plan", "Ruled Line", "Cell")
"""The styles of questions and tables: Word keeps each paragraph in one of them on one page."""
_AFTER_BORDERS: Final = ("w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
"""Child elements of ``w:pPr`` that must follow ``w:pBdr``: the OOXML schema fixes their order."""


_AFTER_BIDI: Final = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")
"""Child elements of ``w:pPr`` that must follow ``w:bidi``."""


@frozen
class _Type:
    """The fonts of an edition. They are Word's own; free offices have substitutes of the same widths."""

    size: Length
    """The size of running text."""
    small: Length
    sans: str
    passage: str
    """The font of passages."""
    line_spacing: float
    """The distance of lines, in line heights."""


def element(name: str, **attributes: str) -> "BaseOxmlElement":
    """Return a WordprocessingML element, its attributes in the same name space."""
    new: BaseOxmlElement = OxmlElement(name)
    for key, value in attributes.items():
        new.set(qn(f"w:{key}"), value)
    return new


def text_width(edition: Edition) -> Length:
    """Return the width of the paper between its margins."""
    return Length(SIZES[edition.paper][0] - 2 * MARGIN)


def language_of(language: str) -> "BaseOxmlElement":
    """Return the element that says in which *language* (a tag) words are: Word checks and hyphenates them by it."""
    return element("w:lang", val=language, eastAsia=language, bidi=language)


def define_styles(word: "Document", language: str, edition: Edition) -> None:
    """Define all styles of a worksheet in *word*, for text in *language* (a tag such as "en")."""
    type_ = _type(edition)
    normal = word.styles["Normal"]
    _define_normal(normal, type_, language)
    for name, factor, before in (("Title", 1.9, 0), ("Heading 1", 1.35, 18), ("Heading 2", 1.1, 14)):
        _define_heading(word.styles[name], type_.sans, Length(round(type_.size * factor)), Pt(before))
    styles = _Styles(word, normal, type_)
    _define_furniture(styles, edition)
    _define_passages(styles)
    _define_questions(styles, edition)
    for side in ("w:left", "w:right", "w:insideV"):
        for border in word.styles["Table Grid"].element.iter(qn(side)):
            if border.getparent().tag == qn("w:tblBorders"):
                border.getparent().remove(border)
    for name in _UNBROKEN:
        word.styles[f"Worksheet {name}"].paragraph_format.keep_together = True
    for properties in word.styles.element.iter(qn("w:rPr")):
        _set_complex(properties)


def _type(edition: Edition) -> _Type:
    """Return the type of an edition; its sizes are close to those of the PDF."""
    if edition.large_print:
        size = Pt(18)
    elif edition.dyslexia:
        size = Pt(13)
    else:
        size = Pt(11)
    sans = "Arial" if edition.is_plain else "Calibri"
    return _Type(
        size=size,
        small=size if edition.large_print else Length(round(size * 0.85)),  # in large print nothing is small
        sans=sans,
        passage=sans if edition.is_plain else "Cambria",
        line_spacing=1.5 if edition.dyslexia else 1.1,
    )


class _Styles:
    """Adds styles to a document, each based on Normal."""

    def __init__(self, word: "Document", normal: "ParagraphStyle", type_: _Type) -> None:
        self.word, self.normal, self.type = word, normal, type_

    def add(self, name: str, *, indent: int = 0, after: int = _AFTER, size: int | None = None) -> "ParagraphStyle":
        """Add the style "Worksheet *name*"; lengths are in English Metric Units, the size is Normal's by default."""
        style: ParagraphStyle = self.word.styles.add_style(f"Worksheet {name}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = self.normal
        style.quick_style = True
        style.font.size = Length(self.type.size if size is None else size)
        style.paragraph_format.left_indent = Length(indent)
        style.paragraph_format.space_after = Length(after)
        return style


def _define_normal(normal: "ParagraphStyle", type_: _Type, language: str) -> None:
    normal.font.name, normal.font.size = type_.sans, type_.size
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = type_.line_spacing
    normal.element.get_or_add_rPr().append(language_of(language))
    _number_lines(normal, numbered=False)
    if direction(language) == "rtl":
        normal.element.pPr.insert_element_before(element("w:bidi"), *_AFTER_BIDI)


def _define_furniture(styles: _Styles, edition: Edition) -> None:
    """Define what is round the questions: facts, task lines, header and footer, the version, fields, cells."""
    small = styles.type.small
    for name, indent, before, after in (("Meta", 0, 0, 6), ("Task", INDENT, 0, 3), ("Final Meta", 0, 10, 0)):
        style = styles.add(name, size=small, indent=indent, after=Pt(after))
        style.font.color.rgb, style.paragraph_format.space_before = _GREY, Pt(before)
    hint = styles.word.styles.add_style("Question Hint", WD_STYLE_TYPE.CHARACTER)
    hint.quick_style, hint.font.size, hint.font.color.rgb = True, Length(small), _GREY
    footer = styles.add("Footer", size=round(styles.type.size * 0.7))
    footer.font.color.rgb = _GREY
    header = styles.add("Header", size=small)
    header.paragraph_format.tab_stops.add_tab_stop(Mm(90), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
    for furniture in (header, footer):
        furniture.paragraph_format.tab_stops.add_tab_stop(text_width(edition), WD_TAB_ALIGNMENT.RIGHT)
    styles.add("Cell", size=small, after=Pt(2)).paragraph_format.space_before = Pt(2)
    version = styles.add("Version", after=0)
    version.font.bold = True
    _add_borders(version, "top", "left", "bottom", "right", size="8", space="5")
    styles.add("Fields", size=small, after=Pt(12)).paragraph_format.space_before = Pt(8)
    styles.add("Entry", indent=INDENT).paragraph_format.first_line_indent = Length(-INDENT)


def _define_passages(styles: _Styles) -> None:
    passage = styles.add("Passage", indent=INDENT, after=Pt(6))
    passage.font.name = styles.type.passage
    passage.paragraph_format.widow_control = True
    _number_lines(passage, numbered=True)
    unnumbered = styles.add("Unnumbered Passage")
    unnumbered.base_style = passage
    unnumbered.paragraph_format.left_indent = None  # as in its base
    unnumbered.paragraph_format.space_after = None
    _number_lines(unnumbered, numbered=False)
    cell = styles.add("Passage Cell", after=Pt(2))
    cell.font.name = styles.type.passage
    cell.paragraph_format.space_before = Pt(2)
    styles.add("Gist", indent=INDENT, after=Pt(6))


def _define_questions(styles: _Styles, edition: Edition) -> None:
    styles.add("Question").paragraph_format.space_before = _BEFORE[edition.room]
    styles.add("Answer", indent=INDENT)
    styles.add("Option", indent=INDENT, after=Pt(2))
    _add_borders(styles.add("Key", indent=INDENT), "left", size="18", space="6")
    words = styles.add("Words", after=Pt(6))
    words.paragraph_format.space_before = Pt(6)
    # Paragraphs with the same borders share a box: those of a plan do.
    plan = styles.add("Plan", size=styles.type.small, after=0)
    plan.font.color.rgb = _GREY
    plan.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    plan.paragraph_format.line_spacing = Pt(30) if edition.large_print else Pt(22)
    for boxed in (words, plan):
        boxed.paragraph_format.left_indent = Length(INDENT + _INSET)
        boxed.paragraph_format.right_indent = _INSET
        _add_borders(boxed, "top", "left", "bottom", "right", size="4", space=f"{_INSET.pt:.0f}")
    ruled = styles.add("Ruled Line", indent=INDENT, after=0)
    ruled.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    ruled.paragraph_format.line_spacing = Pt(34) if edition.large_print else Pt(25)
    # The rule between two such paragraphs makes a line of each.
    _add_borders(ruled, "bottom", "between", size="4", space="1")


def _define_heading(heading: "ParagraphStyle", font: str, size: Length, before: Length) -> None:
    heading.font.name, heading.font.size, heading.font.bold, heading.font.color.rgb = font, size, True, _BLACK
    # The empty document's own headings have theme fonts, which win over the name, and borders.
    fonts = heading.element.rPr.rFonts
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    borders = heading.element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        heading.element.pPr.remove(borders)
    layout = heading.paragraph_format
    layout.space_before, layout.space_after, layout.keep_with_next = before, Pt(6), True


def _number_lines(style: "ParagraphStyle", *, numbered: bool) -> None:
    """Say whether Word numbers the lines of paragraphs in a style: it does so for passages alone."""
    suppressed = element("w:suppressLineNumbers", val="0" if numbered else "1")
    style.element.get_or_add_pPr().insert_element_before(suppressed, "w:pBdr", *_AFTER_BORDERS)


def _add_borders(style: "ParagraphStyle", *sides: str, size: str, space: str) -> None:
    """Add borders of *size* eighths of a point, *space* points from the words."""
    borders = element("w:pBdr")
    for side in sides:
        borders.append(element(f"w:{side}", val="single", sz=size, space=space, color="606060"))
    style.element.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


def _set_complex(properties: "BaseOxmlElement") -> None:
    """Give letters from right to left the look of the others: Word has properties of their own for them."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is not None and (name := fonts.get(qn("w:ascii"))):
        fonts.set(qn("w:cs"), name)
    for name, complex_name in _COMPLEX.items():
        for old in properties.findall(qn(complex_name)):
            properties.remove(old)
        plain = properties.find(qn(name))
        if plain is not None:
            plain.addnext(element(complex_name, **{key.rpartition("}")[2]: value for key, value in plain.items()}))

"""Empty Word documents: the page, the styles and the properties of a worksheet, made once for each edition."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Final

import docx
from docx.oxml.ns import qn
from docx.shared import Mm

from quizgen.base.value import frozen
from quizgen.languages.direction import direction
from quizgen.text.printable import printable
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.word.styles import MARGIN, SIZES, define_styles, element

_DATE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The date in the properties of every document, so that the same form gives the same bytes."""
_HYPHENATION_ZONE: Final = Mm(20)
"""The empty end of a line above which Word hyphenates: few words are longer."""
_MAX_PROPERTY: Final = 255
"""Characters of a property of a document, which python-docx enforces after ECMA-376."""


def property_text(text: str) -> str:
    """Return *text* as a property of a document may contain it: printable, and cut where it is too long."""
    text = printable(text)
    return text if len(text) <= _MAX_PROPERTY else f"{text[: _MAX_PROPERTY - 1]}…"


@frozen
class BlankDocument:
    """An empty document of a worksheet, without its title and author."""

    data: bytes
    """The .docx file."""
    style_ids: Mapping[str, str]
    """The IDs of its styles, by their names."""


@cache  # defining the styles would take a third of the time of a document
def blank_document(language: str, edition: Edition) -> BlankDocument:
    """Return the empty document for worksheets in *language* (a tag such as "en") and *edition*."""
    document = docx.Document()
    properties = document.core_properties
    properties.language, properties.comments = property_text(language), ""
    properties.created = properties.modified = properties.last_printed = _DATE
    section = document.sections[0]
    section.page_width, section.page_height = SIZES[edition.paper]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    numbering = element("w:lnNumType", countBy="5", distance="200", restart="continuous")
    section._sectPr.find(qn("w:pgMar")).addnext(numbering)
    if direction(language) == "rtl":
        section._sectPr.insert_element_before(element("w:bidi"), "w:rtlGutter", "w:docGrid")
    # A long word is hyphenated: where less room than the zone would be left at the end of a line, no word is.
    tab_stop = document.settings.element.find(qn("w:defaultTabStop"))
    tab_stop.addnext(element("w:hyphenationZone", val=str(_HYPHENATION_ZONE.twips)))
    tab_stop.addnext(element("w:autoHyphenation"))
    define_styles(document, language, edition)
    saved = BytesIO()
    document.save(saved)
    return BlankDocument(data=saved.getvalue(), style_ids={style.name: style.style_id for style in document.styles})

"""The templates of printed sheets, set by typst: a JSON document becomes a layout, and a layout a PDF."""

from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final

from quizgen.worksheet.view.glyphs import MissingGlyphs

if TYPE_CHECKING:
    import typst

_SHEET: Final = "sheet.typ"


def layout(document: str, template: str = _SHEET) -> "typst.Compiler":
    """Return a compiler of *document*, a JSON text: it lays it out when it is asked for a PDF or for positions."""
    import typst

    with as_file(files(__package__) / template) as path:
        return typst.Compiler(
            input=path,
            root=path.parent,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"document": document},
        )


def to_pdf(compiler: "typst.Compiler") -> bytes:
    """Return the PDF of a layout, tagged as PDF/UA-1. Raises MissingGlyphs where no font has a character of it."""
    import typst

    try:
        data = compiler.compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError as error:
        raise MissingGlyphs(error.diagnostic) from error
    assert isinstance(data, bytes)  # a list of them only for formats of one file a page
    return data


def language_code(tag: str) -> str:
    """Return the two or three letters of a language tag that typst accepts; "en" where *tag* is not a language tag."""
    base = tag.partition("-")[0].lower()
    return base if base.isascii() and base.isalpha() and len(base) in (2, 3) else "en"


@lru_cache(maxsize=1)
def _fonts() -> "typst.Fonts":
    import font_source_sans_pro
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[font_source_sans_pro.font_directory])

"""The pages of a worksheet, read off its PDF: their number, and a picture of the first."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

_ROOT: Final = re.compile(rb"/Type\s*/Pages\s*/Count\s+(\d+)")
"""The root of all pages (PDF 1.7, 7.7.3.2), as typst writes it: at the beginning of the file, not compressed."""
_PICTURE: Final = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("/sheet.pdf", page: 1)'
_DENSITY: Final = 30
"""Pixels an inch: a page of A4 is 248 pixels wide, twice as wide as it is shown, so that it is sharp on a phone."""


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF that `render` has made; 0 for any other file."""
    root = _ROOT.search(pdf)
    return int(root[1]) if root else 0


def first_page(pdf: bytes) -> bytes:
    """Return the first page of a PDF as a PNG: small enough for an overview, too small to be read."""
    import typst

    from quizgen.worksheet.pdf.fonts import fonts

    with TemporaryDirectory() as folder:  # typst reads images from files alone
        (Path(folder) / "sheet.pdf").write_bytes(pdf)
        compiler = typst.Compiler(input=_PICTURE, root=folder, font_paths=fonts(), ignore_system_fonts=True)
        picture = compiler.compile(format="png", ppi=_DENSITY)
    assert isinstance(picture, bytes)  # a list of them only for several pages
    return picture

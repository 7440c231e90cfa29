"""The number of pages of a worksheet, read off its PDF: what is told of a file is then true of that very file."""

import re
from typing import Final

_ROOT: Final = re.compile(rb"/Type\s*/Pages\s*/Count\s+(\d+)")
"""The root of all pages (PDF 1.7, 7.7.3.2), as typst writes it: at the beginning of the file, not compressed."""


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF that `render` has made; 0 for any other file."""
    root = _ROOT.search(pdf)
    return int(root[1]) if root else 0

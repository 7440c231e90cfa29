"""The readers by kinds of file: which one reads a copy, and which files are refused."""

import re
from pathlib import PurePath
from typing import Final

from quizgen.text.reading.html import read_html
from quizgen.text.reading.markdown import read_markdown
from quizgen.text.reading.marks import SourceMarks
from quizgen.text.reading.model import RunningText
from quizgen.text.reading.plain import read_plain

_READERS: Final = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}
_REFUSED: Final = {
    ".pdf": "PDF",
    ".doc": "Word",
    ".docx": "Word",
    ".odt": "OpenDocument",
    ".rtf": "RTF",
    ".epub": "EPUB",
    ".mobi": "Kindle",
    ".azw3": "Kindle",
    ".djvu": "DjVu",
    ".zip": "ZIP",
}
# The first bytes of such files, whatever they are called.
_SIGNATURES: Final = {b"%PDF-": "PDF", b"PK\x03\x04": "ZIP", b"{\\rtf": "RTF", b"\xd0\xcf\x11\xe0": "Word"}
_HTML: Final = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", re.IGNORECASE)


def refused_kind(name: str, head: bytes) -> str:
    """Return the kind of a file that is not read, such as "PDF", by its *name* and its first bytes; empty otherwise."""
    signed = next((kind for signature, kind in _SIGNATURES.items() if head.startswith(signature)), "")
    return _REFUSED.get(_suffix(name), "") or signed or ("binary" if _is_binary(head) else "")


def _is_binary(head: bytes) -> bool:
    """Whether bytes of zero are among what is no text: one in UTF-16, which a reader is told to save anew, has many."""
    if b"\x00" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    try:
        head[:-3].decode()  # the end may be in the middle of a character
    except UnicodeDecodeError as error:
        return error.start < len(head) - 6
    return False


def read(raw: str, name: str = "", patterns: tuple[str, ...] = ()) -> RunningText:
    """Read the copy *raw* of the file *name*; *patterns* are those of its marks of pages and other units.

    The ending of the name says what it is; without one that is known, a page of HTML shows itself, and all else is
    plain text.
    """
    known = _READERS.get(_suffix(name))
    reader = known or (read_html if _HTML.match(raw) else read_plain)
    return reader(SourceMarks(raw, patterns))


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()

"""The templates of printed sheets, set by typst: a JSON document becomes a layout, and a layout a PDF."""

import json
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, Final

from quizgen.worksheet.pdf.fonts import fonts
from quizgen.worksheet.pdf.glyphs import UNSURE, MissingGlyphs, by_number, letters

if TYPE_CHECKING:
    import typst

_SHEET: Final = "sheet.typ"
_PROBE: Final = b'#set document(title: "-")\n#sys.inputs.text'


def as_json(document: dict[str, Any]) -> str:
    """Return *document* as the JSON text that `layout` takes: with all characters as they are."""
    return json.dumps(document, ensure_ascii=False)


def layout(document: str, template: str = _SHEET) -> "typst.Compiler":
    """Return a compiler of *document*, a JSON text: it lays it out when it is asked for a PDF or for positions.

    Characters that no font at hand has are printed by their numbers.
    """
    return _shown(partial(_compiler, template), document)[0]


def unshown(texts: Iterable[str]) -> frozenset[str]:
    """Return the characters of *texts* that no font at hand has. Nothing is laid out where all are surely there."""
    unsure = "\n\n".join(text for text in texts if UNSURE.search(text))
    return _unshown(unsure) if unsure else frozenset()


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


@lru_cache(maxsize=64)  # the leaves and versions of a worksheet have the same texts
def _unshown(text: str) -> frozenset[str]:
    return _shown(_probe, text)[1]


def _shown(compile_: Callable[[str], "typst.Compiler"], text: str) -> tuple["typst.Compiler", frozenset[str]]:
    """Return the layout of *text* in which all is shown, and the characters that are printed in it by their numbers."""
    missing = _absent(letters(text))
    is_unsure = UNSURE.search(text) is not None
    while True:
        compiler = compile_(by_number(text, missing))
        if not is_unsure:
            return compiler, missing
        try:
            to_pdf(compiler)
            return compiler, missing
        except MissingGlyphs as error:
            if error.characters <= missing:
                raise
            missing |= error.characters


@lru_cache(maxsize=64)
def _absent(characters: tuple[str, ...]) -> frozenset[str]:
    """Return which of these *characters* no font has. Each is asked for by itself: typst drops one under a mark."""
    try:
        if characters:
            to_pdf(_probe(" ".join(("x", *characters))))  # nothing is told of a byte order mark that stands alone
        return frozenset()
    except MissingGlyphs as error:
        return error.characters


def _compiler(template: str, document: str) -> "typst.Compiler":
    import typst

    with as_file(files(__package__) / template) as path:
        return typst.Compiler(
            input=path,
            root=path.parent,
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={"document": document},
        )


def _probe(text: str) -> "typst.Compiler":
    import typst

    return typst.Compiler(input=_PROBE, font_paths=fonts(), ignore_system_fonts=True, sys_inputs={"text": text})

"""A form as PDF: typst sets one fixed template that reads one resolved JSON document."""

import json
import math
import re
from dataclasses import asdict
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, Final

from quizgen.bank.citation import Citation, Paragraph
from quizgen.base.problem import Problem
from quizgen.base.workers import workers
from quizgen.text.inline import parse, plain
from quizgen.worksheet.form.codec import encode, strings
from quizgen.worksheet.form.model import Choose, Form, Group, Judge, PrintedQuestion, Reply
from quizgen.worksheet.pdf.lines import EDGES, NUMBERS, from_positions
from quizgen.worksheet.view.answers import Spans
from quizgen.worksheet.view.edition import Edition, Leaf
from quizgen.worksheet.view.glyphs import MissingGlyphs, stand_in
from quizgen.worksheet.view.view import (
    NO_EXCERPTS,
    NO_LINE_RANGES,
    Excerpts,
    LineRanges,
    PassagePiece,
    View,
    evidence_key,
)

if TYPE_CHECKING:
    import typst

_TEMPLATE: Final = "sheet.typ"
_ROUNDS: Final = 3
"""Layouts within which the lines settle: they do in the first, unless a reference moved a line."""
_SURE: Final = 40
"""Lines that surely fit a page in standard print: an A4 page holds 55, a letter page 52."""
_LINE: Final = 80
"""Characters that a line of standard print holds at least."""
_SHORT: Final = 32
"""Characters of the longest option where options stand in two columns, in standard print."""


def render(
    form: Form,
    *,
    leaf: Leaf = Leaf.SHEET,
    edition: Edition | None = None,
    excerpts: Excerpts = NO_EXCERPTS,
    problems: list[Problem] | None = None,
) -> bytes:
    """The PDF of a form's sheet, key or teacher's edition, tagged as PDF/UA-1; the same bytes each time.

    *excerpts* hold the user's own text where there is one. Characters in it that no font holds are printed as [U+…]
    and added to *problems* as warnings. Raises Failure where the bank's own text has such a character.
    """
    edition = edition or Edition(paper=form.paper)
    while True:
        try:
            return _pdf(_compiler_of(form, leaf, edition, excerpts))
        except MissingGlyphs as missing:
            excerpts = stand_in(form, excerpts, missing, [] if problems is None else problems)


def line_numbers(form: Form, *, edition: Edition, excerpts: Excerpts) -> LineRanges:
    """The printed lines of all passages and all evidence, as the final layout of the sheet has them."""
    return _settled(form, edition, tuple(excerpts.items()))[0] if excerpts else NO_LINE_RANGES


def _compiler_of(form: Form, leaf: Leaf, edition: Edition, excerpts: Excerpts) -> "typst.Compiler":
    if not excerpts:
        return _compiler(json.dumps(_document(View(form=form, leaf=leaf), edition)))
    lines, sheet = _settled(form, edition, tuple(excerpts.items()))
    if leaf is Leaf.SHEET:
        return sheet
    return _compiler(json.dumps(_document(View(form=form, leaf=leaf, excerpts=excerpts, lines=lines), edition)))


@lru_cache(maxsize=2 * workers())  # sheet, key and teacher's edition of a form ask one after the other
def _settled(
    form: Form, edition: Edition, held: tuple[tuple[str, tuple[Paragraph, ...]], ...]
) -> tuple[LineRanges, "typst.Compiler"]:
    """The lines of the sheet, and the sheet set with references to them."""
    excerpts = dict(held)
    # The passages alone are soon set, and their lines are the sheet's: references do not move them. The sheet, set
    # with these references, must say so itself.
    view = View(form=form, leaf=Leaf.SHEET, excerpts=excerpts)
    document = _unreferring(view, edition)
    lines = _passage_lines(json.dumps(_passages_alone(view, document)))
    for _ in range(_ROUNDS):
        view = View(form=form, leaf=Leaf.SHEET, excerpts=excerpts, lines=lines)
        sheet = _compiler(json.dumps(document | _referring(view, edition)))
        before, lines = lines, _lines(sheet)
        if lines == before:
            break
    return lines, sheet


def _passages_alone(view: View, document: dict[str, Any]) -> dict[str, Any]:
    """The passages that the sheet shows, in its order, with nothing in them that differs between versions."""
    passages = {each: document["passages"][each] for each in view.numbered}
    return {"leaf": "passages", "edition": document["edition"], "language": document["language"], "passages": passages}


@lru_cache(maxsize=2 * workers())  # versions share their passages
def _passage_lines(document: str) -> LineRanges:
    return _lines(_compiler(document))


def _pdf(compiler: "typst.Compiler") -> bytes:
    import typst

    try:
        made = compiler.compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError as error:
        raise MissingGlyphs(error.diagnostic) from error
    assert isinstance(made, bytes)
    return made


def _lines(compiler: "typst.Compiler") -> LineRanges:
    return from_positions(json.loads(compiler.eval(NUMBERS)), json.loads(compiler.eval(EDGES)))


def _compiler(document: str) -> "typst.Compiler":
    import typst

    with as_file(files(__package__) / _TEMPLATE) as path:
        return typst.Compiler(
            input=path,
            root=path.parent,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"document": document},
        )


@lru_cache(maxsize=1)
def _fonts() -> "typst.Fonts":
    import font_source_sans_pro
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[font_source_sans_pro.font_directory])


def _document(view: View, edition: Edition) -> dict[str, Any]:
    """All that the template reads."""
    return _unreferring(view, edition) | _referring(view, edition)


def _referring(view: View, edition: Edition) -> dict[str, Any]:
    """The part of a document that refers to printed lines."""
    told = {question.item: encode(view.told(question)) | _shape(question, edition) for question in view.form.questions}
    return {"told": told, "starts": _starts(view)}


def _unreferring(view: View, edition: Edition) -> dict[str, Any]:
    """The part of a document that knows nothing of printed lines."""
    form = view.form
    return {
        "form": encode(form, prose=_spans),
        "leaf": view.leaf.value,
        "edition": {"paper": edition.paper.value, "large": edition.large_print, "open": edition.dyslexia},
        "labels": asdict(view.say),
        "language": _language(form.language),
        "title": view.title,
        "author": form.bank_title,
        "heading": view.heading,
        "series": view.series,
        "version": view.version,
        "facts": view.facts,
        "footer": view.footer,
        "total": f"/ {form.marks}",
        "passages": {citation.passage: _passage(view, citation) for citation in view.passages.values()},
        "parts": [_spans(view.part_title(part)) for part in form.parts],
        "groups": [[_group(view, group) for group in part.groups] for part in form.parts],
        "glossary": [encode(each, Spans) for each in view.glossary],
        "texts": [encode(each, Spans) for each in view.texts],
        "colophon": encode(view.colophon, Spans),
    }


def _shape(question: PrintedQuestion, edition: Edition) -> dict[str, bool]:
    """What the template need not measure: options so short that two columns hold them, and a question that fits a page.

    Measuring lays a question out twice, so only one that may be longer than a page is measured.
    """
    body = question.body
    options = [plain(option.text) for option in body.options] if isinstance(body, Choose) else []
    narrow = edition.large_print or edition.dyslexia
    return {
        "columns": len(options) > 2 and max(map(len, options)) <= (_SHORT // 2 if narrow else _SHORT),
        "measured": narrow or _lines_of(question) > _SURE,
    }


def _lines_of(question: PrintedQuestion) -> int:
    """How many lines of standard print *question* fills at most, on a sheet or in a teacher's edition."""
    written = sum(math.ceil(len(text) / _LINE) for text in strings(question))
    ruled = question.body.lines if isinstance(question.body, Reply | Judge) else 0
    return written + 2 * ruled  # a ruled line is 8.5 mm high, one of type 4.6 mm


def _spans(prose: str) -> Any:
    return encode(parse(prose), Spans)


def _language(tag: str) -> str:
    """The two or three letters of a language tag that typst takes; what is no tag is taken for English."""
    base = tag.partition("-")[0].lower()
    return base if base.isascii() and base.isalpha() and len(base) in (2, 3) else "en"


def _group(view: View, group: Group) -> dict[str, Any]:
    return {"shown": view.shown(group), "again": encode(view.again(group), Spans), "place": view.places(group)}


def _passage(view: View, citation: Citation) -> dict[str, Any]:
    numbered = citation.passage in view.numbered
    return {
        "numbered": numbered,
        "place": view.place(citation),
        "language": _language(view.source_of[citation.source].language),
        "source": encode(view.bibliography(citation), Spans),
        "paragraphs": [
            {
                "label": view.say.reference(paragraph.number, paragraph.number),
                "pieces": [_piece(view, piece, numbered) for piece in view.pieces(citation.passage, paragraph)],
            }
            for paragraph in view.excerpts.get(citation.passage, ())
        ],
    }


_LETTER: Final = re.compile(r".[\u0300-\u036f\u200d\ufe00-\ufe0f]*", re.DOTALL)
"""A character with the marks on it."""


def _piece(view: View, piece: PassagePiece, numbered: bool) -> dict[str, Any]:
    """A piece with the places of its marks: behind its first character and before its last one.

    A mark between two words may fall to either line. Within the words it stands where they stand.
    Beside a *numbered* line the margin names the questions; where there is none, the piece itself does.
    """
    marked = view.leaf is Leaf.TEACHER and bool(piece.questions)
    letters = _LETTER.findall(piece.text)
    first = letters[0] if piece.starts else ""
    last = letters[-1] if piece.ends and len(letters) > 1 else ""
    return {
        "first": first,
        "starts": piece.starts,
        "text": piece.text[len(first) : len(piece.text) - len(last)],
        "ends": piece.ends,
        "last": last,
        "marked": marked,
        "questions": ", ".join(map(str, piece.questions)) if marked and piece.ends and not numbered else "",
    }


def _starts(view: View) -> dict[str, list[int]]:
    """The questions whose evidence begins on a printed line, by the line."""
    starts: dict[str, list[int]] = {}
    for question in view.form.questions:
        for at in question.at:
            if printed := view.lines.get(evidence_key(question.item, at)):
                starts.setdefault(str(printed[0]), []).append(question.number)
    return starts

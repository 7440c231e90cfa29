"""All that the template of printed worksheets reads: one form as JSON values, every text in its language."""

import math
import re
from dataclasses import asdict
from typing import Any, Final

from quizgen.bank.citation import Citation
from quizgen.text.inline import parse, plain
from quizgen.worksheet.form.codec import encode, strings
from quizgen.worksheet.form.model import Choose, Group, Judge, PrintedQuestion, Reply
from quizgen.worksheet.view.answers import Spans
from quizgen.worksheet.view.edition import Edition, Leaf
from quizgen.worksheet.view.view import PassagePiece, View, evidence_key

Document = dict[str, Any]
"""A JSON object."""

_SURE: Final = 40
"""Lines that surely fit a page in standard print: an A4 page has 55 lines, a letter page 52."""
_LINE: Final = 80
"""The lowest number of characters in a full line of standard print."""
_SHORT: Final = 32
"""The length of the longest option, in characters, up to which options are in two columns in standard print: our own
judgement, about a third of a line."""
_LETTER: Final = re.compile(r".[\u0300-\u036f\u200d\ufe00-\ufe0f]*", re.DOTALL)
"""A character with the combining marks, joiners and variation selectors that follow it."""


def full_document(view: View, edition: Edition) -> Document:
    """Return all that the template reads."""
    return without_line_references(view, edition) | line_references(view, edition)


def line_references(view: View, edition: Edition) -> Document:
    """Return the part of a document that depends on `View.lines`."""
    details = {}
    for question in view.form.questions:
        details[question.item] = encode(view.details(question)) | _shape(question, edition)
    return {"details": details, "starts": _starts(view)}


def without_line_references(view: View, edition: Edition) -> Document:
    """Return the part of a document that does not depend on `View.lines`."""
    form = view.form
    return {
        "form": encode(form, prose=_spans),
        "leaf": view.leaf.value,
        "edition": {"paper": edition.paper.value, "large": edition.large_print, "open": edition.dyslexia},
        "labels": asdict(view.labels),
        "language": _language(form.language),
        "title": view.title,
        "author": form.bank_title,
        "heading": view.heading,
        "series": view.series,
        "version": view.version,
        "time-and-marks": view.time_and_marks,
        "footer": view.footer,
        "total": f"/ {form.marks}",
        "passages": {citation.passage: _passage(view, citation) for citation in view.passages.values()},
        "parts": [_spans(view.part_title(part)) for part in form.parts],
        "groups": [[_group(view, group) for group in part.groups] for part in form.parts],
        "glossary": [encode(entry, Spans) for entry in view.glossary],
        "texts": [encode(source, Spans) for source in view.texts],
        "colophon": encode(view.colophon, Spans),
    }


def passages_alone(view: View, document: Document) -> Document:
    """Return a document of the passages that the sheet shows, in its order, without what differs between versions.

    *document* is the sheet's own, with or without line references.
    """
    return {
        "leaf": "passages",
        "edition": document["edition"],
        "language": document["language"],
        "passages": {passage: document["passages"][passage] for passage in view.numbered},
    }


def _shape(question: PrintedQuestion, edition: Edition) -> dict[str, bool]:
    """Return whether options are in two columns, and whether the template must measure if a question fits a page.

    Measuring lays a question out twice, so only a question that may be longer than a page is measured.
    """
    is_large = edition.large_print or edition.dyslexia
    return {
        "columns": _are_short(question, _SHORT // 2 if is_large else _SHORT),
        "measured": is_large or _most_lines(question) > _SURE,
    }


def _are_short(question: PrintedQuestion, characters: int) -> bool:
    """Return whether *question* has at least three options, none of them longer than so many characters."""
    if not isinstance(question.body, Choose):
        return False
    lengths = [len(plain(option.text)) for option in question.body.options]
    return len(lengths) > 2 and max(lengths) <= characters


def _most_lines(question: PrintedQuestion) -> int:
    """Return how many lines of standard print *question* fills at most, on a sheet or in a teacher's edition."""
    text_lines = sum(math.ceil(len(text) / _LINE) for text in strings(question))
    ruled_lines = question.body.lines if isinstance(question.body, Reply | Judge) else 0
    return text_lines + 2 * ruled_lines  # a ruled line is 8.5 mm high, a line of text 4.6 mm


def _spans(prose: str) -> Any:
    return encode(parse(prose), Spans)


def _language(tag: str) -> str:
    """Return the two or three letters of a language tag that typst accepts; "en" where *tag* is not a language tag."""
    base = tag.partition("-")[0].lower()
    return base if base.isascii() and base.isalpha() and len(base) in (2, 3) else "en"


def _group(view: View, group: Group) -> Document:
    return {"shown": view.shown(group), "again": encode(view.again(group), Spans), "place": view.places(group)}


def _passage(view: View, citation: Citation) -> Document:
    numbered = citation.passage in view.numbered
    return {
        "numbered": numbered,
        "place": view.place(citation),
        "language": _language(view.source_of[citation.source].language),
        "source": encode(view.bibliography(citation), Spans),
        "paragraphs": [
            {
                "label": view.labels.reference(paragraph.number, paragraph.number),
                "pieces": [_piece(view, piece, numbered) for piece in view.pieces(citation.passage, paragraph)],
            }
            for paragraph in view.excerpts.get(citation.passage, ())
        ],
    }


def _piece(view: View, piece: PassagePiece, numbered: bool) -> Document:
    """Return a piece with the places of its marks: behind its first character and before its last one.

    A mark between two words could fall on either line; a mark within a word is on the word's line. Beside a *numbered*
    line the margin names the questions; where lines are not numbered, the piece itself does.
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
    """Return the numbers of the questions whose evidence begins on a printed line, by the line's number."""
    starts: dict[str, list[int]] = {}
    for question in view.form.questions:
        for passage in question.at:
            if lines := view.lines.get(evidence_key(question.item, passage)):
                starts.setdefault(str(lines[0]), []).append(question.number)
    return starts

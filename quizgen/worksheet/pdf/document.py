"""All that the template of printed worksheets reads: one form as JSON values, every text in its language."""

import math
import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from quizgen.bank.citation import Citation
from quizgen.bank.paper import Leaf
from quizgen.languages.direction import direction
from quizgen.text.inline import parse, plain
from quizgen.text.printable import printable
from quizgen.worksheet.form.codec import encode, strings
from quizgen.worksheet.form.model import Group, Judge, Part, PrintedQuestion, Reply
from quizgen.worksheet.pdf.typesetting import language_code
from quizgen.worksheet.view.answers import Spans
from quizgen.worksheet.view.details import SHORT, has_options
from quizgen.worksheet.view.edition import Edition, Room
from quizgen.worksheet.view.entries import made_from
from quizgen.worksheet.view.pieces import PassagePiece, evidence_key
from quizgen.worksheet.view.view import View

Document = dict[str, Any]
"""A JSON object."""

_SURE: Final = 40
"""Lines that surely fit a page in standard print: an A4 page has 55 lines, a letter page 52."""
_LINE: Final = 80
"""The lowest number of characters in a full line of standard print."""
_NARROW_OPTION: Final = 84
"""The length of the longest option of a question in half of the page's width: two lines of standard print."""
_NARROW_STEM: Final = 200
"""The length of its stem: five such lines."""
_LETTER: Final = re.compile(r".[\u0300-\u036f\u200d\ufe00-\ufe0f]*", re.DOTALL)
"""A character with the combining marks, joiners and variation selectors that follow it."""


def full_document(views: Sequence[View], edition: Edition) -> Document:
    """Return all that the template reads for one leaf: a view for each sheet that it prints, mostly one."""
    first = views[0]
    sheets = [without_line_references(view, edition) | line_references(view, edition) for view in views]
    return frame(first, edition) | {"sheets": sheets}


def frame(view: View, edition: Edition) -> Document:
    """Return what all sheets of a document share."""
    return {
        "leaf": view.leaf.value,
        "edition": edition_values(edition),
        "labels": asdict(view.labels),
        "language": language_code(view.form.language),
        "direction": direction(view.form.language),
        "title": view.title,
        "author": view.form.bank_title,
    }


def edition_values(edition: Edition) -> Document:
    """Return an edition as all templates read it."""
    return {
        "paper": edition.paper.value,
        "large": edition.large_print,
        "open": edition.dyslexia,
        "room": edition.room.value,
    }


def line_references(view: View, edition: Edition) -> Document:
    """Return the part of a sheet that depends on `View.lines`."""
    details = {}
    for question in view.form.questions:
        last = question is view.form.questions[-1]
        details[question.item] = encode(view.details(question)) | _shape(question, edition) | {"last": last}
    return {"details": details, "starts": _starts(view)}


def without_line_references(view: View, edition: Edition) -> Document:
    """Return the part of a sheet that does not depend on `View.lines`."""
    form = view.form
    return {
        "form": encode(form, prose=_spans),
        "heading": view.heading,
        "series": view.series,
        "version": view.version,
        "time-and-marks": view.time_and_marks,
        "footer": view.footer,
        "total": f"/ {form.marks}",
        "passages": {citation.passage: _passage(view, citation) for citation in view.passages.values()},
        "parts": [_part(view, part, edition) for part in form.parts],
        "behind": [citation.passage for citation in view.behind],
        "lacking": view.lacking,
        "glossary": [encode(entry, Spans) for entry in view.glossary],
        "texts": [encode(source, Spans) for source in view.texts],
        "colophon": encode(view.colophon, Spans),
        "glance": [asdict(table) for table in view.at_a_glance],
        "numbers": {question.item: view.numbers(question) for question in form.questions},
        "strip": [asdict(row) for row in view.strip],
        "made-from": made_from(form, view.labels),
        "shared": list(view.shared),
        "versions": [printed.version for printed in view.forms],
        "lines-before": 0,
    }


def passages_alone(view: View, edition: Edition, sheet: Document) -> Document:
    """Return a document of the passages that the *sheet* of a view shows, in its order."""
    passages = {passage: sheet["passages"][passage] for passage in view.numbered}
    # Nothing here differs between versions, so that they can share the layout.
    return {
        "leaf": "passages",
        "title": "passages",  # not printed, but every accessible PDF has one
        "edition": edition_values(edition),
        "language": language_code(view.form.language),
        "direction": direction(view.form.language),
        "sheets": [{"passages": passages, "lines-before": 0}],
    }


def _part(view: View, part: Part, edition: Edition) -> Document:
    common = {"task": view.common_task(part), "worth": view.common_worth(part)}
    return {
        "title": _spans(view.part_title(part)),
        "task": view.block_task(part),
        "groups": [_group(view, group, edition) | common for group in part.groups],
    }


def _shape(question: PrintedQuestion, edition: Edition) -> dict[str, bool]:
    """Return how a question is set: its options in two columns, beside another question, or measured.

    The template must measure whether a question fits a page where it may be longer. Measuring lays it out twice.
    """
    return {
        "columns": has_options(question, SHORT // 2 if edition.is_plain else SHORT),
        "narrow": not edition.is_plain and edition.room is not Room.ROOMY and _is_narrow(question),
        "measured": edition.is_plain or _most_lines(question) > _SURE,
    }


def _is_narrow(question: PrintedQuestion) -> bool:
    """Return whether *question* reads well in half of the page's width."""
    return has_options(question, _NARROW_OPTION) and len(plain(question.stem)) <= _NARROW_STEM


def _most_lines(question: PrintedQuestion) -> int:
    """Return how many lines of standard print *question* fills at most, on a sheet or in a teacher's edition."""
    text_lines = sum(math.ceil(len(text) / _LINE) for text in strings(question))
    ruled_lines = question.body.lines if isinstance(question.body, Reply | Judge) else 0
    return text_lines + 2 * ruled_lines  # a ruled line is 8.5 mm high, a line of text 4.6 mm


def _spans(prose: str) -> Any:
    return encode(parse(prose), Spans)


def _group(view: View, group: Group, edition: Edition) -> Document:
    """Return how a group is set; it is measured where it may be longer than a page with its passages."""
    texts = (paragraph.text for passage in group.printed for paragraph in view.excerpts.get(passage, ()))
    lines = sum(math.ceil(len(text) / _LINE) for text in texts) + sum(map(_most_lines, group.questions))
    return {
        "shown": view.shown(group),
        "again": encode(view.again(group), Spans),
        "place": view.places(group),
        "measured": edition.is_plain or lines > _SURE,
    }


def _passage(view: View, citation: Citation) -> Document:
    numbered = citation.passage in view.numbered
    return {
        "numbered": numbered,
        "place": view.place(citation),
        "language": language_code(view.source_of[citation.source].language),
        "direction": direction(view.source_of[citation.source].language),
        "opening": view.opening(citation),
        "label": _spans(citation.label),
        "gist": _spans(citation.gist),
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
    text = printable(piece.text)
    marked = view.leaf is Leaf.TEACHER and bool(piece.questions)
    letters = _LETTER.findall(text)
    first = letters[0] if piece.starts else ""
    last = letters[-1] if piece.ends and len(letters) > 1 else ""
    return {
        "first": first,
        "starts": piece.starts,
        "text": text[len(first) : len(text) - len(last)],
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

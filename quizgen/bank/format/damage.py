"""Text that cannot be read as YAML: what is wrong with it, and where."""

import codecs
import re

import yaml

from quizgen.base.files import not_utf8
from quizgen.base.lines import BREAKS, LineIndex
from quizgen.base.problem import Place, Problem

_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that YAML 1.1 does not allow in a file."""
_TAB = re.compile(f"(?<![^{BREAKS}]) *\t")
"""A tab among the spaces that begin a line."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def may_be_misread(data: bytes) -> bool:
    """Whether the parser may read on although *data* holds characters that ``odd_characters`` reports."""
    return b"\t" in data or data.startswith(_UTF_16)


def odd_characters(data: bytes, path: str) -> list[Problem]:
    """Bytes that are not UTF-8, control characters and tabs in the indentation: a file with one of them is not read."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        place, message = not_utf8(error, path)
        hint = "Save the file as UTF-8 (in most editors: Save with encoding)."
        return [Problem(place=place, code="Y102", message=message, hint=hint)]
    control = "a control character has no place in a text file"
    lines = LineIndex(text)

    def place_at(offset: int) -> Place:
        line, column = lines.position(offset)
        return Place(path=path, line=line, column=column)

    return [
        Problem(place=place_at(match.end() - 1), code=code, message=message, hint=hint)
        for pattern, code, message, hint in (
            (_UNREADABLE, "Y102", control, "Delete it and type the text again."),
            (_TAB, "Y110", "a tab in the indentation", "Indent with spaces, two a level."),
        )
        for match in pattern.finditer(text)
    ]


def refusal(error: yaml.YAMLError, data: bytes) -> tuple[str, int]:
    """The parser's message, and the offset, in characters, that it is about."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return str(error), 0
    mark, begun = error.problem_mark or error.context_mark, error.context_mark
    message = f"{error.problem} {error.context or ''}".rstrip()
    if mark and begun and begun.line < mark.line:
        if "end of stream" in message:  # what is never closed is noticed at the end, and corrected where it begins
            mark = begun
        else:
            message = f"{message} that begins in line {begun.line + 1}"
    # To the parser the end of a text is a line further on, which the text may not have.
    return message, LineIndex(data.decode()).offset(mark.line + 1, mark.column + 1) if mark else 0


def without_colon(data: bytes, offset: int) -> bytes | None:
    """*data* with the colon at *offset*, in characters, replaced by a full stop; None where there is no colon.

    All else keeps its position, so that the rest of the file can be read and reported.
    """
    text = data.decode()
    return f"{text[:offset]}.{text[offset + 1 :]}".encode() if text[offset : offset + 1] == ":" else None

"""Anki's template language, as far as the card templates use it: fields, cloze fields and tests for a field."""

import re
from collections.abc import Callable
from functools import cache

_TAG = re.compile(r"\{\{([#^/]?)([^{}]+)\}\}")
_BLANK = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*", re.IGNORECASE)
_DELETION = re.compile(r"\{\{c(\d+)::(.*?)(?:::(.*?))?\}\}", re.DOTALL)


def is_blank(field: str) -> bool:
    """Whether Anki takes a field for empty: nothing but white space and line breaks.

    The rule is that of ``field_is_empty`` in Anki's ``rslib/src/template.rs``.
    """
    return _BLANK.fullmatch(field) is not None


def shows_a_field(front: str, field: Callable[[str], str]) -> bool:
    """Whether Anki makes a card: at least one field that the front shows is not empty. Fixed text does not count.

    *field* gives the value of a field by the field's name.
    """
    visible = [True]  # for each open section, whether what is in it shows
    for test, name in _tags(front):
        if test == "/":
            visible.pop()
        elif test:
            visible.append(visible[-1] and is_blank(field(name)) is (test == "^"))
        elif visible[-1] and not is_blank(field(name.rpartition(":")[2])):
            return True
    return False


@cache
def _tags(template: str) -> tuple[tuple[str, str], ...]:
    return tuple(_TAG.findall(template))


def deletions(field: str) -> frozenset[int]:
    """The numbers of a field's cloze deletions. Anki makes a card for each number."""
    return frozenset(int(number) for number, _, _ in _DELETION.findall(field))


def render(template: str, field: Callable[[str], str], *, number: int = 0, back: bool = False) -> str:
    """One side of a card, as Anki shows it.

    *field* gives the value of a field by the field's name. *number* is the deletion that a cloze card asks for, and
    *back* is true for the answer side.
    """
    visible = [True]  # for each open section, whether what is in it shows
    html = ""
    for index, piece in enumerate(_TAG.split(template)):  # text, test and name in turn
        match index % 3, piece:
            case 0, _ if visible[-1]:
                html += piece
            case 1, _:
                test = piece
            case 2, _ if test == "/":
                visible.pop()
            case 2, _ if test:
                visible.append(visible[-1] and is_blank(field(piece)) is (test == "^"))
            case 2, _ if visible[-1]:
                filters, _, name = piece.rpartition(":")
                html += _cloze(field(name), number, back) if filters == "cloze" else field(name)
    return html


def _cloze(field: str, number: int, back: bool) -> str:
    def as_html(deletion: re.Match[str]) -> str:
        own = int(deletion[1]) == number
        inner = deletion[2] if back or not own else f"[{deletion[3] or '...'}]"
        return f'<span class="{"cloze" if own else "cloze-inactive"}">{inner}</span>'

    return _DELETION.sub(as_html, field)

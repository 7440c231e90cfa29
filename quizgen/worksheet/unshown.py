"""Warnings of characters that no font at hand has, at their places in the bank.

A check looks for them too, so nothing that draws is imported unless there is a character to ask typst about.
"""

from collections.abc import Iterable

from quizgen.bank.bank import Bank
from quizgen.bank.fields import TextField, sheet_fields
from quizgen.bank.pointing import Pointer
from quizgen.base.files import display_path
from quizgen.base.problem import Place, Problem, Severity
from quizgen.base.visible import code_points
from quizgen.worksheet.pdf.glyphs import UNSURE

_MOST = 20
"""The most places that are told one by one: with more, a whole writing is without a font. Our own judgement."""


def unshown_in_bank(bank: Bank) -> list[Problem]:
    """Return a warning for each place of *bank* where a sheet would print a character that no font at hand has."""
    return unshown_in_fields(bank, unsure_fields(bank))


def unsure_fields(bank: Bank) -> list[TextField]:
    """Return the fields of *bank* that a sheet may show and that may have a character without a font."""
    return [field for field in sheet_fields(bank) if UNSURE.search(field.text)]


def unshown_in_fields(bank: Bank, fields: Iterable[TextField]) -> list[Problem]:
    """Return a warning for each missing character of each of the *fields* of *bank*, whose characters are unsure.

    Where a whole writing is missing there is one warning for all of it.
    """
    if not (fields := tuple(fields)):
        return []
    from quizgen.worksheet.pdf.fonts import helpful_extra
    from quizgen.worksheet.pdf.typesetting import unshown

    missing = unshown(field.text for field in fields)
    places: dict[str, list[tuple[TextField, str]]] = {}
    for field in fields:
        for character in dict.fromkeys(field.text):
            if character in missing:
                places.setdefault(helpful_extra(character), []).append((field, character))
    pointer = Pointer()
    problems = []
    for extra, of_extra in places.items():
        if len(of_extra) > _MOST:
            problems.append(_writing_missing(bank, extra))
        else:
            for field, character in of_extra:
                place = pointer.place(field.owner, field.name, field.index, character)
                problems.append(missing_at(place, character, extra))
    return problems


def missing_at(place: Place, character: str, extra: str) -> Problem:
    """Return the warning at *place* that no font has *character*, which the *extra* of this package would bring."""
    message = f"no font at hand has {quoted(character)}: a PDF prints {code_points(character)} instead"
    hint = f"{install(extra) or 'Write it in words.'} Anki, HTML and Word show it."
    return Problem(place=place, code="W403", message=message, hint=hint, severity=Severity.WARNING)


def install(extra: str) -> str:
    """Return the hint how to get an extra of this package that brings a font; empty without one."""
    return f'`pip install "quizgen[{extra}]"` brings such a font.' if extra else ""


def quoted(character: str) -> str:
    """Return *character* as messages show it: “文” (U+6587)."""
    return f"“{character}” (U+{ord(character):04X})"


def _writing_missing(bank: Bank, extra: str) -> Problem:
    message = "no font at hand has many characters of this bank: a PDF prints numbers such as [U+6587] instead"
    hint = f"{install(extra) or 'No extra of quizgen has them.'} Anki, HTML and Word show them."
    place = Place(path=display_path(bank.path))
    return Problem(place=place, code="W403", message=message, hint=hint, severity=Severity.WARNING)

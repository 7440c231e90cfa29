"""A bank's forms drawn, and where in the bank the characters stand that no font holds: a form knows no file."""

from collections.abc import Iterator

from quizgen.bank.bank import Bank
from quizgen.bank.fields import sheet_fields
from quizgen.bank.pointing import Pointer
from quizgen.base.problem import Failure, Problem
from quizgen.worksheet.draw import draw
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.view.glyphs import Unprintable, of_bank, printed
from quizgen.worksheet.view.view import Excerpts


def draw_bank_form(
    bank: Bank, form: Form, format_: str, excerpts: Excerpts, edition: Edition | None = None
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The files of a form of *bank* in one format, by their names, and what is to be told of them.

    Raises Failure, at the fields of the bank that hold them, where there are characters that cannot be printed.
    """
    told: list[Problem] = []
    try:
        return dict(draw(form, formats=(format_,), problems=told, edition=edition, excerpts=excerpts)), tuple(told)
    except Unprintable as failure:
        problems: list[Problem] = []
        for text, problem in zip(failure.texts, failure.problems, strict=True):
            # A form of an earlier bank, or a title from the command line, may hold what the bank does not.
            problems += [*_problems(bank, failure.form, text)] or [problem]
        raise Failure(*problems) from None


def _problems(bank: Bank, form: Form, text: str) -> Iterator[Problem]:
    """A problem for each field that holds *text* and is a part of the form."""
    pointer = Pointer()
    words = [*printed(form, text)]
    for field in sheet_fields(bank):
        # Of a text with gaps the form has the pieces.
        if text in field.text and any(word in field.text for word in words):
            place = pointer.place(field.owner, field.name, field.index, text)
            yield of_bank(place, text, [field.item.id] if field.item else [])

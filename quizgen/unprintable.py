"""Where in the bank the characters stand that no font of a sheet holds: the form of which it is drawn knows no file."""

from collections.abc import Iterator
from contextlib import contextmanager

from quizgen.bank import Bank
from quizgen.form.model import Form
from quizgen.outputs.worksheet.glyphs import Unprintable, of_bank, printed
from quizgen.problem import Failure, Problem


@contextmanager
def placed(bank: Bank) -> Iterator[None]:
    """Tell of a sheet's unprintable characters at the fields of *bank* that hold them. Raises Failure."""
    try:
        yield
    except Unprintable as failure:
        problems: list[Problem] = []
        for text, problem in zip(failure.texts, failure.problems, strict=True):
            # A form of an earlier bank, or a title from the command line, may hold what the bank does not.
            problems += [*_problems(bank, failure.form, text)] or [problem]
        raise Failure(*problems) from None


def _problems(bank: Bank, form: Form, text: str) -> Iterator[Problem]:
    """A problem for each field that holds *text* and is a part of the form."""
    # Here: nothing but this fault needs the rules.
    from quizgen.rules.corpus import Hit, in_field
    from quizgen.rules.pointing import Pointer
    from quizgen.rules.prose import pieces_of_sheets

    pointer = Pointer()
    words = [*printed(form, text)]
    for piece in pieces_of_sheets(bank):
        at = piece.text.find(text)
        # Of a text with gaps the form has the pieces.
        if at >= 0 and any(each in piece.text for each in words):
            place = pointer.place(in_field(Hit(piece, at, at + len(text)), "", ""))
            yield of_bank(place, text, [piece.item.id] if piece.item else [])

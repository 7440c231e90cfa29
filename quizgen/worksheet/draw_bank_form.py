"""A bank's form, drawn. Characters without a glyph are reported where they are in the bank: a form knows no file."""

from collections.abc import Iterator

from quizgen.bank.bank import Bank
from quizgen.bank.fields import sheet_fields
from quizgen.bank.paper import Leaf
from quizgen.bank.pointing import Pointer
from quizgen.base.problem import Failure, Problem
from quizgen.worksheet.draw import draw
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.view.glyphs import Unprintable, missing_in_bank, strings_with
from quizgen.worksheet.view.view import Excerpts


def draw_bank_form(
    bank: Bank, forms: tuple[Form, ...], leaf: Leaf, format_: str, excerpts: Excerpts, edition: Edition | None = None
) -> tuple[bytes, tuple[Problem, ...]]:
    """Return a leaf of forms of *bank* in one format, and the warnings about it.

    Raises Failure where the bank's text has characters that cannot be printed; each problem is placed at the field of
    the bank that has the character, or at the form where no field of the bank has it.
    """
    warnings: list[Problem] = []
    try:
        data = draw(forms, leaf, format_, problems=warnings, edition=edition, excerpts=excerpts)
    except Unprintable as failure:
        problems: list[Problem] = []
        for text, problem in zip(failure.texts, failure.problems, strict=True):
            # A form of an earlier bank, or a title from the command line, may have text that the bank does not have.
            problems += [*_problems(bank, failure.form, text)] or [problem]
        raise Failure(*problems) from None
    return data, tuple(warnings)


def _problems(bank: Bank, form: Form, text: str) -> Iterator[Problem]:
    """Yield a problem for each field of the bank that has *text* and is a part of the form."""
    pointer = Pointer()
    printed = tuple(strings_with(form, text))
    for field in sheet_fields(bank):
        # A form has a text with gaps in pieces, each of them a part of the field.
        if text in field.text and any(words in field.text for words in printed):
            place = pointer.place(field.owner, field.name, field.index, text)
            yield missing_in_bank(place, text, [field.item.id] if field.item else [])

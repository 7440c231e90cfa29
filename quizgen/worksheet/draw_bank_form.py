"""A bank's form, drawn, with warnings of characters that no font has. They are placed in the bank where they can be."""

from collections.abc import Iterator

from quizgen.bank.bank import Bank
from quizgen.bank.paper import Leaf
from quizgen.base.problem import Place, Problem, Severity
from quizgen.base.visible import code_points
from quizgen.text.printable import printable
from quizgen.worksheet.draw import draw
from quizgen.worksheet.form.codec import strings
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.pdf.fonts import helpful_extra
from quizgen.worksheet.pdf.glyphs import UNSURE
from quizgen.worksheet.pdf.typesetting import unshown
from quizgen.worksheet.unshown import install, missing_at, quoted, unshown_in_fields, unsure_fields
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.view.view import Excerpts


def draw_bank_form(
    bank: Bank, forms: tuple[Form, ...], leaf: Leaf, format_: str, excerpts: Excerpts, edition: Edition | None = None
) -> tuple[bytes, tuple[Problem, ...]]:
    """Return a leaf of forms of *bank* in one format, and warnings, the same for all leaves and versions."""
    data = draw(forms, leaf, format_, edition=edition, excerpts=excerpts, pack=bank.pack)
    if format_ != "pdf":
        return data, ()
    return data, (*_unshown_in_forms(bank, forms), *_unshown_in_copies(forms[0], excerpts))


def _unshown_in_forms(bank: Bank, forms: tuple[Form, ...]) -> Iterator[Problem]:
    """Yield the warnings about the text of *forms*: each at the field of the bank that has the character.

    A form of an earlier bank, or a title from the command line, may have text that the bank does not have: then the
    form is named.
    """
    printed = {text for form in forms for text in strings(form) if UNSURE.search(text)}
    if not printed:
        return
    # A form has a text with gaps in pieces, each of them a part of the field.
    fields = [field for field in unsure_fields(bank) if any(text in field.text for text in printed)]
    yield from unshown_in_fields(bank, fields)
    of_bank = {character for field in fields for character in field.text}
    for character in sorted(unshown(sorted(printed)) - of_bank):
        yield missing_at(Place(path=forms[0].worksheet), character, helpful_extra(character))


def _unshown_in_copies(form: Form, excerpts: Excerpts) -> Iterator[Problem]:
    """Yield a warning for each character of the user's copies, with the first paragraph that has it."""
    paragraphs = [(passage, paragraph) for passage, cited in excerpts.items() for paragraph in cited]
    for character in sorted(unshown(printable(paragraph.text) for _, paragraph in paragraphs)):
        places = [
            f"{form.passages[passage].source}, ¶ {paragraph.number} ({passage})"
            for passage, paragraph in paragraphs
            if character in paragraph.text
        ]
        where = f"{quoted(character)} of {places[0]}" + (f" and {len(places) - 1} more" if len(places) > 1 else "")
        yield Problem(
            place=Place(path=form.worksheet),
            code="W404",
            message=f"no font at hand has {where}: a PDF prints {code_points(character)} instead",
            hint=install(helpful_extra(character)) or "Put the right character into your copy of the text.",
            severity=Severity.WARNING,
        )

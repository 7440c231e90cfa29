"""Worksheets as a build prints them: resolved once, for their files and for the page that lists them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.model import Worksheet
from quizgen.bank.paper import Leaf
from quizgen.base.problem import Failure
from quizgen.base.value import frozen
from quizgen.publish.drawings import LeafFile, drawings
from quizgen.worksheet.draw import FORMATS
from quizgen.worksheet.form.excerpts import excerpts
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.form.resolve import resolve_forms
from quizgen.worksheet.view.view import Excerpts


@frozen
class PrintedWorksheet:
    """A worksheet with all that its files are drawn from."""

    worksheet: Worksheet
    forms: tuple[Form, ...]
    """Its versions."""
    excerpts: Excerpts
    """The passages that the user's copies have."""
    citations: Mapping[str, Citation]
    """How passages are cited, by their IDs."""

    @property
    def drawings(self) -> tuple[LeafFile, ...]:
        """All its files in all formats, in the order of a teacher's work."""
        leaves = sorted({*self.worksheet.style.leaves, *self.worksheet.leaves}, key=lambda leaf: leaf.number)
        return tuple(drawings(self.forms, leaves, FORMATS))


def printed_worksheets(
    bank: Bank, wanted: Iterable[Worksheet], citations: Mapping[str, Citation], leaves: tuple[Leaf, ...] = ()
) -> Iterator[PrintedWorksheet]:
    """Yield all worksheets of *bank*, resolved, but for those that are not *wanted* and cannot be.

    Those that are wanted have these further *leaves*.
    Raises Failure where one that is wanted selects nothing, or where more versions are asked for than can differ.
    """
    ids = {sheet.id for sheet in wanted}
    for sheet in bank.worksheets.values():
        try:
            forms = resolve_forms(bank, sheet, citations=citations)
        except Failure:
            if sheet.id in ids:
                raise
        else:
            paragraphs = excerpts(forms[0], bank, citations)
            if sheet.id in ids:
                sheet = replace(sheet, leaves=(*sheet.leaves, *leaves))
            yield PrintedWorksheet(worksheet=sheet, forms=forms, excerpts=paragraphs, citations=citations)

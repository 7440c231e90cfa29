"""A form as PDF, with references to the printed lines of the passages where the user has the texts."""

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quizgen.bank.excerpt import Paragraph
from quizgen.bank.paper import Leaf
from quizgen.base.workers import workers
from quizgen.languages.packs import Pack
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.pdf.document import (
    frame,
    full_document,
    line_references,
    passages_alone,
    without_line_references,
)
from quizgen.worksheet.pdf.line_numbers import line_ranges
from quizgen.worksheet.pdf.typesetting import as_json, layout, to_pdf
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.view.view import NO_EXCERPTS, NO_LINE_RANGES, Excerpts, LineRanges, View

if TYPE_CHECKING:
    import typst

_ROUNDS: Final = 3
"""The number of layouts within which lines settle: they do in the first, unless a reference moved a line."""


def render(
    form: Form,
    *,
    leaf: Leaf = Leaf.SHEET,
    forms: tuple[Form, ...] = (),
    edition: Edition | None = None,
    excerpts: Excerpts = NO_EXCERPTS,
    pack: Pack | None = None,
) -> bytes:
    """Return the PDF of a leaf of a form, tagged as PDF/UA-1; the same bytes each time.

    *forms* are all versions, on a leaf for all of them. *excerpts* are the passages of the user's copies. A character
    that no font at hand has is printed by its number, as [U+1F600].
    """
    edition = edition or Edition(paper=form.paper)
    return to_pdf(_layout(form, leaf, forms, edition, excerpts, pack))


def line_numbers(form: Form, *, edition: Edition, excerpts: Excerpts, pack: Pack | None = None) -> LineRanges:
    """Return the printed lines of all passages and all evidence, as in the final layout of the sheet."""
    return _settled_sheet(form, edition, excerpts, pack)[0] if excerpts else NO_LINE_RANGES


def _layout(
    form: Form, leaf: Leaf, forms: tuple[Form, ...], edition: Edition, excerpts: Excerpts, pack: Pack | None
) -> "typst.Compiler":
    if leaf is Leaf.SHEET and excerpts:
        return _settled_sheet(form, edition, excerpts, pack)[1]
    if leaf is Leaf.COLLATED:
        views = [_view(version, leaf, (), edition, excerpts, pack) for version in forms]
        document = full_document(views, edition)
        # The template counts the lines of all sheets through.
        count = max((last for _, last in views[0].lines.values()), default=0)
        for index, sheet in enumerate(document["sheets"]):
            sheet["lines-before"] = index * count
    else:
        document = full_document([_view(form, leaf, forms, edition, excerpts, pack)], edition)
    return layout(as_json(document))


def _view(
    form: Form, leaf: Leaf, forms: tuple[Form, ...], edition: Edition, excerpts: Excerpts, pack: Pack | None
) -> View:
    lines = line_numbers(form, edition=edition, excerpts=excerpts, pack=pack)
    if leaf is Leaf.KEY:  # names only lines that are the same in all versions: their passages may change places
        others = [line_numbers(version, edition=edition, excerpts=excerpts, pack=pack) for version in forms]
        lines = {key: line for key, line in lines.items() if all(other[key] == line for other in others)}
    return View(form=form, leaf=leaf, forms=forms, room=edition.room, excerpts=excerpts, lines=lines, pack=pack)


def _settled_sheet(
    form: Form, edition: Edition, excerpts: Excerpts, pack: Pack | None
) -> tuple[LineRanges, "typst.Compiler"]:
    """Return the lines of the sheet, and the layout of the sheet with references to them."""
    return _settle(form, edition, tuple(excerpts.items()), pack)


@lru_cache(maxsize=2 * workers())  # the leaves of a form ask one after the other
def _settle(
    form: Form,
    edition: Edition,
    paragraphs_by_passage: tuple[tuple[str, tuple[Paragraph, ...]], ...],
    pack: Pack | None,
) -> tuple[LineRanges, "typst.Compiler"]:
    # The passages alone are soon laid out, and their lines are the sheet's: references do not move them. The sheet
    # with these references must have the same lines itself.
    view = View(form=form, leaf=Leaf.SHEET, room=edition.room, excerpts=dict(paragraphs_by_passage), pack=pack)
    sheet = without_line_references(view, edition)
    lines = _passage_lines(as_json(passages_alone(view, edition, sheet)))
    for _ in range(_ROUNDS):
        view = replace(view, lines=lines)
        compiler = layout(as_json(frame(view, edition) | {"sheets": [sheet | line_references(view, edition)]}))
        previous, lines = lines, line_ranges(compiler)
        if lines == previous:
            break
    return lines, compiler


@lru_cache(maxsize=2 * workers())  # versions share their passages
def _passage_lines(document: str) -> LineRanges:
    return line_ranges(layout(document))

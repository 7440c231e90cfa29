"""Cards to cut out as PDF: a page of fronts, then the page of their backs, and so on."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from quizgen.bank.paper import Leaf
from quizgen.base.problem import Failure, Problem
from quizgen.languages.direction import direction
from quizgen.languages.labels import Labels, labels
from quizgen.languages.packs import Pack
from quizgen.text.inline import parse, plain
from quizgen.worksheet.cards.model import CutCard, Face, Flip
from quizgen.worksheet.form.codec import encode, strings
from quizgen.worksheet.pdf.document import edition_values
from quizgen.worksheet.pdf.typesetting import as_json, language_code, layout, to_pdf
from quizgen.worksheet.view.answers import Spans
from quizgen.worksheet.view.edition import Edition

_TEMPLATE: Final = "cards.typ"
_COLUMNS: Final = 2
_OVERSIZED: Final = "query(<oversized>).map(each => each.value)"
"""The query of a layout for the numbers of the cards that fit no page."""
_SIZES: Final = (14, 12.5, 11, 10, 9, 8)
_OPEN_SIZES: Final = (15, 14, 13)
_LARGE_SIZES: Final = (22, 20, 18, 17)
"""The sizes of type in points, the largest that has room: our own judgement. The last two never get below 13 and 17."""
_LONG: Final = 10
"""Characters of a word that surely fit the narrowest card in the largest type."""


def render(
    cards: Sequence[CutCard],
    *,
    title: str,
    footer: str = "",
    language: str,
    pack: Pack | None = None,
    edition: Edition | None = None,
    per_page: int = 8,
    flip: Flip = Flip.LONG,
) -> bytes:
    """Return the PDF of *cards*, tagged as PDF/UA-1; the same bytes each time.

    A page has 8 or 10 cards, in large print 4. Where a side is long, its type is smaller; a card that has no room in
    the smallest type is printed on a larger one, behind the others. Raises Failure where even a page is too small.

    A back lies behind its front, and stands upright once the card is turned like the page of a book. Turned on its
    long edge, a sheet has what was left on its right: so the backs are in the columns of the other side. A printer
    that turns the sheet on its short edge puts the back on its head as compared with that; so there the page of backs
    is set on its head in turn, and the same paper comes out.
    """
    edition = edition or Edition()
    document = _document(cards, title, footer, language, labels(pack or language), edition, per_page, flip)
    compiler = layout(as_json(document), _TEMPLATE)
    data = to_pdf(compiler)
    if oversized := set(json.loads(compiler.eval(_OVERSIZED))):
        raise Failure(*(_too_long(cards[int(number) - 1]) for number in sorted(oversized, key=int)))
    return data


def _document(
    cards: Sequence[CutCard],
    title: str,
    footer: str,
    language: str,
    words: Labels,
    edition: Edition,
    per_page: int,
    flip: Flip,
) -> dict[str, Any]:
    """Return all that the template reads."""
    rows = 2 if edition.large_print else per_page // _COLUMNS
    sizes = _LARGE_SIZES if edition.large_print else _OPEN_SIZES if edition.dyslexia else _SIZES
    return {
        "leaf": Leaf.CARDS.value,
        "edition": edition_values(edition),
        "language": language_code(language),
        "direction": direction(language),
        "title": plain(title),
        "footer": footer,
        "page": words.page,
        "how": words.flip_long if flip is Flip.LONG else words.flip_short,
        "turned": flip is Flip.SHORT,
        "cells": [{"columns": columns, "rows": cell_rows} for columns, cell_rows in _cells(rows)],
        "sizes": sizes,
        "small": 14 if edition.large_print else 10 if edition.dyslexia else 8,
        "cards": [
            {
                "number": str(number),
                "code": card.code,
                "source": card.source,
                "front": _face(card.front),
                "back": _face(card.back),
            }
            for number, card in enumerate(cards, start=1)
        ],
    }


def _cells(rows: int) -> Iterator[tuple[int, int]]:
    """Yield the columns and rows of a page of ordinary cards, then of larger ones."""
    yield _COLUMNS, rows
    if rows > 2:
        yield _COLUMNS, 2
    yield 1, 2
    yield 1, 1


def _face(face: Face) -> dict[str, Any]:
    return {
        **encode(face, prose=lambda prose: encode(parse(prose), Spans)),
        "long": [word for words in strings(face) for word in words.split() if len(word) > _LONG],
    }


def _too_long(card: CutCard) -> Problem:
    message = f"the card of “{card.id}” does not fit a page"
    return Problem(place=card.written, code="W430", message=message, hint="Make two questions of it.")

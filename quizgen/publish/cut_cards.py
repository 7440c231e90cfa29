"""Cards to cut out of a bank: what is asked for, chosen, made and drawn."""

from collections.abc import Iterator, Mapping

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.entries import Entry
from quizgen.bank.items import Item
from quizgen.bank.model import Entries, Selection
from quizgen.base.files import display_path
from quizgen.base.problem import Place, Problem, Severity, fail
from quizgen.base.value import frozen
from quizgen.languages.labels import labels
from quizgen.publish.selecting import known_selection
from quizgen.text.inline import plain
from quizgen.worksheet.cards.choose import cards_for
from quizgen.worksheet.cards.make import make_cards
from quizgen.worksheet.cards.model import CutCard, Flip
from quizgen.worksheet.cards.render import render
from quizgen.worksheet.pdf.fonts import helpful_extra
from quizgen.worksheet.pdf.typesetting import unshown
from quizgen.worksheet.unshown import missing_at, unshown_in_fields, unsure_fields
from quizgen.worksheet.view.edition import Edition


@frozen
class CutCardsRequest:
    """What cards to cut out are asked for."""

    select: Selection | None = Selection()
    """Which questions; its ids: and exclude: may also name people, terms, and all of them by their codes."""
    entries: Entries = Entries.NONE
    """Whether people and terms of the selection are added; of the bank where there is no selection."""
    seed: int = 1
    """Another number draws other questions under a limit."""
    title: str = ""
    """The title in the margin, as prose; the bank's where it is empty."""
    edition: Edition = Edition()
    per_page: int = 8
    """The cards of a page, 8 or 10; in large print there are 4."""
    flip: Flip = Flip.LONG
    """The edge on which the printer turns the sheet."""


def cut_cards(
    bank: Bank, citations: Mapping[str, Citation], request: CutCardsRequest, *, problems: list[Problem]
) -> bytes:
    """Return the cards as PDF; *citations* are by passage.

    A question that is asked for by its id and makes no cards is a warning among *problems*, as is a character that no
    font has. Raises Failure where what is named does not exist, where nothing is left, and where a card fits no page.
    """
    select = request.select and known_selection(bank, request.select, entries=True)
    studied = cards_for(bank, select, request.entries, seed=request.seed)
    cards = make_cards(bank, studied, citations)
    if not cards:
        hint = "Take one of them away, or name questions, people and terms by their ids; discussions make no cards."
        raise fail(display_path(bank.path), "W431", "nothing that meets all of these options makes a card", hint)
    problems.extend(_without_cards(bank, studied, cards))
    head = bank.head
    title = request.title or head.title
    problems.extend(_unshown(bank, studied, title))
    revision = labels(bank.pack).revision.format(bank=head.id, version=head.version, revision=bank.revision(studied))
    return render(
        cards,
        title=title,
        footer=" · ".join((revision, head.rights)),
        language=head.language,
        pack=bank.pack,
        edition=request.edition,
        per_page=request.per_page,
        flip=request.flip,
    )


def _without_cards(bank: Bank, studied: tuple[Item | Entry, ...], cards: tuple[CutCard, ...]) -> Iterator[Problem]:
    codes = {card.code for card in cards}
    for one in studied:
        if bank.code_of(one) not in codes:
            message = f"“{one.id}” makes no card to cut out: it wants more room, or a passage to search"
            hint = "Print it on a worksheet."
            yield Problem(place=one.place(), code="W431", message=message, hint=hint, severity=Severity.WARNING)


def _unshown(bank: Bank, studied: tuple[Item | Entry, ...], title: str) -> list[Problem]:
    """Return the warnings about characters of these questions, people and terms, and of the title."""
    fields = [field for field in unsure_fields(bank) if any(field.subject is one for one in studied)]
    place = Place(path=display_path(bank.path))
    of_title = (missing_at(place, character, helpful_extra(character)) for character in sorted(unshown([plain(title)])))
    return [*unshown_in_fields(bank, fields), *of_title]

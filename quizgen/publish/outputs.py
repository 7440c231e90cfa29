"""The outputs of a build: every package, and every form in every format, with a digest of all that each is made of."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from quizgen.anki.deck import Deck
from quizgen.anki.packed import PackedDeck
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.model import DeckSpec, Worksheet
from quizgen.base.problem import Failure, Place, Problem
from quizgen.publish.manifest import DrawnFiles, Output, digest_of, program
from quizgen.publish.paths import PAGE, name_fault, package_path, sheet_path, update_path
from quizgen.publish.release.release import StampedRelease
from quizgen.publish.student.guide import Guide, guide
from quizgen.worksheet.draw import FORMATS as SHEET_FORMATS
from quizgen.worksheet.draw import file_stem
from quizgen.worksheet.draw_bank_form import draw_bank_form
from quizgen.worksheet.form.excerpts import excerpts
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.form.resolve import resolve_forms
from quizgen.worksheet.view.view import Excerpts

FORMATS = ("apkg", *SHEET_FORMATS)
"""The formats that a build writes: packages, then worksheets."""


def package_outputs(
    bank: Bank, decks: Iterable[DeckSpec], homes: Sequence[Deck], release: StampedRelease
) -> Iterator[Output]:
    """Yield the package of every deck, with all that a bundle bundles and its update file, and the student's page.

    Raises Failure where a deck's id cannot be a file's name.
    """
    packed = {
        deck.id: PackedDeck(name=deck.name, description=deck.description, notes=release.decks[deck.id])
        for deck in homes
    }
    digests = {deck_id: _digest(deck) for deck_id, deck in packed.items()}
    times = {key: stamp.time for key, stamp in release.lock.types.items()}
    for deck in decks:
        members = deck.bundle or (deck.id,)
        _refuse_name(deck.id, deck.place("id"))
        name = package_path(deck.id)
        inputs = digest_of(program(), repr(sorted(times.items())), *(digests[member] for member in members))
        draw = partial(_pack, deck.id, [packed[member] for member in members], times)
        yield Output(name=name, inputs=inputs, draw=draw)
    if bank.decks:
        page = guide(bank, homes, release)
        # Named by the format that asks for it: the page belongs to the packages.
        yield Output(name=f"{PAGE}.apkg", inputs=digest_of(program(), repr(page)), draw=partial(_page, page))


def _digest(deck: PackedDeck) -> str:
    notes = (
        "\x1f".join((note.guid, f"{note.mod} {note.order}", note.drawn.notetype, *note.drawn.fields, *note.drawn.tags))
        for note in deck.notes
    )
    return digest_of(deck.name, deck.description, *notes)


def _pack(deck_id: str, decks: list[PackedDeck], times: Mapping[str, int]) -> DrawnFiles:
    from quizgen.anki.apkg import package
    from quizgen.anki.textfile import update_file

    files = {package_path(deck_id): package(decks, times), update_path(deck_id): update_file(decks).encode()}
    return DrawnFiles(files=files)


def _page(guide_: Guide) -> DrawnFiles:
    from quizgen.publish.student.page import render

    return DrawnFiles(files={PAGE: render(guide_).encode()})


def worksheet_outputs(
    bank: Bank, sheets: Iterable[Worksheet], citations: Mapping[str, Citation], formats: Collection[str]
) -> Iterator[Output]:
    """Yield every form of these worksheets in each of the formats: sheet, key and teacher's edition.

    Raises Failure where a worksheet's id cannot be a file's name, where it selects nothing, or where more versions are
    wanted than can differ.
    """
    sheet_formats = [format_ for format_ in SHEET_FORMATS if format_ in formats]
    if not sheet_formats:
        return
    for sheet in sheets:
        _refuse_name(sheet.id, sheet.place())
        for form in resolve_forms(bank, sheet, citations=citations):
            paragraphs = excerpts(form, bank, citations)
            inputs = digest_of(program(), repr(form), repr(paragraphs))
            for format_ in sheet_formats:
                draw = partial(_draw, bank, form, paragraphs, format_)
                yield Output(name=f"{file_stem(form)}.{format_}", inputs=inputs, draw=draw)


def _draw(bank: Bank, form: Form, paragraphs: Excerpts, format_: str) -> DrawnFiles:
    files, problems = draw_bank_form(bank, form, format_, paragraphs)
    return DrawnFiles(files={sheet_path(name): data for name, data in files.items()}, problems=problems)


def _refuse_name(name: str, place: Place) -> None:
    if fault := name_fault(name):
        hint = "Choose another ID, of letters a–z, digits and hyphens."
        raise Failure(Problem(place=place, code="W418", message=fault, hint=hint))

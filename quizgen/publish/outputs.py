"""What a build makes: every package and every form in every format, with a digest of all that goes into it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from quizgen.anki.deck import Deck
from quizgen.anki.packed import PackedDeck
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.model import DeckSpec, Worksheet
from quizgen.publish.manifest import DrawnFiles, Output, digest, program
from quizgen.publish.release.release import StampedRelease
from quizgen.publish.student.guide import PAGE, Guide, guide
from quizgen.worksheet.draw import FORMATS, stem
from quizgen.worksheet.draw_bank_form import draw_bank_form
from quizgen.worksheet.form.excerpts import excerpts
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.form.resolve import resolve_forms
from quizgen.worksheet.view.view import Excerpts


def package_outputs(
    bank: Bank, decks: Iterable[DeckSpec], homes: Sequence[Deck], made: StampedRelease
) -> Iterator[Output]:
    """The package of every deck (of a bundle with all that it bundles), its update file, and the student's page."""
    packed = {
        deck.id: PackedDeck(name=deck.name, description=deck.description, notes=made.decks[deck.id]) for deck in homes
    }
    digests = {name: _digest(deck) for name, deck in packed.items()}
    stamps = {name: stamp.time for name, stamp in made.lock.types.items()}
    for deck in decks:
        members = deck.bundle or (deck.id,)
        name = f"{deck.id}.apkg"
        inputs = digest(program(), repr(sorted(stamps.items())), *(digests[each] for each in members))
        yield Output(name=name, inputs=inputs, draw=partial(_pack, name, [packed[each] for each in members], stamps))
    if bank.decks:
        told = guide(bank, homes, made)
        # Named by the format that asks for it: the page belongs to the packages.
        yield Output(name=f"{PAGE}.apkg", inputs=digest(program(), repr(told)), draw=partial(_page, told))


def _digest(deck: PackedDeck) -> str:
    notes = (
        "\x1f".join((note.guid, f"{note.mod} {note.order}", note.drawn.notetype, *note.drawn.fields, *note.drawn.tags))
        for note in deck.notes
    )
    return digest(deck.name, deck.description, *notes)


def _pack(name: str, decks: list[PackedDeck], stamps: Mapping[str, int]) -> DrawnFiles:
    from quizgen.anki.apkg import package
    from quizgen.anki.textfile import update_file

    update = f"updates/{name.removesuffix('.apkg')}.txt"
    return DrawnFiles(files={name: package(decks, stamps), update: update_file(decks).encode()})


def _page(told: Guide) -> DrawnFiles:
    from quizgen.publish.student.page import render

    return DrawnFiles(files={PAGE: render(told).encode()})


def worksheet_outputs(
    bank: Bank, sheets: Iterable[Worksheet], citations: Mapping[str, Citation], formats: Collection[str]
) -> Iterator[Output]:
    """Every form of these worksheets in each of the formats: sheet, key and teacher's edition. Raises Failure."""
    wanted = [each for each in FORMATS if each in formats]
    for sheet in sheets if wanted else ():
        for form in resolve_forms(bank, sheet, citations=citations):
            shown = excerpts(form, bank, citations)
            inputs = digest(program(), repr(form), repr(shown))
            for each in wanted:
                yield Output(name=f"{stem(form)}.{each}", inputs=inputs, draw=partial(_draw, bank, form, shown, each))


def _draw(bank: Bank, form: Form, shown: Excerpts, format_: str) -> DrawnFiles:
    files, problems = draw_bank_form(bank, form, format_, shown)
    return DrawnFiles(files={f"worksheets/{name}": data for name, data in files.items()}, problems=problems)

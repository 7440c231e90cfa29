"""The outputs of a build: every package, and every form in every format, with a digest of all that each is made of."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from quizgen.anki.deck import Deck
from quizgen.anki.packed import PackedDeck, PackedNote
from quizgen.anki.parents import parents
from quizgen.bank.bank import Bank
from quizgen.bank.model import DeckSpec
from quizgen.bank.paper import Leaf
from quizgen.publish.course import Day
from quizgen.publish.drawings import LeafFile
from quizgen.publish.manifest import DrawnFiles, Output, digest_of, program
from quizgen.publish.paths import PAGE, for_students, for_teachers, form_name, package_name, picture_name, update_name
from quizgen.publish.printed import PrintedWorksheet
from quizgen.publish.release.release import StampedRelease
from quizgen.publish.student.guide import Guide, guide
from quizgen.publish.student.page import render as render_for_students
from quizgen.publish.teacher.guide import TeacherGuide, teacher_guide
from quizgen.publish.teacher.page import render as render_for_teachers
from quizgen.worksheet.draw import FORMATS as SHEET_FORMATS
from quizgen.worksheet.form.document import to_json
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.pdf.pages import first_page

FORMATS = ("apkg", *SHEET_FORMATS)
"""The formats that a build writes: packages, then worksheets."""
_SHEETS = frozenset(SHEET_FORMATS)
FORM = "form"
"""What asks for a saved form in the name of its output, as a format does: it comes with any format of worksheets."""


def with_forms(formats: Collection[str]) -> frozenset[str]:
    """Return *formats* and, where worksheets are among them, what asks for saved forms."""
    return frozenset(formats).union([FORM] if not _SHEETS.isdisjoint(formats) else [])


def package_outputs(
    bank: Bank, decks: Iterable[DeckSpec], homes: Sequence[Deck], days: tuple[Day, ...], release: StampedRelease
) -> Iterator[Output]:
    """Yield the package of every deck, with all that a bundle bundles and its update files, and the student's page."""
    packed = {
        deck.id: PackedDeck(name=deck.name, description=deck.description, notes=release.decks[deck.id])
        for deck in homes
    }
    digests = {deck_id: _digest(deck) for deck_id, deck in packed.items()}
    times = {key: stamp.time for key, stamp in release.lock.types.items()}
    for deck in decks:
        members = deck.bundle or (deck.id,)
        above = [
            PackedDeck(name=parent.name, description=parent.description, notes=())
            for parent in parents(bank, (packed[member].name for member in members))
        ]
        inputs = digest_of(
            _program(bank), repr(sorted(times.items())), repr(above), *(digests[member] for member in members)
        )
        draw = partial(_pack, deck.id, [*above, *(packed[member] for member in members)], times)
        yield Output(name=for_students(package_name(deck.id)), inputs=inputs, draw=draw)
    if bank.decks:
        page = guide(bank, homes, days, release)
        # Named by the format that asks for it: the page belongs to the packages.
        yield Output(
            name=f"{for_students(PAGE)}.apkg", inputs=digest_of(_program(bank), repr(page)), draw=partial(_page, page)
        )


def _program(bank: Bank) -> str:
    """Return a digest of all that draws, and of the words that the bank brings for its language."""
    return digest_of(program(), bank.pack.digest)


def _digest(deck: PackedDeck) -> str:
    return digest_of(deck.name, deck.description, *map(_parts, deck.notes))


def _parts(note: PackedNote) -> str:
    numbers = f"{note.mod} {note.orders} {note.changed} {note.hash}"
    return "\x1f".join((note.guid, numbers, note.drawn.notetype, *note.drawn.fields, *note.drawn.tags))


def _pack(deck_id: str, decks: list[PackedDeck], times: Mapping[str, int]) -> DrawnFiles:
    from quizgen.anki.apkg import package
    from quizgen.anki.textfile import update_files

    files = {package_name(deck_id): package(decks, times)}
    files |= {update_name(deck_id, key): text.encode() for key, text in update_files(decks).items()}
    return DrawnFiles(files={for_students(name): data for name, data in files.items()})


def _page(guide_: Guide) -> DrawnFiles:
    return DrawnFiles(files={for_students(PAGE): render_for_students(guide_).encode()})


def worksheet_outputs(bank: Bank, sheet: PrintedWorksheet) -> Iterator[Output]:
    """Yield every leaf of a worksheet in every format, and its saved form."""
    folder = for_teachers(sheet.worksheet.id)
    forms = repr(sheet.forms)
    inputs = digest_of(_program(bank), forms, repr(sheet.excerpts))
    for drawing in sheet.drawings:
        path = f"{folder}/{drawing.name()}"
        digest = digest_of(inputs, _items(bank, sheet)) if drawing.leaf is Leaf.CARDS else inputs
        yield Output(name=path, inputs=digest, draw=partial(_draw, bank, sheet, drawing, path))
    path = f"{folder}/{form_name(sheet.forms[0])}"
    yield Output(name=f"{path}.{FORM}", inputs=digest_of(program(), forms), draw=partial(_save, sheet.forms, path))


def _items(bank: Bank, sheet: PrintedWorksheet) -> str:
    """Return the questions of a worksheet as the bank has them: cards hang on more of them than a form."""
    return repr([bank.items[question.item] for question in sheet.forms[0].questions])


def teachers_page(
    bank: Bank, days: tuple[Day, ...], sheets: Sequence[PrintedWorksheet], pages: Mapping[str, int]
) -> Output:
    """Return the page for teachers. It comes with any format of worksheets, as saved forms do.

    *pages* has the number of pages of every file of the worksheets that is up to date, by its path in the folder of
    outputs: 0 where the file has none.
    """
    page = teacher_guide(bank, days, sheets, pages)
    return Output(
        name=f"{for_teachers(PAGE)}.{FORM}",
        inputs=digest_of(_program(bank), repr(page)),
        draw=partial(_teachers_page, page),
    )


def _teachers_page(page: TeacherGuide) -> DrawnFiles:
    return DrawnFiles(files={for_teachers(PAGE): render_for_teachers(page).encode()})


def _draw(bank: Bank, sheet: PrintedWorksheet, drawing: LeafFile, path: str) -> DrawnFiles:
    data, problems = drawing.draw(bank, sheet.citations, sheet.excerpts)
    files = {path: data}
    if drawing.is_first:
        files[f"{for_teachers(sheet.worksheet.id)}/{picture_name(sheet.worksheet.id)}"] = first_page(data)
    return DrawnFiles(files=files, problems=problems)


def _save(forms: tuple[Form, ...], path: str) -> DrawnFiles:
    return DrawnFiles(files={path: to_json(forms).encode()})

"""An ad hoc worksheet: from options of the command line, or from the form that an earlier one left."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import partial
from pathlib import Path

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.file_names import same_name
from quizgen.bank.format.schema import MAX_ID, Id
from quizgen.bank.model import Entries, Selection, Worksheet
from quizgen.bank.paper import Leaf, Paper, Style
from quizgen.bank.select import chosen
from quizgen.base import files
from quizgen.base.files import display_path
from quizgen.base.problem import Failure, Place, Problem, Severity, fail
from quizgen.base.value import frozen
from quizgen.base.workers import run_in_threads
from quizgen.languages.labels import unlabelled
from quizgen.passages.workspace import open_workspace
from quizgen.publish.cut_cards import CutCardsRequest, cut_cards
from quizgen.publish.drawings import drawings
from quizgen.publish.paths import file_name, for_teachers, form_name, name_fault, outputs, target
from quizgen.publish.selecting import known_selection
from quizgen.text.inline import NO_PROSE, Prose
from quizgen.text.printable import unprintable
from quizgen.worksheet.cards.model import Flip
from quizgen.worksheet.draw import FORMATS
from quizgen.worksheet.form.document import from_json, to_json
from quizgen.worksheet.form.excerpts import excerpts, same
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.form.resolve import resolve_forms
from quizgen.worksheet.view.edition import Edition, Room


@frozen
class HandoutRequest:
    """What an ad hoc worksheet is asked for."""

    bank: Path
    """The head of the bank, or the folder that contains it."""
    out: Path | None = None
    """The folder of the files; by default build/teachers/ and the name, beside the bank."""
    texts: Path | None = None
    """The folder of source texts; by default that of the environment, or texts/ beside the bank."""
    formats: tuple[str, ...] = FORMATS
    """The formats to write: pdf, html, docx."""
    form: Path | None = None
    """A saved form to print again. It has decided all that follows, but for the paper and the two editions."""
    select: Selection = field(default_factory=Selection)
    """Which questions."""
    name: str = "handout"
    """What the files are called: letters, digits and hyphens."""
    title: str = ""
    """The title, as prose; the bank's where it is empty."""
    instructions: str = ""
    """What the student is told above the questions, as prose."""
    style: str = Style.QUESTIONS
    """questions, reading or test."""
    choice: bool = False
    """Whether short answers with distractors are printed as multiple choice."""
    word_bank: bool = False
    """Whether the words for the gaps are printed, with some to spare."""
    versions: int = 1
    """How many versions (A, B, C …), from 1 to 26."""
    seed: int = 1
    """The number that the shuffles start from."""
    paper: str | None = None
    """a4 or letter; None for the form's own, or a4."""
    large_print: bool = False
    """Whether to print in type of 17 points."""
    dyslexia: bool = False
    """Whether to set the sheet for readers with dyslexia."""
    room: Room = Room.STANDARD
    """How far questions stand apart, and how many lines there are for discussions."""
    leaves: tuple[Leaf, ...] = ()
    """Which leaves; by default those of every worksheet of its style."""
    entries: Entries = Entries.NONE
    """Which people and terms are on cards to cut out, where these alone are asked for."""
    per_page: int = 8
    """The cards of a page, 8 or 10."""
    flip: Flip = Flip.LONG
    """The edge on which the printer turns a sheet of cards."""
    section_titles: bool = False
    """Whether a test is set under the titles of its sections, not in blocks by kind."""


def make_handout(request: HandoutRequest) -> tuple[tuple[Path, ...], list[Problem]]:
    """Write the sheets, keys and forms; returns their paths and the warnings. Raises Failure before it writes."""
    workspace = open_workspace(request.bank, request.texts)
    bank, citations = workspace.bank, workspace.citations
    problems = [*workspace.problems, *unlabelled(bank.head.language, bank.pack, bank.head.place("language"))]
    if request.form:
        forms = _saved_forms(bank, request.form)
        problems += _outdated(bank, forms[0], display_path(request.form), citations)
    else:
        _refuse_unusable(bank, request)
        if request.leaves == (Leaf.CARDS,):
            return _cards_alone(bank, request, citations, problems)
        request = replace(request, select=known_selection(bank, request.select))
        forms = _new_forms(bank, request, citations)
    problems += workspace.lost_passages({name for form in forms for name in form.passages})
    edition = _edition(request, forms[0].paper)
    paragraphs = excerpts(forms[0], bank, citations)
    leaves = request.leaves or forms[0].style.leaves
    wanted = [*drawings(forms, leaves, request.formats, per_page=request.per_page, flip=request.flip)]
    contents = {form_name(forms[0]): to_json(forms).encode()}
    tasks = [partial(drawing.draw, bank, citations, paragraphs, edition) for drawing in wanted]
    for drawing, (data, warnings) in zip(wanted, run_in_threads(tasks), strict=True):
        contents[drawing.name(edition)] = data
        problems += [warning for warning in warnings if warning not in problems]
    return _written(bank, request, forms[0].worksheet, contents), problems


def _cards_alone(
    bank: Bank, request: HandoutRequest, citations: Mapping[str, Citation], problems: list[Problem]
) -> tuple[tuple[Path, ...], list[Problem]]:
    """Write cards to cut out, for which no sheet is made: they may be of people and terms alone."""
    cards = CutCardsRequest(
        select=None if request.select == Selection() and request.entries is not Entries.NONE else request.select,
        entries=request.entries,
        seed=request.seed,
        title=request.title,
        edition=_edition(request, Paper.A4),
        per_page=request.per_page,
        flip=request.flip,
    )
    data = cut_cards(bank, citations, cards, problems=problems)
    name = file_name(request.name, Leaf.CARDS, "pdf", cards.edition, Paper.A4)
    return _written(bank, request, request.name, {name: data}), problems


def _edition(request: HandoutRequest, paper: Paper) -> Edition:
    return Edition(
        paper=Paper(request.paper) if request.paper else paper,
        large_print=request.large_print,
        dyslexia=request.dyslexia,
        room=request.room,
    )


def _written(bank: Bank, request: HandoutRequest, name: str, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files by their names into the folder that is asked for, or of the handout of this *name*."""
    out = request.out or outputs(bank.folder) / for_teachers(name)
    paths = {target(out, file): contents[file] for file in sorted(contents)}
    files.write_all(paths)
    return tuple(paths)


def _new_forms(bank: Bank, request: HandoutRequest, citations: Mapping[str, Citation]) -> tuple[Form, ...]:
    """Resolve the worksheet that is asked for; a failure names the bank, since no file holds the worksheet."""
    if not chosen(bank, request.select):
        hint = "Take one of them away; `quizgen list` shows what there is."
        raise fail(display_path(bank.path), "W401", "no question meets all of these options", hint)
    worksheet = Worksheet(
        id=Id(request.name),
        title=Prose(request.title) or Prose(bank.head.title),
        instructions=Prose(request.instructions) or NO_PROSE,
        select=request.select,
        style=Style(request.style),
        choice=request.choice,
        section_titles=request.section_titles,
        word_bank=request.word_bank,
        versions=request.versions,
        seed=request.seed,
        paper=Paper(request.paper or Paper.A4),
    )
    try:
        return resolve_forms(bank, worksheet, citations=citations)
    except Failure as failure:
        place = Place(path=display_path(bank.path))
        raise Failure(*(replace(problem, place=place) for problem in failure.problems)) from None


def _saved_forms(bank: Bank, path: Path) -> tuple[Form, ...]:
    """Read the versions saved at *path*; raises Failure where there are none, or where they are of another bank."""
    hint = "Name the .form.json beside the sheet."
    forms = from_json(files.read(path, display=display_path(path), code="W410", hint=hint), path=display_path(path))
    form = forms[0]
    if fault := next(filter(None, (name_fault(version.worksheet, version.version) for version in forms)), ""):
        hint = "Take the form.json that was saved beside the sheet, or make it again with `quizgen worksheet`."
        raise fail(display_path(path), "W414", f"the form is damaged: {fault}", hint)
    if form.bank != bank.head.id:
        message = f"the form is of the bank “{form.bank}”, and this is “{bank.head.id}”"
        raise fail(display_path(path), "W416", message, "Name its own bank with --bank PATH.")
    return forms


def _outdated(bank: Bank, form: Form, path: str, citations: Mapping[str, Citation]) -> Iterable[Problem]:
    """Warnings where the bank has changed since the form was saved at *path*."""
    place = Place(path=path)
    cited_otherwise = [
        name for name, citation in form.passages.items() if name in citations and not same(citation, citations[name])
    ]
    if cited_otherwise:
        message = f"the bank cites otherwise by now: {', '.join(sorted(cited_otherwise))}"
        hint = "These passages are printed without their words."
        yield Problem(place=place, code="W417", message=message, hint=hint, severity=Severity.WARNING)
    revision = bank.revision(bank.items[question.item] for question in form.questions if question.item in bank.items)
    if form.revision != revision:
        message = f"the form is of the bank’s revision {form.revision}, its questions are now of {revision}"
        hint = "It is printed as it was. Make a new sheet where the questions should be today’s."
        yield Problem(place=place, code="W415", message=message, hint=hint, severity=Severity.WARNING)


def _refuse_unusable(bank: Bank, request: HandoutRequest) -> None:
    """Raise Failure where the name cannot be a file's, or a text cannot be printed."""
    if fault := name_fault(request.name):
        hint = f"Use letters a–z, digits and hyphens, at most {MAX_ID}; --out names the folder."
        raise fail(display_path(bank.path), "W418", fault, hint)
    for sheet in bank.worksheets.values():
        if not request.out and same_name(sheet.id, request.name):
            message = f"the bank has a worksheet “{sheet.id}”, whose files would be overwritten"
            hint = "Choose another --name, or another folder with --out DIR."
            raise fail(display_path(bank.path), "W420", message, hint)
    for option, words in (("--title", request.title), ("--instructions", request.instructions)):
        if code_point := unprintable(words):
            message = f"{option} has {code_point}, a character that no sheet can hold"
            raise fail(display_path(bank.path), "W419", message, "Type the text again.")

"""An ad hoc worksheet: from options of the command line, or from the form that an earlier one left."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from pathlib import Path

from quizgen.bank import lock
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.format.schema import ID_PATTERN, Id
from quizgen.bank.load import (
    require,
)
from quizgen.bank.lock import Lock
from quizgen.bank.model import Selection, Worksheet
from quizgen.bank.paper import Paper, Style
from quizgen.bank.select import chosen
from quizgen.base import files
from quizgen.base.files import (
    shown,
)
from quizgen.base.problem import Failure, Place, Problem, Severity, did_you_mean, fail
from quizgen.base.value import frozen
from quizgen.base.workers import run_in_threads
from quizgen.languages.labels import unlabelled
from quizgen.passages import copies
from quizgen.passages.citations import cite_passages
from quizgen.text.inline import NO_PROSE, Prose
from quizgen.worksheet.draw import FORMATS
from quizgen.worksheet.draw_bank_form import draw_bank_form
from quizgen.worksheet.form.document import from_json
from quizgen.worksheet.form.excerpts import excerpts, same
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.form.resolve import resolve_forms
from quizgen.worksheet.view.edition import Edition


@frozen
class HandoutRequest:
    """What a worksheet on the spot is asked for."""

    bank: Path
    out: Path | None = None
    texts: Path | None = None
    formats: tuple[str, ...] = ("pdf", "html", "docx")
    form: Path | None = None
    """The form to print again; all that follows but the edition is then decided already."""
    select: Selection = field(default_factory=Selection)
    name: str = "handout"
    title: str = ""
    instructions: str = ""
    style: str = Style.QUESTIONS
    choice: bool = False
    word_bank: bool = False
    versions: int = 1
    seed: int = 1
    paper: str | None = None
    large_print: bool = False
    dyslexia: bool = False


def make_handout(handout: HandoutRequest) -> tuple[tuple[Path, ...], list[Problem]]:
    """Write the sheets, keys and forms; returns their paths and what is to be told. Raises Failure before it writes."""
    bank, problems = require(handout.bank)
    problems += unlabelled(bank.head.language, bank.head.place("language"))
    locked = lock.read(bank.folder, shown(bank.folder / lock.LOCK), bank.head.id) or Lock(bank=bank.head.id)
    found = copies.locate(bank, copies.find_texts(bank, handout.texts), locked)
    citations = cite_passages(bank, found, copies.take_fingerprints(bank, found, locked))
    if handout.form:
        forms: Sequence[Form] = (_again(bank, handout.form, citations, problems),)
    else:
        _known(bank, handout)
        forms = _resolved(bank, handout, citations)
    out = handout.out or bank.folder / "build" / "worksheets"
    outputs: dict[Path, bytes] = {}
    problems += copies.lost(bank, found, {name for form in forms for name in form.passages})
    work: list[Callable[[], tuple[dict[str, bytes], tuple[Problem, ...]]]] = []
    for form in forms:
        edition = Edition(
            paper=Paper(handout.paper) if handout.paper else form.paper,
            large_print=handout.large_print,
            dyslexia=handout.dyslexia,
        )
        texts = excerpts(form, bank, citations)
        work += [
            partial(draw_bank_form, bank, form, each, texts, edition) for each in FORMATS if each in handout.formats
        ]
    for made, told in run_in_threads(work):
        for name, data in made.items():
            outputs.pop(out / name, None)  # the form comes with each format, and is listed after the last
            outputs[out / name] = data
        problems += [each for each in told if each not in problems]
    files.write_all(outputs)
    return tuple(outputs), problems


def _resolved(bank: Bank, handout: HandoutRequest, citations: Mapping[str, Citation]) -> Sequence[Form]:
    """The forms of what is asked for; a failure speaks of options, where that of a written worksheet has its place."""
    if not chosen(bank, handout.select):
        hint = "Take one of them away; `quizgen list` shows what there is."
        raise fail(shown(bank.path), "W401", "no question meets all of these options", hint)
    worksheet = Worksheet(
        id=Id(handout.name),
        title=Prose(handout.title) or Prose(bank.head.title),
        instructions=Prose(handout.instructions) or NO_PROSE,
        select=handout.select,
        style=Style(handout.style),
        choice=handout.choice,
        word_bank=handout.word_bank,
        versions=handout.versions,
        seed=handout.seed,
        paper=Paper(handout.paper or Paper.A4),
    )
    try:
        return resolve_forms(bank, worksheet, citations=citations)
    except Failure as failure:
        place = Place(path=shown(bank.path))
        raise Failure(*(replace(each, place=place) for each in failure.problems)) from None


def _again(bank: Bank, path: Path, citations: Mapping[str, Citation], problems: list[Problem]) -> Form:
    """The form in the file at *path*, with a warning where the bank has moved on since; raises Failure."""
    hint = "Name the .form.json beside the sheet."
    form = from_json(files.read(path, shown=shown(path), code="W410", hint=hint), path=shown(path))
    if form.bank != bank.head.id:
        message = f"the form is of the bank “{form.bank}”, and this is “{bank.head.id}”"
        raise fail(shown(path), "W416", message, "Name its own bank with --bank PATH.")
    other = [name for name, cited in form.passages.items() if name in citations and not same(cited, citations[name])]
    if other:
        message = f"the bank cites otherwise by now: {', '.join(sorted(other))}"
        hint = "These passages are printed without their words."
        problems.append(
            Problem(place=Place(path=shown(path)), code="W417", message=message, hint=hint, severity=Severity.WARNING)
        )
    now = bank.revision(bank.items[each.item] for each in form.questions if each.item in bank.items)
    if form.revision != now:
        message = f"the form is of the bank’s revision {form.revision}, its questions are now of {now}"
        hint = "It is printed as it was. Make a new sheet where the questions should be today’s."
        place = Place(path=shown(path))
        problems.append(Problem(place=place, code="W415", message=message, hint=hint, severity=Severity.WARNING))
    return form


def _known(bank: Bank, handout: HandoutRequest) -> None:
    """Raises Failure where the name cannot be a file's, or the selection names what the bank does not have."""
    if not re.fullmatch(ID_PATTERN, handout.name):
        hint = "Use letters a–z, digits and hyphens; --out names the folder."
        raise fail(shown(bank.path), "W418", f"“{handout.name}” cannot be the name of a worksheet", hint)
    select = handout.select
    names: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("text", select.texts, bank.texts),
        ("section", select.sections, bank.sections),
        ("passage", select.passages, bank.passages),
        ("question", (*select.ids, *select.exclude), bank.items),
        ("tag", select.tags, {tag for item in bank.items.values() for tag in item.tags}),
    )
    for what, wanted, known in names:
        for name in wanted:
            if name not in set(known):
                raise fail(shown(bank.path), "B301", f"there is no {what} “{name}”", did_you_mean(name, known))

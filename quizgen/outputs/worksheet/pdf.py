"""A form as PDF: typst sets one fixed template that reads one resolved JSON document."""

import json
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from quizgen.cite import Citation
from quizgen.form.codec import encode
from quizgen.form.model import Asked, Choose, Form, Reply
from quizgen.inline import parse, plain
from quizgen.outputs.worksheet import view
from quizgen.outputs.worksheet.edition import Edition, Leaf
from quizgen.outputs.worksheet.glyphs import MissingGlyphs, stand_in
from quizgen.outputs.worksheet.labels import Labels, labels
from quizgen.outputs.worksheet.lines import EDGES, NUMBERS, from_positions
from quizgen.outputs.worksheet.view import NO_EXCERPTS, NO_LINES, Excerpts, Lines
from quizgen.problem import Problem
from quizgen.schema import written_fields

if TYPE_CHECKING:
    import typst

_TEMPLATE = "sheet.typ"
_ROUNDS = 3
"""Layouts of the sheet within which its lines settle: they do in the first, unless a reference moved a line."""
_SURE = 1600
"""Characters of a question, with all its key says, that surely fit a page in standard print, ruled lines and all."""


def render(
    form: Form,
    *,
    leaf: Leaf = Leaf.SHEET,
    edition: Edition | None = None,
    excerpts: Excerpts = NO_EXCERPTS,
    problems: list[Problem] | None = None,
) -> bytes:
    """The PDF of a form's sheet, key or teacher's edition, tagged as PDF/UA-1; the same bytes each time.

    *excerpts* hold the user's own text where there is one. Characters in it that no font holds are printed as [U+…]
    and added to *problems* as warnings. Raises Failure where the bank's own text has such a character.
    """
    edition = edition or Edition(paper=form.paper)
    while True:
        try:
            lines = line_numbers(form, edition=edition, excerpts=excerpts)
            return _Setting(form, leaf, edition, excerpts).pdf(lines)
        except MissingGlyphs as missing:
            excerpts = stand_in(form, excerpts, missing, [] if problems is None else problems)


def line_numbers(form: Form, *, edition: Edition, excerpts: Excerpts) -> Lines:
    """The printed lines of all passages and all evidence, as the final layout of the sheet has them."""
    if not excerpts:
        return NO_LINES
    # The passages alone are soon set, and their lines are the sheet's: references do not move them. The sheet, set
    # with these references, must say so itself.
    lines = _Setting(form, None, edition, excerpts).lines(NO_LINES)
    sheet = _Setting(form, Leaf.SHEET, edition, excerpts)
    for _ in range(_ROUNDS):
        before, lines = lines, sheet.lines(lines)
        if lines == before:
            break
    return lines


class _Setting:
    """One leaf of one form in typst; no leaf means the passages alone."""

    def __init__(self, form: Form, leaf: Leaf | None, edition: Edition, excerpts: Excerpts) -> None:
        self.form, self.leaf, self.edition, self.excerpts = form, leaf, edition, excerpts

    def pdf(self, lines: Lines) -> bytes:
        """The PDF, references to *lines* in it; raises MissingGlyphs."""
        import typst

        try:
            made = self._compiler(lines).compile(format="pdf", pdf_standards="ua-1")
        except typst.TypstError as error:
            raise MissingGlyphs(error.diagnostic) from error
        assert isinstance(made, bytes)
        return made

    def lines(self, lines: Lines) -> Lines:
        """The lines that a layout with references to *lines* really has."""
        compiler = self._compiler(lines)
        return from_positions(json.loads(compiler.eval(NUMBERS)), json.loads(compiler.eval(EDGES)))

    def _compiler(self, lines: Lines) -> "typst.Compiler":
        import typst

        document = _document(self.form, self.leaf, self.edition, self.excerpts, lines)
        with as_file(files(__package__) / _TEMPLATE) as path:
            return typst.Compiler(
                input=path,
                root=path.parent,
                font_paths=_fonts(),
                ignore_system_fonts=True,
                sys_inputs={"document": json.dumps(document, ensure_ascii=False)},
            )


@lru_cache(maxsize=1)
def _fonts() -> "typst.Fonts":
    import font_source_sans_pro
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[font_source_sans_pro.font_directory])


def _document(form: Form, leaf: Leaf | None, edition: Edition, excerpts: Excerpts, lines: Lines) -> dict[str, Any]:
    """All that the template reads."""
    words = labels(form.language)
    heading = _heading(leaf, words)
    return {
        "form": encode(form, prose=_spans),
        "leaf": leaf.value if leaf else "passages",
        "edition": {"paper": edition.paper.value, "large": edition.large_print, "open": edition.dyslexia},
        "labels": {each.name: getattr(words, each.name) for each in written_fields(Labels)},
        "title": " – ".join(part for part in (plain(form.title), heading, view.version(form, words)) if part),
        "author": form.bank_title,
        "heading": heading,
        "version": view.version(form, words),
        "facts": view.facts(form, words),
        "footer": view.footer(form, words),
        "score": words.score,
        "told": {
            question.item: encode(view.told(form, question, words, excerpts, lines)) | _shape(question, edition)
            for question in form.questions
        },
        "passages": {
            citation.passage: _passage(form, citation, words, excerpts) for citation in form.passages.values()
        },
        "starts": _starts(form, lines),
        "places": [[view.places(form, group, words) for group in part.groups] for part in form.parts],
    }


def _heading(leaf: Leaf | None, words: Labels) -> str:
    return words.key if leaf is Leaf.KEY else words.teacher if leaf is Leaf.TEACHER else ""


def _shape(question: Asked, edition: Edition) -> dict[str, bool]:
    """What the template need not measure: options so short that two columns hold them, and a question that fits a page.

    Measuring lays a question out twice, so only one that may be longer than a page is measured.
    """
    body = question.body
    options = [plain(option.text) for option in body.options] if isinstance(body, Choose) else []
    narrow = edition.large_print or edition.dyslexia
    return {
        "columns": len(options) > 2 and max(map(len, options)) <= (18 if narrow else 32),
        "measured": narrow
        or len(json.dumps(encode(question))) > _SURE
        or (isinstance(body, Reply) and body.lines > 12),
    }


def _spans(prose: str) -> list[Any]:
    return [encode(span) for span in parse(prose)]


def _passage(form: Form, citation: Citation, words: Labels, excerpts: Excerpts) -> dict[str, Any]:
    source = next(each for each in form.sources if each.short == citation.source)
    return {
        "place": view.place(form, citation, words),
        "language": source.language,
        "source": [encode(span) for span in view.bibliography(form, citation, words)],
        "paragraphs": [
            {
                "label": words.reference(paragraph.number, paragraph.number),
                "pieces": [encode(piece) for piece in view.pieces(form, citation.passage, paragraph)],
            }
            for paragraph in excerpts.get(citation.passage, ())
        ],
    }


def _starts(form: Form, lines: Lines) -> dict[str, list[int]]:
    """The questions whose evidence begins on a printed line, by the line."""
    starts: dict[str, list[int]] = {}
    for question in form.questions:
        for at in question.at:
            if key := lines.get(view.evidence_key(question.item, at)):
                starts.setdefault(str(key[0]), []).append(question.number)
    return starts

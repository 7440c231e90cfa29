"""A form as a Word document, for a teacher's last changes: real styles, lists, tables and fields."""

from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from quizgen.bank.citation import Citation
from quizgen.bank.paper import Leaf, Style
from quizgen.text.inline import parse
from quizgen.worksheet.form.model import Form, Group, Part, PrintedQuestion
from quizgen.worksheet.view.answers import Spans, strong, typed
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.view.view import NO_EXCERPTS, Excerpts, View
from quizgen.worksheet.word.page import Page
from quizgen.worksheet.word.questions import Questions

if TYPE_CHECKING:
    from docx.document import Document

_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the package: the earliest that the zip format can express."""


def render(
    form: Form,
    *,
    leaf: Leaf = Leaf.SHEET,
    forms: tuple[Form, ...] = (),
    edition: Edition | None = None,
    excerpts: Excerpts = NO_EXCERPTS,
) -> bytes:
    """Return the Word document of a leaf of a form; the same bytes each time.

    *forms* are all versions, on a leaf for all of them; *excerpts* are the passages of the user's copies.
    """
    edition = edition or Edition(paper=form.paper)
    view = View(form=form, leaf=leaf, forms=forms, room=edition.room, excerpts=excerpts)
    writer = _Writer(view, edition)
    writer.write()
    return _package(writer.page.word)


def _package(word: "Document") -> bytes:
    """Return the .docx package of *word* with one date on all its files: as saved they would have the time of day."""
    saved, packed = BytesIO(), BytesIO()
    word.save(saved)
    with ZipFile(saved) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = ZipInfo(name, _DATE)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return packed.getvalue()


class _Writer:
    """One leaf of one form, written from top to bottom."""

    def __init__(self, view: View, edition: Edition) -> None:
        self.view, self.form, self.labels = view, view.form, view.labels
        self.page = Page(title=view.title, author=view.form.bank_title, language=view.form.language, edition=edition)
        self.questions = Questions(self.page, view)

    def write(self) -> None:
        """Write everything, from the title to the footer."""
        self._head()
        self.page.footer(self.view.footer, self.labels.page)
        if self.view.leaf is Leaf.KEY:
            self._key()
            return
        if self.view.leaf is Leaf.SHEET and self.form.style is Style.READING:
            self._reading()
        for part in self.form.parts:
            self.page.add("Heading 1", parse(self.view.part_title(part)))
            if task := self.view.block_task(part):
                self.page.add("Worksheet Meta", typed(task))
            for group in part.groups:
                self._group(part, group)
        if self.view.behind:
            self.page.add("Heading 1", typed(self.labels.passages))
        for citation in self.view.behind:
            self._passage(citation)
        self.page.add("Heading 1", typed(self.labels.texts))
        for text in self.view.texts:
            self.page.add("Normal", text)
        self.page.add("Worksheet Meta", self.view.colophon)

    def _head(self) -> None:
        overline = [words for words in (self.view.heading, self.view.series, self.view.version) if words]
        if overline:
            self.page.add("Worksheet Meta", typed(" · ".join(overline)))
        self.page.add("Title", parse(self.form.title))
        self.page.add("Worksheet Meta", typed(self.view.time_and_marks))
        if self.view.leaf is Leaf.SHEET:
            self.page.blanks(
                self.labels.name, self.labels.date, self.labels.group, self.labels.score, after=f"/ {self.form.marks}"
            )
            if self.form.instructions:
                self.page.add("Normal", parse(self.form.instructions))
        elif self.view.leaf is Leaf.TEACHER and self.form.note:
            self.page.add("Normal", (*strong(f"{self.labels.note}: "), *parse(self.form.note)))

    def _reading(self) -> None:
        for part in self.form.parts:
            if part.summary:
                self.page.add("Heading 1", typed(f"{self.labels.before}: ") + parse(part.title))
                self.page.add("Normal", parse(part.summary))
        if self.view.lacking:
            self.page.add("Normal", typed(self.view.lacking))
        if self.form.glossary:
            self.page.add("Heading 1", typed(self.labels.glossary))
            for gloss in self.view.glossary:
                self.page.add("Worksheet Entry", gloss)
        if self.form.timeline:
            self.page.add("Heading 1", typed(self.labels.timeline))
            rows = [
                (typed(moment.when), parse(moment.text), typed(", ".join(moment.at))) for moment in self.form.timeline
            ]
            self.page.table((self.labels.when, self.labels.what, self.labels.where), rows, widths=(3, 7, 3))

    def _group(self, part: Part, group: Group) -> None:
        if self.view.shown(group):
            for citation in group.passages:
                if citation.passage in group.printed:
                    self._passage(citation)
            if not group.printed:
                self.page.add("Heading 2", (*self.view.again(group), *typed(f"  {self.view.places(group)}")))
        for question in group.questions:
            self.questions.write(question, common_task=self.view.common_task(part))

    def _passage(self, citation: Citation) -> None:
        self.page.add("Heading 2", (*parse(citation.label), *typed(f"  {self.view.place(citation)}")))
        paragraphs = self.view.excerpts.get(citation.passage, ())
        style = "Worksheet Passage" if citation.passage in self.view.numbered else "Worksheet Unnumbered Passage"
        language = self.view.source_of[citation.source].language
        for paragraph in paragraphs:
            label = strong(f"{self.labels.reference(paragraph.number, paragraph.number)}  ")
            printed = self.page.add(style, label)
            for piece in self.view.pieces(citation.passage, paragraph):
                marked = self.view.leaf is Leaf.TEACHER and bool(piece.questions)
                self.page.quote(printed, piece.text, language=language, marked=marked)
                if marked and piece.ends:
                    printed.add_run(f" {', '.join(map(str, piece.questions))}").font.superscript = True
        if not paragraphs:
            opening = typed(f" {self.view.opening(citation)}")
            self.page.add("Worksheet Gist", (*strong(f"{self.labels.gist}. "), *parse(citation.gist), *opening))

    def _key(self) -> None:
        for part in self.view.at_a_glance:
            rows = [(strong(str(row.number)), *map(typed, row.keys)) for row in part.rows]
            widths = (2, *(4 for _ in part.versions))
            self.page.table((self.labels.number, *part.versions), rows, widths=widths)
            self.page.add("Worksheet Meta")  # tables beside each other would be one
        if self.view.at_a_glance:
            for sentence in self.view.shared:
                self.page.add("Worksheet Meta", typed(sentence))
            self.page.add("Heading 1", typed(self.labels.in_full))
        heads = (self.labels.number, self.labels.answer, self.labels.evidence, self.labels.worth)
        widths = (5, 13, 7, 2) if self.view.at_a_glance else (2, 15, 7, 3)
        self.page.table(heads, [self._key_row(question) for question in self.form.questions], widths=widths)

    def _key_row(self, question: PrintedQuestion) -> tuple[Spans, ...]:
        details = self.view.details(question)
        answer = details.answer
        for point in details.points:
            answer += (*typed(" • "), *point)
        places = typed(f"{details.evidence} · {question.code}")
        return strong(self.view.numbers(question)), answer, places, typed(str(question.marks))

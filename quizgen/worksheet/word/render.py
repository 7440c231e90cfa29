"""A form as a Word document, for a teacher's last changes: real styles, lists, tables and fields."""

from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from quizgen.bank.citation import Citation
from quizgen.bank.paper import Leaf, Style
from quizgen.languages.packs import Pack
from quizgen.text.inline import parse
from quizgen.worksheet.form.model import Form, Group, Part
from quizgen.worksheet.view.answers import strong, typed
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.view.view import NO_EXCERPTS, Excerpts, View
from quizgen.worksheet.word.key import write_key
from quizgen.worksheet.word.page import Page, cells
from quizgen.worksheet.word.passages import write_excerpt
from quizgen.worksheet.word.questions import Questions

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the package: the earliest that the zip format can express."""


def render(
    form: Form,
    *,
    leaf: Leaf = Leaf.SHEET,
    forms: tuple[Form, ...] = (),
    edition: Edition | None = None,
    excerpts: Excerpts = NO_EXCERPTS,
    pack: Pack | None = None,
) -> bytes:
    """Return the Word document of a leaf of a form; the same bytes each time.

    *forms* are all versions, on a leaf for all of them; *excerpts* are the passages of the user's copies.
    """
    edition = edition or Edition(paper=form.paper)
    view = View(form=form, leaf=leaf, forms=forms, room=edition.room, excerpts=excerpts, pack=pack)
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
        if self.view.leaf is Leaf.SHEET and self.form.style is Style.TEST:
            self.page.header(self.labels.name, self.view.version)
        self.page.footer(self.view.footer, self.labels.page)
        if self.view.leaf is Leaf.KEY:
            write_key(self.page, self.view)
            return
        if self.view.leaf is Leaf.SHEET and self.form.style is Style.READING:
            self._reading()
        for part in self.form.parts:
            self.page.add("Heading 1", parse(self.view.part_title(part)))
            if task := self.view.block_task(part):
                self.page.keep_with_next(self.page.add("Worksheet Meta", typed(task)))
            for group in part.groups:
                self._group(part, group)
        if self.view.behind:
            self.page.add("Heading 1", typed(self.labels.passages))
        for citation in self.view.behind:
            self._passage(citation)
        for text in self.view.texts:
            self.page.add("Worksheet Final Meta", (*strong(f"{self.labels.texts}: "), *text))
        self.page.add("Worksheet Final Meta", self.view.colophon)

    def _head(self) -> None:
        if self.view.version:
            self.page.box(self.view.version)
        if overline := [words for words in (self.view.heading, self.view.series) if words]:
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
                cells(typed(moment.when), parse(moment.text), typed(", ".join(moment.at)))
                for moment in self.form.timeline
            ]
            self.page.table((self.labels.when, self.labels.what, self.labels.where), rows, widths=(3, 7, 3))

    def _group(self, part: Part, group: Group) -> None:
        if self.view.shown(group):
            for citation in group.passages:
                if citation.passage in group.printed:
                    last = self._passage(citation)
                    if group.questions:
                        self.page.keep_with_next(last)
            if not group.printed:
                self.page.add("Heading 2", (*self.view.again(group), *typed(f"  {self.view.places(group)}")))
        for question in group.questions:
            self.questions.write(
                question, common_task=self.view.common_task(part), common_worth=self.view.common_worth(part)
            )

    def _passage(self, citation: Citation) -> "Paragraph":
        """Write a passage, and return its last paragraph."""
        self.page.add("Heading 2", (*parse(citation.label), *typed(f"  {self.view.place(citation)}")))
        printed = None
        for paragraph in self.view.excerpts.get(citation.passage, ()):
            printed = write_excerpt(self.page, self.view, citation, paragraph)
        if not printed:
            opening = typed(f" {self.view.opening(citation)}")
            printed = self.page.add(
                "Worksheet Gist", (*strong(f"{self.labels.gist}. "), *parse(citation.gist), *opening)
            )
        return printed

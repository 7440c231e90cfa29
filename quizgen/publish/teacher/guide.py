"""What the teacher's page says about a bank: its course, its worksheets with all their files, its texts."""

from collections.abc import Mapping, Sequence

from quizgen.bank.bank import Bank
from quizgen.bank.paper import Leaf
from quizgen.base.value import frozen
from quizgen.languages.page_words import PageWords, page_words
from quizgen.publish.course import Day
from quizgen.publish.printed import PrintedWorksheet
from quizgen.publish.source import Source, sources
from quizgen.publish.teacher.entry import PaperUse, SheetEntry, sheet_entry
from quizgen.text.inline import Prose


@frozen
class TeacherGuide:
    """All that the page says about a bank."""

    language: str
    """The tag of the language of the bank."""
    words: PageWords
    title: str
    version: str
    licence: str
    days: tuple[Day, ...]
    sheets: tuple[SheetEntry, ...]
    """The worksheets of which there are files, in the order of the sessions; those that none prints come last."""
    texts: tuple[Source, ...]
    passages: bool
    """Whether files of worksheets have passages of the texts in them."""
    report: Prose
    """How to report an error."""

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The leaves that some worksheet has."""
        present = {entry.leaf for sheet in self.sheets for entry in sheet.leaves}
        return tuple(leaf for leaf in Leaf if leaf in present)

    @property
    def paper(self) -> PaperUse | None:
        """The paper for a copy of each sheet; None where one of them has not been printed as PDF."""
        uses = [sheet.paper for sheet in self.sheets if sheet.paper]
        return sum(uses[1:], uses[0]) if uses and len(uses) == len(self.sheets) else None


def teacher_guide(
    bank: Bank, days: tuple[Day, ...], sheets: Sequence[PrintedWorksheet], pages: Mapping[str, int]
) -> TeacherGuide:
    """Return the guide to those *sheets* that have files; *pages* has the pages of each file that is up to date."""
    entries = [sheet_entry(bank, sheet, days, pages) for sheet in sheets]
    entries.sort(key=lambda entry: entry.sessions[:1] or (len(days) + 1,))
    return TeacherGuide(
        language=bank.head.language,
        words=page_words(bank.pack),
        title=bank.head.title,
        version=bank.head.version,
        licence=bank.head.rights,
        days=days,
        sheets=tuple(sheet for sheet in entries if sheet.leaves),
        texts=sources(bank),
        passages=any(sheet.excerpts for sheet in sheets),
        report=bank.head.report,
    )

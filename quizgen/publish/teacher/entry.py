"""What the teacher's page says of one worksheet: its figures, its files and the paper for a class."""

from collections.abc import Iterator, Mapping
from itertools import cycle, groupby, islice
from typing import Final

from quizgen.bank.bank import Bank
from quizgen.bank.paper import Leaf
from quizgen.base.value import frozen
from quizgen.publish.course import Day
from quizgen.publish.paths import for_teachers, form_name, picture_name
from quizgen.publish.printed import PrintedWorksheet
from quizgen.publish.teacher.commands import in_large_print, new_worksheet
from quizgen.text.inline import Prose

CLASS: Final = 30
"""The students of a class, for an example that is easily multiplied or divided."""


@frozen
class LinkedFile:
    """A file of a worksheet."""

    format: str
    path: str
    """Its path from the page."""


@frozen
class LeafEntry:
    """A leaf of a worksheet, in all formats in which there is one."""

    leaf: Leaf
    version: str
    """The letter of the version that it belongs to; empty where all versions have it in common, or there is one."""
    pages: int
    """The pages of its PDF; 0 where there is none."""
    files: tuple[LinkedFile, ...]


@frozen
class PaperUse:
    """The paper for copies of a sheet."""

    pages: int
    """The pages of a copy: of the longest version."""
    sheets: int
    """The sheets of paper for a copy that is printed on both sides."""
    class_sheets: int
    """Those for a class, in which the versions take turns."""

    def __add__(self, other: "PaperUse") -> "PaperUse":
        """Return the paper for both."""
        return PaperUse(
            pages=self.pages + other.pages,
            sheets=self.sheets + other.sheets,
            class_sheets=self.class_sheets + other.class_sheets,
        )


@frozen
class SheetEntry:
    """A worksheet of which there are files."""

    id: str
    title: Prose
    picture: str
    """The path, from the page, of a picture of its first page; empty where there is none."""
    questions: int
    marks: int
    minutes: int
    versions: tuple[str, ...]
    """Their letters."""
    sessions: tuple[int, ...]
    """The numbers of the sessions, from 1, in which it is printed."""
    leaves: tuple[LeafEntry, ...]
    """In the order of a teacher's work."""
    saved: str
    """The path, from the page, of the saved form; empty where there is none."""
    paper: PaperUse | None
    """None where the sheet was not printed as PDF."""
    note: Prose
    """A word to the teacher."""
    another: str
    """The command that makes it once more, to be changed."""
    reprint: str
    """The command that prints it again in large print."""


def sheet_entry(bank: Bank, sheet: PrintedWorksheet, days: tuple[Day, ...], pages: Mapping[str, int]) -> SheetEntry:
    """Return what is said of a worksheet of *bank*; *pages* has those of its files that are up to date."""
    worksheet, form = sheet.worksheet, sheet.forms[0]
    leaves = tuple(_leaves(sheet, pages))
    return SheetEntry(
        id=worksheet.id,
        title=worksheet.title,
        picture=_link(worksheet.id, picture_name(worksheet.id), pages),
        questions=len(form.questions),
        marks=form.marks,
        minutes=form.minutes,
        versions=tuple(version.version for version in sheet.forms),
        sessions=tuple(
            number for number, day in enumerate(days, 1) if worksheet.id in [printed.id for printed in day.sheets]
        ),
        leaves=leaves,
        saved=_link(worksheet.id, form_name(form), pages),
        paper=_paper_use([leaf.pages for leaf in leaves if leaf.leaf is Leaf.SHEET]),
        note=worksheet.note,
        another=new_worksheet(bank, worksheet, form),
        reprint=in_large_print(bank, form),
    )


def _leaves(sheet: PrintedWorksheet, pages: Mapping[str, int]) -> Iterator[LeafEntry]:
    folder = sheet.worksheet.id
    drawings = sorted(
        (drawing for drawing in sheet.drawings if _link(folder, drawing.name(), pages)),
        key=lambda drawing: (drawing.leaf.number, drawing.version),
    )
    for (leaf, version), files in groupby(drawings, key=lambda drawing: (drawing.leaf, drawing.version)):
        names = {drawing.format: drawing.name() for drawing in files}
        yield LeafEntry(
            leaf=leaf,
            version=version,
            pages=max(pages[_path(folder, name)] for name in names.values()),
            files=tuple(LinkedFile(format=format_, path=f"{folder}/{name}") for format_, name in names.items()),
        )


def _path(worksheet: str, name: str) -> str:
    return f"{for_teachers(worksheet)}/{name}"


def _link(worksheet: str, name: str, pages: Mapping[str, int]) -> str:
    """Return the path from the page to a file of a worksheet; empty where it is not up to date."""
    return f"{worksheet}/{name}" if _path(worksheet, name) in pages else ""


def _paper_use(pages: list[int]) -> PaperUse | None:
    """Return the paper for a sheet whose versions have so many pages; None where one has none."""
    if not pages or not all(pages):
        return None
    sheets = [-(-number // 2) for number in pages]
    return PaperUse(pages=max(pages), sheets=max(sheets), class_sheets=sum(islice(cycle(sheets), CLASS)))

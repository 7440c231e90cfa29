"""The teachers' page: every worksheet with all its files, what may be handed out, and figures that are true of them."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from quizgen.bank.paper import Leaf
from quizgen.languages.page_words import page_words
from quizgen.publish.build import BuildRequest, BuildSummary, build
from quizgen.publish.paths import PAGE, for_students, for_teachers, is_output, picture_name
from quizgen.publish.source import Source
from quizgen.publish.teacher.entry import LeafEntry, LinkedFile, PaperUse, SheetEntry
from quizgen.publish.teacher.guide import TeacherGuide
from quizgen.publish.teacher.page import render
from quizgen.text.inline import Prose
from quizgen.worksheet.pdf.pages import page_count
from tests.publish.html import read
from tests.publish.teacher.school import school

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def _leaf(leaf: Leaf, version: str = "", pages: int = 2) -> LeafEntry:
    files = tuple(LinkedFile(format=format_, path=f"grain/{leaf}{version}.{format_}") for format_ in leaf.formats)
    return LeafEntry(leaf=leaf, version=version, pages=pages, files=files)


GRAIN = SheetEntry(
    id="grain",
    title=Prose("The grain"),
    picture="grain/grain.png",
    questions=1,
    marks=2,
    minutes=30,
    versions=("A", "B"),
    sessions=(1,),
    leaves=(_leaf(Leaf.SHEET, "A"), _leaf(Leaf.SHEET, "B"), *map(_leaf, [*Leaf][1:])),
    saved="grain/grain.form.json",
    paper=PaperUse(pages=3, sheets=2, class_sheets=45),
    note=Prose("Bring rye."),
    another="quizgen worksheet --seed 4",
    reprint="quizgen worksheet --form saved --large-print",
)
TEACHERS = TeacherGuide(
    language="en",
    words=page_words("en"),
    title="The mill",
    version="1.0",
    licence="CC0 1.0",
    days=(),
    sheets=(replace(GRAIN, sessions=()), replace(GRAIN, id="rye", versions=("A",), sessions=())),
    texts=(
        Source(
            author="A. Moll",
            title=Prose("The Mill"),
            part=Prose("ch. 2"),
            published=Prose("1920"),
            note=Prose("She was there."),
            standpoint=Prose("She was there."),
        ),
    ),
    passages=False,
    report=Prose("Tell us."),
)
"""A guide with every leaf."""


def page_of(folder: Path) -> str:
    return (folder / "build" / for_teachers(PAGE)).read_text(encoding="utf-8")


def links(html: str) -> list[str]:
    """The files that a page links, in its order."""
    return re.findall(r'<a(?: class="\w+")? href="([^"#]+)"', html)


def endings(html: str) -> set[str]:
    """What the names of the files end with that a page links."""
    return {link.rpartition(".")[2] for link in links(html)}


def article(html: str, sheet: str) -> str:
    """What a page says of a worksheet."""
    return html.partition(f'id="sheet-{sheet}"')[2].partition("</article>")[0]


def make(folder: Path, *formats: str, names: tuple[str, ...] = ()) -> BuildSummary:
    return build(BuildRequest(bank=folder, formats=formats, names=names))


def is_drawn(summary: BuildSummary) -> bool:
    """Whether a build has drawn the page."""
    return summary.out / for_teachers(PAGE) in summary.written


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = school(tmp_path_factory.mktemp("school") / "bank")
    make(folder, "apkg", "pdf", "html", "docx")
    return folder


def test_every_file_of_every_worksheet_is_linked(built: Path) -> None:
    teachers = built / "build" / for_teachers("")
    files = {path.relative_to(teachers).as_posix() for path in teachers.rglob("*") if path.is_file()} - {PAGE}
    shown = {path for path in files if path.endswith(".png")}
    assert shown == {"well-sheet/well-sheet.png", "short-sheet/short-sheet.png"}
    html = page_of(built)
    assert {*links(html)} == files - shown
    assert {*re.findall(r'<img src="([^"]+)"', html)} == shown
    assert {*re.findall(r'href="#([^"]+)"', html)} <= {*re.findall(r' id="([^"]+)"', html)}


def test_what_is_for_students_is_apart_from_what_is_not(built: Path) -> None:
    said = article(page_of(built), "well-sheet")
    students, yours = (
        {re.sub(r".*-\d-|-[AB]$", "", link.partition(".")[0]) for link in links(part)}
        for part in said.partition("For students")[2].partition("For you")[::2]
    )
    assert students == {"sheet", "check", "strip", "cards", "collated"}
    assert yours == {"key", "teacher", "well-sheet/well-sheet"}  # the last is the saved form


def test_no_file_for_students_is_a_key_or_leads_to_one(built: Path) -> None:
    students = built / "build" / for_students("")
    files = {path.relative_to(students).as_posix() for path in students.rglob("*") if path.is_file()}
    assert {name for name in files if not re.fullmatch(r"\w+\.apkg|updates/.+\.txt|index\.html", name)} == set()
    linked = re.findall(r'href="([^"#]+)"', (students / PAGE).read_text(encoding="utf-8"))
    assert {link for link in linked if not link.startswith("https:")} <= files


def test_the_pages_that_it_tells_are_those_of_the_files(built: Path) -> None:
    html = page_of(built)
    for path in (built / "build" / for_teachers("")).rglob("*.pdf"):
        pages = len(PdfReader(path).pages)
        row = html.partition(f'href="{path.parent.name}/{path.name}">PDF')[0].rpartition("<li>")[2]
        assert f'<span class="small">{pages} page{"" if pages == 1 else "s"}</span>' in row, path


def test_pages_are_counted_in_pdfs_alone(built: Path) -> None:
    for path in (built / "build").rglob("*.*"):
        data = path.read_bytes()
        assert page_count(data) == (len(PdfReader(BytesIO(data)).pages) if path.suffix == ".pdf" else 0)


def test_it_tells_questions_marks_minutes_versions_sessions_and_the_note(built: Path) -> None:
    html = page_of(built)
    text = read(f"<div>{article(html, 'short-sheet').partition('>')[2]}").text
    assert "Short & sweet 2 questions · 2 marks · 5 minutes For students" in text
    assert "1. The drought 2. Afterwards" in text
    assert "Note Bring the map." in text
    assert "40 minutes · versions A to B" in read(f"<div>{article(html, 'well-sheet').partition('>')[2]}").text


def test_worksheets_come_in_the_order_of_the_sessions(built: Path) -> None:
    assert re.findall(r'<article.*id="sheet-([^"]+)"', page_of(built)) == ["short-sheet", "well-sheet"]


def test_the_picture_is_the_first_page_and_goes_with_the_worksheet(tmp_path: Path) -> None:
    folder = school(tmp_path / "bank", {"wide": {"title": "Wide", "paper": "letter", "select": {"texts": ["well"]}}})
    make(folder, "pdf")
    sizes = {}
    for sheet in ("short-sheet", "wide"):
        path = f"{for_teachers(sheet)}/{picture_name(sheet)}"
        assert is_output(path)
        data = (folder / "build" / path).read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        sizes[sheet] = tuple(int.from_bytes(data[at : at + 4]) for at in (16, 20))
    assert sizes == {"short-sheet": (248, 351), "wide": (255, 330)}  # 30 pixels an inch
    head = folder / "questions.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("  wide:", "  tall:"), encoding="utf-8")
    make(folder, "pdf")
    assert not (folder / "build" / for_teachers("wide")).exists()
    assert (folder / "build" / for_teachers("tall") / picture_name("tall")).exists()


def test_without_pdfs_it_tells_nothing_of_pages_and_paper(tmp_path: Path) -> None:
    folder = school(tmp_path / "bank")
    make(folder, "html")
    said = read(page_of(folder)).text
    assert not re.search(r"\d pages?\b|Paper|printed on both sides", said)
    assert "<img" not in page_of(folder)
    assert all((folder / "build" / for_teachers(link)).is_file() for link in links(page_of(folder)))


def test_files_in_other_formats_are_listed_as_long_as_they_are_true(tmp_path: Path) -> None:
    folder = school(tmp_path / "bank")
    assert is_drawn(make(folder, "html"))
    assert is_drawn(make(folder, "pdf"))
    both = page_of(folder)
    assert "short-sheet/short-sheet-1-sheet.pdf" in links(both)
    assert "short-sheet/short-sheet-1-sheet.html" in links(both)
    assert not is_drawn(make(folder, "html"))
    assert not is_drawn(make(folder, "pdf", "html"))
    head = folder / "questions.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("*sweet*", "sour"), encoding="utf-8")
    assert is_drawn(make(folder, "html"))
    assert {link.rpartition(".")[2] for link in links(article(page_of(folder), "short-sheet"))} == {"html", "json"}
    assert {link.rpartition(".")[2] for link in links(article(page_of(folder), "well-sheet"))} == {
        "pdf",
        "html",
        "json",
    }


def test_a_file_that_is_gone_is_listed_no_more(tmp_path: Path) -> None:
    folder = school(tmp_path / "bank")
    make(folder, "html", "pdf")
    (folder / "build" / for_teachers("short-sheet") / "short-sheet-1-sheet.pdf").unlink()
    make(folder, "html")
    assert "short-sheet/short-sheet-1-sheet.pdf" not in links(page_of(folder))
    assert "short-sheet/short-sheet-2-key.pdf" in links(page_of(folder))


def test_a_worksheet_that_is_built_alone_joins_those_that_there_are(tmp_path: Path) -> None:
    folder = school(tmp_path / "bank")
    make(folder, "html", names=("short-sheet",))
    assert not article(page_of(folder), "well-sheet")
    assert set(re.findall(r'href="#([^"]+)"', page_of(folder))) <= {*re.findall(r' id="([^"]+)"', page_of(folder))}
    make(folder, "html", names=("well-sheet",))
    assert all(article(page_of(folder), sheet) for sheet in ("short-sheet", "well-sheet"))


def test_a_worksheet_that_cannot_be_made_does_not_stop_another(tmp_path: Path) -> None:
    folder = school(tmp_path / "bank", {"many": {"title": "Many", "versions": 26, "select": {"ids": ["wells-failed"]}}})
    make(folder, "html", names=("short-sheet",))
    assert [link.partition("/")[0] for link in links(page_of(folder))].count("many") == 0


@pytest.mark.parametrize("language", ["de", "de-AT"])
def test_it_is_in_the_language_of_the_bank(language: str, tmp_path: Path) -> None:
    folder = school(tmp_path / "bank", language=language)
    make(folder, "html")
    page = read(page_of(folder))
    assert ("html", {"lang": language, "dir": "ltr"}) in page.tags
    assert "Arbeitsblätter" in page.text
    assert "2 Fragen · 2 Punkte · 5 Minuten" in page.text


def test_it_says_whether_files_contain_passages(tmp_path: Path, built: Path) -> None:
    folder = school(tmp_path / "bank")
    (folder / "texts" / "well.txt").unlink()
    make(folder, "html")
    assert page_words("en").texts["texts_out"] in read(page_of(folder)).text
    assert page_words("en").texts["texts_in"] in read(page_of(built)).text


def test_the_paper_for_a_class_is_that_of_versions_in_turn() -> None:
    html = read(render(TEACHERS)).text
    assert "3 pages a copy; printed on both sides 2 sheets of paper, 45 for a class of 30" in html
    assert "A copy of every sheet has 6 pages. Printed on both sides that makes 4 sheets of paper, and 90" in html


def test_a_total_is_told_only_of_sheets_that_are_all_printed() -> None:
    one, other = TEACHERS.sheets
    assert "A copy of every" not in read(render(replace(TEACHERS, sheets=(one, replace(other, paper=None))))).text
    assert "A copy of every" not in read(render(replace(TEACHERS, sheets=(one,)))).text


def test_it_tells_only_of_leaves_that_there_are() -> None:
    some = replace(GRAIN, leaves=(_leaf(Leaf.SHEET), _leaf(Leaf.KEY)), sessions=())
    uses = read(render(replace(TEACHERS, sheets=(some,)))).text.partition("What students may have ")[2]
    assert "Sheet: the questions" in uses
    assert "Answer key: the answers" in uses
    assert not re.search("Check page:|Cards:|Answer strips:|Teacher’s edition:", uses)


def test_it_needs_no_network() -> None:
    assert not re.search(r"https?:|//\w|@import|url\(", render(TEACHERS))


def test_commands_come_last() -> None:
    headings = re.findall(r"<h2>(.*?)</h2>", render(TEACHERS))
    assert headings[-1] == "Another like it"
    assert "quizgen" not in render(TEACHERS).partition("<h2>Another like it")[0].partition("</style>")[2].replace(
        page_words("en").texts["use_saved"], ""
    )


@pytest.mark.parametrize("width", [320, 390, 1200])
def test_it_fits_phones_and_screens(width: int, built: Path, chromium: "Browser") -> None:
    tab = chromium.new_page(viewport={"width": width, "height": 800})
    tab.goto((built / "build" / for_teachers(PAGE)).as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    assert tab.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    tab.close()

"""The banks of the tests on all surfaces: what is shown of their texts has its shape, and no marks."""

import shutil
from pathlib import Path

import docx
import pypdf
import pytest

from tests.commands import run

DATA = Path(__file__).parents[1] / "data"
MARKS = ("_high_", "# ", "&nbsp;", "[p.", "[^", "](turm", "**", "|---")


@pytest.fixture(scope="module", params=["turmuhr", "ferry"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("bank") / request.param
    shutil.copytree(DATA / request.param, folder)
    result = run("build", "--bank", str(folder), "--out", str(folder / "build"))
    assert result.exit_code == 0, result.stderr
    assert "warning" not in result.stderr
    return folder


def leaf(folder: Path, ending: str) -> Path:
    """The sheet of a bank in one format."""
    (path,) = folder.glob(f"build/teachers/*/*-1-sheet.{ending}")
    return path


SHAPES = {
    "turmuhr": (
        "<em>Turmuhrfreunde Ellerbach</em>",
        '<p class="block note">Bis 1994',
        '<h4 class="block heading"><span class="para">Art. 3</span>Artikel 3 Beiträge</h4>',
        "<td><strong>Mitglied</strong></td>",
        "<td>6 Euro</td>",
        ">• die Sonnenuhr an der <strong>Südwand</strong> der Schule,</li>",
        '<blockquote class="block quotation">Ich stelle',
        "die Zeit,<br>wer unten",
    ),
    "ferry": (
        '<span class="para">p. 9</span>',
        "<td>On foot</td><td>31</td><td>62</td>",
        "comes,<br>\u00a0\u00a0It never",
    ),
}
WORDS = {
    "turmuhr": ("6 Euro", "Art. 5 (1)–(2)", "wer unten steht, der hört sie schlagen,"),
    "ferry": ("pp. 7–8", "With a cart", "It never asks you why;"),
}


def test_html_has_the_shapes(built: Path) -> None:
    html = leaf(built, "html").read_text(encoding="utf-8")
    assert [shape for shape in SHAPES[built.name] if shape not in html] == []
    assert [mark for mark in MARKS if mark in html.partition("</style>")[2]] == []


def test_a_pdf_has_the_words_and_no_marks(built: Path) -> None:
    words = "\n".join(page.extract_text() for page in pypdf.PdfReader(leaf(built, "pdf")).pages)
    assert [shown for shown in WORDS[built.name] if shown not in words] == []
    assert [mark for mark in MARKS if mark in words] == []


def test_a_word_document_has_the_words_in_tables_and_paragraphs(built: Path) -> None:
    document = docx.Document(str(leaf(built, "docx")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    assert [shown for shown in WORDS[built.name] if shown not in words] == []
    assert [mark for mark in MARKS if mark in words] == []
    assert ("Kinder" in cells) == (built.name == "turmuhr")


def test_the_lock_keeps_places_and_no_words(built: Path) -> None:
    lock = (built / "decks" / "quizgen.lock").read_text(encoding="utf-8")
    assert "cite: " in lock
    assert "Südwand" not in lock
    assert "nailed" not in lock

"""Characters that no font at hand has are told where they stand in the bank, by check and build alike."""

import shutil
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from quizgen.bank.format.schema import Ref
from quizgen.bank.load import load
from quizgen.bank.model import Selection
from quizgen.base.problem import Place, Problem, Severity
from quizgen.publish.build import BuildRequest, build
from quizgen.publish.handout import HandoutRequest, make_handout
from quizgen.worksheet.unshown import unshown_in_bank
from tests.commands import run
from tests.worksheet.reading import text as text_of

DECK, DROUGHT, HEAD = "decks/well/deck.yaml", "decks/well/drought.yaml", "questions.yaml"

# Words of the sample bank, each of another field that a sheet, its key or its teacher's edition prints.
FIELDS: dict[str, tuple[str, str]] = {
    "a stem": (DROUGHT, "two old wells of Lindenau yield"),
    "an accepted answer": (DROUGHT, "nothing but mud"),
    "a wrong option": (DROUGHT, "a letter from the mayor"),
    "why it is wrong": (DROUGHT, "The mayor was against it."),
    "a text with gaps": (DROUGHT, "On 3 August 1921"),
    "a gap": (DROUGHT, "|dig"),
    "the hint of a gap": (DROUGHT, "|what?"),
    "a point": (DROUGHT, "The text decides for neither"),
    "a gist": (DROUGHT, "forty families fetch"),
    "a label": (DROUGHT, "The third well\n"),
    "a summary": (HEAD, "a village without water"),
    "a text’s data": (HEAD, "an invented chronicle"),
    "the bank’s title": (HEAD, 'title: "The well at'),
    "a worksheet’s title": (DECK, "title: The Well"),
    "what a person was": (DECK, "the mayor who at first"),
    "what a term means": (DECK, "the German currency"),
}


@pytest.fixture
def bank(sample: Path) -> Path:
    """The sample bank without its text, so that a sheet shows gists; a summary names the term of its glossary."""
    shutil.rmtree(sample / "texts")
    head = (sample / HEAD).read_text(encoding="utf-8")
    (sample / HEAD).write_text(head.replace("argues about it", "argues about every mark"), encoding="utf-8")
    return sample


def insert(path: Path, words: str, character: str = "文") -> Place:
    """Put *character*, which no font has, before the last one of *words* in the file; returns where it is now."""
    text = path.read_text(encoding="utf-8")
    assert words in text
    offset = text.index(words) + len(words) - 1
    path.write_text(f"{text[:offset]}{character}{text[offset:]}", encoding="utf-8")
    line = text.count("\n", 0, offset)
    return Place(path=str(path), line=line + 1, column=offset - text.rfind("\n", 0, offset))


def told(problems: Iterable[Problem]) -> set[tuple[str, Place]]:
    """The codes and places of those problems that are about fonts, all of them warnings."""
    of_fonts = [problem for problem in problems if problem.code in ("W403", "W404")]
    assert {problem.severity for problem in of_fonts} <= {Severity.WARNING}
    assert len(of_fonts) == len(set(of_fonts))
    return {(problem.code, problem.place) for problem in of_fonts}


def problems_of(bank: Path) -> tuple[Problem, ...]:
    """What a build of the bank's PDFs tells."""
    return build(BuildRequest(bank=bank, formats=("pdf",))).problems


@pytest.mark.parametrize("name", FIELDS)
def test_it_is_told_at_the_character_by_check_and_by_a_build_that_goes_on(name: str, bank: Path) -> None:
    path, words = FIELDS[name]
    place = insert(bank / path, words)
    loaded, _ = load(bank)
    assert loaded is not None
    (problem,) = unshown_in_bank(loaded)
    assert problem in problems_of(bank)
    assert (problem.code, problem.place, problem.severity) == ("W403", place, Severity.WARNING)
    assert problem.message == "no font at hand has “文” (U+6587): a PDF prints [U+6587] instead"


def test_each_field_that_is_printed_is_told_once_and_no_other(bank: Path) -> None:
    places = {("W403", insert(bank / FIELDS[name][0], FIELDS[name][1])) for name in ("a stem", "a gist", "a gap")}
    insert(bank / DECK, "form: Brandt\n")  # an accepted form of a name is not printed in a glossary
    assert told(problems_of(bank)) == places


def test_several_characters_of_one_field_are_told_each_and_a_sequence_by_its_letters(bank: Path) -> None:
    insert(bank / DROUGHT, "two old wells", "文 👩\u200d👧 e\u0301")
    loaded, _ = load(bank)
    assert loaded is not None
    characters = [problem.message[len("no font at hand has ") :][:3] for problem in unshown_in_bank(loaded)]
    assert characters == ["“文”", "“👩”", "“👧”"]


def test_where_a_whole_writing_is_missing_it_is_told_once(bank: Path) -> None:
    insert(bank / DROUGHT, "two old wells", "".join(map(chr, range(0x4E00, 0x4E20))))
    place = insert(bank / DROUGHT, FIELDS["a wrong option"][1], "\U00012000")
    loaded, _ = load(bank)
    assert loaded is not None
    told_of_cjk, told_of_cuneiform = unshown_in_bank(loaded)
    assert "many characters of this bank" in told_of_cjk.message
    assert told_of_cjk.place == Place(path=str(bank / HEAD))
    assert told_of_cuneiform.place == place
    assert told(problems_of(bank)) == {("W403", told_of_cjk.place), ("W403", place)}


@pytest.mark.parametrize(
    ("character", "hint"),
    [
        ("文", '`pip install "quizgen[cjk]"` brings such a font. Anki, HTML and Word show it.'),
        ("한", '`pip install "quizgen[cjk]"` brings such a font. Anki, HTML and Word show it.'),
        ("😀", '`pip install "quizgen[fonts]"` brings such a font. Anki, HTML and Word show it.'),
        ("ܐ", "Write it in words. Anki, HTML and Word show it."),
    ],
)
def test_the_extra_that_has_the_character_is_named(character: str, hint: str, bank: Path) -> None:
    insert(bank / DROUGHT, "two old wells", character)
    loaded, _ = load(bank)
    assert loaded is not None
    assert [problem.hint for problem in unshown_in_bank(loaded)] == [hint]


def test_check_tells_it_and_exits_well(bank: Path) -> None:
    place = insert(bank / DROUGHT, FIELDS["a stem"][1], "😀")
    result = run("check", "--bank", str(bank))
    assert result.exit_code == 0
    assert f"{place}: W403 warning: no font at hand has “😀” (U+1F600)" in result.stdout


def test_a_bank_without_worksheets_is_not_told(bank: Path) -> None:
    insert(bank / DROUGHT, FIELDS["a stem"][1])
    deck = bank / DECK
    text = deck.read_text(encoding="utf-8")
    deck.write_text(text[: text.index("worksheets:")] + text[text.index("people:") :], encoding="utf-8")
    assert "W403" not in run("check", "--bank", str(bank)).stdout


def test_all_outputs_are_made_and_only_the_pdfs_have_the_number(bank: Path) -> None:
    insert(bank / DROUGHT, FIELDS["a stem"][1], "😀")
    summary = build(BuildRequest(bank=bank))
    assert {path.suffix for path in summary.written} >= {".apkg", ".pdf", ".html", ".docx"}
    (sheet,) = (path for path in summary.written if path.name.endswith("-sheet-A.pdf"))
    assert "yiel[U+1F600]d" in text_of(sheet.read_bytes())
    assert "yiel😀d" in sheet.with_suffix(".html").read_text(encoding="utf-8")
    document = Document(BytesIO(sheet.with_suffix(".docx").read_bytes()))
    assert any("yiel😀d" in paragraph.text for paragraph in document.paragraphs)


def test_of_a_question_that_is_not_on_the_sheet_nothing_is_told(bank: Path) -> None:
    insert(bank / DROUGHT, FIELDS["a stem"][1])
    place = insert(bank / DROUGHT, "What made Marta")
    select = Selection(ids=(Ref("map-clue"),))
    _, problems = make_handout(HandoutRequest(bank=bank, select=select, formats=("pdf",)))
    assert told(problems) == {("W403", place)}


def test_a_form_of_an_earlier_bank_is_told_by_its_name(bank: Path, tmp_path: Path) -> None:
    path = bank / DROUGHT
    before = path.read_text(encoding="utf-8")
    insert(path, FIELDS["a stem"][1])
    make_handout(HandoutRequest(bank=bank, out=tmp_path / "one", formats=("html",)))
    path.write_text(before, encoding="utf-8")
    request = HandoutRequest(bank=bank, form=tmp_path / "one" / "handout.form.json", formats=("pdf",))
    of_fonts = [str(problem) for problem in make_handout(request)[1] if problem.code == "W403"]
    message = "handout: W403 no font at hand has “文” (U+6587): a PDF prints [U+6587] instead"
    assert of_fonts == [message]


def test_a_title_that_was_asked_for_is_told_by_the_name_of_the_sheet_and_printed_by_number(bank: Path) -> None:
    result = run("worksheet", "--bank", str(bank), "--format", "pdf", "--title", "A 文")
    assert result.exit_code == 0
    assert "handout: W403 warning: no font at hand has “文” (U+6587): a PDF" in result.stderr
    (sheet,) = (bank / "build").rglob("*sheet.pdf")
    assert "A [U+6587]" in text_of(sheet.read_bytes())

"""Characters that no font of a sheet holds are told where they stand in the bank, and of which question."""

import shutil
from pathlib import Path

import pytest

from quizgen.bank.format.schema import Ref
from quizgen.bank.model import Selection
from quizgen.base.problem import Failure, Place, Problem
from quizgen.publish.build import BuildRequest, build
from quizgen.publish.handout import HandoutRequest, make_handout
from tests.commands import run

DECK, DROUGHT, HEAD = "decks/well/deck.yaml", "decks/well/drought.yaml", "questions.yaml"

# Words of the sample bank, each of another field that a sheet, its key or its teacher's edition prints, and the
# question that holds the field.
FIELDS: dict[str, tuple[str, str, str]] = {
    "a stem": (DROUGHT, "two old wells of Lindenau yield", "wells-failed"),
    "an accepted answer": (DROUGHT, "nothing but mud", "wells-failed"),
    "a wrong option": (DROUGHT, "a letter from the mayor", "map-clue"),
    "why it is wrong": (DROUGHT, "The mayor was against it.", "map-clue"),
    "a text with gaps": (DROUGHT, "On 3 August 1921", "council-vote"),
    "a gap": (DROUGHT, "|dig", "council-vote"),
    "the hint of a gap": (DROUGHT, "|what?", "council-vote"),
    "a point": (DROUGHT, "The text decides for neither", "why-refuse"),
    "a gist": (DROUGHT, "forty families fetch", ""),
    "a label": (DROUGHT, "The third well\n", ""),
    "a summary": (HEAD, "a village without water", ""),
    "a text’s data": (HEAD, "an invented chronicle", ""),
    "the bank’s title": (HEAD, "title: The well at", ""),
    "a worksheet’s title": (DECK, "title: The Well", ""),
    "what a person was": (DECK, "the village schoolteacher", ""),
    "what a term means": (DECK, "the German currency", ""),
}


@pytest.fixture
def bank(sample: Path) -> Path:
    """The sample bank without its text, so that a sheet shows gists; a summary names the term of its glossary."""
    shutil.rmtree(sample / "texts")
    head = (sample / HEAD).read_text(encoding="utf-8")
    (sample / HEAD).write_text(head.replace("argues about it", "argues about every mark"), encoding="utf-8")
    return sample


def insert(path: Path, words: str) -> Place:
    """Put a character that no font has before the last one of *words* in the file; returns where it is now."""
    text = path.read_text(encoding="utf-8")
    assert words in text
    offset = text.index(words) + len(words) - 1
    path.write_text(f"{text[:offset]}文{text[offset:]}", encoding="utf-8")
    line = text.count("\n", 0, offset)
    return Place(path=str(path), line=line + 1, column=offset - text.rfind("\n", 0, offset))


def problems_of(bank: Path) -> tuple[Problem, ...]:
    """What stops a build of the bank's PDFs."""
    with pytest.raises(Failure) as failure:
        build(BuildRequest(bank=bank, formats=("pdf",)))
    return failure.value.problems


@pytest.mark.parametrize("name", FIELDS)
def test_it_is_told_at_the_character_with_the_question_that_holds_it(name: str, bank: Path) -> None:
    path, words, question = FIELDS[name]
    place = insert(bank / path, words)
    (problem,) = problems_of(bank)
    assert (problem.code, problem.place) == ("W403", place)
    message = "no font of the sheet can show “文” (U+6587)"
    assert problem.message == (f"{message}, in {question}" if question else message)


def test_every_field_that_is_printed_is_told_in_one_run_and_no_other(bank: Path) -> None:
    places = {insert(bank / FIELDS[name][0], FIELDS[name][1]) for name in ("a stem", "a gist", "a gap")}
    insert(bank / DECK, "form: Brandt\n")  # an accepted form of a name is not printed in a glossary
    assert {problem.place for problem in problems_of(bank)} == places


def test_a_question_that_is_not_on_the_sheet_does_not_stop_it(bank: Path) -> None:
    insert(bank / DROUGHT, FIELDS["a stem"][1])
    place = insert(bank / DROUGHT, "What made Marta")
    select = Selection(ids=(Ref("map-clue"),))
    with pytest.raises(Failure) as failure:
        make_handout(HandoutRequest(bank=bank, select=select, formats=("pdf",)))
    assert [problem.place for problem in failure.value.problems] == [place]


def test_a_form_of_an_earlier_bank_is_told_by_its_name_and_question(bank: Path, tmp_path: Path) -> None:
    path = bank / DROUGHT
    before = path.read_text(encoding="utf-8")
    insert(path, FIELDS["a stem"][1])
    make_handout(HandoutRequest(bank=bank, out=tmp_path / "one", formats=("html",)))
    path.write_text(before, encoding="utf-8")
    with pytest.raises(Failure) as failure:
        make_handout(HandoutRequest(bank=bank, form=tmp_path / "one" / "handout.form.json", formats=("pdf",)))
    assert str(failure.value) == "handout: W403 no font of the sheet can show “文” (U+6587), in wells-failed"


def test_a_title_that_was_asked_for_is_told_by_the_name_of_the_sheet(bank: Path) -> None:
    result = run("worksheet", "--bank", str(bank), "--format", "pdf", "--title", "文")
    assert result.exit_code == 1
    assert "handout: W403 error: no font of the sheet can show “文” (U+6587)\n" in result.stderr
    assert not (bank / "build").exists()

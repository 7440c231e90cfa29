"""Questions in German on an English text: what can be compared is, and the rest is silent."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from quizgen.passages.copies import locate
from quizgen.rules.run import run_rules
from tests.rules.harness import FRAME, bank, codes, with_reasons

GERMAN_PEOPLE = {
    "brandt": {"name": "Ida Brandt", "role": "Eine Näherin", "variants": [{"form": "Ada Brand", "in": ["chronicle"]}]},
    "holt": {"name": "Emil Holt", "role": "Ein Herausgeber"},
    "aagaard": {"name": "Jens Ågård", "role": "Der Bürgermeister"},
}


@pytest.fixture
def frame(tmp_path: Path) -> Path:
    """The English frame, with questions in German."""
    head = yaml.safe_load((FRAME / "questions.yaml").read_text("utf-8"))
    head["language"] = "de"
    head["people"] = {**head["people"], **GERMAN_PEOPLE}
    folder = tmp_path / "frame"
    folder.mkdir()
    (folder / "questions.yaml").write_text(yaml.safe_dump(head, allow_unicode=True), "utf-8")
    for text in ("chronicle.txt", "memoir.txt"):
        (folder / text).write_bytes((FRAME / text).read_bytes())
    return folder


def found(folder: Path, frame: Path, question: dict[str, Any]) -> set[str]:
    """The codes of what is found in a question, but for its wording."""
    says = {"says": "lindqvist"} if question["at"].startswith("M") else {}
    loaded, copies = bank(folder / "bank", with_reasons({"short": "q", **says, **question}), frame)
    problems = [each for each in run_rules(loaded, copies) if each.place.path.endswith("items.yaml")]
    return {code for code in codes(problems) if code.startswith(("Q6", "Q8", "P"))}


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        ("C4", "am 3. Juni"),
        ("C4", "am dritten Juni 1911"),
        ("M4", "am 14. März 1912"),
        ("M4", "in der Nacht vom 28. auf den 29. April 1912"),
        ("M4", "am 11. August 1912"),
        ("C5", "zweihundertfünfzig"),
        ("C2", "über sechshundert"),
        ("C1", "um ein Drittel"),
        ("C8", "siebenundzwanzig"),
    ],
)
def test_a_date_or_a_number_is_the_same_in_both_languages(tmp_path: Path, frame: Path, at: str, answer: str) -> None:
    assert found(tmp_path, frame, {"at": at, "ask": "Wann oder wie viel 1911 in Varnholm?", "answer": answer}) == set()


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        ("C4", "am 2. Juni"),
        ("C4", "am vierten Juni"),
        ("M4", "am 14. März 1911"),
        ("C5", "zweihundertfünfzehn"),
        ("C1", "um ein Viertel"),
        ("C8", "im Oktober"),
    ],
)
def test_a_wrong_date_or_number_is_found_across_languages(tmp_path: Path, frame: Path, at: str, answer: str) -> None:
    assert "Q601" in found(tmp_path, frame, {"at": at, "ask": "Was war in Varnholm?", "answer": answer})


def test_a_name_that_is_spelt_otherwise_is_not_missed(tmp_path: Path, frame: Path) -> None:
    assert found(tmp_path, frame, {"at": "C5", "ask": "Wer verbot es?", "answer": "Jens Ågård"}) == set()


def test_a_person_whom_the_text_names_elsewhere_is_missed(tmp_path: Path, frame: Path) -> None:
    assert found(tmp_path, frame, {"at": "C4", "ask": "Wer verbot es?", "answer": "Emil Holt"}) == {"Q602"}


def test_a_fact_is_written_as_the_text_writes_it(tmp_path: Path, frame: Path) -> None:
    question = {"at": "C8", "ask": "Wie viele von 27?", "answer": "neun"}
    assert found(tmp_path, frame, {**question, "facts": ["nine", "left the town"]}) == set()
    assert found(tmp_path, frame, {**question, "facts": ["die Stadt"]}) == {"Q603"}


def test_no_wording_is_compared_across_languages(tmp_path: Path, frame: Path) -> None:
    copied = "Nobody slept in the lower town that night."
    assert found(tmp_path, frame, {"at": "C3", "ask": "Was brannte?", "answer": "das Lager", "why": copied}) == set()


def test_a_text_in_a_language_that_nobody_knows_is_not_compared(tmp_path: Path, frame: Path) -> None:
    head = (
        (frame / "questions.yaml")
        .read_text("utf-8")
        .replace("file: chronicle.txt", "file: chronicle.txt\n    language: xx")
    )
    (frame / "questions.yaml").write_text(head, "utf-8")
    assert found(tmp_path, frame, {"at": "C5", "ask": "Wie viele?", "answer": "251"}) == set()
    loaded, _ = bank(tmp_path / "bank", with_reasons({"short": "q", "ask": "Was?", "answer": "das"}), frame)
    assert locate(loaded, frame, None).matches["C5"].span is not None

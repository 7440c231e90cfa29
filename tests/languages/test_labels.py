import re
from dataclasses import fields
from pathlib import Path

import pytest

import quizgen
from quizgen.base.problem import Place
from quizgen.languages.labels import ClaimWords, labels, unlabelled
from quizgen.languages.packs import languages, pack_of, section
from quizgen.worksheet.form.model import QuestionBlock

FIELDS = [field.name for field in fields(labels("en"))]


def test_english_and_german_ship() -> None:
    assert {"de", "en"} <= {*languages()}


@pytest.mark.parametrize("language", languages())
def test_every_language_says_the_same(language: str) -> None:
    entries = section(language, "labels")
    assert entries.keys() == {*FIELDS}
    assert entries["claim"].keys() == {field.name for field in fields(ClaimWords)}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", FIELDS)
def test_every_language_fills_in_the_same(language: str, name: str) -> None:
    def slots(text: object) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", str(text)))

    assert slots(getattr(labels(language), name)) == slots(getattr(labels("en"), name))


def test_every_label_is_printed_somewhere() -> None:
    package = Path(quizgen.__file__).parent
    paths = [*(package / "worksheet").rglob("*"), package / "languages" / "labels.py"]
    source = "".join(path.read_text("utf-8") for path in paths if path.suffix in (".py", ".typ", ".html"))
    unused = [name for name in FIELDS if not re.search(rf"(self|labels|words)\.{name}\b", source)]
    assert unused == [f"block_{block}" for block in QuestionBlock if block]  # which `Labels.block` composes


@pytest.mark.parametrize("block", [*filter(None, QuestionBlock)])
def test_every_block_of_a_test_has_a_heading(block: str) -> None:
    assert len({labels(language).block(block) for language in languages()}) == len(languages())


def test_a_language_without_labels_has_those_of_its_base_language_or_english_ones() -> None:
    assert labels("de-AT") is not labels("en")
    assert labels("de-AT").name == "Name"
    assert labels("de-AT").key == "Lösungen"
    assert labels("xx").key == "Answer key"


def test_a_language_without_labels_is_told() -> None:
    place = Place(path="questions.yaml", line=3, column=11)
    (problem,) = unlabelled("xx-XX", pack_of("xx-XX"), place)
    assert (problem.place, problem.code) == (place, "W405")
    assert "“xx-XX”" in problem.message
    assert unlabelled("de-AT", pack_of("de-AT"), place) == ()


@pytest.mark.parametrize(("first", "last", "reference"), [(0, 0, ""), (6, 6, "¶ 6"), (6, 7, "¶¶ 6–7")])
def test_references(first: int, last: int, reference: str) -> None:
    assert labels("en").reference(first, last) == reference


def test_line_references() -> None:
    assert labels("en").line_reference(14, 15) == "ll. 14–15"
    assert labels("en").line_reference(14, 14) == "l. 14"
    assert labels("de").line_reference(14, 15) == "Z. 14–15"

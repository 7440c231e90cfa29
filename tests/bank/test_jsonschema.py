"""The JSON Schema agrees with the reader: what one takes the other takes, and where one stumbles the other does."""

import json
from pathlib import Path
from typing import Any

import jsonschema as validators
import pytest
import yaml

from quizgen.bank.jsonschema import schema
from tests.bank.test_load import CASES
from tests.conftest import HEAD

BANK = Path(__file__).parents[2]
EXAMPLES = BANK / "docs" / "examples"
FILES = [BANK / "questions.yaml", *sorted(BANK.glob("decks/*/*.yaml")), *sorted(EXAMPLES.rglob("*.yaml"))]


@pytest.fixture(scope="module")
def validator() -> Any:
    validators.Draft202012Validator.check_schema(schema())
    return validators.Draft202012Validator(schema())


def faults(validator: Any, text: str) -> list[str]:
    return [error.message for error in validator.iter_errors(yaml.safe_load(text))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BANK)))
def test_the_bank_of_this_project_is_valid(path: Path, validator: Any) -> None:
    assert not faults(validator, path.read_text(encoding="utf-8"))


GOOD = """\
passages:
  P1: {section: s, from: Once upon, label: A miller, gist: A miller lives.}
questions:
  - short: miller
    at: P1
    ask: Who lived there?
    answer: 1911
    typed: yes
    accept: a miller
    distractors: {a baker: He came later.}
    ignore: {Q102: It is a tale.}
  - choice: which
    at: [P1]
    ask: Which?
    answer: [one, two]
    distractors:
      three: {reason: No.}
    order: [one, two, three]
  - order: steps
    at: P1
    ask: Order them.
    steps: [One., {text: Two., when: 1912}, Three.]
"""


def test_short_forms_and_long_ones_are_valid(validator: Any) -> None:
    assert not faults(validator, GOOD)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ask: Who", "aks: Who"),
        ("    answer: 1911\n", ""),
        ("typed: yes", "typed: perhaps"),
        ("short: miller", "short: a miller"),
        ("short: miller", "shart: miller"),
        ("  P1:", "  P 1:"),
        ("at: P1\n    ask: Who", "at: {P1: yes}\n    ask: Who"),
        ("    steps: [One.,", "    level: hard\n    steps: [One.,"),
        ("questions:", "question:"),
        ("typed: yes", "marks: many"),
        ("typed: yes", "marks: 101"),
        ("distractors: {a baker: He came later.}", f"distractors: {{{', '.join(f'a{n}: No.' for n in range(26))}}}"),
        ("Two., when: 1912}", f"Two., when: 1912}}, {', '.join(f'Step {n}.' for n in range(25))}"),
    ],
)
def test_what_the_reader_reports_is_invalid(old: str, new: str, validator: Any) -> None:
    assert old in GOOD
    assert faults(validator, GOOD.replace(old, new, 1))


# What a value means is for the reader: faults of these codes are faults of shape, but for two.
MEANT = {"a text file in another folder", "a kind that is none"}
SHAPES = sorted({name for name, case in CASES.items() if "S201" <= case.code <= "S205"} - MEANT)


@pytest.mark.parametrize("name", SHAPES)
def test_what_the_reader_reports_of_a_head_is_invalid(name: str, validator: Any) -> None:
    case = CASES[name]
    assert faults(validator, HEAD.replace(*case.change) + case.questions if case.change[0] else HEAD + case.questions)


def test_an_empty_text_is_invalid(validator: Any) -> None:
    assert faults(validator, GOOD.replace("ask: Which?", "ask: ' '"))


def test_the_sample_bank_is_valid(sample: Path, validator: Any) -> None:
    for path in sample.rglob("*.yaml"):
        assert not faults(validator, path.read_text(encoding="utf-8")), path


def test_a_head_needs_what_makes_it_one(validator: Any) -> None:
    assert any("'title' is a required property" in fault for fault in faults(validator, "format: 1\nid: x\n"))
    assert any("'format' is a required property" in fault for fault in faults(validator, "id: x\n"))


def test_every_key_is_explained() -> None:
    definitions: Any = schema()["$defs"]
    for name, definition in definitions.items():
        mapping = next(option for option in definition.get("anyOf", [definition]) if "properties" in option)
        assert definition["description"], name
        assert all(key["description"] for key in mapping["properties"].values()), name


def test_a_reference_is_explained_with_what_it_names() -> None:
    definitions: Any = schema()["$defs"]
    assert definitions["Text"]["properties"]["always"]["description"].endswith(" Names a person by its id.")
    item = definitions["Short"]["properties"]
    assert item["at"]["description"].endswith(" Each names a passage by its id.")
    assert item["says"]["description"].endswith(" Each names a person by its id, or is narrator.")


def test_a_rule_may_be_turned_off(validator: Any) -> None:
    head = yaml.safe_load((BANK / "questions.yaml").read_text(encoding="utf-8"))
    head["rules"] = yaml.safe_load("{Q203: off, Q102: {severity: info, because: Tales have no dates.}}")
    assert not list(validator.iter_errors(head))
    head["rules"] = {"Q203": "never"}
    assert list(validator.iter_errors(head))


def test_the_schema_is_json() -> None:
    assert json.loads(json.dumps(schema())) == schema()

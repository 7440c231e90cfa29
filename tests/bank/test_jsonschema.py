"""The JSON Schema agrees with the reader: what one takes the other takes, and where one stumbles the other does."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema as validators
import pytest
import yaml

from quizgen.bank.bank import Bank
from quizgen.bank.format.schema import BankObject, yaml_fields
from quizgen.bank.items import KINDS
from quizgen.bank.jsonschema import schema, schema_file
from quizgen.bank.known_ids import known_ids
from quizgen.bank.load import load, require
from quizgen.bank.model import MAX_OPENING, Head
from quizgen.bank.snippets import question_snippets
from quizgen.base.annotations import Many, OneOf, Record
from tests.bank.test_load import CASES
from tests.commands import run
from tests.conftest import HEAD, ITEM, Write

BANK = Path(__file__).parents[2]
EXAMPLES = BANK / "docs" / "examples"
EXAMPLE_FILES = sorted(path for path in EXAMPLES.rglob("*.yaml") if path.parent.name != "languages")
FILES = [BANK / "questions.yaml", *sorted(BANK.glob("decks/*/*.yaml")), *EXAMPLE_FILES]


@pytest.fixture(scope="module")
def validator() -> Any:
    validators.Draft202012Validator.check_schema(schema())
    return validators.Draft202012Validator(schema())


def faults(validator: Any, text: str) -> list[str]:
    return [error.message for error in validator.iter_errors(yaml.safe_load(text))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BANK)))
def test_the_bank_of_this_project_is_valid(path: Path, validator: Any) -> None:
    assert not faults(validator, path.read_text(encoding="utf-8"))


def classes(cls: type[BankObject]) -> Iterator[type[BankObject]]:
    """A class of the bank and those of all that it holds."""
    yield cls
    for field in yaml_fields(cls):
        inner = field.shape.inner if isinstance(field.shape, Many) else field.shape
        for member in inner.members if isinstance(inner, OneOf) else (inner,):
            if isinstance(member, Record):
                yield from classes(member.cls)


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
    assert json.loads(schema_file()) == schema()


@pytest.fixture(scope="module")
def shipped() -> Bank:
    return require(BANK)[0]


@pytest.fixture(scope="module")
def of_shipped(shipped: Bank) -> Any:
    validators.Draft202012Validator.check_schema(schema(shipped))
    return validators.Draft202012Validator(schema(shipped))


@pytest.mark.parametrize("path", FILES[: -len(EXAMPLE_FILES)], ids=lambda path: str(path.relative_to(BANK)))
def test_the_schema_of_the_shipped_bank_takes_its_files(path: Path, of_shipped: Any) -> None:
    assert not faults(of_shipped, path.read_text(encoding="utf-8"))


def test_every_kind_of_thing_that_a_field_names_is_known(shipped: Bank) -> None:
    named = {field.names or field.offers for cls in classes(Head) for field in yaml_fields(cls)} - {""}
    assert named <= known_ids(shipped).keys()


def test_an_id_is_offered_with_a_word_on_what_it_is(shipped: Bank) -> None:
    definitions: Any = schema(shipped)["$defs"]
    for kind, ids in known_ids(shipped).items():
        offered = definitions.get(kind)
        if offered and ids:
            known = offered["anyOf"][0] if "anyOf" in offered else offered
            assert dict(zip(known["enum"], known["enumDescriptions"], strict=True)) == ids, kind
            assert all(ids.values()), kind
    assert definitions["person, or narrator"]["enum"][0] == "narrator"
    assert {"passage", "section", "text", "question", "tag", "home deck"} <= definitions.keys()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("at: P1\n    ask: Who", "at: P9\n    ask: Who"),
        ("at: [P1]", "at: [P1, P9]"),
        ("typed: yes", "says: nobody"),
        ("    at: P1\n    ask: Who", "    ask: Who"),
        ("from: Once upon", "from: Once upon a time there lived"),
    ],
)
def test_a_bank_takes_no_other_ids_and_no_question_without_its_passage(old: str, new: str, write: Write) -> None:
    head = HEAD.replace("  T1:", "  P1:").replace("questions:\n", "")
    bank = load(write("", head=head))[0]
    assert bank is not None
    validator = validators.Draft202012Validator(schema(bank))
    good = GOOD.replace("section: s,", "section: start,")
    assert old in good
    assert not faults(validator, good)
    assert faults(validator, good.replace(old, new, 1))


def test_a_draft_needs_no_passage_and_a_tag_may_be_new(write: Write) -> None:
    bank = load(write(ITEM + "    tags: [core]\n"))[0]
    assert bank is not None
    validator = validators.Draft202012Validator(schema(bank))
    question = "questions:\n  - short: new\n    draft: yes\n    tags: [rivers]\n    ask: Who?\n    answer: Nobody\n"
    assert not faults(validator, question)
    assert faults(validator, question.replace("draft: yes", "draft: no"))


def test_a_bank_without_texts_needs_no_passages() -> None:
    atlas = BANK / "tests" / "data" / "atlas"
    validator = validators.Draft202012Validator(schema(require(atlas)[0]))
    for path in atlas.rglob("*.yaml"):
        assert not faults(validator, path.read_text(encoding="utf-8")), path


def test_every_limit_of_words_is_in_the_schema() -> None:
    limited = {field.key for cls in classes(Head) for field in yaml_fields(cls) if "at most five" in field.doc}
    assert limited >= {"from", "through", "begins"}
    for cls in classes(Head):
        for field in yaml_fields(cls):
            assert field.words == (MAX_OPENING if field.key in limited else None), field.key


def test_a_snippet_has_each_kind_with_the_keys_that_it_needs() -> None:
    for has_passage in (True, False):
        snippets: Any = question_snippets(with_passage=has_passage)
        assert [snippet["label"] for snippet in snippets] == [kind.kind for kind in KINDS]
        for kind, snippet in zip(KINDS, snippets, strict=True):
            body = snippet["body"]
            assert next(iter(body)) == kind.kind
            assert body.keys() >= {field.key for field in yaml_fields(kind) if field.is_required}
            assert ("at" in body) == (has_passage or kind.kind == "evidence")


def test_a_snippet_that_is_filled_in_is_valid(validator: Any) -> None:
    snippets: Any = question_snippets(with_passage=True)
    written = [
        json.loads(re.sub(r"\$\{\d+\|(\w+)[^}]*\}|\$(\d+)", r"\1x\2", json.dumps(one["body"]))) for one in snippets
    ]
    questions = yaml.safe_dump({"questions": written}).replace("yesx", "yes")
    assert not faults(validator, questions)


def test_outside_a_bank_the_general_schema_is_printed_with_a_word_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("schema")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == schema()
    assert "There is no bank here" in result.stderr


def test_in_a_bank_its_own_schema_is_printed_and_errors_are_told_beside_it(write: Write) -> None:
    path = write()
    result = run("schema", "--bank", str(path))
    assert json.loads(result.stdout) == schema(load(path)[0])
    assert result.stderr == ""
    assert json.loads(run("schema", "--general", "--bank", str(path)).stdout) == schema()
    broken = run("schema", "--bank", str(write(ITEM + ITEM)))
    assert broken.exit_code == 0
    assert json.loads(broken.stdout)
    assert "B302" in broken.stderr

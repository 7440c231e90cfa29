"""The reference of the format is true: made from the code, with examples that load, break no rule and show all keys."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from docs.reference import DOCUMENT, EXAMPLES, markdown
from quizgen.bank.bank import Bank
from quizgen.bank.format.schema import BankObject, yaml_fields
from quizgen.bank.format.tree import Mapping
from quizgen.bank.items import KINDS, Item
from quizgen.bank.load import load
from quizgen.bank.model import File, Head
from quizgen.base.problem import Severity
from quizgen.passages.copies import locate
from quizgen.rules.run import run_rules

TEXTS = Path(__file__).parents[1] / "rules" / "frame"


@pytest.fixture(scope="module")
def bank() -> Bank:
    loaded, problems = load(EXAMPLES)
    assert loaded is not None
    assert [problem.code for problem in problems] == ["B321"]  # a draft is an example too
    return loaded


def below(owner: BankObject) -> Iterator[BankObject]:
    """An object and all that it holds."""
    yield owner
    for field in yaml_fields(type(owner)):
        value = getattr(owner, field.attribute)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, BankObject):
                yield from below(inner)


def every(bank: Bank) -> Iterator[BankObject]:
    parts: Any = (bank.passages, bank.people, bank.terms, bank.questions, bank.decks, bank.worksheets, bank.sessions)
    yield from below(bank.head)
    for part in parts:
        for owner in part.values():
            yield from below(owner)


def test_the_document_is_what_the_code_makes() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == markdown()


def test_the_examples_break_no_rule(bank: Bank) -> None:
    problems = run_rules(bank, locate(bank, TEXTS, None), ignore=["P105"])
    assert not [str(problem) for problem in problems if problem.severity > Severity.INFO]


def test_every_key_has_an_example(bank: Bank) -> None:
    written: dict[type, set[str]] = {}
    for example in every(bank):
        if isinstance(example.origin.node, Mapping):
            written.setdefault(type(example), set()).update(example.origin.node)
    common = set().union(*(keys for cls, keys in written.items() if issubclass(cls, Item)))
    common_keys = {"ignore"}  # it says the same wherever it stands
    of_files = {key for path in EXAMPLES.rglob("*.yaml") for key in yaml.safe_load(path.read_text(encoding="utf-8"))}
    for cls, keys in written.items():
        anywhere = common if issubclass(cls, Item) else of_files if issubclass(cls, File) else set()
        for field in yaml_fields(cls):
            assert field.is_object_key or field.key in keys | anywhere | common_keys, f"{cls.__name__}.{field.key}"


def test_every_kind_and_every_key_is_described(bank: Bank) -> None:
    reference = markdown()
    for kind in KINDS:
        assert f"### `{kind.kind}`" in reference
    for cls in {type(example) for example in every(bank)}:
        for field in yaml_fields(cls):
            assert field.doc.replace("|", "\\|") in reference, f"{cls.__name__}.{field.key}"


def test_a_reference_is_described_with_what_it_names() -> None:
    reference = markdown()
    assert "| `always` | The person to whom everything in this text is attributed. | ref to a person |" in reference
    assert "| list of refs, each to a person, or `narrator` | `narrator` |" in reference
    assert "| list of refs, each to a home deck |" in reference


def test_every_example_in_the_document_is_yaml() -> None:
    blocks = markdown().split("```yaml\n")[1:]
    assert len(blocks) > len(KINDS)
    for block in blocks:
        assert yaml.safe_load(block.split("```")[0])


def test_the_head_is_told_apart_from_other_files() -> None:
    assert markdown().count("| `worksheets` |") == 1
    assert {field.key for field in yaml_fields(File)} < {field.key for field in yaml_fields(Head)}

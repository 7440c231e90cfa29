"""The reference of the format is true: made from the code, with examples that load, pass the rules and show every key.

``python -m tests.docs.test_reference`` writes docs/format.md anew.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from docs.reference import EXAMPLES, markdown
from quizgen.bank.bank import Bank
from quizgen.bank.format.schema import BankObject, yaml_fields, yaml_name
from quizgen.bank.format.tree import Mapping
from quizgen.bank.items import KINDS, Item
from quizgen.bank.load import load
from quizgen.bank.model import File, Head
from quizgen.base.problem import Severity
from quizgen.passages.copies import locate
from quizgen.rules.run import run_rules

DOCUMENT = Path(__file__).parents[2] / "docs" / "format.md"
TEXTS = Path(__file__).parents[1] / "rules" / "frame"


@pytest.fixture(scope="module")
def bank() -> Bank:
    loaded, problems = load(EXAMPLES)
    assert loaded is not None
    assert not problems
    return loaded


def below(each: BankObject) -> Iterator[BankObject]:
    """An object and all that it holds."""
    yield each
    for spec in yaml_fields(type(each)):
        value = getattr(each, spec.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, BankObject):
                yield from below(one)


def every(bank: Bank) -> Iterator[BankObject]:
    parts: Any = (bank.passages, bank.people, bank.terms, bank.items, bank.decks, bank.worksheets)
    yield from below(bank.head)
    for part in parts:
        for each in part.values():
            yield from below(each)


def test_the_document_is_what_the_code_makes() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == markdown()


def test_the_examples_break_no_rule(bank: Bank) -> None:
    found = run_rules(bank, locate(bank, TEXTS, None), ignore=["P105"])
    assert not [str(each) for each in found if each.severity > Severity.INFO]


def test_every_key_has_an_example(bank: Bank) -> None:
    shown: dict[type, set[str]] = {}
    for each in every(bank):
        if isinstance(each.origin.node, Mapping):
            shown.setdefault(type(each), set()).update(each.origin.node)
    common = set().union(*(keys for cls, keys in shown.items() if issubclass(cls, Item)))
    of_files = {key for path in EXAMPLES.rglob("*.yaml") for key in yaml.safe_load(path.read_text(encoding="utf-8"))}
    for cls, keys in shown.items():
        for spec in yaml_fields(cls):
            name = yaml_name(cls, spec)
            anywhere = common if issubclass(cls, Item) else of_files if issubclass(cls, File) else set()
            assert spec.metadata.get("key") or name in keys | anywhere, f"{cls.__name__}.{name}"


def test_every_kind_and_every_key_is_described(bank: Bank) -> None:
    said = markdown()
    for kind in KINDS:
        assert f"### `{kind.kind}`" in said
    for cls in {type(each) for each in every(bank)}:
        for spec in yaml_fields(cls):
            assert spec.metadata["doc"].replace("|", "\\|") in said, f"{cls.__name__}.{spec.name}"


def test_every_example_in_the_document_is_yaml() -> None:
    blocks = markdown().split("```yaml\n")[1:]
    assert len(blocks) > len(KINDS)
    for block in blocks:
        assert yaml.safe_load(block.split("```")[0])


def test_the_head_is_told_apart_from_other_files() -> None:
    assert markdown().count("| `worksheets` |") == 1
    assert {each.name for each in yaml_fields(File)} < {each.name for each in yaml_fields(Head)}


if __name__ == "__main__":
    DOCUMENT.write_text(markdown(), encoding="utf-8")

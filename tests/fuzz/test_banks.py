"""Banks with anything in them: told with their places, or built."""

import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.fuzz.amounts import AMOUNTS, for_all
from tests.fuzz.mutations import as_json, bytes_like, documents_like, texts_like
from tests.fuzz.surroundings import Changes, Surroundings
from tests.sheets import BANK

COMMANDS = (
    *("build --format html --format apkg", "build --format html", "build --format apkg", "build --locked"),
    *("worksheet --format html", "coverage", "coverage --format json", "list", "list --format json", "check"),
    *("show well-cost", "relock W1", "diff decks/quizgen.lock", "check --format github"),
)


@pytest.fixture(params=["sample", "lindenau"])
def bank(request: pytest.FixtureRequest, surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch) -> Surroundings:
    """Surroundings of the sample bank, or of another with every kind of question."""
    if request.param == "lindenau":
        shutil.rmtree(surroundings.bank)
        shutil.copytree(BANK, surroundings.bank)
        monkeypatch.chdir(surroundings.bank)
        surroundings.remember()
    return surroundings


def sources(bank: Surroundings) -> dict[str, Path]:
    """The files of the bank, by their paths in its folder."""
    return {str(path.relative_to(bank.bank)): path for path in sorted(bank.bank.rglob("*.yaml"))}


def assert_told_or_built(bank: Surroundings, changes: Changes, command: str) -> None:
    bank.restore(changes)
    bank.run("check --format json")
    result = bank.run(command)
    if result.exit_code == 0 and command.startswith("build"):
        assert bank.run(f"{command} --locked").exit_code == 0


def assert_all_are_told_or_built(amount: int, bank: Surroundings, changes: SearchStrategy[Changes]) -> None:
    examples = st.tuples(changes, st.sampled_from(COMMANDS))
    for_all(amount, examples, lambda example: assert_told_or_built(bank, *example))


@AMOUNTS
def test_a_bank_of_any_text(amount: int, bank: Surroundings) -> None:
    texts = {name: path.read_text(encoding="utf-8") for name, path in sources(bank).items()}
    assert bank.run("check").exit_code == 0
    changes = st.sampled_from(list(texts)).flatmap(
        lambda name: texts_like(texts[name]).map(lambda text: {name: text.encode()})
    )
    assert_all_are_told_or_built(amount, bank, changes)


@AMOUNTS
def test_a_bank_of_any_values(amount: int, bank: Surroundings) -> None:
    documents = {name: yaml.safe_load(path.read_bytes()) for name, path in sources(bank).items()}
    bank.restore({name: as_json(document).encode() for name, document in documents.items()})
    assert bank.run("check").exit_code == 0
    changes = st.sampled_from(list(documents)).flatmap(
        lambda name: documents_like(documents[name]).map(lambda document: {name: as_json(document).encode()})
    )
    assert_all_are_told_or_built(amount, bank, changes)


@AMOUNTS
def test_a_bank_of_any_bytes(amount: int, surroundings: Surroundings) -> None:
    name = "decks/well/drought.yaml"
    changes = bytes_like((surroundings.bank / name).read_bytes()).map(lambda data: {name: data})
    assert_all_are_told_or_built(amount, surroundings, changes)

"""Saved forms with anything in them: refused, or printed where they should be."""

import json
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.fuzz.amounts import AMOUNTS, for_all
from tests.fuzz.mutations import as_json, bytes_like, documents_like, texts_like
from tests.fuzz.surroundings import Surroundings

FORM = "saved.form.json"
COMMANDS = (
    *(f"worksheet --form {FORM} --format {format_} --out build/again" for format_ in ("html", "html", "docx", "pdf")),
    f"worksheet --form {FORM} --format html",
    f"worksheet --form {FORM} --format html --large-print --dyslexia --paper letter",
)
NAMES = ("../x", "../../x", "a/b", "con", "C:\\x", "W1", "well-cost", "x", "<script>", "$x$")


@pytest.fixture
def form(surroundings: Surroundings) -> bytes:
    """A form with every kind of question, as the command saved it."""
    return next(surroundings.bank.rglob("handout.form.json")).read_bytes()


def assert_all_are_refused_or_printed(amount: int, place: Surroundings, forms: SearchStrategy[bytes]) -> None:
    def hold(example: tuple[bytes, str]) -> None:
        form, command = example
        place.restore({FORM: form})
        place.run(command)

    for_all(amount, st.tuples(forms, st.sampled_from(COMMANDS)), hold)


@AMOUNTS
def test_a_form_of_any_values(amount: int, surroundings: Surroundings, form: bytes) -> None:
    absolute = (str(surroundings.root / "x"), str(Path(surroundings.bank, "notes")))
    forms = documents_like(json.loads(form), *NAMES, *absolute).map(as_json).map(str.encode)
    assert_all_are_refused_or_printed(amount, surroundings, forms)


@AMOUNTS
def test_a_form_of_any_text(amount: int, surroundings: Surroundings, form: bytes) -> None:
    assert_all_are_refused_or_printed(amount, surroundings, texts_like(form.decode()).map(str.encode))


@AMOUNTS
def test_a_form_of_any_bytes(amount: int, surroundings: Surroundings, form: bytes) -> None:
    assert_all_are_refused_or_printed(amount, surroundings, bytes_like(form))

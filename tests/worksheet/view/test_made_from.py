"""How a key says from which questions its sheet can be made again."""

from dataclasses import replace

import pytest

from quizgen.bank.format.schema import Language
from quizgen.languages.labels import labels
from quizgen.publish.paths import form_name
from quizgen.worksheet.view.entries import made_from
from tests.sheets import forms


@pytest.mark.parametrize("language", ["en", "de"])
def test_it_names_the_saved_form_and_the_codes_in_printed_order(language: str) -> None:
    versions = tuple(replace(form, language=Language(language)) for form in forms(versions=2))
    words = made_from(versions[0], labels(language))
    assert f"--form {form_name(versions[1])}" in words
    start, _, codes = words.rpartition(": ")
    assert "--id" in start
    assert codes == " ".join(question.code for question in versions[0].questions) + "."

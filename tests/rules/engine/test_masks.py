"""Masks: names, offices and dates are one sign, so that an author's own words remain."""

import pytest

from quizgen.bank.entries import Person
from quizgen.bank.format.schema import Id
from quizgen.bank.names import NameIndex
from quizgen.rules.engine.masks import MASK, masked
from quizgen.text.capitals import Capitals
from quizgen.text.normalise import normalise

INDEX = NameIndex([Person(id=Id("brandt"), name="Ida Brandt", role="r")], offices=True)  # type: ignore[arg-type]


def tokens(raw: str) -> str:
    normal = normalise(raw)
    return " ".join(masked(Capitals(raw, normal, "en"), INDEX.mentions(normal.words)).tokens)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("she met Ida Brandt there", f"she met {MASK} there"),
        ("the deputy mayor of the Lower Town of Varnholm said", f"the {MASK} said"),
        ("on 28 April 1938 he wrote", f"on {MASK} he wrote"),
        ("they came from Osterby and Lund by night", f"they came from {MASK} by night"),
        ("the secretary wrote a letter", "the secretary wrote a letter"),
        ("He wrote. They read", "he wrote they read"),
        ("nothing to hide", "nothing to hide"),
    ],
)
def test_formulas_become_one_sign(raw: str, found: str) -> None:
    assert tokens(raw) == found


def test_tokens_know_their_words_and_words_their_tokens() -> None:
    raw = "On 28 April 1938 she met Ida Brandt in Osterby, and then the mayor of Lund came by."
    normal = normalise(raw)
    made = masked(Capitals(raw, normal, "en"), INDEX.mentions(normal.words))
    for number, token in enumerate(made.tokens):
        word = made.word(number)
        assert made.token(word) == number
        assert token in (MASK, normal.words[word])
    for word in range(len(normal.words)):
        number = made.token(word)
        assert made.word(number) <= word
        assert number + 1 == len(made.tokens) or word < made.word(number + 1)

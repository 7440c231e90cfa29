"""Typed answers: the table of what counts, and what never does, whatever is typed."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.text.typed import counts_as, fold, spellings
from tests.text.typed_cases import TypedCase, typed_cases

UNHURRIED = settings(deadline=None)
"""The first text of a language has its pack read."""
LANGUAGES = st.sampled_from(["en", "de", "de-AT", "vi", "ru", "ja", "tr"])
LETTERS = "abcdexyzäöüßéñøłđςσλόжёйїかがकीกำ한ש"
TEXT = st.text(
    st.sampled_from("aZé9ßłøİ 0123,.-–−+/^²½('’\u00a0\u00ad\u0301\u0308か\u3099٣") | st.characters(codec="utf-8"),
    max_size=30,
)
WORDS = st.lists(st.text(LETTERS + string.ascii_uppercase, min_size=1, max_size=6), min_size=1, max_size=4)


@pytest.mark.parametrize("case", typed_cases(), ids=str)
def test_what_counts_and_what_does_not(case: TypedCase) -> None:
    assert counts_as(case.typed, case.answer, case.language) is case.equal
    assert counts_as(case.answer, case.typed, case.language) is case.equal


@UNHURRIED
@given(TEXT, LANGUAGES)
def test_folding_twice_is_folding_once(text: str, language: str) -> None:
    for way, spelling in enumerate(spellings(text, language)):
        assert spellings(spelling, language)[way] == spelling


@UNHURRIED
@given(WORDS, LANGUAGES)
def test_case_never_counts(words: list[str], language: str) -> None:
    text = " ".join(words)
    assert spellings(text.upper(), language) == spellings(text.lower(), language) == spellings(text, language)


@UNHURRIED
@given(WORDS, st.lists(st.sampled_from([" ", "-", "–", "\u00a0", "  ", " - ", "\u00ad", "’"]), min_size=4), LANGUAGES)
def test_spaces_and_hyphens_between_letters_never_count(words: list[str], gaps: list[str], language: str) -> None:
    apart = "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    assert fold(apart, language) == fold("".join(words), language)
    assert counts_as(apart, "".join(words), language)


@UNHURRIED
@given(TEXT, TEXT, LANGUAGES)
def test_who_types_is_no_matter(text: str, other: str, language: str) -> None:
    assert counts_as(text, text, language)
    assert counts_as(text, other, language) is counts_as(other, text, language)


@UNHURRIED
@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_whole_numbers_are_told_apart_however_they_are_grouped(number: int, other: int) -> None:
    for language, grouped in (("en", f"{number:,}"), ("de", f"{number:,}".replace(",", ".")), ("fr", f"{number:_}")):
        assert counts_as(grouped, str(number), language)
        assert counts_as(grouped, str(other), language) is (number == other)


def test_a_language_without_a_pack_has_no_articles() -> None:
    assert spellings("the end", "xx") == ("theend", "theend")

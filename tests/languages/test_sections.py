"""The sections of a pack that are no labels: every language has them, and what is in them can be used."""

import re
import subprocess
import sys
from dataclasses import fields

import pytest

from quizgen.languages.calendar import calendar_words
from quizgen.languages.packs import languages, section
from quizgen.languages.typography import Typography, typography
from quizgen.languages.vocabulary import Vocabulary, alternatives, vocabulary
from quizgen.text.dates import calendar

WORDS = {field.name for field in fields(Vocabulary)}
LAZY = ("text.amounts", "text.dates", "text.days", "text.quantities", "text.sentences", "text.terms", "rules.catalogue")


@pytest.mark.parametrize("language", languages())
def test_every_language_has_a_calendar(language: str) -> None:
    assert section(language, "calendar").keys() == {"months", "seasons", "parts", "ranges"}
    dates = calendar(language)
    assert {*dates.months.values()} == {*range(1, 13)}
    assert dates.seasons
    assert {*dates.seasons.values(), *dates.parts.values()} <= {*range(1, 13)}


def test_months_have_a_name_and_short_forms() -> None:
    words = calendar_words("en")
    assert words.month_names[4] == "May"
    assert words.months[8] == ("September", "Sept", "Sep")
    assert "May" not in words.short_months
    assert words.ranges == (("to",), ("between", "and"))


@pytest.mark.parametrize("language", languages())
def test_every_language_has_a_typography(language: str) -> None:
    assert section(language, "typography").keys() == {field.name for field in fields(Typography)}


def test_an_ordinal_in_figures_has_the_endings_of_its_language() -> None:
    assert typography("en").ordinal_endings == ("st", "nd", "rd", "th")
    assert typography("de").ordinal_endings == ()


APART = {
    *(
        "number_scale_plurals",
        "one_forms",
        "compound_and",
        "compound_one",
        "compound_ordinal",
        "ordinal_word_endings",
        "verbs_come_last",
    ),
    *(
        "determiners",
        "names_with_articles",
        "noun_endings",
        "demonym_endings",
        "name_endings",
        "adjective_endings",
        "unfit_endings",
    ),
}
"""What English has no words for: numbers in one word, nouns with capitals, inflected names, verbs at the end."""


def test_english_has_all_words_and_no_language_has_others() -> None:
    assert section("en", "vocabulary").keys() == WORDS - APART
    assert section("de", "vocabulary").keys() >= APART
    assert all(section(language, "vocabulary").keys() <= WORDS for language in languages())


def test_words_that_a_language_lacks_are_empty() -> None:
    assert vocabulary("en").one_forms == ()
    assert vocabulary("xx").stop_words == frozenset()
    assert vocabulary("xx").shares == {}


def test_number_words_stand_at_their_values() -> None:
    words = vocabulary("en")
    assert (len(words.small_numbers), len(words.small_ordinals)) == (20, 20)
    assert (len(words.tens), len(words.tens_ordinals)) == (8, 8)
    assert words.small_numbers.index("twelve") == words.small_ordinals.index("twelfth") == 12
    assert words.shares == {"half": 2, "quarter": 4}
    assert words.per_cent == ("per cent", "percent")


def test_alternatives_match_any_of_the_words() -> None:
    pattern = re.compile(f"(?:{alternatives(('so-called', 'a.', '&'))})")
    assert [bool(pattern.fullmatch(text)) for text in ("so-called", "a.", "&", "ab", "so")] == [True] * 3 + [False] * 2


def test_a_pack_is_read_when_a_text_is_and_not_before() -> None:
    modules = ", ".join(f"quizgen.{name}" for name in LAZY)
    script = f"import {modules}; from quizgen.languages import packs; print(packs.shipped.cache_info().currsize)"
    assert (
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, encoding="utf-8").stdout
        == "0\n"
    )

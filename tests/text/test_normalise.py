"""Folding: what makes no difference, and the way back to the raw text."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizgen.text.normalise import folded, letters, normalise

TEXT = st.text(
    st.one_of(st.sampled_from("aZé9ßłøİ 0123,.-’'\n\u00a0\u00ad\u0301\u200b\ufeff½ﬁʹ_"), st.characters(codec="utf-8")),
    max_size=60,
)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("“Where?” – ‘Here’ … NOW!", "where here now"),
        ("Béla Be\u0301la BELA", "bela bela bela"),
        ("Piłsudski, Đilas, Ærø, İzmir, ısı, Straße", "pilsudski dilas aero izmir isi strasse"),
        ("revo\u00adlu\u200btion \ufeffﬁve", "revolution five"),
        ("25,000–30,000 of 1,234,567; 25’000; 25\u202f000", "25000 30000 of 1234567 25000 25000"),
        ("in 1937, 842 men; 1937,842; 1,23", "in 1937 842 men 1937 842 1 23"),
        ("Stalin’s Povolzhʹe V. R.]", "stalin s povolzh e v r"),
        ("_emphasis_ *** § —", "emphasis"),
        ("Жё Й", "же и"),
    ],
)
def test_typography_makes_no_difference(raw: str, words: str) -> None:
    assert normalise(raw).text == words


@pytest.mark.parametrize("raw", ["revolu-\ntionary", "Revolu\u00adtionary", "revolu tionary", "RÉVOLUTIONARY"])
def test_letters_bridge_hyphens_and_gaps(raw: str) -> None:
    assert letters(raw) == "revolutionary"


@given(TEXT)
def test_every_word_knows_its_place(raw: str) -> None:
    normal = normalise(raw)
    spans = [normal.raw_span(n, n) for n in range(len(normal.words))]
    assert [normalise(raw[start:end]).words for start, end in spans] == [(word,) for word in normal.words]
    assert all(before <= after for (_, before), (after, _) in pairwise(spans))


@given(TEXT)
def test_runs_of_words_are_cut_out_as_they_stand(raw: str) -> None:
    normal = normalise(raw)
    for first in range(len(normal.words)):
        for last in range(first, len(normal.words)):
            start, end = normal.raw_span(first, last)
            assert normalise(raw[start:end]).words == normal.words[first : last + 1]


@given(TEXT | st.text("aZ0123 ,.'’–-_\n…", max_size=20))
@example("25,000 men")
@example("25'000 men")
@example("25’000 – men")
def test_the_words_alone_are_the_same(raw: str) -> None:
    assert folded(raw) == normalise(raw).words


@given(TEXT)
def test_folding_twice_is_folding_once(raw: str) -> None:
    normal = normalise(raw)
    assert normalise(normal.text).words == normal.words
    assert all(normal.words)


@given(TEXT)
def test_letters_are_counted_before_every_word(raw: str) -> None:
    normal = normalise(raw)
    before = normal.letters_before
    assert [normal.letters[start:end] for start, end in pairwise(before)] == list(normal.words)


def test_a_word_that_is_not_there_has_no_place() -> None:
    with pytest.raises(IndexError):
        normalise("two words").raw_span(1, 2)

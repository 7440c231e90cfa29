"""Fingerprints: what is equal, what is alike, and the token in the lock."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizgen.passages.anchor.fingerprint import SIZE, Fingerprint, trigrams
from tests.passages.anchor.chronicle import chronicle

WORDS = st.lists(st.sampled_from(["ferry", "barrel", "charter", "rope", "the", "of", "1,637"]), min_size=1, max_size=60)
PASSAGE = WORDS.map(" ".join)


def overlap(a: Fingerprint, b: Fingerprint) -> float:
    """Estimate from their sketches the share of word trigrams that two passages have in common, from 0 to 1."""
    union = sorted({*a.sketch, *b.sketch})[:SIZE]
    common = set(union) & set(a.sketch) & set(b.sketch)
    return len(common) / max(1, len(union))


def test_a_fingerprint_is_the_same_on_every_machine() -> None:
    raw = "In 1637 the council sold its “old” bell to Ona Kerrigan for 2,304 crowns."
    token = "1.14.56.8992eb5aa0a8568e.c215b559.HElSHjqKLCwULTHsXmzdet6Cf9jekqJclubupfoCvnnI4Q9K.8ad9"
    assert Fingerprint.of(raw).encode() == token


def test_typography_changes_only_how_it_is_set() -> None:
    printed = Fingerprint.of("“Béla’s revolutionary bell” cost 25,000.")
    typed = Fingerprint.of('"BELA\'S revolu-\ntionary bell" cost 25000!')
    assert printed.folded == typed.folded
    assert printed.exact != typed.exact
    assert printed.exact == Fingerprint.of("“Béla’s  revolutionary\nbell” cost 25,000.").exact


@given(PASSAGE)
def test_tokens_are_read_as_they_were_written(raw: str) -> None:
    fingerprint = Fingerprint.of(raw)
    token = fingerprint.encode()
    assert Fingerprint.decode(token) == fingerprint
    assert token.isascii()
    assert " " not in token
    assert len(token) <= 115


@given(PASSAGE, st.integers(min_value=0), st.sampled_from(["", "x", "A", "0", ".", "=", "é", "\n"]))
def test_a_broken_token_is_refused(raw: str, index: int, char: str) -> None:
    token = Fingerprint.of(raw).encode()
    index %= len(token)
    assume(token[index] != char)
    with pytest.raises(ValueError, match="not a fingerprint"):
        Fingerprint.decode(token[:index] + char + token[index + 1 :])


@pytest.mark.parametrize(
    "token", ["", "1", "1.2.3.4.5.6.7", "1.8.44.0123456789abcdef.01234567.AAAB.0000", "١.8.44.0.0.."]
)
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(ValueError, match="not a fingerprint"):
        Fingerprint.decode(token)


@given(PASSAGE, st.integers(min_value=1, max_value=100))
def test_a_token_that_was_cut_short_is_refused(raw: str, cut: int) -> None:
    with pytest.raises(ValueError, match="not a fingerprint"):
        Fingerprint.decode(Fingerprint.of(raw).encode()[:-cut])


def test_the_more_two_passages_share_the_more_they_overlap() -> None:
    words = " ".join(chronicle(3)).split()
    complete = Fingerprint.of(" ".join(words[:150]))
    parts = [overlap(complete, Fingerprint.of(" ".join(words[cut : 150 + cut]))) for cut in (0, 20, 60, 150)]
    assert parts == sorted(parts, reverse=True)
    assert (parts[0], parts[-1]) == (1.0, 0.0)


@given(PASSAGE, PASSAGE)
def test_overlap_is_a_share_whichever_comes_first(passage: str, other: str) -> None:
    a, b = Fingerprint.of(passage), Fingerprint.of(other)
    assert 0 <= overlap(a, b) == overlap(b, a) <= 1
    assert overlap(a, a) == 1


@pytest.mark.parametrize(("words", "runs"), [("", 0), ("a", 1), ("a b", 1), ("a b c", 1), ("a b c d", 2)])
def test_even_a_word_has_a_trigram(words: str, runs: int) -> None:
    assert len(trigrams(words.split())) == runs


def test_the_order_of_words_counts() -> None:
    assert len({hashed for order in ("abc", "acb", "bac", "bca", "cab", "cba") for hashed in trigrams(order)}) == 6


def test_a_sketch_has_no_more_than_its_size() -> None:
    assert len(Fingerprint.of(" ".join(chronicle(4))).sketch) == SIZE

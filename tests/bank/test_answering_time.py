from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.answering_time import READING_RATE, passage_seconds, passage_times, reading_seconds
from quizgen.bank.citation import Citation
from quizgen.bank.excerpt import Paragraph
from quizgen.text.inline import NO_PROSE, Prose

CITATION = Citation(
    passage="P",
    source="A text",
    first=1,
    last=2,
    opening="Once upon a time",
    section=NO_PROSE,
    label=NO_PROSE,
    gist=Prose("word " * READING_RATE),
)
TWICE = tuple(Paragraph(number=number, text="word " * READING_RATE) for number in (1, 2))


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=400).map(" ".join), max_size=5))
def test_the_time_for_reading_grows_with_the_words_however_they_are_divided(texts: list[str]) -> None:
    words = " ".join(texts).split()
    assert reading_seconds(*texts) == reading_seconds(" ".join(words))
    assert 0 <= reading_seconds(*texts, "more") - reading_seconds(*texts) <= 1


@pytest.mark.parametrize(
    ("citation", "seconds"),
    [
        (CITATION, 60),
        (replace(CITATION, paragraphs=TWICE), 120),
        (replace(CITATION, label=Prose("*word* " * READING_RATE)), 120),
    ],
    ids=["gist", "words", "label"],
)
def test_a_passage_is_read_as_it_is_printed(citation: Citation, seconds: int) -> None:
    assert passage_seconds(citation) == seconds
    assert passage_times({"P": citation}) == {"P": seconds}

"""Sentences, terms and facts: where a passage says what an item asks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.passages.evidence import evidence, missing
from quizgen.text.sentences import sentences
from quizgen.text.terms import figures, words

SENTENCES = {
    "initials": ["I. Lund, Zh. Orel and M. T. Vasch met.", "Then they left [as Alda said–T. V.].", "It was late."],
    "abbreviations": ["He saw St. Ann’s, i.e. the church, with Dr. Brenn.", "Gen. Sało paid."],
    "ellipses": ["He waited... My God… Nobody came.", "Was that all?…", "It was."],
    "quotations": ["“Where is it?”", "She looked up.", "‘Here,’ he said.", "“No!”", "“Yes.”"],
    "figures": ["It cost 3.50 crowns.", "1637 was a bad year.", "So was 1638."],
    "questions": ["Why?", "Because of the ice!", "And then?"],
    "lower case": ["He cried “Help!” and ran… as far as the mill."],
}


@pytest.mark.parametrize("said", SENTENCES.values(), ids=SENTENCES)
def test_sentences_end_where_they_end(said: list[str]) -> None:
    raw = " ".join(said)
    assert [raw[start:end] for start, end in sentences(raw, "en")] == said


def test_a_sentence_ends_with_its_block() -> None:
    raw = "He said to them:\n“Nobody crosses.”\nThey went."
    assert [raw[start:end] for start, end in sentences(raw, "en")] == raw.split("\n")


def test_a_hard_wrap_ends_no_sentence() -> None:
    raw = "The ferry went down that\nnight with all. Nobody\nknew."
    assert [raw[start:end] for start, end in sentences(raw, "en")] == [raw[:40], raw[41:]]


@given(st.text(st.sampled_from("abC1 .?!…:“”’)\n")))
def test_every_letter_is_in_one_sentence(raw: str) -> None:
    found = sentences(raw, "en")
    inside = {at for start, end in found for at in range(start, end)}
    assert {at for at, char in enumerate(raw) if char.isalnum()} <= inside
    assert all(before <= after for (_, before), (after, _) in pairwise(found))


NUMBERS = {
    "Ten of 16": "10 of 16",
    "six hundred men, 600 men": "600 men 600 men",
    "two hundred and forty-two thousand, one hundred five": "242000 105",
    "25,000; twenty-five thousand; 25 thousand": "25000 25000 25000",
    "one third, 1/3, ⅓, two-thirds, three quarters, ¾": "1/3 1/3 1/3 2/3 3/4 3/4",
    "the Twentieth and Twenty-Second, 20th, 22nd": "the 20th and 22th 20th 22th",
    "eighth, ninth, twelfth, fortieth, 3rd": "8th 9th 12th 40th 3th",
    "1937/38, 1937–38, 30/12": "1937 38 1937 38 30 12",
    "one second after the Fourth": "1 2th after the 4th",
    "one, two; twenty, five": "1 2 20 5",
    "hundreds and a hundred": "hundreds and a hundred",
    "one hundred and then": "100 and then",
    "nineteen thirty-seven": "19 37",
    "1234567890123 thousand": "1234567890123 thousand",
}


@pytest.mark.parametrize(("raw", "read"), NUMBERS.items(), ids=NUMBERS)
def test_numbers_are_read_as_figures(raw: str, read: str) -> None:
    assert " ".join(term.text for term in figures(raw, "en")) == read


@given(st.lists(st.sampled_from([*NUMBERS, "and", "third", "/", "-", "½", "⁄", "2"])).map(" ".join))
def test_terms_know_their_place(raw: str) -> None:
    found = figures(raw, "en")
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert len(found) <= len(words(raw, "en"))
    assert all(raw[term.start].isalnum() and raw[term.end - 1].isalnum() for term in found)


PASSAGE = (
    "In July 1637 Ona Kerrigan, of the rope-\nmakers’ guild, was summoned. Ten of 16 members stayed. One third of "
    "them, 25,000 in all, left for Béla’s town… Nobody wrote. Kerrigan came back in 1640. Part of it burned in 1640."
)


def held(*facts: str | tuple[str, ...]) -> str | None:
    span = evidence(PASSAGE, [(fact,) if isinstance(fact, str) else fact for fact in facts], "en")
    return None if span is None else PASSAGE[slice(*span)]


FIRST, SECOND, *_ = PASSAGE.split(". ")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (["1637"], f"{FIRST}."),
        (["July 1637", "kerrigan"], f"{FIRST}."),
        (["ropemakers"], f"{FIRST}."),
        (["rope-makers"], f"{FIRST}."),
        (["10", "sixteen"], f"{SECOND}."),
        (["Kerrigan", "ten"], f"{FIRST}. {SECOND}."),
        (["1/3", "25000", "Bela"], "One third of them, 25,000 in all, left for Béla’s town… Nobody wrote."),
        ([("Warsaw", "Kerrigan"), "1640"], "Kerrigan came back in 1640."),
        (["1640"], "Part of it burned in 1640."),
        (["back", "1640"], "Kerrigan came back in 1640."),
        (["third"], "One third of them, 25,000 in all, left for Béla’s town… Nobody wrote."),
    ],
)
def test_evidence_is_the_shortest_run_of_sentences(facts: list[str], said: str) -> None:
    assert held(*facts) == said


@pytest.mark.parametrize("facts", [[], ["art"], ["1637", "Warsaw"], ["rope makers guild hall"], ["—"], [()]])
def test_without_a_fact_there_is_no_evidence(facts: list[str | tuple[str, ...]]) -> None:
    assert held(*facts) is None


def test_what_is_missing_is_named() -> None:
    facts = [("Kerrigan",), ("art", "guilds"), ("one third",), ("1641", "1642")]
    assert missing(PASSAGE, facts, "en") == (facts[1], facts[3])


@given(st.lists(st.sampled_from(PASSAGE.split()), min_size=1, max_size=4))
def test_evidence_holds_all_its_facts(facts: list[str]) -> None:
    said = held(*facts)
    assert said is not None
    assert missing(said, [(fact,) for fact in facts], "en") == ()

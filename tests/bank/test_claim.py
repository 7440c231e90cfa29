"""Claims: who says so, on a card and in a key."""

from pathlib import Path

import pytest

from quizgen.bank.claim import Claim, claim_of
from quizgen.bank.load import require
from quizgen.languages.labels import labels


@pytest.mark.parametrize(
    ("claim", "card", "key"),
    [
        (Claim(), "", ""),
        (Claim(basis="inference"), "the author (an inference)", ""),
        (Claim(speakers=("Orlov",)), "Orlov", "Orlov"),
        (Claim(speakers=("Orlov",), basis="hearsay"), "Orlov (from hearsay)", "Orlov, from hearsay"),
        (
            Claim(speakers=("Orlov", "Reiss"), basis="knew"),
            "Orlov, Reiss (first-hand)",
            "Orlov, Reiss, from own knowledge",
        ),
        (Claim(speakers=("Orlov",), basis="rumour"), "Orlov (rumour)", "Orlov, rumour"),
    ],
)
def test_the_line_of_a_card_and_of_a_key(claim: Claim, card: str, key: str) -> None:
    words = labels("en").claim
    assert (claim.card_line(words), claim.key_line(words)) == (card, key)


def test_a_question_claims_what_its_witnesses_say(sample: Path) -> None:
    bank, _ = require(sample)
    for item in bank.items.values():
        claim = claim_of(bank, item)
        assert claim.speakers == tuple(bank.people[who].name for who in item.says if who in bank.people)
        assert claim.basis == (item.basis or "")
    assert any(claim_of(bank, item).speakers for item in bank.items.values())

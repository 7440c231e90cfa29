"""Rules for charges: what a court or the police said is reported as theirs."""

import re
from collections.abc import Iterator
from typing import Final

from quizgen.bank.items.base import Distractor
from quizgen.base.problem import Severity
from quizgen.languages.vocabulary import ACCUSED_AS, ACCUSED_OF, HEDGES, REPORTED
from quizgen.rules.engine.bank_text import FieldSpan, field_finding
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import (
    Finding,
)
from quizgen.rules.engine.rule import (
    rule,
)
from quizgen.text.inline import plain

_REACH: Final = 60
"""Characters before a word that can tell how it is meant."""
_IS: Final = re.compile(
    r"\b(?:was|were|is|are|been|be|became|become|as|being)\s+(?:an?\s+|the\s+)?(?:(?!no\b|not\b)[\w-]+\s+)?$",
    re.IGNORECASE,
)
_PUNISHED: Final = re.compile(
    r"\b(?:shot|executed|arrested|sentenced|punished|convicted|imprisoned|jailed|exiled|condemned|hanged|killed)\s+"
    r"(?:[\w’'-]+\s+){0,3}?for\s+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
# Some words are charges in certain company only: “foreign agent”, “enemy of the people”, “counter-revolutionary”.
_AGENT: Final = re.compile(
    r"\b(?:foreign|secret|enemy|double|paid|hidden|british|english|french|german|japanese|polish|fascist)\s+$",
    re.IGNORECASE,
)
_OF_THE_PEOPLE: Final = re.compile(r"\s+of\s+the\s+people\b", re.IGNORECASE)
_COUNTER: Final = re.compile(r"\bcounter-$", re.IGNORECASE)
_HEDGE: Final = re.compile(
    rf"\b(?:(?:{'|'.join(sorted(REPORTED))})\w*|(?:{'|'.join(sorted(HEDGES))})\b)", re.IGNORECASE
)
_QUOTED: Final = re.compile(r"[“\"‘][^”\"’]*$")
_SENTENCE: Final = re.compile(r"[^.!?;]+[.!?;]*")
_NOT_ASSERTED: Final = ("surplus", "points", "sources", "note")
"""Keys whose text asserts nothing; nor does a distractor."""
_ANSWERS: Final = ("answer", "correction", "left", "right")
"""Keys whose text the stem frames: “on what charge?” hedges its answer."""


@rule(
    "Q702",
    "charge-as-fact",
    Severity.WARNING,
    reason="“Shot for espionage” repeats the court; “shot on a charge of espionage” reports it.",
)
def charge(context: RuleContext) -> Iterator[Finding]:
    """“Was a spy”, “shot for treason” and the like, in a sentence without “accused”, “alleged” or quotation marks."""
    for hit in context.corpus.among(ACCUSED_AS | ACCUSED_OF):
        piece = hit.piece
        if piece.is_prose and piece.name not in _NOT_ASSERTED and not isinstance(piece.owner, Distractor):
            start = _stated_from(hit)
            if start is not None and not _is_hedged(hit):
                charge = hit._replace(start=start)
                hint = "Write “accused of”, “on a charge of”, or put it into quotation marks."
                yield field_finding(charge, f"“{charge.words}” states a charge as a fact", hint)


def _stated_from(hit: FieldSpan) -> int | None:
    """Where the words begin that state the charge as a fact; None where they do not."""
    text, word = hit.piece.text, hit.words.casefold()
    reach = max(0, hit.start - _REACH)
    before = text[reach : hit.start]
    if (
        (word.startswith("agent") and not _AGENT.search(before))
        or (word.startswith("enem") and not _OF_THE_PEOPLE.match(text, hit.end))
        or (word.startswith("revolution") and not _COUNTER.search(before))
    ):
        return None
    match = (_PUNISHED if word in ACCUSED_OF else _IS).search(before.removesuffix("counter-"))
    return reach + match.start() if match else None


def _is_hedged(hit: FieldSpan) -> bool:
    text, item = hit.piece.text, hit.piece.item
    sentence = next((each[0] for each in _SENTENCE.finditer(text) if each.start() <= hit.start < each.end()), text)
    framed = hit.piece.name in _ANSWERS and item is not None and _HEDGE.search(plain(item.prompt))
    return bool(framed or _HEDGE.search(sentence) or _QUOTED.search(text[: hit.start]))

"""Rules for charges: what a court or the police said is reported as theirs."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from quizgen.bank.items.base import Distractor, Item
from quizgen.bank.items.discuss import Point
from quizgen.base.problem import Severity
from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import alternatives, vocabulary
from quizgen.rules.engine.bank_text import FieldSpan, field_finding
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.rule import rule
from quizgen.text.inline import plain

_REACH: Final = 60
"""Characters before a word in which the verb of a charge is looked for: about ten words. Our own judgement."""
# Some words are charges in certain company only: “foreign agent”, “enemy of the people”, “counter-revolutionary”. What
# this company is, is the grammar of English.
_OF_THE_PEOPLE: Final = re.compile(r"\s+of\s+the\s+people\b", re.IGNORECASE)
_COUNTER: Final = re.compile(r"\bcounter-$", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[^.!?;]+[.!?;]*")
_NOT_ASSERTED: Final = ("surplus", "sources", "note")
"""Keys whose text asserts nothing; nor does a distractor, or a point that somebody may make."""
_ANSWERS: Final = ("answer", "correction", "left", "right")
"""Keys whose text the stem frames: “on what charge?” hedges its answer."""


class _ChargeGrammar:
    """How a language states a charge as a fact, and how it reports one."""

    def __init__(self, language: str) -> None:
        words = vocabulary(language)
        marks = typography(language)
        self.accused_of = words.accused_of
        self.charges = words.accused_as | words.accused_of
        articles = rf"(?:(?:{alternatives(words.articles)})\s+)?"
        self.is_ = re.compile(
            rf"\b(?:{alternatives(words.equating_words)})\s+{articles}(?:(?!no\b|not\b)[\w-]+\s+)?$", re.IGNORECASE
        )
        self.punished = re.compile(
            rf"\b(?:{alternatives(words.punished)})\s+(?:[\w’'-]+\s+){{0,3}}?for\s+(?:[\w-]+\s+)?$", re.IGNORECASE
        )
        self.agent = re.compile(rf"\b(?:{alternatives(words.agent_adjectives)})\s+$", re.IGNORECASE)
        self.hedge = re.compile(
            rf"\b(?:(?:{alternatives(words.report_stems)})\w*|(?:{alternatives(words.hedges)})\b)", re.IGNORECASE
        )
        opening = re.escape(marks.opening_quotes + marks.inner_opening_quotes)
        closing = re.escape(marks.closing_quotes + marks.inner_closing_quotes)
        self.quoted = re.compile(f"[{opening}][^{closing}]*$")


@cache
def _grammar(language: str) -> _ChargeGrammar:
    return _ChargeGrammar(language)


@rule(
    "Q702",
    "charge-as-fact",
    Severity.WARNING,
    reason="“Shot for espionage” repeats the court; “shot on a charge of espionage” reports it.",
    languages=("en",),
)
def charge(context: RuleContext) -> Iterator[Finding]:
    """“Was a spy”, “shot for treason” and the like, in a sentence without “accused”, “alleged” or quotation marks."""
    grammar = _grammar(context.language)
    for hit in context.corpus.among(grammar.charges):
        piece = hit.piece
        if piece.is_prose and piece.name not in _NOT_ASSERTED and not isinstance(piece.owner, Distractor | Point):
            start = _charge_offset(hit, grammar)
            if start is not None and not _is_hedged(hit, grammar):
                charge = hit._replace(start=start)
                hint = "Write “accused of”, “on a charge of”, or put it into quotation marks."
                yield field_finding(charge, f"“{charge.words}” states a charge as a fact", hint)


def _charge_offset(hit: FieldSpan, grammar: _ChargeGrammar) -> int | None:
    """Return the offset of the words that state the charge as a fact, or None where they do not."""
    text, word = hit.piece.text, hit.words.casefold()
    reach = max(0, hit.start - _REACH)
    before = text[reach : hit.start]
    if (
        (word.startswith("agent") and not grammar.agent.search(before))
        or (word.startswith("enem") and not _OF_THE_PEOPLE.match(text, hit.end))
        or (word.startswith("revolution") and not _COUNTER.search(before))
    ):
        return None
    match = (grammar.punished if word in grammar.accused_of else grammar.is_).search(before.removesuffix("counter-"))
    return reach + match.start() if match else None


def _is_hedged(hit: FieldSpan, grammar: _ChargeGrammar) -> bool:
    """Return whether the sentence, or the stem of an answer, reports the charge, or a quotation holds it."""
    text, subject = hit.piece.text, hit.piece.subject
    sentence = next((match[0] for match in _SENTENCE.finditer(text) if match.start() <= hit.start < match.end()), text)
    framed = hit.piece.name in _ANSWERS and isinstance(subject, Item) and grammar.hedge.search(plain(subject.prompt))
    return bool(framed or grammar.hedge.search(sentence) or grammar.quoted.search(text[: hit.start]))

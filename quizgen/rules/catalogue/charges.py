"""Rules for charges: what a court or the police said is reported as theirs."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from quizgen.bank.items.base import Distractor, Item
from quizgen.bank.items.discuss import Point
from quizgen.base.folding import fold_word
from quizgen.base.problem import Severity
from quizgen.languages.packs import PACKS, Language
from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import alternatives, vocabulary
from quizgen.rules.engine.bank_text import FieldSpan, field_finding
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.rule import rule
from quizgen.text.inline import plain

_REACH: Final = 60
"""Characters before a word in which the verb of a charge is looked for: about ten words. Our own judgement."""
_SENTENCE: Final = re.compile(r"[^.!?;]+[.!?;]*")
_NOT_ASSERTED: Final = ("surplus", "sources", "note")
"""Keys whose text asserts nothing; nor does a distractor, or a point that somebody may make."""
_ANSWERS: Final = ("answer", "correction", "left", "right")
"""Keys whose text the stem frames: “on what charge?” hedges its answer."""


class _ChargeGrammar:
    """How a language states a charge as a fact, and how it reports one."""

    def __init__(self, language: Language) -> None:
        words = vocabulary(language)
        marks = typography(language)
        self.accused_of = words.accused_of
        self.charges = words.accused_as | words.accused_of
        articles = rf"(?:(?:{alternatives(words.articles)})\s+)?"
        self.is_ = re.compile(
            rf"\b(?:{alternatives(words.equating_words)})\s+{articles}(?:(?!(?:{alternatives(words.no_words)})\b)[\w-]+\s+)?$",
            re.IGNORECASE,
        )
        punished, for_ = alternatives(words.punished), alternatives(words.charge_prepositions)
        self.punished = re.compile(
            rf"\b(?:{punished})\s+(?:[\w’'-]+\s+){{0,3}}?(?:{for_})\s+(?:[\w-]+\s+)?$", re.IGNORECASE
        )
        # Where the verb comes last: “wegen Verrats erschossen”, “weil er ein Spion war”.
        last = words.verbs_come_last
        self.for_ = re.compile(rf"\b(?:{for_})\s+(?:[\w-]+\s+)?$" if last else r"(?!)", re.IGNORECASE)
        self.then_punished = re.compile(rf"\s+(?:[\w-]+\s+){{0,4}}?(?:{punished})\b", re.IGNORECASE)
        self.one = re.compile(rf"\b{articles}(?:(?!(?:{alternatives(words.no_words)})\b)[\w-]+\s+)?$", re.IGNORECASE)
        equating = alternatives(words.equating_words)
        self.then_is = re.compile(rf"\s+(?:{equating})\b" if last else r"(?!)", re.IGNORECASE)
        # Some words are charges in certain company only: “foreign agent”, “enemy of the people”.
        self.before = {
            start: re.compile(rf"\b(?:{alternatives(company.split())})(?P<joint>[\s-]+)$", re.IGNORECASE)
            for start, company in words.charges_behind.items()
        }
        self.after = {
            start: re.compile(rf"\s+{re.escape(company)}\b", re.IGNORECASE)
            for start, company in words.charges_before.items()
        }
        self.hedge = re.compile(
            rf"\b(?:(?:{alternatives(words.report_stems)})\w*|(?:{alternatives(words.hedges)})\b)", re.IGNORECASE
        )
        opening = re.escape(marks.opening_quotes + marks.inner_opening_quotes)
        closing = re.escape(marks.closing_quotes + marks.inner_closing_quotes)
        self.quoted = re.compile(f"[{opening}][^{closing}]*$")


@lru_cache(maxsize=PACKS)
def _grammar(language: Language) -> _ChargeGrammar:
    return _ChargeGrammar(language)


@rule(
    "Q702",
    "charge-as-fact",
    Severity.WARNING,
    reason="“Shot for espionage” repeats the court; “shot on a charge of espionage” reports it.",
    words=("accused_as",),
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
    for start, company in grammar.before.items():
        if word.startswith(start):
            joined = company.search(before)
            if joined is None:
                return None
            before = before[: joined.start()] if joined["joint"] == "-" else before
    if any(word.startswith(start) and not company.match(text, hit.end) for start, company in grammar.after.items()):
        return None
    if fold_word(word) in grammar.accused_of:
        match = grammar.punished.search(before)
        if match is None and grammar.then_punished.match(text, hit.end):
            match = grammar.for_.search(before)
    else:
        match = grammar.is_.search(before)
        if match is None and grammar.then_is.match(text, hit.end):
            match = grammar.one.search(before)
    return reach + match.start() if match else None


def _is_hedged(hit: FieldSpan, grammar: _ChargeGrammar) -> bool:
    """Return whether the sentence, or the stem of an answer, reports the charge, or a quotation holds it."""
    text, subject = hit.piece.text, hit.piece.subject
    sentence = next((match[0] for match in _SENTENCE.finditer(text) if match.start() <= hit.start < match.end()), text)
    framed = hit.piece.name in _ANSWERS and isinstance(subject, Item) and grammar.hedge.search(plain(subject.prompt))
    return bool(framed or grammar.hedge.search(sentence) or grammar.quoted.search(text[: hit.start]))

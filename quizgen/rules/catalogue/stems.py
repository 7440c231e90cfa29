"""Rules for the stem: it stands alone, asks one thing, and does not answer itself."""

import re
from collections.abc import Iterator

from quizgen.bank.items.blocks import Gaps, Lines, Options, Verdict
from quizgen.base.problem import Severity
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.facts import Facts
from quizgen.rules.engine.finding import (
    Finding,
)
from quizgen.rules.engine.question import QuestionView
from quizgen.rules.engine.rule import (
    rule,
)

_POINTS_BACK = re.compile(r"(?:he|she|they|it|his|her|their|its|this|these|those|that|such)\b", re.IGNORECASE)
# “When did she …”: a pronoun so early has nothing before it; “his” further on may point at a word of the stem.
_EARLY = re.compile(r"(?:[\w’]+ ){1,3}?(?P<who>he|she|they|it)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|they|it|him|her|them|his|their)\b", re.IGNORECASE)
_IT_IS_WHO = re.compile(r"it (?:is|was) .+\b(?:who|that|which)\b", re.IGNORECASE)
_THE_PASSAGE = re.compile(
    r"\b(?:(?:the|this|that) (?:passage|paragraph|excerpt|extract|above)"
    r"|(?:mentioned|described|named) (?:above|here|earlier|below))\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"(?:did|do|does|was|were|is|are|has|have|had|can|could|should|would|will|may|might)\s(?!\d)", re.IGNORECASE
)
_YES_OR_NO = re.compile(r"(?:yes|no)\b", re.IGNORECASE)
# The verb of the question itself, and its “not”: a “not” in a clause behind “that” or “why” is narrative.
_NEGATIVE = re.compile(
    r"(?:^|[,.;:] )(?:(?:in|of|to|for|by|with|on|at|from|under) )?(?:which|what|who|whom|where|when)\b"
    r"(?:(?!\b(?:that|why|because|if|how|although)\b)[^?,])*?"
    r"(?:\b(?:is|are|was|were|did|does|do|has|have|had|can|could|would)\b(?:\W+\w+){0,4}?"
    r"\W+(?P<not>not|never)\b(?! only)"
    r"|(?<!at )\b(?P<but>except|least)\b)"
    r"|\b(?P<save>except)(?: for)? (?:which|what|who|whom|one)\b",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"[*_]{1,2}(?:not|except|least|never)[*_]{1,2}|\b(?:NOT|EXCEPT|LEAST|NEVER)\b")


def _alone(context: RuleContext) -> Iterator[QuestionView]:
    """The items whose stem stands alone on a card."""
    for question in context.items:
        if question.has_cards and isinstance(question.printed.block, Lines | Options | Verdict | Gaps):
            yield question


@rule(
    "Q101",
    "stem-leans-on-context",
    Severity.WARNING,
    reason="On a card a student sees the stem and nothing else: nothing comes before it to which “he” or “this "
    "passage” could point.",
)
def leans_on_context(context: RuleContext) -> Iterator[Finding]:
    """A stem that begins with a pronoun, has one and no name to which it could point, or speaks of the passage."""
    for question in _alone(context):
        back = _POINTS_BACK.match(question.stem)
        if back and not _IT_IS_WHO.match(question.stem):
            message = f"the stem begins with “{back[0]}”, which points at nothing on a card"
            hint = "Name the person, place or event."
        elif back := _THE_PASSAGE.search(question.stem):
            message = f"“{back[0]}” is not on the card"
            hint = "Say who, where and when, or name the author."
        elif back := _EARLY.match(question.stem) or _unnamed(question.stem, context.facts(question.stem)):
            message = f"“{back[back.lastgroup or 0]}” points at nothing on a card"
            hint = "Name the person, place or event."
        else:
            continue
        yield question.finding(question.stem_key, message, hint, words=back[back.lastgroup or 0])


def _unnamed(stem: str, facts: Facts) -> "re.Match[str] | None":
    """A pronoun in a stem without any name."""
    return None if facts.entries or facts.names else _PRONOUN.search(stem)


@rule(
    "Q102",
    "stem-without-a-name",
    Severity.WARNING,
    reason="A stem without a name, a date or a figure fits many events; months later a student cannot tell which one "
    "is meant.",
)
def without_a_name(context: RuleContext) -> Iterator[Finding]:
    """A stem with no person, term, other name, date or figure in it."""
    for question in _alone(context):
        if not context.facts(question.stem):
            hint = "Add who, where or when."
            yield question.finding(question.stem_key, "the stem names no person, place, date or figure", hint)


@rule(
    "Q103",
    "yes-no-question",
    Severity.WARNING,
    reason="Half of all guesses at a yes-or-no question are right, and the answer teaches one bit.",
)
def yes_no(context: RuleContext) -> Iterator[Finding]:
    """A question that begins with a verb such as Did or Was, or whose answer is yes or no."""
    for question in _alone(context):
        if not isinstance(question.printed.block, Lines | Options):
            continue
        last = re.split(r"(?<=[.!?:])\s+", question.stem)[-1]
        if _YES_NO.match(last) and " or " not in last:
            words = last.split()[0]
            message = f"a question that begins with “{words}” is answered by yes or no"
        elif any(_YES_OR_NO.match(answer) for answer in question.answers):
            message, words = "the answer is yes or no", ""
        else:
            continue
        hint = "Ask who, what, when, where or why; or make it true or false with a correction."
        yield question.finding(question.stem_key, message, hint, words=words)


@rule(
    "Q104",
    "negative-stem",
    Severity.WARNING,
    reason="A student who overlooks a small “not” among options misses a question whose answer they know.",
)
def negative(context: RuleContext) -> Iterator[Finding]:
    """A question with options that hangs on a “not” or “except” without emphasis."""
    for question in context.items:
        match = _NEGATIVE.search(question.stem) if question.options else None
        if match and not _EMPHASIS.search(question.item.prompt):
            words = match["not"] or match["but"] or match["save"]
            message = f"the question hangs on “{words}”"
            yield question.finding(question.stem_key, message, "Ask for what is so; or write **not**.", words=words)


@rule(
    "Q105",
    "answer-in-stem",
    Severity.WARNING,
    reason="A stem that holds its own answer tests reading.",
)
def answer_in_stem(context: RuleContext) -> Iterator[Finding]:
    """A stem that holds the words of the key, in a row."""
    for question in context.items:
        block = question.printed.block
        if not isinstance(block, Lines | Options) or not question.has_cards:
            continue
        stem = f" {' '.join(question.stem_words)} "
        for answer in question.answers:
            words = " ".join(context.words(answer))
            offered = f" or {words} " in stem or f" {words} or " in stem
            if len(words) > 2 and f" {words} " in stem and not offered:
                message = f"the answer “{answer}” stands in the stem"
                yield question.finding(
                    question.stem_key, message, "Take it out of the stem, or ask for something else."
                )


@rule(
    "Q106",
    "two-questions",
    Severity.WARNING,
    reason="One fact a card: of two questions at once a student knows one, and the card counts as wrong.",
)
def two_questions(context: RuleContext) -> Iterator[Finding]:
    """A stem with two question marks, or one that asks “who and when”."""
    for question in _alone(context):
        if not isinstance(question.printed.block, Lines | Options):
            continue
        joined = re.search(
            r"\b(who|when|where|why|what|which|how)\b,? and (who|when|where|why|what|which|how)\b", question.stem, re.I
        )
        if joined or question.stem.count("?") > 1:
            words = joined[0] if joined else "?"
            yield question.finding(question.stem_key, "two questions in one", "Make two items of it.", words=words)

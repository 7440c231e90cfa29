"""Rules for the answer: short, one thing, typed without traps, with its reason."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from quizgen.bank.items.blocks import Lines
from quizgen.base.problem import Severity
from quizgen.languages.packs import PACKS, Language
from quizgen.languages.vocabulary import alternatives, vocabulary
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.question import QuestionView
from quizgen.rules.engine.rule import rule
from quizgen.text.inline import kernel, plain
from quizgen.text.typed import counts_as, fold

LONG = 6
"""Words beyond which an answer, or its kernel, is long. Wozniak asks for the minimum of information on a card; the
number is our own judgement. In a blind reading of the shipped bank 30 of 52 free answers matched no accepted form
although all were right, since the answers were clauses.
"""
TOO_LONG = 15
"""Words beyond which nobody compares an answer at a glance: our own judgement, more than twice `LONG`."""
TYPED = 3
"""Words that a student can be asked to type to the letter: a full name or a date. Our own judgement."""
SEPARATORS = 3
"""Separators that make a list of an answer: Wozniak advises against sets and enumerations; a name with a place and a
date has two. The number is our own judgement.
"""
LITTLE = 3
"""Letters up to which a word of a rationale says nothing new: our own judgement."""
NEW = 0.1
"""The share of a rationale’s words that must be new, or it repeats stem and answer: our own judgement."""
_SHORTEN = "Cut it to the one fact that is asked; the rest belongs into why:."


@lru_cache(maxsize=PACKS)
def _separator(language: Language) -> "re.Pattern[str]":
    """Return the pattern of what separates the parts of a list."""
    return re.compile(rf"[,;/]| (?:{alternatives(vocabulary(language).list_joiners)}) ")


def _counts(context: RuleContext, text: str, answers: Iterable[str]) -> bool:
    """Return whether a student who types *text* is right on a card with these *answers*."""
    return any(counts_as(text, answer, context.bank.head.language) for answer in answers)


def _is_listed(context: RuleContext, text: str, answers: Iterable[str]) -> bool:
    """Return whether *text* stands among *answers* that are read and not typed: there it may differ by an article."""
    language = context.bank.head.language
    return fold(text, language) in {fold(answer, language) for answer in answers}


def _free(context: RuleContext) -> Iterator[tuple[QuestionView, Lines]]:
    """Yield the questions on cards that a student answers in words, with the lines for them."""
    for question in context.items:
        if question.has_cards and isinstance(question.reply, Lines):
            yield question, question.reply


@rule(
    "Q301",
    "long-answer",
    Severity.WARNING,
    reason="One fact a card: a student who knows half of a long answer cannot grade the card.",
)
def long(context: RuleContext) -> Iterator[Finding]:
    """An answer of more than six words without a kernel in bold of at most six."""
    for question, block in _free(context):
        words = len(plain(block.answer).split())
        if LONG < words <= TOO_LONG and not 0 < len(kernel(block.answer).split()) <= LONG:
            hint = f"{_SHORTEN} Or mark in bold what must be known: that he **refused to return** when called."
            yield question.finding("answer", f"the answer has {words} words and no kernel in bold", hint)


@rule(
    "Q302",
    "answer-far-too-long",
    Severity.ERROR,
    reason="An answer of more than fifteen words is a text; nobody recalls it, and nobody can compare it.",
)
def too_long(context: RuleContext) -> Iterator[Finding]:
    """An answer of more than fifteen words."""
    for question, block in _free(context):
        words = len(plain(block.answer).split())
        if words > TOO_LONG:
            yield question.finding("answer", f"the answer has {words} words; {LONG} are enough", _SHORTEN)


@rule(
    "Q303",
    "list-as-answer",
    Severity.WARNING,
    reason="Lists are the hardest thing to recall and to grade: three of four right is neither right nor wrong.",
    words=("list_joiners",),
)
def list_as_answer(context: RuleContext) -> Iterator[Finding]:
    """An answer with three separators or more."""
    separator = _separator(context.language)
    for question, _ in _free(context):
        count = len(separator.findall(question.answers[0]))
        if count >= SEPARATORS:
            hint = "Ask for one of them; or make it a cloze, a match or an order."
            yield question.finding("answer", f"the answer is a list of {count + 1}", hint)


@rule(
    "Q304",
    "typed-without-variants",
    Severity.WARNING,
    reason="A student who types the name as the text writes it, or in full, is right.",
)
def typed_without_variants(context: RuleContext) -> Iterator[Finding]:
    """A typed answer that is a name, and a form of this name that would count as wrong."""
    for question, block in _free(context):
        if not block.typed:
            continue
        words = context.words(question.answers[0])
        mentions = list(context.names.mentions(words))
        if len(mentions) != 1 or mentions[0].after - mentions[0].first < len(words):
            continue
        entry = mentions[0].entry
        accepted = (question.answers[0], *block.accept)
        forms = (entry.name, *(variant.form for variant in entry.variants if variant.accept))
        lacking = [form for form in forms if not _counts(context, form, accepted)]
        if lacking:
            message = f"“{lacking[0]}” would count as wrong"
            listed = ", ".join(f"“{form}”" for form in lacking)
            hint = f"Add to accept: {listed}."
            yield question.finding("accept" if question.item.accepted else "answer", message, hint)


@rule(
    "Q305",
    "long-typed-answer",
    Severity.WARNING,
    reason="Beyond two or three words typing tests memory for wording, and every slip counts.",
)
def long_typed(context: RuleContext) -> Iterator[Finding]:
    """A typed answer of more than three words."""
    for question, block in _free(context):
        words = len(context.words(question.answers[0]))
        if block.typed and words > TYPED:
            hint = "Ask for a name, a year or a single word; or take typed: out."
            yield question.finding("answer", f"{words} words to type", hint)


@rule(
    "Q306",
    "accepted-twice",
    Severity.WARNING,
    reason="Case, accents and punctuation never count, nor an article in front of what is typed; a line that changes "
    "nothing looks as if it did.",
)
def accepted_twice(context: RuleContext) -> Iterator[Finding]:
    """An accepted answer that is the answer, or another accepted one, but for what never counts."""
    for question, block in _free(context):
        is_there = _counts if block.typed else _is_listed
        answers = (question.answers[0], *block.accept)
        for index, text in enumerate(block.accept):
            if is_there(context, text, answers[: index + 1]):
                yield question.finding("accept", f"“{text}” counts already", "Take it out.", index=index)


@rule(
    "Q307",
    "no-rationale",
    Severity.WARNING,
    reason="The back of the card is where a student learns why; an answer alone is a word to memorise.",
)
def no_rationale(context: RuleContext) -> Iterator[Finding]:
    """An item on cards without ``why:``."""
    for question in context.items:
        if question.has_cards and not question.item.why:
            yield question.finding("", "the item has no why:", "Say in a sentence or two what the answer means.")


@rule(
    "Q308",
    "rationale-repeats-answer",
    Severity.INFO,
    reason="A rationale that says the answer again takes the place of one that teaches.",
)
def rationale_repeats(context: RuleContext) -> Iterator[Finding]:
    """A rationale of which nine of ten words stand in stem and answer already."""
    for question in context.items:
        if not question.item.why or not question.has_cards:
            continue
        words = [word for word in context.words(question.item.why) if len(word) > LITTLE]
        old_words = {*question.stem_words, *(word for answer in question.answers for word in context.words(answer))}
        new = [word for word in words if word not in old_words]
        if words and len(new) <= NEW * len(words):
            yield question.finding("why", "the rationale says the answer again", "Say why it is so, or why it matters.")

"""Rules for the stem: it stands alone, asks one thing, and does not answer itself."""

import re
from collections.abc import Iterator
from functools import lru_cache

from quizgen.bank.items.blocks import Gaps, Lines, Options, Verdict
from quizgen.base.problem import Severity
from quizgen.languages.packs import PACKS, Language
from quizgen.languages.vocabulary import alternatives, vocabulary
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.question import QuestionView
from quizgen.rules.engine.rule import rule

LONG = 25
"""Words beyond which a front is long, the options not counted: our own judgement."""
TOO_LONG = 35
"""Words beyond which a front is a text: our own judgement, about one and a half times `LONG`."""
SHORT = 2
"""Letters and spaces up to which an answer stands in a stem by chance: our own judgement."""


class _QuestionGrammar:
    """The patterns of a language’s questions, made from the words of its pack."""

    def __init__(self, language: Language) -> None:
        words = vocabulary(language)
        self.points_back = _pattern(rf"(?:{alternatives(words.pointing_words)})\b")
        # “When did she …”: a pronoun so early has nothing before it; “his” further on may point at a word of the stem.
        # With a capital it may be another word: the polite “Sie”.
        self.early = re.compile(rf"(?:[\w’]+ ){{1,3}}?(?P<who>{alternatives(words.subject_pronouns)})\b")
        self.pronoun = re.compile(rf"\b(?:{alternatives(words.pronouns)})\b")
        self.it_is_who = _pattern(
            rf"(?:{alternatives(words.cleft_openings)}) .+\b(?:{alternatives(words.cleft_words)})\b"
        )
        this_passage = rf"(?:{alternatives(words.passage_determiners)}) (?:{alternatives(words.passage_nouns)})"
        mentioned, where = alternatives(words.mentioned), alternatives(words.mentioned_where)
        self.the_passage = _pattern(rf"\b(?:{this_passage}|(?:{mentioned}) (?:{where})|(?:{where}) (?:{mentioned}))\b")
        self.yes_no = _pattern(rf"(?:{alternatives(words.yes_no_verbs)})\s(?!\d)")
        self.yes_or_no = _pattern(rf"(?:{alternatives(words.yes_no_answers)})\b")
        # The verb of the question itself, and its “not”: a “not” in a clause behind “that” or “why” is narrative.
        opening = rf"(?:(?:{alternatives(words.question_prepositions)}) )?(?:{alternatives(words.question_words)})"
        clause = rf"(?:(?!\b(?:{alternatives(words.clause_openers)})\b)[^?,])*?"
        verb = rf"\b(?:{alternatives(words.question_verbs)})\b(?:\W+\w+){{0,4}}?\W+" if words.question_verbs else r"\b"
        exceptions, prepositions = alternatives(words.exceptions), alternatives(words.question_prepositions)
        self.idle = _pattern(rf"\b(?:{alternatives(words.idle_negations)})\b")
        self.negative = _pattern(
            rf"(?:^|[,.;:] ){opening}\b{clause}"
            rf"(?:{verb}(?P<not>{alternatives(words.negations)})\b|\b(?P<but>{exceptions})\b)"
            rf"|\b(?P<save>{exceptions})(?: (?:{prepositions}))? (?:{alternatives(words.after_exception)})\b"
        )
        strong = (*words.negations, *words.exceptions)
        upper = alternatives(word.upper() for word in strong)
        self.emphasis = re.compile(rf"[*_]{{1,2}}(?:{alternatives(strong)})[*_]{{1,2}}|\b(?:{upper})\b")
        word = alternatives(words.joined_question_words)
        self.joined = _pattern(rf"\b({word})\b,? (?:{alternatives((words.conjunction,))}) ({word})\b")


def _pattern(text: str) -> "re.Pattern[str]":
    return re.compile(text, re.IGNORECASE)


@lru_cache(maxsize=PACKS)
def _grammar(language: Language) -> _QuestionGrammar:
    return _QuestionGrammar(language)


def _alone(context: RuleContext) -> Iterator[QuestionView]:
    """Yield the questions whose stem must make sense alone on a card."""
    for question in context.items:
        if question.has_cards and isinstance(question.printed.block, Lines | Options | Verdict | Gaps):
            yield question


@rule(
    "Q101",
    "stem-leans-on-context",
    Severity.WARNING,
    reason="On a card a student sees the stem and nothing else: nothing comes before it to which “he” or “this "
    "passage” could point.",
    words=("pointing_words", "pronouns"),
)
def leans_on_context(context: RuleContext) -> Iterator[Finding]:
    """A stem that begins with a pronoun, has one and no name to which it could point, or speaks of the passage."""
    grammar = _grammar(context.language)
    for question in _alone(context):
        back = grammar.points_back.match(question.stem)
        if back and not grammar.it_is_who.match(question.stem):
            message = f"the stem begins with “{back[0]}”, which points at nothing on a card"
            hint = "Name the person, place or event."
        elif back := grammar.the_passage.search(question.stem):
            message = f"“{back[0]}” is not on the card"
            hint = "Say who, where and when, or name the author."
        elif back := grammar.early.match(question.stem) or _unnamed(context, question.stem):
            message = f"“{back[back.lastgroup or 0]}” points at nothing on a card"
            hint = "Name the person, place or event."
        else:
            continue
        yield question.finding(question.stem_key, message, hint, words=back[back.lastgroup or 0])


def _unnamed(context: RuleContext, stem: str) -> "re.Match[str] | None":
    """Return the first pronoun in a stem without any name; else None."""
    facts = context.facts(stem)
    is_named = facts.entries or facts.names or context.may_name(stem)
    return None if is_named else _grammar(context.language).pronoun.search(stem)


@rule(
    "Q102",
    "stem-without-a-name",
    Severity.WARNING,
    reason="A stem without a name, a date or a figure fits many events; months later a student cannot tell which one "
    "is meant.",
    words=("stop_words",),
)
def without_a_name(context: RuleContext) -> Iterator[Finding]:
    """A stem with no person, term, other name, date or figure in it."""
    for question in _alone(context):
        if not context.facts(question.stem) and not context.may_name(question.stem):
            hint = "Add who, where or when."
            yield question.finding(question.stem_key, "the stem names no person, place, date or figure", hint)


@rule(
    "Q103",
    "yes-no-question",
    Severity.WARNING,
    reason="Half of all guesses at a yes-or-no question are right, and the answer teaches one bit.",
    words=("yes_no_verbs",),
)
def yes_no(context: RuleContext) -> Iterator[Finding]:
    """A question that begins with a verb such as Did or Was, or whose answer is yes or no."""
    grammar = _grammar(context.language)
    alternative = f" {context.vocabulary.alternative} "
    for question in _alone(context):
        if not isinstance(question.printed.block, Lines | Options):
            continue
        last = re.split(r"(?<=[.!?:])\s+", question.stem)[-1]
        if grammar.yes_no.match(last) and alternative not in last:
            words = last.split()[0]
            message = f"a question that begins with “{words}” is answered by yes or no"
        elif any(grammar.yes_or_no.match(answer) for answer in question.answers):
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
    words=("question_words", "negations"),
)
def negative(context: RuleContext) -> Iterator[Finding]:
    """A question with options that hangs on a “not” or “except” without emphasis."""
    grammar = _grammar(context.language)
    for question in context.items:
        stem = grammar.idle.sub("", question.stem)
        match = grammar.negative.search(stem) if question.options else None
        if match and not grammar.emphasis.search(question.item.prompt):
            words = match["not"] or match["but"] or match["save"]
            message = f"the question hangs on “{words}”"
            yield question.finding(question.stem_key, message, "Ask for what is so; or write **not**.", words=words)


@rule(
    "Q105",
    "answer-in-stem",
    Severity.WARNING,
    reason="A stem that holds its own answer tests reading.",
    words=("alternative",),
)
def answer_in_stem(context: RuleContext) -> Iterator[Finding]:
    """A stem that holds the words of the key, in a row."""
    alternative = context.vocabulary.alternative
    for question in context.items:
        block = question.printed.block
        if not isinstance(block, Lines | Options) or not question.has_cards:
            continue
        stem = f" {' '.join(question.stem_words)} "
        for answer in question.answers:
            words = " ".join(context.words(answer))
            offered = f" {alternative} {words} " in stem or f" {words} {alternative} " in stem
            if len(words) > SHORT and f" {words} " in stem and not offered:
                message = f"the answer “{answer}” stands in the stem"
                yield question.finding(
                    question.stem_key, message, "Take it out of the stem, or ask for something else."
                )


@rule(
    "Q106",
    "two-questions",
    Severity.WARNING,
    reason="One fact a card: of two questions at once a student knows one, and the card counts as wrong.",
    words=("joined_question_words",),
)
def two_questions(context: RuleContext) -> Iterator[Finding]:
    """A stem with two question marks, or one that asks “who and when”."""
    grammar = _grammar(context.language)
    for question in _alone(context):
        if not isinstance(question.printed.block, Lines | Options):
            continue
        joined = grammar.joined.search(question.stem)
        if joined or question.stem.count("?") > 1:
            words = joined[0] if joined else "?"
            yield question.finding(question.stem_key, "two questions in one", "Make two items of it.", words=words)


@rule(
    "Q107",
    "long-front",
    Severity.WARNING,
    reason="A front is read at every review, for years: each word that does not ask costs more than it tells.",
)
def long(context: RuleContext) -> Iterator[Finding]:
    """A stem of more than 25 words on a card."""
    yield from _longer(context, LONG, TOO_LONG)


@rule(
    "Q108",
    "front-far-too-long",
    Severity.ERROR,
    reason="A stem of more than 35 words is a text: a student reads it once, and knows the card by its looks then.",
)
def too_long(context: RuleContext) -> Iterator[Finding]:
    """A stem of more than 35 words on a card."""
    yield from _longer(context, TOO_LONG, None)


def _longer(context: RuleContext, above: int, upto: int | None) -> Iterator[Finding]:
    for question in _alone(context):
        words = len(question.stem.split())
        if words > above and (upto is None or words <= upto):
            message = f"the front has {words} words; {LONG} are enough"
            hint = "Say who claims it above the stem (attributed: yes), and a gloss under hint: or why:."
            yield question.finding(question.stem_key, message, hint)

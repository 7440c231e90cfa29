"""Rules for verdicts, pairs, sequences and points: what each of them can get wrong on its own."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from quizgen.bank.items.blocks import Lines, Pairs, Sequence, Verdict
from quizgen.base.problem import Severity
from quizgen.languages.packs import PACKS, Language
from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import alternatives, vocabulary
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.question import QuestionView
from quizgen.rules.engine.rule import rule
from quizgen.text.amounts import quantity
from quizgen.text.inline import plain

STATEMENT = 4
"""Words that a correction must have to be a whole sentence: our own judgement."""
FEWEST_PAIRS, MOST_PAIRS = 4, 7
"""Pairs of a good match: our own judgement. About seven things are held in mind at once (Miller 1956), and
three pairs leave hardly a choice.
"""
SHARED = 5
"""Letters of a word that gives a pair away if both sides have it; shorter ones are little words. Our own judgement."""
MOST_STEPS = 7
"""Events that can be ordered in mind: our own judgement, as for pairs."""
FEWEST_POINTS, MOST_POINTS = 3, 7
"""Points of a key that tells good answers from fair ones: our own judgement."""
FIRST_YEAR = 1000
"""The number from which on a figure is a year: the texts are of modern history. Our own judgement."""

_BEHIND = re.compile(r"(?:[^\w\s.]|(?<!\d)\.).*")
"""What follows a date behind a mark; not the stop of an ordinal: “3. August 1937, abends”."""
_DATED = re.compile(r"\b(?:1\d{3}|20\d\d)(?:s\b|\b)")


def _pairs(context: RuleContext) -> Iterator[tuple[QuestionView, Pairs]]:
    for question in context.items:
        if isinstance(question.reply, Pairs):
            yield question, question.reply


def _sequences(context: RuleContext) -> Iterator[tuple[QuestionView, Sequence]]:
    for question in context.items:
        if isinstance(question.reply, Sequence):
            yield question, question.reply


def _verdicts(context: RuleContext) -> Iterator[tuple[QuestionView, Verdict]]:
    for question in context.items:
        if isinstance(question.reply, Verdict):
            yield question, question.reply


@rule(
    "Q411",
    "correction-is-no-correction",
    Severity.ERROR,
    reason="The correction is what a student learns from a false claim; it must say what is so instead.",
    words=("denials",),
)
def no_correction(context: RuleContext) -> Iterator[Finding]:
    """A correction that is the claim, but for a “not” or nothing at all."""
    for question, verdict in _verdicts(context):
        if verdict.true:
            continue
        words = context.words(plain(verdict.correction))
        if _assertion(context, words) == _assertion(context, question.stem_words):
            same = words == question.stem_words
            message = "the correction is the claim" if same else "the correction only denies the claim"
            yield question.finding("correction", message, "Write what is so instead.")


def _assertion(context: RuleContext, words: tuple[str, ...]) -> list[str]:
    """Return what *words* say, affirmed or denied: “opened” and “did not open” alike."""
    ending, denials = _verb_ending(context.language), context.vocabulary.denials
    return [ending.sub("", word) for word in words if word not in denials]


@lru_cache(maxsize=PACKS)
def _verb_ending(language: Language) -> "re.Pattern[str]":
    return re.compile(rf"(?<=\w{{3}})(?:{alternatives(vocabulary(language).verb_endings)})$")


@rule(
    "Q412",
    "correction-in-fragments",
    Severity.WARNING,
    reason="The correction stands alone in the key: the whole statement, as it would be true.",
)
def fragment(context: RuleContext) -> Iterator[Finding]:
    """A correction without a full stop, or of fewer than four words."""
    marks = typography(context.language)
    closing = f"{marks.closing_quotes}{marks.inner_closing_quotes}')"
    for question, verdict in _verdicts(context):
        text = plain(verdict.correction)
        if text and (len(text.split()) < STATEMENT or text.rstrip(closing)[-1:] not in marks.sentence_ends):
            yield question.finding(
                "correction", "the correction is no whole sentence", "Write the claim as it would be true."
            )


@rule(
    "Q413",
    "absolute-claim",
    Severity.INFO,
    reason="Claims with “always”, “never”, “all” or “only” are mostly false, and students know it.",
    words=("absolutes",),
)
def absolute(context: RuleContext) -> Iterator[Finding]:
    """A false claim that hangs on “always”, “never”, “all”, “none” or “only”, of which its correction is free."""
    for question, verdict in _verdicts(context):
        corrected = context.words(plain(verdict.correction))
        absolutes = context.vocabulary.absolutes
        telling = [word for word in question.stem_words if word in absolutes and word not in corrected]
        if telling and not verdict.true:
            hint = "Make the claim false in a fact, not in its reach."
            yield question.finding("claim", f"“{telling[0]}” gives the verdict away", hint, words=telling[0])


@rule(
    "Q421",
    "number-of-pairs",
    Severity.WARNING,
    reason="Three pairs are solved by elimination, eight no longer fit a student’s eye.",
)
def number_of_pairs(context: RuleContext) -> Iterator[Finding]:
    """Fewer than four pairs, or more than seven."""
    for question, block in _pairs(context):
        if not FEWEST_PAIRS <= len(block.pairs) <= MOST_PAIRS:
            yield question.finding("pairs", f"{len(block.pairs)} pairs", "Four to seven are good.")


@rule(
    "Q422",
    "no-surplus",
    Severity.WARNING,
    reason="Without a surplus option the last pair needs no knowledge.",
)
def no_surplus(context: RuleContext) -> Iterator[Finding]:
    """Pairs without a surplus option."""
    for question, block in _pairs(context):
        if not block.surplus:
            yield question.finding("pairs", "no surplus option", "Add one or two to surplus: that fit nothing.")


@rule(
    "Q423",
    "pair-shares-a-word",
    Severity.WARNING,
    reason="A word that the two sides of a pair share, and no other right side has, matches them without knowledge.",
)
def shares_a_word(context: RuleContext) -> Iterator[Finding]:
    """A pair whose sides share a word of five letters or more that no other option has."""
    for question, block in _pairs(context):
        rights = [context.words(plain(text)) for text in (*(pair.right for pair in block.pairs), *block.surplus)]
        seen = Counter(word for words in rights for word in set(words))
        for pair, right_words in zip(block.pairs, rights, strict=False):
            left_words = context.words(plain(pair.left))
            shared = [word for word in left_words if len(word) >= SHARED and word in right_words and seen[word] == 1]
            if shared:
                message = f"“{pair.left}” and its partner share “{shared[0]}”"
                yield question.finding("pairs", message, "Reword one side.", words=plain(pair.right))


@rule(
    "Q431",
    "number-of-steps",
    Severity.WARNING,
    reason="Beyond seven events one early mistake displaces all the others.",
)
def number_of_steps(context: RuleContext) -> Iterator[Finding]:
    """More than seven events."""
    for question, block in _sequences(context):
        if len(block.steps) > MOST_STEPS:
            yield question.finding("steps", f"{len(block.steps)} events to order", "Keep the seven that matter most.")


@rule(
    "Q432",
    "step-shows-its-date",
    Severity.WARNING,
    reason="An event that carries its year is put in order by counting.",
)
def shows_its_date(context: RuleContext) -> Iterator[Finding]:
    """A year in the text of an event."""
    for question, block in _sequences(context):
        for index, step in enumerate(block.steps):
            match = _DATED.search(plain(step.text))
            if match:
                hint = "Move the date to when:, which only the key shows."
                yield question.finding(
                    "steps", f"the event shows its date, {match[0]}", hint, index=index, words=match[0]
                )


@rule(
    "Q433",
    "dates-out-of-order",
    Severity.ERROR,
    reason="The steps are written in their right order; their dates must agree with it.",
)
def dates_out_of_order(context: RuleContext) -> Iterator[Finding]:
    """A date under ``when:`` that is earlier than the one before it."""
    for question, block in _sequences(context):
        latest: tuple[float, ...] = ()
        for index, step in enumerate(block.steps):
            date = _date(step.when)
            if date and latest and date[: len(latest)] < latest[: len(date)]:
                message = f"{step.when} stands after a later date"
                yield question.finding("steps", message, "Mend the order or the date.", index=index, words=step.when)
            latest = date or latest


def _date(text: str) -> tuple[float, ...]:
    """Return the year, month and day of a date, as far as it has them; nothing if it has no year."""
    value = quantity(_BEHIND.sub("", text)) or quantity(text) or ()
    if value and value[0] >= FIRST_YEAR:
        return value
    year = _DATED.search(text)
    return (float(year[0][:4]),) if year else ()


@rule(
    "Q434",
    "order-unsaid",
    Severity.WARNING,
    reason="A student who orders from the latest to the earliest has the knowledge and loses the mark.",
    words=("first_words",),
)
def order_unsaid(context: RuleContext) -> Iterator[Finding]:
    """An instruction that does not say what comes first."""
    first = _first(context.language)
    for question, _ in _sequences(context):
        if not first.search(question.stem):
            yield question.finding(
                question.stem_key,
                "the stem does not say what comes first",
                f"Write “{context.vocabulary.first_example}”.",
            )


@lru_cache(maxsize=PACKS)
def _first(language: Language) -> "re.Pattern[str]":
    """Return the pattern of what says in an instruction which event comes first."""
    words = vocabulary(language)
    stems = alternatives(words.first_word_stems)
    return re.compile(rf"\b(?:{alternatives(words.first_words)}|(?:{stems})\w*)\b", re.IGNORECASE)


@rule(
    "Q441",
    "number-of-points",
    Severity.WARNING,
    reason="A key with one or two points cannot tell a good answer from a fair one, and one with eight is a lecture.",
)
def number_of_points(context: RuleContext) -> Iterator[Finding]:
    """Fewer than three points, or more than seven."""
    for question in context.items:
        points = len(question.reply.points) if isinstance(question.reply, Lines) else 0
        if points and not FEWEST_POINTS <= points <= MOST_POINTS:
            yield question.finding("points", f"{points} points", "Three to six are good.")


@rule(
    "Q442",
    "marks-below-points",
    Severity.WARNING,
    reason="Where there are fewer marks than points, a full answer earns no more than half of one.",
)
def marks_below_points(context: RuleContext) -> Iterator[Finding]:
    """Fewer marks than points."""
    for question in context.items:
        if isinstance(question.reply, Lines) and 0 < question.printed.marks < len(question.reply.points):
            message = f"{question.printed.marks} marks for {len(question.reply.points)} points"
            yield question.finding("marks", message, "A mark a point at least, two where a point wants proof.")

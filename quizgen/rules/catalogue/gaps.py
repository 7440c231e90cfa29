"""Rules for gaps: few, telling, and filled by nothing that stands beside them."""

from collections import Counter
from collections.abc import Iterator

from quizgen.bank.items.blocks import Gap
from quizgen.base.problem import Severity
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.question import QuestionView
from quizgen.rules.engine.rule import rule
from quizgen.text.inline import plain

AT_ONCE = 2
"""Gaps of one number, which are hidden together: Wozniak asks for one gap a card, or two that are one fact."""
HIDDEN = 0.3
"""The share of a text’s words that may be hidden: our own judgement."""


def _cloze(context: RuleContext) -> Iterator[tuple[QuestionView, tuple[Gap, ...]]]:
    for question in context.items:
        if question.gaps:
            yield question, question.gaps.gaps


@rule(
    "Q401",
    "many-gaps-at-once",
    Severity.WARNING,
    reason="A card that hides three things at once is failed as a whole when one of them is missed.",
)
def many_gaps(context: RuleContext) -> Iterator[Finding]:
    """More than two gaps of one number."""
    for question, gaps in _cloze(context):
        for number, count in Counter(gap.number for gap in gaps).items():
            if count > AT_ONCE:
                hint = "Hide fewer, or make a question of each."
                yield question.finding("text", f"{count} gaps on card {number}", hint, words=f"{{{number}|")


@rule(
    "Q407",
    "several-gap-numbers",
    Severity.WARNING,
    reason="Each number is a card of one sentence, and the card of one shows the answer of the others.",
)
def several_numbers(context: RuleContext) -> Iterator[Finding]:
    """More than one gap number, in a text that makes cards."""
    for question, gaps in _cloze(context):
        numbers = {gap.number for gap in gaps}
        if question.has_cards and len(numbers) > 1:
            hint = "Hide one thing; give gaps that are one fact the same number; or make a question of each."
            yield question.finding("text", f"{len(numbers)} gap numbers make {len(numbers)} cards of one text", hint)


@rule(
    "Q402",
    "too-much-hidden",
    Severity.WARNING,
    reason="Where a third of the words is missing, the rest no longer says what is meant.",
)
def too_much(context: RuleContext) -> Iterator[Finding]:
    """Gaps that together hide more than 30 % of the text's words."""
    for question, gaps in _cloze(context):
        length = len(context.words(question.whole))
        hidden: Counter[int] = Counter()
        for gap in gaps:
            hidden[gap.number] += len(context.words(gap.text))
        share = sum(hidden.values()) / max(1, length)
        if share > HIDDEN:
            hint = "Hide fewer or shorter pieces, or say more around them."
            yield question.finding("text", f"{share:.0%} of the words are hidden", hint)


@rule(
    "Q403",
    "stop-word-hidden",
    Severity.WARNING,
    reason="Who guesses “of” has learnt nothing about the matter.",
    words=("stop_words",),
)
def stop_word(context: RuleContext) -> Iterator[Finding]:
    """A gap that hides nothing but words such as “of” and “was”."""
    for question, gaps in _cloze(context):
        for gap in gaps:
            words = context.words(gap.text)
            if words and context.vocabulary.stop_words.issuperset(words):
                yield question.finding(
                    "text", f"the gap hides “{gap.text}”", "Hide a word that carries the fact.", words=f"|{gap.text}"
                )


@rule(
    "Q404",
    "gap-shown-elsewhere",
    Severity.WARNING,
    reason="What a gap hides must not stand beside it in the same text.",
    words=("stop_words",),
)
def shown_elsewhere(context: RuleContext) -> Iterator[Finding]:
    """The words of a gap in the visible text of the same card."""
    for question, gaps in _cloze(context):
        assert question.gaps
        for gap in gaps:
            words = " ".join(context.words(gap.text))
            seen = [
                plain(piece.text if isinstance(piece, Gap) else piece)
                for piece in question.gaps.pieces
                if not isinstance(piece, Gap) or piece.number != gap.number
            ]
            visible = " ".join(context.words(" ".join(seen)))
            if len(words) > 1 and words not in context.vocabulary.stop_words and f" {words} " in f" {visible} ":
                hint = "Hide it in both places under one number, or reword."
                yield question.finding("text", f"“{gap.text}” is hidden and shown", hint, words=f"|{gap.text}")


@rule(
    "Q405",
    "hint-holds-answer",
    Severity.ERROR,
    reason="A hint says what kind of thing is wanted, not which.",
    words=("stop_words",),
)
def hint_holds_answer(context: RuleContext) -> Iterator[Finding]:
    """A hint that shares a word with what it hints at."""
    for question, gaps in _cloze(context):
        for gap in gaps:
            shared = {*context.words(gap.hint)} & {*context.words(gap.text)} - context.vocabulary.stop_words
            if shared:
                message = f"the hint “{gap.hint}” holds “{min(shared)}” of the answer"
                yield question.finding("text", message, "Hint at the kind: name, year, city.", words=f"|{gap.hint}")


@rule(
    "Q406",
    "gap-numbers-skip",
    Severity.INFO,
    reason="A missing number is mostly a gap that was lost in editing; published numbers stay as they are.",
)
def numbers_skip(context: RuleContext) -> Iterator[Finding]:
    """Gap numbers other than 1, 2, 3 and so on."""
    for question, gaps in _cloze(context):
        numbers = sorted({gap.number for gap in gaps})
        if numbers != list(range(1, len(numbers) + 1)):
            listed = ", ".join(map(str, numbers))
            yield question.finding("text", f"gaps {listed}", "Number them 1, 2, 3, unless cards are published already.")

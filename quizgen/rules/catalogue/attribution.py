"""Rules for attribution: who says so is part of the fact."""

from collections.abc import Iterator

from quizgen.bank.items import NARRATOR
from quizgen.base.problem import Severity
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.question import QuestionView
from quizgen.rules.engine.rule import rule

SEVERAL = 3
"""Witnesses from which on the first may stand for all of them: our own judgement."""
_STEM = 5
"""Letters in which two forms of a word agree, as for names: our own judgement."""
_LITTLE = 2
"""Letters up to which a word does not help to recognise a witness: our own judgement."""


def _voices(context: RuleContext, question: QuestionView) -> tuple[str, ...]:
    """Return the ids of those who claim it, without the author: ``says:`` and the texts’ own witnesses."""
    always = [context.bank.text_of(passage).always for passage in context.bank.passages_of(question.item)]
    return tuple(dict.fromkeys(who for who in (*question.item.says, *always) if who and who != NARRATOR))


def _words_on_card(context: RuleContext, question: QuestionView) -> tuple[str, ...]:
    """Return the folded words of stem and answer with all their parts, as a student sees them."""
    if question.gaps:
        return context.words(question.whole)
    return question.stem_words + tuple(word for text in question.answers for word in ("", *context.words(text)))


@rule(
    "Q701",
    "witness-unnamed",
    Severity.ERROR,
    reason="Who says so is part of the fact: a claim without its witness is learnt as a fact.",
)
def unnamed(context: RuleContext) -> Iterator[Finding]:
    """A witness whom neither stem nor answer names, by any form of the name or by an office."""
    for question in context.items:
        voices = _voices(context, question)
        if not voices:
            continue
        words = _words_on_card(context, question)
        named = {mention.entry.id for mention in context.names.mentions(words, nested=True)}
        missing = [who for who in voices if who not in named and not _is_alluded(context, who, words)]
        # Where several speak together the first may stand for all, but each text's own witness must be there.
        if missing and (len(missing) == len(voices) or len(voices) < SEVERAL):
            entry = context.bank.people.get(missing[0])
            who = entry.name if entry else missing[0]
            message = f"the claim is {who}’s, and neither stem nor answer says so"
            hint = f"Write “according to {who}”; or add the form that you use to offices: or variants:."
            yield question.finding(question.stem_key, message, hint)


def _is_alluded(context: RuleContext, who: str, words: tuple[str, ...]) -> bool:
    """Return whether *words* have half of the name of a witness who is no person: “NKVD report” for “NKVD files”."""
    entry = context.bank.people.get(who)
    if entry is None or all(part[0].isupper() for part in entry.name.split()):
        return False
    telling = [word[:_STEM] for word in context.words(entry.name) if len(word) > _LITTLE and not word.isdecimal()]
    return sum(any(word.startswith(start) for word in words) for start in telling) * 2 >= len(telling)

"""Rules for attribution: who says so is part of the fact."""

from collections.abc import Iterator

from quizgen.bank.claim import names_its_witness, speakers_in, stands_above
from quizgen.bank.items import NARRATOR, Basis
from quizgen.bank.items.blocks import Pairs
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
    claimed = (question.item, *question.item.parts)
    says = (who for part in claimed for who in part.says)
    return tuple(dict.fromkeys(who for who in (*says, *always) if who and who != NARRATOR))


def _named_above(context: RuleContext, question: QuestionView) -> frozenset[str]:
    """Return the ids of those whom the line above the question names; nobody where there is no such line."""
    item = question.item
    return speakers_in(item) if stands_above(context.bank, item) else frozenset()


def _claimants(context: RuleContext, question: QuestionView) -> set[str]:
    """Return all who may claim something in the passages: the authors’ texts or their own witnesses, and all voices."""
    claimants: set[str] = set()
    for passage in context.bank.passages_of(question.item):
        text = context.bank.text_of(passage)
        claimants |= {text.always or text.id, *passage.voices}
    return claimants


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
        named: set[str] = {mention.entry.id for mention in context.names.mentions(words, nested=True)}
        named |= _named_above(context, question)
        missing = [who for who in voices if who not in named and not _is_alluded(context, who, words)]
        # Where several speak together the first may stand for all, but each text's own witness must be there.
        if missing and (len(missing) == len(voices) or len(voices) < SEVERAL):
            entry = context.bank.people.get(missing[0])
            who = entry.name if entry else missing[0]
            message = f"the claim is {who}’s, and neither stem nor answer says so"
            hint = f"Write “according to {who}” or attributed: yes, or add the form you use to offices: or variants:."
            yield question.finding(question.stem_key, message, hint)


@rule(
    "Q705",
    "part-without-owner",
    Severity.WARNING,
    reason="A student who learns which belongs to which must not credit one witness with the words of another.",
)
def parts_without_owner(context: RuleContext) -> Iterator[Finding]:
    """A matching or ordering question on what several say, whose parts do not say whose they are."""
    for question in context.items:
        item = question.item
        is_said = "says" in item.origin.node  # and so for all parts that say nothing themselves
        several = len(item.says) > 1 or (not is_said and len(item.at) > 1 and len(_claimants(context, question)) > 1)
        if item.has_owned_parts and several and not all(part.says for part in item.parts):
            key = "pairs" if isinstance(question.reply, Pairs) else "steps"
            message = "several speak in its passages, and its parts do not say whose they are"
            yield question.finding(key, message, "Write says: on each part, or once for all if one person says it all.")


@rule(
    "Q706",
    "inference-at-first-hand",
    Severity.ERROR,
    reason="What the reader concludes, nobody has seen: the line under the answer would contradict itself.",
)
def inference_at_first_hand(context: RuleContext) -> Iterator[Finding]:
    """An answer that is concluded from the text, on the basis of first-hand knowledge."""
    for question in context.items:
        item = question.item
        if item.inference and any(part.basis is Basis.KNEW for part in (item, *item.parts)):
            hint = "Take inference: out, or basis: knew."
            yield question.finding("inference", "the answer is inferred, and its basis is first-hand knowledge", hint)


@rule(
    "Q707",
    "witness-is-the-answer",
    Severity.WARNING,
    reason="The line above the question would give the answer away, and so it is left out.",
)
def witness_is_the_answer(context: RuleContext) -> Iterator[Finding]:
    """A line to stand above the question that names the witness or his office, as the answer does."""
    for question in context.items:
        if question.item.attributed and names_its_witness(context.bank, question.item):
            message = "the answer names one of those who claim it, so no line stands above the question"
            yield question.finding("attributed", message, "Take attributed: out, or ask for something else.")


def _is_alluded(context: RuleContext, who: str, words: tuple[str, ...]) -> bool:
    """Return whether *words* have half of the name of a witness who is no person: “NKVD report” for “NKVD files”."""
    entry = context.bank.people.get(who)
    if entry is None or all(part[0].isupper() for part in entry.name.split()):
        return False
    telling = [word[:_STEM] for word in context.words(entry.name) if len(word) > _LITTLE and not word.isdecimal()]
    return sum(any(word.startswith(start) for word in words) for start in telling) * 2 >= len(telling)

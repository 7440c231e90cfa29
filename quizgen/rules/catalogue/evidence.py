"""Rules for evidence: the passage holds what the answer says."""

from collections.abc import Iterator

from quizgen.bank.claim import speakers_in
from quizgen.bank.items.blocks import Pairs, Sequence, Verdict
from quizgen.base.problem import Severity
from quizgen.languages.calendar import MONTHS
from quizgen.passages.evidence import evidence, missing
from quizgen.passages.facts import Facts, lacking, union
from quizgen.rules.engine.context import PassageView, RuleContext
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.question import QuestionView
from quizgen.rules.engine.rule import rule
from quizgen.text.days import days
from quizgen.text.inline import plain

NAMED = 3
"""Words of an answer that is a name and little else: our own judgement."""
_SAYS_SO = "Mend the answer or at:; where it is concluded and not read there, write inference: yes."


def _supported(context: RuleContext) -> Iterator[tuple[QuestionView, tuple[PassageView, ...]]]:
    """Yield the questions whose answer must be in their passages, with these passages."""
    for question in context.items:
        sources = context.sources(question.item)
        # What a changed passage no longer holds is told once, where the change is told.
        changed = not context.changed.isdisjoint(question.item.at)
        if sources and not question.is_open and not changed and not question.item.inference:
            yield question, sources


def _at(question: QuestionView) -> str:
    return ", ".join(question.item.at)


def _assertions(context: RuleContext, question: QuestionView) -> Iterator[tuple[str, str]]:
    """Yield each text that the question asserts to be in the passage, with its key."""
    reply = question.reply
    if isinstance(reply, Pairs):
        for pair in reply.pairs:
            yield "pairs", plain(pair.right)
    elif isinstance(reply, Sequence):
        for step in reply.steps:
            yield "steps", plain(step.text)
    else:
        for answer in question.answers:
            yield question.answer_key, answer


def _unsupported(
    context: RuleContext, question: QuestionView, sources: tuple[PassageView, ...]
) -> Iterator[tuple[str, str, Facts]]:
    """Yield the key and the text of each answer with its facts that are neither in the stem nor in a passage."""
    in_stem = context.facts(question.stem)
    for name, text in _assertions(context, question):
        if unsupported := lacking(context.facts(text), in_stem, *(source.support for source in sources)):
            yield name, text, unsupported


@rule(
    "Q601",
    "figure-unsupported",
    Severity.ERROR,
    reason="A student who learns a wrong year learns it by heart.",
    needs_texts=True,
    words=("small_numbers", "months"),
)
def figure(context: RuleContext) -> Iterator[Finding]:
    """A figure or date of the answer that neither passage nor stem holds, however it is written."""
    for question, sources in _supported(context):
        for name, _, unsupported in _unsupported(context, question, sources):
            for words in unsupported.figures:
                message = f"“{words}” is in the answer and not in {_at(question)}"
                yield question.finding(name, message, _SAYS_SO, words=words)
        for words, answer in _dated_by_gaps(context, question, sources):
            message = f"“{words}” is in the text with gaps and not in {_at(question)}"
            yield question.finding(question.answer_key, message, _SAYS_SO, words=answer)


def _dated_by_gaps(
    context: RuleContext, question: QuestionView, sources: tuple[PassageView, ...]
) -> Iterator[tuple[str, str]]:
    """Yield dates that a gap completes, with the gap’s text, if a passage has their day but not their year."""
    stated = union(map(context.facts, (question.stem, *question.answers))) if question.gaps else Facts()
    if stated.quantities.keys().isdisjoint(MONTHS):
        return
    completed = Facts(days=days(question.whole, context.words(question.whole), context.language))
    for day, years in lacking(completed, *(source.support for source in sources)).days.items():
        for year, words in years.items():
            hidden = [answer for answer in question.answers if answer in words and answer != words]
            if year and hidden and any(day in source.facts.days for source in sources):
                yield words, hidden[0]


@rule(
    "Q602",
    "name-unsupported",
    Severity.WARNING,
    reason="A name that the passage does not hold cannot be learnt from it: it is wrong, or the item cites too little.",
    needs_texts=True,
    words=("stop_words",),
)
def name(context: RuleContext) -> Iterator[Finding]:
    """A name of the answer that neither passage nor stem holds in any of its forms."""
    for question, sources in _supported(context):
        texts = (*_unsupported(context, question, sources), *_given_sides(context, question, sources))
        for key, text, unsupported in texts:
            speakers = {*speakers_in(question.item), *context.authors(context.bank.passages_of(question.item))}
            people = [
                words
                for name, words in unsupported.entries.items()
                if name in context.bank.people and name not in speakers
            ]
            other_names = [words for name, words in unsupported.entries.items() if name in context.bank.terms]
            other_names += unsupported.names.values()
            if context.is_foreign(question.item):  # there a name may be spelt otherwise: only one that the text has
                people = [words for words in people if _is_elsewhere(context, question, words)]
                other_names = [words for words in other_names if _is_elsewhere(context, question, words)]
            # In a longer answer a place or an institution is mostly the setting: it must be in the text somewhere.
            if len(context.words(text)) > NAMED:
                other_names = [words for words in other_names if not _is_in_text(context, question, words)]
            for words in (*people, *other_names):
                if words != words.casefold():
                    message = f"“{words}” is in the answer and not in {_at(question)}"
                    yield question.finding(key, message, _SAYS_SO, words=words)


def _given_sides(
    context: RuleContext, question: QuestionView, sources: tuple[PassageView, ...]
) -> Iterator[tuple[str, str, Facts]]:
    """Yield the left sides of pairs with people who are not in a passage. Dates of left sides may be labels."""
    if isinstance(question.reply, Pairs):
        for pair in question.reply.pairs:
            left_side = plain(pair.left)
            if people := lacking(context.facts(left_side), *(source.support for source in sources)).entries:
                yield "pairs", left_side, Facts(entries=people)


def _is_elsewhere(context: RuleContext, question: QuestionView, words: str) -> bool:
    """Return whether other passages of the text are known to name what *words* name."""
    return bool(context.texts(question.item)) and _is_in_text(context, question, words)


def _is_in_text(context: RuleContext, question: QuestionView, words: str) -> bool:
    text_facts = context.texts(question.item)
    return not text_facts or not lacking(context.facts(words), *text_facts)


@rule(
    "Q603",
    "fact-not-in-passage",
    Severity.ERROR,
    reason="Facts pick the sentence that a student is shown as evidence; with one that is not there none is found.",
    needs_texts=True,
    words=("small_numbers",),
)
def fact(context: RuleContext) -> Iterator[Finding]:
    """An entry of ``facts:`` that none of the passages holds."""
    for question in context.items:
        sources = context.sources(question.item)
        if not sources or not question.item.facts or not context.changed.isdisjoint(question.item.at):
            continue
        # Mostly a fact stands there word for word; only the others are worth a closer look.
        words_of = "".join(source.words for source in sources)
        doubtful = [(fact,) for fact in question.item.facts if f" {context.normal(fact).text} " not in words_of]
        if not doubtful:
            continue
        for (words,) in missing("\n\n".join(source.raw for source in sources), doubtful, sources[0].language):
            message = f"the fact “{words}” is not in {_at(question)}"
            hint = "Write it as the text does."
            yield question.finding("facts", message, hint, words=words, index=question.item.facts.index(words))


@rule(
    "Q604",
    "evidence-beside-answer",
    Severity.WARNING,
    reason="The sentence that a student is shown as evidence must be the one that holds the answer.",
    needs_texts=True,
    words=("small_numbers", "months"),
)
def beside(context: RuleContext) -> Iterator[Finding]:
    """Facts that pick sentences in which a figure of the answer does not stand, though the passage has it."""
    for question, sources in _supported(context):
        if not question.item.facts or len(sources) > 1:
            continue
        (source,) = sources
        figures = [
            figure
            for _, text in _assertions(context, question)
            for figure in lacking(context.facts(text), context.facts(question.stem)).quantities.items()
            if figure[0] in source.facts.quantities
            and not any(figure[0] in context.held(fact, source.language).quantities for fact in question.item.facts)
        ]
        span = evidence(source.raw, [(fact,) for fact in question.item.facts], source.language) if figures else None
        if span is None:
            continue
        quantities = context.held(source.raw[span[0] : span[1]], source.language).quantities
        for value, words in figures:
            if value not in quantities:
                message = f"the sentence that facts: picks does not hold “{words}”"
                yield question.finding("facts", message, "Add a fact from the sentence that does.")


@rule(
    "Q605",
    "distractor-supported",
    Severity.INFO,
    reason="A distractor whose names and figures stand in the very sentence of the key may be right as well.",
    needs_texts=True,
    words=("small_numbers", "months"),
)
def distractor(context: RuleContext) -> Iterator[Finding]:
    """A distractor with names or figures that all stand in one sentence with those of the key, and not in the stem."""
    for question, sources in _supported(context):
        if not question.options:
            continue
        in_stem = context.facts(question.stem)
        key = lacking(union(map(context.facts, question.answers)), in_stem)
        if not key:
            continue
        for option in question.options.options:
            facts = lacking(context.facts(plain(option.text)), in_stem, key)
            if option.key or not facts or lacking(facts, *(source.facts for source in sources)):
                continue
            if any(
                not lacking(key | facts, context.held(text, source.language))
                for source in sources
                for text in source.sentences
            ):
                message = f"the sentence that holds the key holds the distractor “{plain(option.text)}” too"
                hint = "Be sure that it is wrong; say why in its reason."
                yield question.finding("distractors", message, hint, words=plain(option.text))


@rule(
    "Q606",
    "stem-beyond-its-text",
    Severity.WARNING,
    reason="A figure in a stem that the whole text does not hold is a slip, or comes from elsewhere without saying so.",
    needs_texts=True,
    words=("small_numbers", "months"),
)
def stem(context: RuleContext) -> Iterator[Finding]:
    """A figure or date of the stem, unless it is a false claim, that stands nowhere in the texts of the passages."""
    for question in context.items:
        is_false = isinstance(question.reply, Verdict) and not question.reply.true
        if question.item.sources or is_false:
            continue
        # Mostly the passage has it: only for what it lacks is the whole text read.
        beyond = lacking(context.facts(question.stem), *(source.support for source in context.sources(question.item)))
        text_facts = context.texts(question.item) if beyond.figures else ()
        for words in lacking(beyond, *text_facts).figures if text_facts else ():
            texts = sorted({context.bank.text_of(passage).short for passage in context.bank.passages_of(question.item)})
            message = f"“{words}” is nowhere in {', '.join(texts)}"
            hint = "Mend it, or name where it comes from under sources:."
            yield question.finding(question.stem_key, message, hint, words=words)


@rule(
    "Q607",
    "step-date-unsupported",
    Severity.WARNING,
    reason="The date that the key prints beside an event is learnt like any other.",
    needs_texts=True,
    words=("small_numbers", "months"),
)
def step_date(context: RuleContext) -> Iterator[Finding]:
    """A date under ``when:`` that the passages do not hold, in an item without ``sources:``."""
    for question, sources in _supported(context):
        if isinstance(question.reply, Sequence) and not question.item.sources:
            supported = (context.facts(question.stem), *(source.support for source in sources))
            for index, step in enumerate(question.reply.steps):
                for words in lacking(context.facts(step.when), *supported).figures:
                    message = f"“{words}” is not in {_at(question)}"
                    hint = "Mend it, or name where it comes from under sources:."
                    yield question.finding("steps", message, hint, words=step.when, index=index)

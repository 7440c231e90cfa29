"""Rules for anchors: what became of each passage in the user's copy, and what that means for its questions."""

from collections.abc import Iterator

from quizgen.bank.format.schema import Ref
from quizgen.bank.model import Passage, Text
from quizgen.base.problem import Severity
from quizgen.languages.ranges import numbered
from quizgen.passages.anchor.anchor import PassageMatch, Status
from quizgen.passages.anchor.outline import Outline
from quizgen.passages.directions import directions, misplacement
from quizgen.passages.evidence import missing
from quizgen.passages.facts import lacking, union
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.question import QuestionView
from quizgen.rules.engine.rule import rule

FEW = 3
"""Passages that are listed one by one where all of them need the same fix: our own judgement."""
_RELOCK = "Read it; if its questions still hold, `quizgen relock {0}`."
_CITED = "It is cited without its words. "


def _matches(context: RuleContext, status: Status) -> Iterator[tuple[Passage, PassageMatch, Text]]:
    for name, match in context.copies.matches.items() if context.copies else ():
        if match.status is status:
            passage = context.bank.passages[name]
            yield passage, match, context.bank.text_of(passage)


def _findings_of(context: RuleContext, status: Status, message: str, hint: str) -> Iterator[Finding]:
    """Yield a finding for each passage of *status*. In *message* {0} is its id, {1} the file, {2} where it is now."""
    for passage, match, text in _matches(context, status):
        now = numbered(match.first, match.last)
        way = f"{directions(match)} " if match.guesses else ""
        yield Finding(
            owner=passage,
            name="from",
            message=message.format(passage.id, text.file, now),
            hint=way + hint.format(passage.id),
        )


def _grouped_findings(context: RuleContext, status: Status, what: str, hint: str) -> Iterator[Finding]:
    """Yield a finding for each passage of *status*, or one for the text if there are more than `FEW`."""
    of_text: dict[str, list[Passage]] = {}
    for passage, _, text in _matches(context, status):
        of_text.setdefault(text.id, []).append(passage)
    for name, passages in of_text.items():
        if len(passages) > FEW:
            message = f"{len(passages)} passages, {passages[0].id} first, {what}"
            yield Finding(owner=context.bank.texts[name], name="file", message=message, hint=hint)
        else:
            for passage in passages:
                yield Finding(owner=passage, name="from", message=f"{passage.id} {what}", hint=hint)


@rule(
    "P101",
    "passage-moved",
    Severity.INFO,
    reason="Citations on cards and sheets give the number of the paragraph, and readers count in their own copy.",
    needs_texts=True,
)
def moved(context: RuleContext) -> Iterator[Finding]:
    """A passage with the same words at another ¶."""
    hint = "Its words are the same; `quizgen relock {0}` records the new number."
    yield from _findings_of(context, Status.MOVED, "{0} is {2} in {1} now", hint)


@rule(
    "P102",
    "passage-split",
    Severity.WARNING,
    reason="The words are there; but a new paragraph may be a new thought, which wants a passage of its own.",
    needs_texts=True,
)
def split(context: RuleContext) -> Iterator[Finding]:
    """A passage with the same words in more paragraphs than before."""
    yield from _findings_of(context, Status.SPLIT, "{0} is split into {2} in {1}", _RELOCK)


@rule(
    "P103",
    "passage-merged",
    Severity.WARNING,
    reason="The words are there; but who looks the paragraph up finds more in it than the questions know.",
    needs_texts=True,
)
def merged(context: RuleContext) -> Iterator[Finding]:
    """A passage with the same words in fewer paragraphs than before, or in a part of one."""
    yield from _findings_of(context, Status.MERGED, "{0} is merged with its neighbours in {2} of {1}", _RELOCK)


@rule(
    "P104",
    "passage-changed",
    Severity.WARNING,
    reason="A text that reads otherwise may say something else; the questions were written for the old words.",
    needs_texts=True,
)
def changed(context: RuleContext) -> Iterator[Finding]:
    """A passage with other words, with the names, dates and figures of its questions that are gone from it."""
    for passage, match, text in _matches(context, Status.CHANGED):
        gone = _gone(context, passage)
        went = f"; no longer there: {', '.join(gone)}" if gone else ""
        message = f"{passage.id} reads otherwise in {text.file}, ¶ {match.first}{went}"
        yield Finding(owner=passage, name="from", message=message, hint=_RELOCK.format(passage.id))


def _gone(context: RuleContext, passage: Passage) -> tuple[str, ...]:
    """Return the names, dates and figures of gist and questions that are no longer in the passage."""
    source = context.source(passage.id)
    if source is None:
        return ()
    questions = [question for question in context.items if question.item.at == (Ref(passage.id),)]
    texts = [passage.gist, *(text for question in questions for text in (*question.answers, *question.item.facts))]
    lost = lacking(union(map(context.facts, texts)), source.support)
    names = () if context.is_other_language(context.bank.text_of(passage)) else (lost.entries, lost.names)
    return tuple(dict.fromkeys((*lost.figures, *(words for some in names for words in some.values()))))


@rule(
    "P105",
    "passage-unlocked",
    Severity.WARNING,
    reason="Without a fingerprint a changed or exchanged passage goes unnoticed.",
    needs_texts=True,
)
def unlocked(context: RuleContext) -> Iterator[Finding]:
    """A passage of which the lock holds no fingerprint."""
    what = "found by opening words alone: no fingerprint is recorded"
    yield from _grouped_findings(context, Status.UNLOCKED, what, "Run `quizgen build` once, and commit the lock.")


@rule(
    "P106",
    "fingerprint-stale",
    Severity.WARNING,
    reason="Fingerprints of two versions do not compare; until they are renewed a change goes unnoticed.",
    needs_texts=True,
)
def stale(context: RuleContext) -> Iterator[Finding]:
    """A passage whose fingerprint is of an earlier version of quizgen."""
    what = "found by opening words alone: the fingerprint is of an earlier version of quizgen"
    yield from _grouped_findings(
        context, Status.STALE, what, "Run `quizgen relock` with their ids, and commit the lock."
    )


@rule(
    "P107",
    "passage-doubtful",
    Severity.ERROR,
    reason="What is only like the passage may be another one; a wrong quotation on a card is worse than none.",
    needs_texts=True,
)
def doubtful(context: RuleContext) -> Iterator[Finding]:
    """A passage of which only something like it is there."""
    hint = f"{_CITED}Mend from:, or `quizgen relock {{0}}`."
    yield from _findings_of(context, Status.DOUBTFUL, "{0} is not found for sure in {1}", hint)


@rule(
    "P108",
    "passage-ambiguous",
    Severity.ERROR,
    reason="Where two places are as good as each other, either may be wrong.",
    needs_texts=True,
)
def ambiguous(context: RuleContext) -> Iterator[Finding]:
    """A passage that fits several places equally well."""
    hint = f"{_CITED}Or take one word more into from:, five at most."
    yield from _findings_of(context, Status.AMBIGUOUS, "{0} fits several places in {1}", hint)


@rule(
    "P109",
    "passage-missing",
    Severity.ERROR,
    reason="Nobody can check a question about a passage that is not there.",
    needs_texts=True,
)
def gone(context: RuleContext) -> Iterator[Finding]:
    """A passage of which nothing is there."""
    hint = f"{_CITED}Mend from:, or look whether the copy is complete."
    yield from _findings_of(context, Status.MISSING, "{0} is not in {1}", hint)


@rule(
    "P111",
    "support-lost",
    Severity.ERROR,
    reason="The passage was found, but what a question asks is no longer in it: the key may be wrong now.",
    needs_texts=True,
    words=("small_numbers", "months"),
)
def support_lost(context: RuleContext) -> Iterator[Finding]:
    """A figure, a name or a fact of an answer that a changed passage no longer holds."""
    for question in context.items:
        affected = sorted(context.changed.intersection(question.item.at))
        lost = list(_lost(context, question)) if affected else []
        if lost:
            message = f"{', '.join(affected)} changed, and “{lost[0]}” is gone from it"
            hint = f"Mend the item, then `quizgen relock {' '.join(affected)}`."
            yield question.finding(question.answer_key, message, hint, words=lost[0])


def _lost(context: RuleContext, question: QuestionView) -> Iterator[str]:
    sources = context.sources(question.item)
    if not sources:
        return
    if not question.is_open and not question.item.inference:
        stated = union(map(context.facts, question.answers))
        lost = lacking(stated, context.facts(question.stem), *(source.support for source in sources))
        yield from lost.figures
        if not context.is_foreign(question.item):
            yield from (words for name, words in lost.entries.items() if name in context.bank.people)
    raw = "\n\n".join(source.raw for source in sources)
    yield from (fact for (fact,) in missing(raw, [(fact,) for fact in question.item.facts], sources[0].language))


@rule(
    "P114",
    "passage-misplaced",
    Severity.ERROR,
    reason="What stands elsewhere opens alike and says something else: it is not shown as the passage.",
    needs_texts=True,
)
def misplaced(context: RuleContext) -> Iterator[Finding]:
    """A passage that is not where ``under:`` and ``nth:`` say, although its opening words are in the text."""
    for passage, match, text in _matches(context, Status.MISPLACED):
        message = f"{passage.id} is not found in {text.file}: {misplacement(context.outline(text.id), passage)}"
        name = "under" if passage.under else "nth"
        yield Finding(owner=passage, name=name, message=message, hint=f"{directions(match)} {_CITED}".strip())
    for status in (Status.OK, Status.TYPOGRAPHY):
        for passage, match, text in _matches(context, status):
            if (passage.under or passage.nth) and not _is_named(context.outline(text.id), passage, match):
                message = f"the lock has {passage.id} at {numbered(match.first, match.last)}, and the bank elsewhere"
                hint = f"Mend under: and nth:, or `quizgen relock {passage.id}`."
                yield Finding(owner=passage, name="from", message=message, hint=hint)


def _is_named(outline: Outline, passage: Passage, match: PassageMatch) -> bool:
    """Whether a passage is where it was found the one that its bank names."""
    assert match.span is not None
    block = outline.document.block_of(outline.document.words(match.span)[0])
    return block in outline.named(passage.from_, passage.under, passage.nth)

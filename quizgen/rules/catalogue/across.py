"""Rules across questions: none is asked twice, none answers another, and together they ask for more than memory."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from quizgen.bank.homes import residents
from quizgen.bank.items import Item, Level
from quizgen.bank.items.blocks import Lines, Options, Pairs, Sequence, Verdict
from quizgen.bank.model import DeckSpec, Worksheet
from quizgen.bank.names import has_surname
from quizgen.bank.sheet_items import worksheet_items
from quizgen.base.problem import Severity
from quizgen.passages.citations import cite_passages
from quizgen.passages.copies import Copies
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.exceptions import is_excepted
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.question import QuestionView
from quizgen.rules.engine.rule import rule
from quizgen.text.inline import plain

ALIKE = 90
"""How alike two stems are that ask the same, of 100 by rapidfuzz’s `token_set_ratio`: our own judgement."""
SAME = 0.8
"""The share of words that two answers have in common if they are the same answer: our own judgement."""
CROWD = 25
"""How many stems may share a word by which alike stems are found. It keeps the search linear; our own judgement."""
MANY = 20
"""Questions that a bank must have before its mix is judged, and half as many verdicts: our own judgement."""
ABOVE_RECALL = 0.3
"""The share of questions that should ask for more than memory: our own judgement."""
ONE_SIDED = 0.25
"""The least share of each verdict among all verdicts: our own judgement."""
LONG = 5
"""Letters of its telling words that another name of an answer must have, or it stands in a stem by chance: our own
judgement.
"""
COMMON_WORDS = 2
"""Telling words that two stems of a sheet share if they are about one matter: our own judgement."""
MATTER = 3
"""One in how many of the telling words of a stem another must have if it is about one matter: our own judgement."""
FEW_STEMS, FEW_OF = 3, 8
"""A word tells what a stem is about if at most three stems of a sheet, or one in eight, have it: our own judgement."""


def _telling(context: RuleContext, words: tuple[str, ...]) -> frozenset[str]:
    stop_words = context.vocabulary.stop_words
    return frozenset(word for word in words if word not in stop_words and len(word) > 1)


def _answer(context: RuleContext, question: QuestionView) -> frozenset[str]:
    return frozenset(word for answer in question.answers for word in context.words(answer))


def _folded(context: RuleContext, text: str) -> str:
    return " ".join(context.words(text))


def _is_same(words: frozenset[str], other_words: frozenset[str]) -> bool:
    return len(words & other_words) >= SAME * len(words | other_words)


def _pairs(context: RuleContext) -> tuple[tuple[QuestionView, QuestionView], ...]:
    """Return the pairs of questions whose stems share half of their words, without comparing all pairs.

    Such stems share one of the rarer half of their words. Words that more than `CROWD` stems have are skipped.
    """
    items = [question for question in context.items if not isinstance(question.reply, Pairs | Sequence)]
    words = [_telling(context, question.stem_words) for question in items]
    stems = Counter(word for telling in words for word in telling)
    blocks: dict[str, list[int]] = {}
    for index, telling in enumerate(words):
        rare = sorted(telling, key=lambda word: (stems[word], word))
        for word in rare[: len(rare) // 2 + 1]:
            if stems[word] <= CROWD:
                blocks.setdefault(word, []).append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for index, telling in enumerate(words):
        for word in telling:
            for other in blocks.get(word, ()):
                if other != index:
                    shared[min(index, other), max(index, other)] += 1
    first: dict[frozenset[str], int] = {}
    for index, telling in enumerate(words):
        if first.setdefault(telling, index) != index:
            shared[first[telling], index] += len(telling)
    return tuple(
        (items[index], items[other])
        for index, other in sorted(shared)
        if 2 * len(words[index] & words[other]) >= min(len(words[index]), len(words[other])) > 0
    )


def _twin(question: QuestionView, other: QuestionView, message: str, hint: str) -> Finding:
    return question.finding(question.stem_key, f"{message} “{other.item.id}” in {other.item.place()}", hint)


@rule(
    "Q501",
    "asked-twice",
    Severity.WARNING,
    reason="Two cards for one fact double the work and split the history of reviews.",
    words=("stop_words",),
)
def asked_twice(context: RuleContext) -> Iterator[Finding]:
    """Two stems of nearly the same words with the same answer."""
    from rapidfuzz import fuzz

    for question, other in context.cached(_pairs):
        if _is_same(_answer(context, question), _answer(context, other)) and _on_one_matter(context, question, other):
            alike = fuzz.token_set_ratio(" ".join(question.stem_words), " ".join(other.stem_words))
            if alike >= ALIKE:
                hint = "Keep the better one, or ask from another side."
                yield _twin(other, question, "this is asked already, by", hint)


def _on_one_matter(context: RuleContext, question: QuestionView, other: QuestionView) -> bool:
    """Return whether one stem has all figures, dates and people of the other: another year is another question."""
    facts, other_facts = context.facts(question.stem), context.facts(other.stem)
    return all(
        set(some) <= set(more) or set(more) <= set(some)
        for some, more in ((facts.quantities, other_facts.quantities), (facts.entries, other_facts.entries))
    )


@rule(
    "Q502",
    "two-answers-to-one-question",
    Severity.ERROR,
    reason="A stem that has two answers in one bank is answered wrongly half of the time.",
    words=("stop_words",),
)
def two_answers(context: RuleContext) -> Iterator[Finding]:
    """Two stems of the same telling words with different answers."""
    for question, other in context.cached(_pairs):
        if _telling(context, question.stem_words) == _telling(context, other.stem_words):
            answers = [_answer(context, question), _answer(context, other)]
            accepted = {_folded(context, text) for twin in (question, other) for text in twin.item.accepted}
            is_accepted = any(_folded(context, answer) in accepted for answer in question.answers)
            if not _is_same(*answers) and not is_accepted:
                hint = "Say in the stems what tells them apart."
                yield _twin(other, question, "another answer is given to this by", hint)


@rule(
    "Q503",
    "answer-on-the-same-sheet",
    Severity.INFO,
    reason="On a worksheet a student reads all questions; one must not answer another.",
    words=("stop_words",),
)
def leak(context: RuleContext) -> Iterator[Finding]:
    """An answer, under any of its names, in another stem of a worksheet that shares two telling words with its own."""
    worksheets = context.bank.worksheets.values()
    is_drawn = any(sheet.select.is_limited for sheet in worksheets)  # what is drawn hangs on what a sheet prints
    citations = cite_passages(context.bank, context.copies or Copies(), {}) if is_drawn else {}
    sheets = [(sheet, sheet.title, worksheet_items(context.bank, sheet, citations)) for sheet in worksheets]
    yield from _leaks(context, sheets, "Q503", "Reword that stem, or put the two on different sheets (exclude:).")


@rule(
    "Q506",
    "answer-on-another-front",
    Severity.WARNING,
    reason="In a deck the fronts of all cards come round again: one that tells another’s answer makes it a gift.",
    words=("stop_words",),
)
def leak_in_deck(context: RuleContext) -> Iterator[Finding]:
    """An answer, under any of its names, on the front of another card of its deck that shares two telling words."""
    decks = [
        (deck, deck.name, [one for one in residents(context.bank, deck) if isinstance(one, Item) and one.has_cards])
        for deck in context.bank.decks.values()
    ]
    yield from _leaks(context, decks, "Q506", "Reword that stem, or ask one of the two on paper only (cards: no).")


def _leaks(
    context: RuleContext, groups: Iterable[tuple[DeckSpec | Worksheet, str, Iterable[Item]]], code: str, hint: str
) -> Iterator[Finding]:
    """Yield the answers that stand in another stem of a group of questions that students meet together.

    Each is told of one deck or worksheet only, of one that is excepted from the rule *code* only beside others.
    """
    question_by_id = {question.item.id: question for question in context.items}
    seen = set()
    for owner, title, items in groups:
        group = [question_by_id[item.id] for item in items]
        telling = [_telling(context, question.stem_words) for question in group]
        holding: dict[str, set[int]] = {}
        for index, words in enumerate(telling):
            for word in words:
                holding.setdefault(word, set()).add(index)
        for index, question in enumerate(group):
            for other in _given_away(context, index, group, telling, holding):
                pair = (question.item.id, other.item.id)
                if pair not in seen:
                    if not is_excepted(owner, code):
                        seen.add(pair)
                    finding = _twin(question, other, f"in “{title}” the answer stands in the stem of", hint)
                    yield replace(finding, within=(owner,))


def _given_away(
    context: RuleContext,
    index: int,
    group: list[QuestionView],
    telling: list[frozenset[str]],
    holding: dict[str, set[int]],
) -> Iterator[QuestionView]:
    """Yield the other questions of a group whose stems have an answer of the one at *index* beside words of its stem.

    *telling* are the telling words of every stem, *holding* the stems that have each of these words.
    """
    own_stem = f" {' '.join(group[index].stem_words)} "
    for words in _given_by(context, group[index]):
        of_answer = _telling(context, words)
        holders = sorted((holding.get(word, set()) for word in of_answer), key=len)
        if not holders or not 0 < len(holders[0]) <= CROWD:
            continue
        own = telling[index] - of_answer
        form = f" {' '.join(words)} "
        if form in own_stem:  # another name of whom the question is about
            continue
        for other in sorted(holders[0].intersection(*holders[1:]) - {index}):
            stem = group[other].stem_words
            common = own & telling[other]
            telling_words = [word for word in common if len(holding[word]) <= max(FEW_STEMS, len(group) // FEW_OF)]
            if (
                len(telling_words) >= COMMON_WORDS
                and MATTER * len(common) >= len(own)
                and form in f" {' '.join(stem)} "
            ):
                yield group[other]


def _given_by(context: RuleContext, question: QuestionView) -> Iterator[tuple[str, ...]]:
    """Yield the folded words by which a stem gives an answer away: the answer’s own, and its longer other names."""
    for answer, accepted in _answers(question):
        words = context.words(answer)
        yield words
        other_forms = [context.words(form) for form in (*accepted, *_names(context, answer, words))]
        yield from (
            other for other in other_forms if sum(map(len, _telling(context, other))) >= LONG and other != words
        )


def _answers(question: QuestionView) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each answer that makes sense alone, with the other answers that are accepted for it."""
    if question.gaps:
        yield from ((plain(gap.text), gap.accept) for gap in question.gaps.gaps)
    elif isinstance(question.printed.block, Lines | Options) and len(question.answers) == 1:
        yield question.answers[0], question.item.accepted


def _names(context: RuleContext, answer: str, words: tuple[str, ...]) -> Iterator[str]:
    """Yield the other names, and the surname, of the person or term that an answer is about if it says nothing more."""
    mentions = context.mentions(answer)
    if len(mentions) == 1 and _telling(context, words) <= set(words[mentions[0].first : mentions[0].after]):
        entry = mentions[0].entry
        yield from (entry.name, *(variant.form for variant in entry.variants))
        surname = entry.name.split()[-1]
        if has_surname(entry) and context.mentions(surname):  # a surname that two share names neither
            yield surname


@rule(
    "Q504",
    "mostly-recall",
    Severity.INFO,
    reason="A bank that asks for facts only trains memory; causes, comparisons and evidence train judgement.",
    needs_whole_bank=True,
)
def mostly_recall(context: RuleContext) -> Iterator[Finding]:
    """Of twenty items or more, less than 30 % above recall."""
    above = sum(question.item.level is not Level.RECALL for question in context.items)
    if len(context.items) >= MANY and above < ABOVE_RECALL * len(context.items):
        message = f"{above} of {len(context.items)} questions ask for more than recall"
        yield Finding(
            owner=context.bank.head, name="title", message=message, hint="Ask for causes, comparisons, evidence."
        )


@rule(
    "Q505",
    "one-sided-verdicts",
    Severity.INFO,
    reason="Where nearly all claims are false, or true, students guess the verdict.",
    needs_whole_bank=True,
)
def one_sided(context: RuleContext) -> Iterator[Finding]:
    """Of ten true-or-false items or more, fewer than a quarter with one of the two verdicts."""
    verdicts = [question.reply.true for question in context.items if isinstance(question.reply, Verdict)]
    share = sum(verdicts) / max(1, len(verdicts))
    if len(verdicts) >= MANY // 2 and not ONE_SIDED <= share <= 1 - ONE_SIDED:
        message = f"{sum(verdicts)} of {len(verdicts)} claims are true"
        yield Finding(owner=context.bank.head, name="title", message=message, hint="Turn some of them round.")

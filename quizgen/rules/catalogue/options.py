"""Rules for options: the key hides among equals, and exactly the keys are right."""

import re
from collections.abc import Iterator
from functools import lru_cache

from quizgen.base.folding import fold_word
from quizgen.base.problem import Severity
from quizgen.languages.packs import PACKS, Language
from quizgen.languages.vocabulary import Vocabulary, alternatives, vocabulary
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.question import QuestionView
from quizgen.rules.engine.rule import rule
from quizgen.text.amounts import quantity, ranks
from quizgen.text.dates import any_calendar
from quizgen.text.inline import plain

LONGER = 1.5
"""How many times as long as the mean distractor a key must be to be noticed. Haladyna, Downing and Rodriguez (2002) ask
for options of about the same length; the number is our own judgement, as is the next.
"""
BY_WORDS = 3
"""How many words more than the mean distractor such a key must have."""
HABIT = 20
"""How many items with options a bank must have before its habits are judged. With fewer, the test below, which takes a
sum of draws for normally distributed, is too rough.
"""
ONE_IN_A_HUNDRED = 2.33
"""Standard deviations above the mean that a normal distribution exceeds in one of a hundred cases."""
FEWEST, MOST = 2, 5
"""Distractors of a good item. Haladyna, Downing and Rodriguez (2002) find that three options mostly do, one key and two
distractors; the upper end is our own judgement.
"""
SPELT = 6
"""The largest number of keys that a stem is asked to spell out: our own judgement."""
ECHO = 6
"""Letters in which two words agree that a student takes for the same word: our own judgement."""


@lru_cache(maxsize=PACKS)
def _catch_all(language: Language) -> "re.Pattern[str]":
    """Return the pattern of an option that refers to the others: “all of the above”, “both A and B”, “none”."""
    words = vocabulary(language)
    of = f"(?: {alternatives((words.partitive,))})?"
    nouns = f"(?: (?:{alternatives(words.catch_all_nouns)}))?"
    phrase = f"(?:{alternatives(words.catch_alls)}){of} (?:{alternatives(words.catch_all_determiners)}){nouns}"
    opener = f"(?:(?:{alternatives(words.letter_openers)}) )?"
    letters = rf"{opener}\(?[a-e1-5]\)? (?:{alternatives(words.letter_joiners)}) \(?[a-e1-5]\)?"
    return re.compile(rf"(?:{phrase}|{letters}|(?:{alternatives(words.lone_catch_alls)}))\.?", re.IGNORECASE)


def _with_options(context: RuleContext) -> Iterator[tuple[QuestionView, tuple[str, ...], tuple[str, ...]]]:
    """Yield the questions that can be printed with options, with their keys and distractors."""
    for question in context.items:
        if question.options:
            keys = tuple(plain(option.text) for option in question.options.options if option.key)
            yield question, keys, tuple(plain(option.text) for option in question.options.options if not option.key)


def _distractor(question: QuestionView, text: str, message: str, hint: str) -> Finding:
    return question.finding("distractors", message, hint, words=text)


@rule(
    "Q201",
    "equal-options",
    Severity.ERROR,
    reason="A distractor that is the key, or counts as an answer, makes a right student wrong.",
)
def equal(context: RuleContext) -> Iterator[Finding]:
    """Two options, or a distractor and an accepted answer, that are the same but for case, marks and punctuation."""
    for question, keys, distractors in _with_options(context):
        right = {context.words(text) for text in (*keys, *question.item.accepted)}
        seen: set[tuple[str, ...]] = set()
        for text in distractors:
            words = context.words(text)
            if words in right:
                yield _distractor(question, text, f"the distractor “{text}” is a right answer", "Write another one.")
            elif words in seen:
                yield _distractor(question, text, f"the distractor “{text}” stands twice", "Write another one.")
            seen.add(words)


@rule(
    "Q202",
    "all-of-the-above",
    Severity.ERROR,
    reason="Who knows that two options are right has the answer without the third; and options are shuffled, so that "
    "there is no “above”.",
    words=("catch_alls",),
)
def all_of_the_above(context: RuleContext) -> Iterator[Finding]:
    """An option such as “all of the above”, “none of these”, “A and B”."""
    catch_all = _catch_all(context.language)
    for question, keys, distractors in _with_options(context):
        for text in (*keys, *distractors):
            if catch_all.fullmatch(text.strip()):
                hint = "Let the student tick several keys, or write another option."
                name = question.answer_key if text in keys else "distractors"
                yield question.finding(name, f"the option “{text}” speaks of the others", hint, words=text)


@rule(
    "Q203",
    "longest-key",
    Severity.WARNING,
    reason="Writers make the key precise and the distractors short; students who know nothing tick the longest option.",
)
def longest_key(context: RuleContext) -> Iterator[Finding]:
    """A key of half as many words again as the mean distractor, and three more at least."""
    for question, keys, distractors in _with_options(context):
        mean = sum(len(context.words(text)) for text in distractors) / max(1, len(distractors))
        for text in keys:
            words = len(context.words(text))
            if words >= LONGER * mean and words - mean >= BY_WORDS:
                message = f"the key has {words} words, the distractors {mean:.0f} on average"
                yield question.finding("answer", message, "Shorten the key, or make the distractors as precise.")


@rule(
    "Q204",
    "longest-key-by-habit",
    Severity.WARNING,
    reason="Where the key is the longest option more often than chance has it, a student can pass without the text.",
    needs_whole_bank=True,
)
def longest_by_habit(context: RuleContext) -> Iterator[Finding]:
    """Over the bank: more longest keys than a fair draw gives in one of a hundred banks."""
    chances, longest = [], 0
    for question, keys, distractors in _with_options(context):
        if len(keys) == 1 and distractors and None in question.quantities:
            chances.append(1 / (1 + len(distractors)))
            longest += len(keys[0]) > max(map(len, distractors))
    if len(chances) < HABIT:
        return
    mean = sum(chances)
    spread = sum(chance * (1 - chance) for chance in chances) ** 0.5
    if longest > mean + ONE_IN_A_HUNDRED * spread:
        message = f"the key is the longest option in {longest} of {len(chances)} items; by chance it were {mean:.0f}"
        hint = "Lengthen distractors, or shorten keys, beginning with the greatest differences."
        yield Finding(owner=context.bank.head, name="title", message=message, hint=hint)


@rule(
    "Q205",
    "grammar-cue",
    Severity.WARNING,
    reason="A stem that ends in “a” or “an” rules out the options that it does not fit.",
    words=("singular_verbs",),
)
def grammar_cue(context: RuleContext) -> Iterator[Finding]:
    """A stem that ends in an article or a verb that only some options fit."""
    for question, keys, distractors in _with_options(context):
        last = question.stem_words[-1] if question.stem_words else ""
        unfit = [text for text in (*keys, *distractors) if not _fits(last, text.casefold(), context.vocabulary)]
        if unfit and len(unfit) < len(keys) + len(distractors):
            message = f"the stem ends in “{last}”, which does not fit “{unfit[0]}”"
            hint = "Put article and verb into the options, or ask a whole question."
            yield question.finding(question.stem_key, message, hint, words=last)


def _fits(last: str, text: str, words: Vocabulary) -> bool:
    """Return whether an option, in lower case, can follow the word in which the stem ends."""
    if last in words.unfit_openings:
        is_exception = text.startswith(tuple(words.fit_openings.get(last, "").split()) or "\0")
        return is_exception or not text.startswith(tuple(words.unfit_openings[last].split()))
    if last in words.unfit_endings:
        return not text.split(",")[0].endswith(tuple(words.unfit_endings[last].split()))
    several = f" {words.conjunction} " in text
    opens_singular = text.split(" ")[0] in words.singular_openers
    if last in words.singular_verbs:
        return not several and (opens_singular or not words.plural_endings or not text.endswith(words.plural_endings))
    if last in words.plural_verbs:
        return several or (not opens_singular and (not words.plural_endings or text.endswith(words.plural_endings)))
    return True


@rule(
    "Q206",
    "options-of-two-kinds",
    Severity.WARNING,
    reason="One year among names, or one name among years, is ruled out, or chosen, without knowing anything.",
)
def two_kinds(context: RuleContext) -> Iterator[Finding]:
    """A key that is a date, a year or a figure among distractors that are none, or the other way round."""
    for question, keys, distractors in _with_options(context):
        if not any(question.quantities):
            continue
        kinds = {_kind(text) for text in keys}
        kind = min(kinds)
        strange = [text for text in distractors if _kind(text) != kind]
        # One distractor of another kind is a weak one; a key alone of its kind gives itself away.
        if len(kinds) == 1 and strange and (kind or len(strange) == len(distractors)):
            message = f"the key is {kind or _NEITHER}, “{strange[0]}” is {_kind(strange[0]) or _NEITHER}"
            yield _distractor(question, strange[0], message, "Give all options one kind.")


_NEITHER = "neither date nor figure"
_BEGINS_WITH_FIGURE = re.compile(r"\D{0,8}\d")


def _kind(text: str) -> str:
    text = text.strip(" .")
    value = quantity(text) if _BEGINS_WITH_FIGURE.match(text) else None
    if value is None:
        return ""
    if len(value) > 1:
        return "a date"
    return "a year" if any_calendar().span(text) else "a figure"


@rule(
    "Q207",
    "figures-out-of-order",
    Severity.WARNING,
    reason="Figures and dates are read in their order; out of it a student searches, and one that stands apart shows.",
)
def out_of_order(context: RuleContext) -> Iterator[Finding]:
    """A written order of figures or dates that neither rises nor falls."""
    for question in context.items:
        # All other options are sorted already, or none that can be.
        options = question.options.options if question.options and question.options.locked else ()
        order = list(ranks(tuple(plain(option.text) for option in options)) or ())
        if order not in (sorted(order), sorted(order, reverse=True)):
            hint = "Take order: out; figures and dates are sorted by themselves."
            yield question.finding("order", "figures or dates out of their order", hint)


@rule(
    "Q208",
    "number-of-distractors",
    Severity.WARNING,
    reason="With one distractor half of all guesses are right; beyond five nobody reads them.",
)
def number_of_distractors(context: RuleContext) -> Iterator[Finding]:
    """Fewer than two distractors, or more than five."""
    for question, _, distractors in _with_options(context):
        if not FEWEST <= len(distractors) <= MOST:
            count = len(distractors)
            message = f"{count} distractor{'s' * (count != 1)}"
            yield question.finding("distractors", message, "Write two to five; three are good.")


@rule(
    "Q209",
    "keys-uncounted",
    Severity.WARNING,
    reason="A student who is not told how many options are right guesses at that as well.",
    words=("small_numbers",),
)
def keys_uncounted(context: RuleContext) -> Iterator[Finding]:
    """Several keys, and a stem that does not say how many."""
    for question, keys, _ in _with_options(context):
        number = context.vocabulary.small_numbers[min(len(keys), SPELT)]
        if len(keys) > 1 and {fold_word(number), str(len(keys)), *context.vocabulary.together}.isdisjoint(
            question.stem_words
        ):
            message = f"{len(keys)} keys, and the stem does not say so"
            yield question.finding(question.stem_key, message, f"Ask “Which {number} …”.")


@rule(
    "Q210",
    "options-overlap",
    Severity.WARNING,
    reason="Where one option includes another, either both are right or the wider one gives the narrower away.",
)
def overlap(context: RuleContext) -> Iterator[Finding]:
    """A key whose words all stand in a distractor, in a row, or the other way round."""
    for question, keys, distractors in _with_options(context):
        for key in keys:
            inner = " ".join(context.words(key))
            for text in distractors:
                outer = " ".join(context.words(text))
                short, long = sorted((inner, outer), key=len)
                if short != long and len(short) > 1 and f" {short} " in f" {long} ":
                    message = f"the key “{key}” and the distractor “{text}” overlap"
                    yield _distractor(question, text, message, "Make them exclude each other.")


@rule(
    "Q211",
    "echoed-word",
    Severity.INFO,
    reason="An option that repeats a word of the stem is taken for the key by whoever knows nothing.",
)
def echo(context: RuleContext) -> Iterator[Finding]:
    """A word of six letters and more that stem and key share, and no distractor has."""
    for question, keys, distractors in _with_options(context):
        elsewhere = {word[:ECHO] for text in distractors for word in context.words(text)}
        for key in keys:
            normal = context.normal(key)
            for index, word in enumerate(normal.words):
                is_long = len(word) >= ECHO and word.isalpha()
                if is_long and word in question.stem_words and word[:ECHO] not in elsewhere:
                    start, end = normal.raw_span(index, index)
                    message = f"key and stem share “{key[start:end]}”, and no distractor has it"
                    hint = "Say it in other words, or let a distractor repeat it too."
                    yield question.finding("answer", message, hint, words=key[start:end])
                    break

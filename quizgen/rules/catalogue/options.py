"""Rules for options: the key hides among equals, and exactly the keys are right."""

import re
from collections.abc import Iterator

from quizgen.base.problem import Severity
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import (
    Finding,
)
from quizgen.rules.engine.question import QuestionView
from quizgen.rules.engine.rule import (
    rule,
)
from quizgen.text.amounts import quantity, ranks
from quizgen.text.dates import any_calendar
from quizgen.text.inline import plain

_CATCH_ALL = re.compile(
    r"(?:all|none|both|neither|any)(?: of)? (?:the|these|those)(?: (?:above|options|answers|others))?\.?"
    r"|(?:both |neither )?\(?[a-e1-5]\)? (?:and|or|nor|&) \(?[a-e1-5]\)?\.?"
    r"|(?:all|none|both|neither)\.?",
    re.IGNORECASE,
)
_NUMBERS = ("", "one", "two", "three", "four", "five", "six")
LONGER = 1.5
"""How much longer than the mean distractor a key stands out …"""
BY_WORDS = 3
"""… if it has at least so many words more."""
HABIT = 20
"""Items with options from which on the bank's habits can be told."""


def _with_options(study: RuleContext) -> Iterator[tuple[QuestionView, tuple[str, ...], tuple[str, ...]]]:
    """The items that can be printed with options, with keys and distractors."""
    for asked in study.items:
        if asked.options:
            keys = tuple(plain(each.text) for each in asked.options.options if each.key)
            yield asked, keys, tuple(plain(each.text) for each in asked.options.options if not each.key)


def _distractor(asked: QuestionView, text: str, message: str, hint: str) -> Finding:
    return asked.finding("distractors", message, hint, words=text)


@rule(
    "Q201",
    "equal-options",
    Severity.ERROR,
    reason="A distractor that is the key, or counts as an answer, makes a right student wrong.",
)
def equal(study: RuleContext) -> Iterator[Finding]:
    """Two options, or a distractor and an accepted answer, that are the same but for case, marks and punctuation."""
    for asked, keys, distractors in _with_options(study):
        right = {study.words(text) for text in (*keys, *asked.item.accepted)}
        seen: set[tuple[str, ...]] = set()
        for text in distractors:
            words = study.words(text)
            if words in right:
                yield _distractor(asked, text, f"the distractor “{text}” is a right answer", "Write another one.")
            elif words in seen:
                yield _distractor(asked, text, f"the distractor “{text}” stands twice", "Write another one.")
            seen.add(words)


@rule(
    "Q202",
    "all-of-the-above",
    Severity.ERROR,
    reason="Who knows that two options are right has the answer without the third; and options are shuffled, so that "
    "there is no “above”.",
)
def all_of_the_above(study: RuleContext) -> Iterator[Finding]:
    """An option such as “all of the above”, “none of these”, “A and B”."""
    for asked, keys, distractors in _with_options(study):
        for text in (*keys, *distractors):
            if _CATCH_ALL.fullmatch(text.strip()):
                hint = "Let the student tick several keys, or write another option."
                name = asked.answer_key if text in keys else "distractors"
                yield asked.finding(name, f"the option “{text}” speaks of the others", hint, words=text)


@rule(
    "Q203",
    "longest-key",
    Severity.WARNING,
    reason="Writers make the key precise and the distractors short; students who know nothing tick the longest option.",
)
def longest_key(study: RuleContext) -> Iterator[Finding]:
    """A key of half as many words again as the mean distractor, and three more at least."""
    for asked, keys, distractors in _with_options(study):
        mean = sum(len(study.words(text)) for text in distractors) / max(1, len(distractors))
        for text in keys:
            words = len(study.words(text))
            if words >= LONGER * mean and words - mean >= BY_WORDS:
                message = f"the key has {words} words, the distractors {mean:.0f} on average"
                yield asked.finding("answer", message, "Shorten the key, or make the distractors as precise.")


@rule(
    "Q204",
    "longest-key-by-habit",
    Severity.WARNING,
    reason="Where the key is the longest option more often than chance has it, a student can pass without the text.",
    whole=True,
)
def longest_by_habit(study: RuleContext) -> Iterator[Finding]:
    """Over the bank: more longest keys than a fair draw gives in one of a hundred banks."""
    chances, longest = [], 0
    for asked, keys, distractors in _with_options(study):
        if len(keys) == 1 and distractors and None in asked.quantities:
            chances.append(1 / (1 + len(distractors)))
            longest += len(keys[0]) > max(map(len, distractors))
    if len(chances) < HABIT:
        return
    mean = sum(chances)
    spread = sum(chance * (1 - chance) for chance in chances) ** 0.5
    if longest > mean + 2.33 * spread:
        message = f"the key is the longest option in {longest} of {len(chances)} items; by chance it were {mean:.0f}"
        hint = "Lengthen distractors, or shorten keys, beginning with the greatest differences."
        yield Finding(at=study.bank.head, name="title", message=message, hint=hint)


@rule(
    "Q205",
    "grammar-cue",
    Severity.WARNING,
    reason="A stem that ends in “a” or “an” rules out the options that it does not fit.",
)
def grammar_cue(study: RuleContext) -> Iterator[Finding]:
    """A stem that ends in an article or a verb that only some options fit."""
    for asked, keys, distractors in _with_options(study):
        last = asked.stem_words[-1] if asked.stem_words else ""
        fits = _FITS.get(last)
        if fits is None:
            continue
        unfit = [text for text in (*keys, *distractors) if not fits(text.casefold())]
        if unfit and len(unfit) < len(keys) + len(distractors):
            message = f"the stem ends in “{last}”, which does not fit “{unfit[0]}”"
            hint = "Put article and verb into the options, or ask a whole question."
            yield asked.finding(asked.stem_key, message, hint, words=last)


def _is_plural(text: str) -> bool:
    return " and " in text or (text.endswith("s") and not re.match(r"(?:an?|one|this) ", text))


_FITS = {
    "a": lambda text: text[:1] not in "aeiou" or text.startswith(("uni", "eu", "one")),
    "an": lambda text: text[:1] in "aeiouh",
    "is": lambda text: not _is_plural(text),
    "was": lambda text: not _is_plural(text),
    "are": _is_plural,
    "were": _is_plural,
}


@rule(
    "Q206",
    "options-of-two-kinds",
    Severity.WARNING,
    reason="One year among names, or one name among years, is ruled out, or chosen, without knowing anything.",
)
def two_kinds(study: RuleContext) -> Iterator[Finding]:
    """A key that is a date, a year or a figure among distractors that are none, or the other way round."""
    for asked, keys, distractors in _with_options(study):
        if not any(asked.quantities):
            continue
        kinds = {_kind(text) for text in keys}
        kind = min(kinds)
        strange = [text for text in distractors if _kind(text) != kind]
        # One distractor of another kind is a weak one; a key alone of its kind gives itself away.
        if len(kinds) == 1 and strange and (kind or len(strange) == len(distractors)):
            message = f"the key is {kind or _NEITHER}, “{strange[0]}” is {_kind(strange[0]) or _NEITHER}"
            yield _distractor(asked, strange[0], message, "Give all options one kind.")


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
def out_of_order(study: RuleContext) -> Iterator[Finding]:
    """A written order of figures or dates that neither rises nor falls."""
    for asked in study.items:
        # All other options are sorted already, or none that can be.
        options = asked.options.options if asked.options and asked.options.locked else ()
        known = list(ranks(tuple(plain(each.text) for each in options)) or ())
        if known not in (sorted(known), sorted(known, reverse=True)):
            hint = "Take order: out; figures and dates are sorted by themselves."
            yield asked.finding("order", "figures or dates out of their order", hint)


@rule(
    "Q208",
    "number-of-distractors",
    Severity.WARNING,
    reason="With one distractor half of all guesses are right; beyond five nobody reads them.",
)
def number_of_distractors(study: RuleContext) -> Iterator[Finding]:
    """Fewer than two distractors, or more than five."""
    for asked, _, distractors in _with_options(study):
        if not 2 <= len(distractors) <= 5:
            count = len(distractors)
            message = f"{count} distractor{'s' * (count != 1)}"
            yield asked.finding("distractors", message, "Write two to five; three are good.")


@rule(
    "Q209",
    "keys-uncounted",
    Severity.WARNING,
    reason="A student who is not told how many options are right guesses at that as well.",
)
def keys_uncounted(study: RuleContext) -> Iterator[Finding]:
    """Several keys, and a stem that does not say how many."""
    for asked, keys, _ in _with_options(study):
        if len(keys) > 1 and not {_NUMBERS[min(len(keys), 6)], str(len(keys)), "both"} & set(asked.stem_words):
            message = f"{len(keys)} keys, and the stem does not say so"
            yield asked.finding(asked.stem_key, message, f"Ask “Which {_NUMBERS[min(len(keys), 6)]} …”.")


@rule(
    "Q210",
    "options-overlap",
    Severity.WARNING,
    reason="Where one option includes another, either both are right or the wider one gives the narrower away.",
)
def overlap(study: RuleContext) -> Iterator[Finding]:
    """A key whose words all stand in a distractor, in a row, or the other way round."""
    for asked, keys, distractors in _with_options(study):
        for key in keys:
            inner = " ".join(study.words(key))
            for text in distractors:
                outer = " ".join(study.words(text))
                short, long = sorted((inner, outer), key=len)
                if short != long and len(short) > 1 and f" {short} " in f" {long} ":
                    message = f"the key “{key}” and the distractor “{text}” overlap"
                    yield _distractor(asked, text, message, "Make them exclude each other.")


@rule(
    "Q211",
    "echoed-word",
    Severity.INFO,
    reason="An option that repeats a word of the stem is taken for the key by whoever knows nothing.",
)
def echo(study: RuleContext) -> Iterator[Finding]:
    """A word of six letters and more that stem and key share, and no distractor has."""
    for asked, keys, distractors in _with_options(study):
        others = {word[:6] for text in distractors for word in study.words(text)}
        for key in keys:
            normal = study.normal(key)
            for at, word in enumerate(normal.words):
                if len(word) >= 6 and word.isalpha() and word in asked.stem_words and word[:6] not in others:
                    start, end = normal.raw_span(at, at)
                    message = f"key and stem share “{key[start:end]}”, and no distractor has it"
                    hint = "Say it in other words, or let a distractor repeat it too."
                    yield asked.finding("answer", message, hint, words=key[start:end])
                    break

"""Rules for own words: the texts are others' work, and the bank says what they say in words of its own."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from quizgen.base.problem import Severity
from quizgen.rules.engine.bank_text import FieldSpan, field_finding
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.masks import MASK, Tokens, masked
from quizgen.rules.engine.rule import rule
from quizgen.text.capitals import Capitals
from quizgen.text.sentences import sentences

ALIKE = 7
"""Words in a row, names, offices and dates aside, that nobody writes twice by chance: the two texts of the shipped bank
share no run of six words.
"""
COPIED = 10
"""Words in a row that are a copy: our own judgement."""
SENTENCE = 5
"""Words that a whole sentence must have to be worth protecting: our own judgement."""
PLACES = 8
"""Places in a text at which a run is compared, at most: it bounds the time that a repetitive text takes. Our own
judgement.
"""
_GRAM = 3
"""Tokens by which places in a text are looked up: the least run that is rare in a book. Our own judgement."""


class SharedRun(NamedTuple):
    """Words of a field that a text has in a row too."""

    hit: FieldSpan
    words: int
    """The number of words, those that are masked not counted."""
    text: str
    """The text's short name."""
    is_sentence: bool
    """Whether a whole sentence of the text is among the words."""


class _TokenIndex(NamedTuple):
    text: str
    tokens: tuple[str, ...]
    grams: dict[tuple[str, ...], list[int]]
    """Where each run of three tokens begins."""
    sentences: tuple[tuple[int, int], ...]
    """The first token of each sentence worth protecting, and the one after its last."""


def _sources(context: RuleContext) -> Iterator[_TokenIndex]:
    for text, document in context.copies.documents.items() if context.copies else ():
        if context.is_other_language(context.bank.texts[text]):
            continue
        normal = document.normal
        language = context.bank.pack_for(context.bank.texts[text].language)
        tokens = masked(Capitals(document.raw, normal, language), context.names.mentions(normal.words))
        grams: dict[tuple[str, ...], list[int]] = {}
        for token, gram in enumerate(zip(*(tokens.tokens[n:] for n in range(_GRAM)), strict=False)):
            grams.setdefault(gram, []).append(token)
        starts = normal.edges[::2]
        cuts = (
            (tokens.token(bisect_left(starts, start)), tokens.token(bisect_left(starts, end)))
            for start, end in sentences(document.raw, language)
        )
        yield _TokenIndex(
            text=context.bank.texts[text].short,
            tokens=tokens.tokens,
            grams=grams,
            sentences=tuple(
                (first, after)
                for first, after in cuts
                if after - first - tokens.tokens[first:after].count(MASK) >= SENTENCE
            ),
        )


def runs(context: RuleContext) -> tuple[SharedRun, ...]:
    """Return the long runs and the sentences that the bank shares with a text; names, offices and dates are masked."""
    return tuple(chain.from_iterable(_runs(context, source) for source in _sources(context)))


def _runs(context: RuleContext, source: _TokenIndex) -> Iterator[SharedRun]:
    corpus = context.corpus
    # Field by field nearly all words are looked up in vain: three in a row, all fields at once, is what costs least.
    bank = context.cached(_bank)
    tokens = bank.tokens
    seen = bytes(map(source.grams.__contains__, zip(*(tokens[n:] for n in range(_GRAM)), strict=False)))
    in_source = b"\1" * (SENTENCE - _GRAM + 1)
    token = seen.find(in_source)
    while token >= 0:
        length, place = _longest(tokens, token, source)
        words = length - tokens[token : token + length].count(MASK)
        # Of the sentences that begin within the run the first is the one that may end within it.
        next_one = bisect_left(source.sentences, (place, 0))
        is_sentence = next_one < len(source.sentences) and source.sentences[next_one][1] <= place + length
        if words >= ALIKE or is_sentence:
            hit = corpus.said(bank.word(token), bank.word(token + length))
            yield SharedRun(hit=hit, words=words, text=source.text, is_sentence=is_sentence)
        token = seen.find(in_source, token + max(1, length - _GRAM + 1))


def _bank(context: RuleContext) -> Tokens:
    """Return the tokens of all fields of the bank."""
    corpus = context.corpus
    return masked(corpus.capitals, context.mentioned)


def _longest(tokens: tuple[str, ...], token: int, source: _TokenIndex) -> tuple[int, int]:
    """Return the length of the longest run from *token* on that the source has too, and where it begins there."""
    grams = [tokens[near : near + _GRAM] for near in range(token, token + SENTENCE - _GRAM + 1)]
    # A rare gram has few places; a text that repeats itself a thousand times is not compared a thousand times.
    rare = min(range(len(grams)), key=lambda near: len(source.grams[grams[near]]))
    places = (place - rare for place in source.grams[grams[rare]][:PLACES])
    return max((_alike(tokens, token, source.tokens, place), place) for place in places if place >= 0)


def _alike(tokens: tuple[str, ...], token: int, other: tuple[str, ...], place: int) -> int:
    """Return the number of tokens that are the same from *token* and *place* on."""
    length = 0
    longest = min(len(tokens) - token, len(other) - place)
    while length < longest and tokens[token + length] == other[place + length]:
        length += 1
    return length


def _finding(run: SharedRun) -> Finding:
    what = "a whole sentence" if run.is_sentence else f"{run.words} words in a row"
    hint = "Say it in your own words; an expression of up to four words may be quoted."
    return field_finding(run.hit, f"{what} as in {run.text}: “{run.hit.words}”", hint)


@rule(
    "Q801",
    "close-to-the-text",
    Severity.WARNING,
    reason="The text is another’s work, and a student who meets its wording again recognises instead of recalling.",
    needs_texts=True,
)
def close(context: RuleContext) -> Iterator[Finding]:
    """Seven to nine words in a row that a text has too, names, offices and dates not counted."""
    for run in context.cached(runs):
        if ALIKE <= run.words < COPIED and not run.is_sentence:
            yield _finding(run)


@rule(
    "Q802",
    "copied-from-the-text",
    Severity.ERROR,
    reason="Ten words in a row, or a whole sentence, are the author’s and not ours to hand out.",
    needs_texts=True,
)
def copied(context: RuleContext) -> Iterator[Finding]:
    """Ten words in a row that a text has too, or one of its sentences, names, offices and dates not counted."""
    for run in context.cached(runs):
        if run.words >= COPIED or run.is_sentence:
            yield _finding(run)

"""Evidence: the sentences of a passage that contain given facts, and the facts that the passage lacks."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from quizgen.languages.packs import Language
from quizgen.text.sentences import sentences
from quizgen.text.terms import Token, figures, words

Fact = Sequence[str]
"""The forms that a fact may have in a text: names, dates, figures, short terms. Any one of them is enough."""
RawSpan = tuple[int, int]
"""The (start, end) of a piece of a passage, as offsets into its raw text."""
SentenceRun = tuple[int, int]
"""The indexes of the first and the last of successive sentences, from 0."""


def evidence(passage: str, facts: Sequence[Fact], language: Language) -> RawSpan | None:
    """Return the span of the shortest run of sentences of *passage*, in *language*, that contains all *facts*.

    A run of fewer sentences is shorter, then one of fewer characters; of equals, the first is returned. None if the
    passage lacks a fact, and if there are no facts.
    """
    sentence_spans = sentences(passage, language)
    runs_by_fact = [_runs(sentence_spans, occurrences) for occurrences in _occurrences(passage, facts, language)]
    shortest: tuple[int, int, SentenceRun] | None = None
    for first in {first for runs in runs_by_fact for first, _ in runs}:
        last = _last_needed(runs_by_fact, first)
        if last is None:
            continue
        characters = sentence_spans[last][1] - sentence_spans[first][0]
        candidate = (last - first, characters, (first, last))
        if shortest is None or candidate < shortest:
            shortest = candidate
    if shortest is None:
        return None
    _, _, (first, last) = shortest
    return sentence_spans[first][0], sentence_spans[last][1]


def missing(passage: str, facts: Sequence[Fact], language: Language) -> tuple[Fact, ...]:
    """Return those of the *facts* of which *passage* contains no form."""
    return tuple(fact for fact, spans in zip(facts, _occurrences(passage, facts, language), strict=True) if not spans)


def _runs(sentence_spans: Sequence[RawSpan], occurrences: Sequence[RawSpan]) -> list[SentenceRun]:
    """The sentences in which each of the *occurrences* of a fact starts and ends."""
    starts = [start for start, _ in sentence_spans]
    return [(bisect_right(starts, start) - 1, bisect_left(starts, end) - 1) for start, end in occurrences]


def _last_needed(runs_by_fact: Sequence[Sequence[SentenceRun]], first: int) -> int | None:
    """The sentence with which the shortest run from *first* on ends that contains all facts; None if there is none."""
    last_needed = None
    for runs in runs_by_fact:
        lasts = [last for start, last in runs if start >= first]
        if not lasts:
            return None
        last_needed = min(lasts) if last_needed is None else max(last_needed, min(lasts))
    return last_needed


def _occurrences(passage: str, facts: Sequence[Fact], language: Language) -> list[list[RawSpan]]:
    """The spans of each of the *facts*, in any of its forms, found word for word or number for number."""
    readings = [(reading, _closed_up(reading, passage, language)) for reading in (words, figures)]
    spans_by_fact = []
    for fact in facts:
        spans: list[RawSpan] = []
        for form in fact:
            for reading, text in readings:
                spans += text.occurrences(reading(form, language))
        spans_by_fact.append(spans)
    return spans_by_fact


class _ClosedUp:
    """The terms of a text without spaces: a word that is broken over two lines is found, and *art* not in *part*."""

    def __init__(self, terms: Sequence[Token]) -> None:
        self.letters = "".join(term.text for term in terms)
        ends = list(accumulate(len(term.text) for term in terms))
        self.starts = {end - len(term.text): term.start for end, term in zip(ends, terms, strict=True)}
        self.ends = {end: term.end for end, term in zip(ends, terms, strict=True)}

    def occurrences(self, form: Sequence[Token]) -> Iterator[RawSpan]:
        """The raw span of each occurrence of *form* that starts with a term of the text and ends with one."""
        letters = "".join(term.text for term in form)
        start = self.letters.find(letters) if letters else -1
        while start >= 0:
            end = start + len(letters)
            if start in self.starts and end in self.ends:
                yield self.starts[start], self.ends[end]
            start = self.letters.find(letters, start + 1)


@lru_cache(maxsize=256)  # successive questions are on the same passage
def _closed_up(reading: Callable[[str, Language], Sequence[Token]], passage: str, language: Language) -> _ClosedUp:
    return _ClosedUp(reading(passage, language))

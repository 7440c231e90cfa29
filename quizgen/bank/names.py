"""Names in prose: which people and terms of the bank a text mentions, in any form that the texts use."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, product
from typing import NamedTuple

from quizgen.bank.entries import Entry, Person
from quizgen.base.value import frozen
from quizgen.text.normalise import folded


class Mention(NamedTuple):
    """A place where normalised words name an entry."""

    first: int
    """The index of the first word of the name."""
    after: int
    """The index of the word after the name."""
    entry: Entry


def has_surname(entry: Entry) -> bool:
    """Return whether an entry is a person with a given name and a surname.

    “archival documents” and “Bulletin of the Opposition” speak as persons do, but have none.
    """
    words = entry.name.split()
    return isinstance(entry, Person) and len(words) > 1 and all(word[0].isupper() for word in words)


Words = tuple[str, ...]
"""Normalised words."""
_SHORT = 3
"""Letters up to which a word is too short to be told from others by an ending: our own judgement."""


@frozen
class NameGrammar:
    """How the names of people and terms are inflected in the languages of a bank."""

    name_endings: tuple[str, ...] = ()
    """The folded endings that a name takes: “Brandts”."""
    adjective_endings: tuple[str, ...] = ()
    """The folded endings of an adjective before a noun: “der Roten Armee”."""

    def inflected(self, form: Words, entry: Entry) -> Iterator[Words]:
        """Yield the inflected forms of a folded *form* of an entry’s name, or of an office."""
        is_name = isinstance(entry, Person) and form == folded(entry.name)
        for words in [form] if is_name else product(*map(self._declined, form[:-1]), form[-1:]):
            if words != form:
                yield words
            for index in {len(form) - 1} if is_name else {0, len(form) - 1}:  # “des Herausgebers der Gazette”
                if len(words[index]) > _SHORT:
                    yield from ((*words[:index], words[index] + end, *words[index + 1 :]) for end in self.name_endings)

    def _declined(self, word: str) -> tuple[str, ...]:
        """Return all forms of an adjective, or a *word* that may be none alone."""
        ending = next((ending for ending in self.adjective_endings if word.endswith(ending)), "")
        stem = word.removesuffix(ending)
        return tuple(stem + other for other in self.adjective_endings) if ending and len(stem) > 2 else (word,)


UNINFLECTED = NameGrammar()
"""Names that have one form each."""


class NameIndex:
    """The names of entries, in all their forms, by which texts are searched for them."""

    def __init__(self, entries: Iterable[Entry], grammar: NameGrammar = UNINFLECTED, *, offices: bool = False) -> None:
        """Index all forms of the names, inflected as *grammar* says.

        With *offices* a person is also named by an office, as in “head of the NKVD”. A form that two entries share
        names the first of them.
        """
        entries = tuple(entries)
        owners: dict[Words, Entry] = {}
        for entry in entries:
            for form in (entry.name, *(variant.form for variant in entry.variants)):
                owners.setdefault(folded(form), entry)
        for surname, entry in _surnames(entries).items():
            owners.setdefault(surname, entry)
        if offices:
            for entry in entries:
                if isinstance(entry, Person):
                    for office in entry.offices:
                        owners.setdefault(folded(office), entry)
        owners.pop((), None)
        for words, entry in list(owners.items()):
            for inflected in grammar.inflected(words, entry):
                owners.setdefault(inflected, entry)
        self._owners = owners
        self._lengths = _lengths(owners)

    def mentioned(self, *texts: str) -> tuple[Entry, ...]:
        """Return the entries that the plain *texts* name, each once, in the order of their first mention."""
        entries: dict[str, Entry] = {}
        for text in texts:
            for mention in self.mentions(folded(text)):
                entries.setdefault(mention.entry.id, mention.entry)
        return tuple(entries.values())

    def mentions(self, words: Sequence[str], *, nested: bool = False) -> Iterator[Mention]:
        """Yield the places where the normalised *words* name an entry, in order, the longest form first.

        *nested* also gives the names within names, such as Radek in “the trial of Radek”.
        """
        words = tuple(words)
        end = 0
        # A name begins with few of the words of a book: they are picked before the loop.
        for first in compress(range(len(words)), map(self._lengths.__contains__, words)):
            if first < end and not nested:
                continue
            for length in self._lengths[words[first]]:
                entry = self._owners.get(words[first : first + length])
                if entry is not None and first + length <= len(words):
                    end = first + length
                    yield Mention(first, end, entry)
                    if not nested:
                        break


def _surnames(entries: Iterable[Entry]) -> dict[Words, Entry]:
    """Return the persons by their surnames; a surname that two of them share names neither."""
    bearers: dict[Words, list[Entry]] = {}
    for entry in entries:
        if has_surname(entry):
            bearers.setdefault(folded(entry.name)[-1:], []).append(entry)
    return {surname: sharing[0] for surname, sharing in bearers.items() if len(sharing) == 1}


def _lengths(owners: Iterable[Words]) -> dict[str, list[int]]:
    """Return, for each first word of a name, the lengths of the names that begin with it, the longest first."""
    lengths: dict[str, set[int]] = {}
    for words in owners:
        lengths.setdefault(words[0], set()).add(len(words))
    return {word: sorted(of_word, reverse=True) for word, of_word in lengths.items()}

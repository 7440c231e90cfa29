"""Names in prose: which people and terms of the bank a text mentions, in any form that the texts use."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import NamedTuple

from quizgen.bank.model import Entry, Person
from quizgen.text.normalise import folded


class Mention(NamedTuple):
    """Where folded words name an entry: the index of the first word, and of the one after the last."""

    first: int
    after: int
    entry: Entry


def has_surname(entry: Entry) -> bool:
    """Whether an entry is of a person with a given name and a surname.

    “archival documents” and “Bulletin of the Opposition” speak as persons do, but have none.
    """
    words = entry.name.split()
    return isinstance(entry, Person) and len(words) > 1 and all(word[0].isupper() for word in words)


class NameIndex:
    """The forms of all names, and for each first word how long its forms are, the longest first."""

    def __init__(self, entries: Iterable[Entry], *, offices: bool = False) -> None:
        """With *offices* a person is also named by an office, such as “head of the NKVD”."""
        listed = tuple(entries)
        owners: dict[tuple[str, ...], Entry] = {}
        for entry in listed:
            for form in (entry.name, *(variant.form for variant in entry.variants)):
                owners.setdefault(folded(form), entry)
        surnames: dict[tuple[str, ...], list[Entry]] = {}
        for entry in listed:
            if has_surname(entry):
                surnames.setdefault(folded(entry.name)[-1:], []).append(entry)
        for surname, bearers in surnames.items():
            if len(bearers) == 1:  # a surname that two share names neither
                owners.setdefault(surname, bearers[0])
        if offices:
            for entry in listed:
                for office in entry.offices if isinstance(entry, Person) else ():
                    owners.setdefault(folded(office), entry)
        owners.pop((), None)
        self._owners = owners
        lengths: dict[str, set[int]] = {}
        for words in owners:
            lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def mentioned(self, *texts: str) -> tuple[Entry, ...]:
        """The entries that the plain *texts* name, each once, in the order of their first mention."""
        found = {each.entry.id: each.entry for text in texts for each in self.mentions(folded(text))}
        return tuple(found.values())

    def mentions(self, words: Sequence[str], *, nested: bool = False) -> Iterator[Mention]:
        """Where the folded *words* name an entry, in order, the longest form first.

        *nested* also gives the names within names, such as Radek in “the trial of Radek”.
        """
        said = tuple(words)
        after = 0
        # A name begins with few of the words of a book: they are picked before the loop.
        for at in compress(range(len(said)), map(self._lengths.__contains__, said)):
            if at < after and not nested:
                continue
            for length in self._lengths[said[at]]:
                entry = self._owners.get(said[at : at + length])
                if entry is not None and at + length <= len(said):
                    after = at + length
                    yield Mention(at, after, entry)
                    if not nested:
                        break

"""Names in prose: which people and terms of the bank a text mentions, in any form that the texts use."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import NamedTuple

from quizgen.anchor.normalise import normalise
from quizgen.model import Entry, Person


class Mention(NamedTuple):
    """Where folded words name an entry: the index of the first word, and of the one after the last."""

    first: int
    after: int
    entry: Entry


class NameIndex:
    """The forms of all names, by their first word, the longest first."""

    def __init__(self, entries: Iterable[Entry], *, offices: bool = False) -> None:
        """With *offices* a person is also named by an office, such as “head of the NKVD”."""
        listed = tuple(entries)
        self._forms: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        owners: dict[tuple[str, ...], Entry] = {}
        for entry in listed:
            for form in (entry.name, *(variant.form for variant in entry.variants)):
                owners.setdefault(normalise(form).words, entry)
        surnames: dict[tuple[str, ...], list[Entry]] = {}
        for entry in listed:
            words = normalise(entry.name).words
            # “archival documents” and “Bulletin of the Opposition” speak as persons do, but have no surname.
            if isinstance(entry, Person) and len(words) > 1 and all(part[0].isupper() for part in entry.name.split()):
                surnames.setdefault(words[-1:], []).append(entry)
        for surname, bearers in surnames.items():
            if len(bearers) == 1:  # a surname that two share names neither
                owners.setdefault(surname, bearers[0])
        if offices:
            for entry in listed:
                for office in entry.offices if isinstance(entry, Person) else ():
                    owners.setdefault(normalise(office).words, entry)
        for words, entry in owners.items():
            if words:
                self._forms.setdefault(words[0], []).append((words, entry))
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form[0]))

    def mentioned(self, *texts: str) -> tuple[Entry, ...]:
        """The entries that the plain *texts* name, each once, in the order of their first mention."""
        found = {each.entry.id: each.entry for text in texts for each in self.mentions(normalise(text).words)}
        return tuple(found.values())

    def mentions(self, words: Sequence[str], *, nested: bool = False) -> Iterator[Mention]:
        """Where the folded *words* name an entry, in order, the longest form first.

        *nested* also gives the names within names, such as Radek in “the trial of Radek”.
        """
        forms = self._forms
        after = 0
        # A name begins with few of the words of a book: they are picked before the loop.
        for at in compress(range(len(words)), map(forms.__contains__, words)):
            if at < after and not nested:
                continue
            for form, entry in forms[words[at]]:
                if len(form) == 1 or tuple(words[at : at + len(form)]) == form:
                    after = at + len(form)
                    yield Mention(at, after, entry)
                    if not nested:
                        break

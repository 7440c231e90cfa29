"""Names in prose: which people and terms of the bank a text mentions, in any form that the texts use."""

from collections.abc import Iterable, Iterator

from quizgen.anchor.normalise import normalise
from quizgen.model import Entry, Person


class NameIndex:
    """The forms of all names, by their first word, the longest first."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        listed = tuple(entries)
        self._forms: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        owners: dict[tuple[str, ...], Entry] = {}
        for entry in listed:
            for form in (entry.name, *(variant.form for variant in entry.variants)):
                owners.setdefault(normalise(form).words, entry)
        surnames: dict[tuple[str, ...], list[Entry]] = {}
        for entry in listed:
            words = normalise(entry.name).words
            if isinstance(entry, Person) and len(words) > 1:
                surnames.setdefault(words[-1:], []).append(entry)
        for surname, bearers in surnames.items():
            if len(bearers) == 1:  # a surname that two share names neither
                owners.setdefault(surname, bearers[0])
        for words, entry in owners.items():
            if words:
                self._forms.setdefault(words[0], []).append((words, entry))
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form[0]))

    def mentioned(self, *texts: str) -> tuple[Entry, ...]:
        """The entries that the plain *texts* name, each once, in the order of their first mention."""
        found = {entry.id: entry for text in texts for entry in self._mentions(normalise(text).words)}
        return tuple(found.values())

    def _mentions(self, words: tuple[str, ...]) -> Iterator[Entry]:
        at = 0
        while at < len(words):
            for form, entry in self._forms.get(words[at], ()):
                if words[at : at + len(form)] == form:
                    yield entry
                    at += len(form) - 1
                    break
            at += 1

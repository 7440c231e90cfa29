"""How a language names places in a text, such as pages and articles, and by which words it heads them."""

from collections.abc import Iterator
from functools import cache, lru_cache

from quizgen.base.value import frozen
from quizgen.languages.packs import PACKS, Language, languages, section
from quizgen.languages.vocabulary import alternatives


@frozen
class PlaceWords:
    """How one kind of place is named; {…} are filled in."""

    one: str
    """A place, by its {number}."""
    several: str
    """The places from {first} to {last}."""
    headings: tuple[str, ...] = ()
    """The words before the number in a heading; none of what has no headings."""

    def name(self, first: str, last: str) -> str:
        """Return the place or the places from *first* to *last*: "p. 6", "pp. 6–7", "art. 5 (1)–(3)"."""
        whole, _, part = first.partition(" ")
        if first != last and part and last.startswith(f"{whole} "):
            return self.one.format(number=f"{first}–{last.removeprefix(f'{whole} ')}")
        return self.one.format(number=first) if first == last else self.several.format(first=first, last=last)


@lru_cache(maxsize=8 * PACKS)
def place_words(language: Language, unit: str) -> PlaceWords:
    """Return how *language*, its base language, or English names places of *unit*, such as page. Raises KeyError."""
    entries = section(language, "places")[unit]
    headings = tuple(entries.get("headings", "").split())
    return PlaceWords(one=entries["one"], several=entries["several"], headings=headings)


@cache
def heading_words(unit: str = "") -> str:
    """Return a regular expression of the words that head a *unit*, or any unit, in all languages that ship."""
    return alternatives(sorted(set(_heading_words(unit)), key=len, reverse=True))


def _heading_words(unit: str) -> Iterator[str]:
    for language in languages():
        for name in section(language, "places"):
            if unit in ("", name):
                yield from place_words(language, name).headings

"""The language packs: the words of sheets, cards and pages in one language, and those by which its texts are read.

Some ship as YAML files beside this one. A bank may bring others, or parts of others; `bank/own_packs.py` reads these.
`labels`, `card_words`, `page_words`, `calendar`, `vocabulary` and `typography` give the sections of a pack as objects.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final, Literal

from quizgen.base.packaged import packaged_yaml

FALLBACK: Final = "en"
"""The language whose words outputs print where a pack lacks them."""
Section = Literal["labels", "cards", "calendar", "vocabulary", "typography", "places", "page"]
"""A part of a pack."""
Sections = Mapping[str, Mapping[str, Any]]
"""The parts of a pack by their names. All values are text, or lists and mappings of text: "yes" stays "yes"."""
_SHOWN: Final = frozenset(("labels", "cards", "page", "places", "typography"))
"""The sections of which what a pack lacks is taken from the fallback: what is read by other words is misread."""


class Pack:
    """The words of one language. Two packs are equal only if they are one, so that no bank gets another’s words."""

    def __init__(self, tag: str, sections: Sections, *, digest: str = "") -> None:
        self.tag = tag
        """The tag (BCP 47) of the language in which it is written."""
        self.digest = digest
        """A digest of what a bank has brought of it; empty where all of it ships."""
        self._sections = sections

    def __contains__(self, name: Section) -> bool:
        """Return whether the pack has the section *name* at all."""
        return name in self._sections

    def has(self, name: Section, key: str) -> bool:
        """Return whether the pack has a *key* of its own in the section *name*."""
        return key in self._sections.get(name, {})

    def section(self, name: Section) -> Mapping[str, Any]:
        """Return a section, what is printed completed from the fallback language; empty where the pack has none."""
        own = self._sections.get(name, {})
        if name not in _SHOWN or self.tag == FALLBACK:
            return own
        return {**shipped(FALLBACK).section(name), **own}

    def over(self, tag: str, sections: Sections, digest: str) -> "Pack":
        """Return this pack with what *sections* have of their own, for the language *tag*."""
        names = {*self._sections, *sections}
        merged = {name: {**self._sections.get(name, {}), **sections.get(name, {})} for name in names}
        return Pack(tag, merged, digest=digest)


Language = str | Pack
"""A pack, or the tag of a language whose pack is one of those that ship."""
PACKS: Final = 64
"""Packs of which sections are kept as objects at one time: those of a bank, of its texts and those that ship."""


def _folder() -> Traversable:
    return files(__package__)


@cache
def languages() -> tuple[str, ...]:
    """Return the tags (BCP 47) of the languages that ship, sorted."""
    names = [path.name for path in _folder().iterdir()]
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def nearest(language: str) -> str | None:
    """Return *language* or its base language ("de" for "de-AT"), whichever ships, or None where neither does."""
    for tag in (language, language.partition("-")[0]):
        if tag in languages():
            return tag
    return None


def pack_of(language: Language) -> Pack:
    """Return a pack itself; of a tag the pack that ships for the language or its base language, or an empty one."""
    if isinstance(language, Pack):
        return language
    tag = nearest(language)
    return shipped(tag) if tag else _EMPTY


def section(language: Language, name: Section) -> Mapping[str, Any]:
    """Return a section of the pack of *language*; see `Pack.section`."""
    return pack_of(language).section(name)


@cache
def shipped(tag: str) -> Pack:
    """Return the pack that ships under this *tag*, which is one of `languages`."""
    return Pack(tag, packaged_yaml(_folder() / f"{tag}.yaml", as_text=True))


_EMPTY: Final = Pack("", {})
"""The pack of all languages for which none ships."""

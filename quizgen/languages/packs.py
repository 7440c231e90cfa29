"""The language packs that ship: one YAML file a language, with the words of sheets, cards and pages and of texts.

A pack is read once. `labels`, `card_words`, `page_words`, `calendar`, `vocabulary` and `typography` give its sections
as objects.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final, Literal

from quizgen.base.packaged import packaged_yaml

FALLBACK: Final = "en"
"""The language whose pack serves where a language has none."""
Section = Literal["labels", "cards", "calendar", "vocabulary", "typography", "places", "page"]
"""A part of a pack."""


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


def section(language: str, name: Section) -> Mapping[str, Any]:
    """Return a section of the pack of *language*, of its base language, or of the English pack.

    All values are text, or lists and mappings of text: "yes" stays "yes".
    """
    entries: Mapping[str, Any] = _pack(nearest(language) or FALLBACK)[name]
    return entries


@cache
def _pack(language: str) -> Mapping[str, Any]:
    pack: Mapping[str, Any] = packaged_yaml(_folder() / f"{language}.yaml", as_text=True)
    return pack

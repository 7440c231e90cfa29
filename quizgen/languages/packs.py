"""The languages that ship: one YAML file each, with the words that sheets print and the names of months and seasons."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

FALLBACK = "en"


def _folder() -> Traversable:
    return files(__package__)


@cache
def languages() -> tuple[str, ...]:
    """The languages that ship."""
    names = (each.name for each in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def nearest(language: str) -> str | None:
    """*language* or its base language, whichever ships; None where neither does."""
    return next((each for each in (language, language.partition("-")[0]) if each in languages()), None)


@cache
def entries(language: str) -> Mapping[str, Any]:
    """What the file of a language that ships says, all of it as text; the English one where it does not ship."""
    import yaml

    text = (_folder() / f"{nearest(language) or FALLBACK}.yaml").read_text(encoding="utf-8")
    # A base loader reads text only: "yes" stays "yes".
    found: Mapping[str, Any] = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return found

"""The typography of a language: its quotation marks, its sentence ends, its ordinals in figures."""

from functools import cache

from quizgen.base.value import frozen
from quizgen.languages.packs import section


@frozen
class Typography:
    """How one language is set. Marks stand side by side in one string, each of them counts."""

    opening_quotes: str
    """The marks that open a quotation, the typewriter’s mark among them."""
    inner_opening_quotes: str
    """The marks that open a quotation within a quotation."""
    closing_quotes: str
    """The marks that close a quotation, the typewriter’s mark among them."""
    inner_closing_quotes: str
    """The marks that close a quotation within a quotation."""
    sentence_ends: str
    """The marks that end a sentence."""
    ordinal_endings: tuple[str, ...]
    """The endings that make an ordinal of figures, as in "11th"; empty where a language writes none."""


@cache
def typography(language: str) -> Typography:
    """Return the typography of *language*, of its base language, or the English one."""
    entries = section(language, "typography")
    return Typography(**{**entries, "ordinal_endings": tuple(entries["ordinal_endings"].split())})

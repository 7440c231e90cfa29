"""The typography of a language: its quotation marks, its sentence ends, its ordinals in figures."""

from functools import lru_cache

from quizgen.base.value import frozen
from quizgen.languages.packs import PACKS, Language, section


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
    ordinal_stop: str
    """The mark behind a day in figures, as in “3. August”; empty where there is none."""
    month_first: bool
    """Whether a month may stand before its day: “August 3”."""
    thousands: str
    """The mark that groups thousands."""
    nouns_have_capitals: bool
    """Whether every noun has a capital, so that a capital does not tell a name."""


@lru_cache(maxsize=PACKS)
def typography(language: Language) -> Typography:
    """Return the typography of *language*, as in English where its pack says nothing."""
    entries = section(language, "typography")
    return Typography(
        **{
            **entries,
            "ordinal_endings": tuple(entries["ordinal_endings"].split()),
            **{name: entries[name] == "yes" for name in ("month_first", "nouns_have_capitals")},
        }
    )

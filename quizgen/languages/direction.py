"""The direction in which a language is written, from its tag."""

import unicodedata
from typing import Final, Literal

Direction = Literal["ltr", "rtl"]
"""The values of the attribute `dir` in HTML."""

_SCRIPTS: Final = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo", "adlm"})
"""Scripts that run from right to left (ISO 15924): Arabic, Hebrew, Syriac, Thaana, N’Ko, Adlam."""
_LANGUAGES: Final = frozenset(
    {
        "ar",  # Arabic
        "arc",  # Aramaic
        "ckb",  # Kurdish, Sorani
        "dv",  # Dhivehi
        "fa",  # Persian
        "he",  # Hebrew
        "iw",  # Hebrew, the older subtag
        "ji",  # Yiddish, the older subtag
        "nqo",  # N’Ko
        "ps",  # Pashto
        "sd",  # Sindhi
        "syr",  # Syriac
        "ug",  # Uyghur
        "ur",  # Urdu
        "yi",  # Yiddish
    }
)
"""Languages that are mostly written in one of these scripts, where their tag names no script."""
_SCRIPT_LENGTH: Final = 4


def direction(language: str) -> Direction:
    """Return "rtl" where *language*, a tag, names a script from right to left or a language written in one, else "ltr".

    A script in the tag decides, so that "az-Arab" runs from right to left and "sd-Deva" from left to right. Sources:
    the subtags of BCP 47 (RFC 5646, section 2.1: a script has four letters and follows the language), and the
    direction of the letters of each script in the Unicode Character Database (Bidi_Class R and AL).
    """
    name, *subtags = language.lower().replace("_", "-").split("-")
    for subtag in subtags:
        if len(subtag) == 1:  # what follows is an extension or for private use
            break
        if len(subtag) == _SCRIPT_LENGTH and subtag.isalpha():
            return "rtl" if subtag in _SCRIPTS else "ltr"
    return "rtl" if name in _LANGUAGES else "ltr"


def left_to_right(text: str) -> str:
    """Return *text* between left-to-right marks if it has letters, all from left to right (their Bidi_Class is L).

    Amid words from right to left its numbers and stops then keep their order: "20 minutes", and not "minutes 20".
    """
    classes = {unicodedata.bidirectional(character) for character in text}
    if "L" not in classes or not classes.isdisjoint({"R", "AL"}):
        return text
    words = text.strip()
    return text.replace(words, f"\u200e{words}\u200e")

"""What a student types against the answers that count: the same comparison as in the script of the cards.

``anki/templates/card.js`` does in JavaScript what this file does, step by step; the tests hold both to one table.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from quizgen.languages.packs import nearest
from quizgen.languages.vocabulary import vocabulary
from quizgen.text.typed_numbers import joined, with_minus

# Here a mark on a Latin letter is a tone or another vowel, hence another word.
_MARKED_LANGUAGES: Final = frozenset(["vi"])
_SPELT_UMLAUTS: Final[Mapping[str, Mapping[int, str]]] = {"de": str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})}

# Signs that keyboards lack or editors put in, and what is typed for them: two strings of one length.
_TYPED: Final = str.maketrans("‘’‚‛´`ʹʻʼʽʾʿ′“”„‟″º˚×÷∕⁄♯♭〜٪٬٫،", "'" * 13 + '"' * 5 + "°°x///#b~%'.,", "™")
_RAISED: Final = re.compile("[⁺⁻]?[⁰¹²³⁴-⁹]+")
_FRACTION: Final = re.compile("[¼-¾⅐-⅟↉]")
# Variation selectors and the joiner of graphemes; all else that is unseen is a format character to Unicode.
_SELECTORS: Final = re.compile("[\u034f\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")

# Vowel points and signs for reading aloud in Hebrew and Arabic, and the Arabic stroke that only lengthens a word.
_POINTS: Final = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u0652\u0670\u06d6-\u06dc"
# The accents of Latin, Greek and Cyrillic letters; without the stroke that makes ≠ of =.
_ACCENTS: Final = "\u0300-\u0337\u0339-\u036f\u1ab0-\u1aff\u1dc0-\u1dff"
_ONLY_POINTS: Final = re.compile(f"[{_POINTS}]")
_POINTS_AND_ACCENTS: Final = re.compile(f"[{_POINTS}{_ACCENTS}]")
# A Cyrillic letter with a mark is a letter of its own, with a key of its own (й is not и). But ё is mostly printed е,
# and stress is marked for learners only.
_LETTER_OF_ITS_OWN: Final = re.compile("[\u0400-\u044f\u0452-\u045c\u045e-\u052f]")
_BARE: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", **dict(zip("đðħłøŧŋıς", "ddhlotniσ", strict=True))}
)
_BARE_BUT_D: Final = {code: letters for code, letters in _BARE.items() if code != ord("đ")}
_TELLING: Final = frozenset("^#%‰&@*/\\")
"""Marks that Unicode counts as punctuation, or as no symbol by itself, and that carry meaning all the same."""


def counts_as(typed: str, answer: str, language: str) -> bool:
    """Return whether *typed* counts as *answer* in a bank in *language* (BCP 47)."""
    ways = zip(spellings(typed, language), spellings(answer, language), strict=True)
    return any(spelling == expected for spelling, expected in ways)


def fold(text: str, language: str) -> str:
    """Return *text* without what never counts in a typed answer, but with its article: see `spellings`."""
    return spellings(text, language)[0]


@lru_cache(maxsize=1 << 12)
def spellings(text: str, language: str) -> tuple[str, ...]:
    """Return what is compared of *text*: folded, then without an article in front; in German again with ae for ä.

    Two texts are one answer if they have the same spelling at the same place.

    Nothing depends on

    - letter case, full width and other forms of a character (``Ⅳ`` is IV, ``H₂O`` is H2O), invisible characters;
    - accents of Latin and Greek letters (but in Vietnamese), stress in Cyrillic, ё for е, ß for ss and the like, vowel
      points in Hebrew and Arabic. All other marks count, as in が, й, أ, and in Indic scripts and Thai;
    - spaces, hyphens, quotation marks, brackets (what is in them counts) and punctuation; but between two figures
      something stays: ``1937–38`` is 1937 38, not 193738;
    - an article of the language in front, unless it is all there is, or a single letter before a figure (A 4);
    - what groups thousands: spaces, apostrophes, underscores, and the comma or the point, whichever is not the decimal
      mark in this language. Where a number has several groups, it may be either.

    What counts: letters; figures, of any script; symbols such as ``+ # % & @ * / = < > ° €``; the decimal mark (in a
    language with a comma, a point that groups nothing too); and a minus before a figure, which is a hyphen or dash in
    front, after a bracket, a comma or an operator, or after a space unless a figure stands before it, or behind the
    last figure (a charge: 2-). A text without letters and figures is compared as it is, but for spaces.
    """
    base = language.partition("-")[0]
    spelt: tuple[Mapping[int, str], ...] = ({}, _SPELT_UMLAUTS[base]) if base in _SPELT_UMLAUTS else ({},)
    return tuple(spelling for umlauts in spelt for spelling in _with_and_without_article(text, language, umlauts))


def _with_and_without_article(text: str, language: str, umlauts: Mapping[int, str]) -> tuple[str, str]:
    base = language.partition("-")[0]
    seen = _seen(text)
    reduced = "".join(map(_reduced, _bare(seen.lower().translate(umlauts), base)))
    words = with_minus(" ".join(reduced.split()))
    whole = joined(words, base)
    if not _says_something(whole):
        whole = unicodedata.normalize("NFC", "".join(seen.split()))
    bare = joined(_article(language).sub("", words), base)
    return whole, bare if _says_something(bare) else whole


def _says_something(text: str) -> bool:
    return any(map(str.isalnum, text))


def _seen(text: str) -> str:
    """Return *text* as a plain keyboard writes it: without special forms of characters, and without unseen ones."""
    apart = _RAISED.sub(r"^\g<0>", _FRACTION.sub(r" \g<0>", text.translate(_TYPED)))
    composed = unicodedata.normalize("NFKC", apart).translate(_TYPED)
    return _SELECTORS.sub("", "".join(map(_plain, composed)))


def _plain(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Pd" or char == "−":
        return "-"
    return " " if category[0] in "ZC" else char


def _bare(text: str, base: str) -> str:
    """Return *text*, in lower case, without the marks that never count in the language."""
    is_marked = base in _MARKED_LANGUAGES
    marks = _ONLY_POINTS if is_marked else _POINTS_AND_ACCENTS
    letters = (
        char if _LETTER_OF_ITS_OWN.match(char) else marks.sub("", unicodedata.normalize("NFD", char)) for char in text
    )
    return unicodedata.normalize("NFC", "".join(letters)).translate(_BARE_BUT_D if is_marked else _BARE)


def _reduced(char: str) -> str:
    """Return a character that may count, ``(`` for what may stand before a sign, a space for other punctuation."""
    category = unicodedata.category(char)
    if category[0] in "LMN" or char in _TELLING or char in "-.,'_":
        return char
    if category in ("Sm", "Sc", "So") and char not in "©®":
        return char
    return "(" if category == "Ps" or char in ":;" else " "


@cache
def _article(language: str) -> re.Pattern[str]:
    """Return the pattern of an article of *language* in front of something; it matches nothing where it has none."""
    tag = nearest(language)
    words = vocabulary(tag).articles if tag else ()
    articles = "|".join(re.escape(word) + ("(?! [0-9])" if len(word) == 1 else "") for word in words)
    return re.compile(rf"^[- .,'_(]*(?:{articles}) " if words else r"^(?!)")

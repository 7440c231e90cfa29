"""Letters in two parts made one, and words without what makes no difference: case, marks, invisible characters."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

APOSTROPHES: Final = "\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u0374"
"""Letters by Unicode’s account, apostrophes by use."""
# What does not decompose although readers type it as something else (ß is casefolded to ss).
_PLAIN: Final = str.maketrans("øłđðħŧŋı", "olddhtni", APOSTROPHES) | str.maketrans({"æ": "ae", "œ": "oe", "þ": "th"})

_IN_PARTS: Final = re.compile(
    "[^\\s][\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u3099\u309a]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)
"""A letter with its marks, or a syllable of Hangul in its letters."""


def composed(text: str) -> str:
    """Return *text* with each letter that is written in parts as one character (NFC), and every other as it is.

    NFC of a whole text would also replace characters that are one already, such as forms of Chinese characters.
    """
    return text if text.isascii() else _IN_PARTS.sub(lambda parts: unicodedata.normalize("NFC", parts[0]), text)


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """Return the folded *word*: letters and digits only. A word of nothing else stays as it is: none is ever empty."""
    plain = unicodedata.normalize("NFKD", word).casefold().translate(_PLAIN)
    # Marks, soft hyphens and separators are no letters.
    return "".join(filter(str.isalnum, plain)) or word

"""A word without what makes no difference to a reader: case, marks, compatibility forms and invisible characters."""

import unicodedata
from functools import lru_cache
from typing import Final

APOSTROPHES: Final = "\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u0374"
"""Letters by Unicode’s account, apostrophes by use."""
# What does not decompose although readers type it as something else (ß is casefolded to ss).
_PLAIN: Final = str.maketrans("øłđðħŧŋı", "olddhtni", APOSTROPHES) | str.maketrans({"æ": "ae", "œ": "oe", "þ": "th"})


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """Return the folded *word*: letters and digits only. A word of nothing else stays as it is: none is ever empty."""
    plain = unicodedata.normalize("NFKD", word).casefold().translate(_PLAIN)
    # Marks, soft hyphens and separators are no letters.
    return "".join(filter(str.isalnum, plain)) or word

"""The sentences of a passage: initials, abbreviations and ellipses do not end one."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from quizgen.languages.packs import PACKS, Language
from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import alternatives, vocabulary
from quizgen.text.paragraphs import blocks

# A stop with what closes beside it, white space, and the first letter of what follows, past its opening marks.
_STOP: Final = re.compile(r"(?P<stop>[.!?…]+(?:[\"'”’»›)\]]+[.!?…]*)*)(?P<gap>\s+)(?=[\"'“‘„«‹(\[]*(?P<next>[^\W_]))")


@lru_cache(maxsize=PACKS)
def _shortened(language: Language) -> "re.Pattern[str]":
    """What a full stop ends no sentence after: a letter (V. R.), a capital and one more (Zh.), a title (Mrs.).

    Where ordinals have a stop, one or two figures too (“3. August”).
    """
    shortened = alternatives(vocabulary(language).abbreviations)
    day = r"|\d{1,2}" if typography(language).ordinal_stop else ""
    return re.compile(rf"(?<![^\W_])(?:[^\W\d_]|[^\W\d_a-z][a-z]|{shortened}{day})$")


def sentences(passage: str, language: Language) -> tuple[tuple[int, int], ...]:
    """Return the raw (start, end) of each sentence of *passage*, in order. The end of a block ends a sentence too."""
    return tuple(
        (block.start + start, block.start + end)
        for block in blocks(passage)
        for start, end in _sentences(passage[block.start : block.end], language)
    )


def _sentences(block: str, language: Language) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _STOP.finditer(block):
        if _ends(block, match, language):
            yield start, match.end("stop")
            start = match.end("gap")
    yield start, len(block)


def _ends(block: str, match: re.Match[str], language: Language) -> bool:
    stop, follows = match["stop"], match["next"]
    if not (follows.isupper() or follows.isdigit()):
        return False
    if stop == ".":
        return _shortened(language).search(block, max(0, match.start() - 8), match.start()) is None
    return stop.strip("….\"'”’»›)]") != "" or not ("…" in stop or ".." in stop)

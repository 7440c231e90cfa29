"""The sentences of a passage: initials, abbreviations and ellipses do not end one."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from quizgen.languages.vocabulary import ENGLISH, alternatives, vocabulary
from quizgen.text.paragraphs import blocks

# A stop with what closes beside it, white space, and the first letter of what follows, past its opening marks.
_STOP: Final = re.compile(r"(?P<stop>[.!?…]+(?:[\"'”’»›)\]]+[.!?…]*)*)(?P<gap>\s+)(?=[\"'“‘„«‹(\[]*(?P<next>[^\W_]))")


@cache
def _shortened() -> "re.Pattern[str]":
    """What a full stop ends no sentence after: a letter (V. R.), a capital and one more (Zh.), a title (Mrs.)."""
    shortened = alternatives(vocabulary(ENGLISH).abbreviations)
    return re.compile(rf"(?<![^\W_])(?:[^\W\d_]|[^\W\d_a-z][a-z]|{shortened})$")


def sentences(passage: str) -> tuple[tuple[int, int], ...]:
    """Return the raw (start, end) of each sentence of *passage*, in order. The end of a block ends a sentence too."""
    return tuple(
        (block.start + start, block.start + end)
        for block in blocks(passage)
        for start, end in _sentences(passage[block.start : block.end])
    )


def _sentences(block: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _STOP.finditer(block):
        if _ends(block, match):
            yield start, match.end("stop")
            start = match.end("gap")
    yield start, len(block)


def _ends(block: str, match: re.Match[str]) -> bool:
    stop, follows = match["stop"], match["next"]
    if not (follows.isupper() or follows.isdigit()):
        return False
    if stop == ".":
        return _shortened().search(block, max(0, match.start() - 8), match.start()) is None
    return stop.strip("….\"'”’»›)]") != "" or not ("…" in stop or ".." in stop)

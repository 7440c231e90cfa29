"""The sentences of a passage: initials, abbreviations and ellipses do not end one."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from quizgen.languages.packs import PACKS, Language
from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import alternatives, vocabulary
from quizgen.text.paragraphs import blocks

# Marks that open or close a quotation in any language; where its own language has one the other way round, that counts.
_OPENING: Final = "“‘„«‹"
_CLOSING: Final = "”’»›"


class _Ends:
    """Where the sentences of a language may end."""

    def __init__(self, language: Language) -> None:
        marks = typography(language)
        opening = {*marks.opening_quotes, *marks.inner_opening_quotes}
        closing = {*marks.closing_quotes, *marks.inner_closing_quotes}
        opens = "".join(sorted({*_OPENING, *opening} - closing | {*"\"'(["}))
        self.closes = "".join(sorted({*_CLOSING, *closing} - opening | {*"\"')]"}))
        # A stop with what closes beside it, white space, and the first letter of what follows, past its opening marks.
        closers = re.escape(self.closes)
        self.stop = re.compile(
            rf"(?P<stop>[.!?…]+(?:[{closers}]+[.!?…]*)*)(?P<gap>\s+)(?=[{re.escape(opens)}]*(?P<next>[^\W_]))"
        )
        # What a full stop ends no sentence after: a letter (V. R.), a capital and one more (Zh.), a title (Mrs.), and
        # where ordinals have a stop, one or two figures (“3. August”).
        shortened = alternatives(vocabulary(language).abbreviations)
        day = r"|\d{1,2}" if marks.ordinal_stop else ""
        self.shortened = re.compile(rf"(?<![^\W_])(?:[^\W\d_]|[^\W\d_a-z][a-z]|{shortened}{day})$")


@lru_cache(maxsize=PACKS)
def _ends_of(language: Language) -> _Ends:
    return _Ends(language)


def sentences(passage: str, language: Language) -> tuple[tuple[int, int], ...]:
    """Return the raw (start, end) of each sentence of *passage*, in order. The end of a block ends a sentence too."""
    return tuple(
        (block.start + start, block.start + end)
        for block in blocks(passage)
        for start, end in _sentences(passage[block.start : block.end], language)
    )


def _sentences(block: str, language: Language) -> Iterator[tuple[int, int]]:
    start = 0
    ends = _ends_of(language)
    for match in ends.stop.finditer(block):
        if _is_end(block, match, ends):
            yield start, match.end("stop")
            start = match.end("gap")
    yield start, len(block)


def _is_end(block: str, match: re.Match[str], ends: _Ends) -> bool:
    stop, follows = match["stop"], match["next"]
    if not (follows.isupper() or follows.isdigit()):
        return False
    if stop == ".":
        return ends.shortened.search(block, max(0, match.start() - 8), match.start()) is None
    return stop.strip(f"….{ends.closes}") != "" or not ("…" in stop or ".." in stop)

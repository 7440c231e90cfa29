"""How many passages are found in copies of every sort, and that none is attached to anything else.

`editions.md` has what was measured; ``python -m tests.passages.anchor.test_editions`` writes it, with the real texts at
hand. A rate in it is a floor, and what is shown only in part a ceiling; of wrong passages there is none.
"""

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple, Self

import pytest

from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.locate import resolve_anchors
from tests.passages.anchor.chronicle import chronicle, real
from tests.passages.anchor.editions import EDITIONS
from tests.passages.anchor.ownership import OwnedCopy, Share, owned
from tests.passages.anchor.test_copies import registered

TABLE = Path(__file__).parent / "editions.md"
SHORT, SLOW = "short chronicle", ("chronicle", "rogovin", "orlov")
TEXTS: dict[str, Callable[[], list[str]]] = {
    SHORT: lambda: chronicle(34),
    "chronicle": lambda: chronicle(90),
    "rogovin": lambda: real("rogovin.txt"),
    "orlov": lambda: real("orlov.txt"),
}
SEEDS = 2
"""Copies of an edition in the slow tests; the fast ones make one, of the short chronicle."""


class Tally(NamedTuple):
    """What became of the passages that a copy has, all or in part."""

    right: int = 0
    """All that the copy has of the passage is shown, and hardly anything else."""
    partly: int = 0
    """Most of what is shown is the passage's, but it is not all, or not alone."""
    halves: int = 0
    """Of those shown partly: of which less than half is shown, or with more than two fifths foreign."""
    refused: int = 0
    """Not shown."""
    wrong: int = 0
    """Most of what is shown is not the passage's, or nothing of it is in the copy."""

    def __str__(self) -> str:
        total = max(1, self.right + self.partly + self.refused + self.wrong)
        return f"{self.right}/{total} ({100 * self.right / total:.0f} %) | {self.partly} | {self.halves}"

    @classmethod
    def parse(cls, cells: tuple[str, str, str]) -> Self:
        right, partly, halves = (int(cell.split("/")[0]) for cell in cells)
        return cls(right=right, partly=partly, halves=halves)


def letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def verdict(share: Share, recorded: int) -> Tally:
    """What a span is that has this *share* of a passage of so many *recorded* letters."""
    if 2 * share.own < share.span:
        return Tally(wrong=1)
    if share.own > 0.85 * share.copy and share.own > 0.85 * share.span:
        return Tally(right=1)
    return Tally(partly=1, halves=int(2 * share.own < recorded or share.own < 0.6 * share.span))


@cache
def tally(text: str, edition: str, seeds: int) -> Tally:
    """Look for all passages of a text in so many copies of an edition."""
    paragraphs = TEXTS[text]()
    passages, anchors = registered(paragraphs)
    counts = [0] * len(Tally._fields)
    for seed in range(seeds):
        marked = EDITIONS[edition](owned(paragraphs), random.Random(seed))
        document = Document.read(OwnedCopy(marked).raw)
        copy = OwnedCopy(Document.read(marked).raw)
        assert copy.raw == document.raw
        for match, (first, last) in zip(resolve_anchors(document, anchors), passages, strict=True):
            if match.span is not None:
                recorded = sum(letters(text) for text in paragraphs[first : last + 1])
                result = verdict(copy.share(match.span, (first, last)), recorded)
            else:
                result = Tally(refused=int(copy.share((0, len(copy.raw)), (first, last)).copy > 0))
            counts = [former + more for former, more in zip(counts, result, strict=True)]
    return Tally(*counts)


def read_table() -> dict[tuple[str, str], Tally]:
    """The tallies in `editions.md`, by text and edition."""
    rows: dict[tuple[str, str], Tally] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"\| (.*) \| (.*) \| (\d+/.*) \| (\d+) \| (\d+) \|", line):
            edition, text, *cells = match.groups()
            rows[text, edition] = Tally.parse((cells[0], cells[1], cells[2]))
    return rows


def hold(text: str, edition: str, seeds: int) -> None:
    """Assert that an edition is no worse than the table tells."""
    measured, floor = tally(text, edition, seeds), read_table()[text, edition]
    assert measured.wrong == 0
    assert measured.right >= floor.right
    assert measured.halves <= floor.halves


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_passage_is_wrong_in(edition: str) -> None:
    hold(SHORT, edition, 1)


@pytest.mark.slow
@pytest.mark.parametrize("text", SLOW)
@pytest.mark.parametrize("edition", EDITIONS)
def test_no_passage_of_a_whole_text_is_wrong_in(edition: str, text: str) -> None:
    hold(text, edition, SEEDS)


def test_less_than_half_of_a_passage_is_shown_only_where_its_body_was_exchanged_or_cut() -> None:
    cut = {edition for edition in EDITIONS if "openings" in edition or "abridged" in edition}
    assert {edition for (_, edition), row in read_table().items() if row.halves} <= cut


def test_tags_are_not_shown() -> None:
    paragraphs = chronicle(20)
    passages, anchors = registered(paragraphs)
    for edition in EDITIONS:
        if edition.startswith("HTML") and "OCR" not in edition:
            document = Document.read(OwnedCopy(EDITIONS[edition](owned(paragraphs), random.Random(2))).raw)
            for match, (first, last) in zip(resolve_anchors(document, anchors), passages, strict=True):
                assert match.span is not None
                shown = " ".join(document.raw[slice(*match.span)].split())
                assert shown.replace("\xa0", " ") == " ".join(paragraphs[first : last + 1])


def table() -> str:
    lines = [
        "# Passages found in copies of every sort",
        "",
        "A floor and a ceiling for `test_editions.py`, which says what the columns count.",
        "",
        "| edition | text | right | partly | less than half, or two fifths foreign |",
        "|---|---|---|---|---|",
    ]
    for edition in EDITIONS:
        for text in (SHORT, *SLOW):
            lines.append(f"| {edition} | {text} | {tally(text, edition, 1 if text == SHORT else SEEDS)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")

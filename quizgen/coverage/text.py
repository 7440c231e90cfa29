"""Coverage as text, for a terminal or a file."""

from collections.abc import Iterator
from typing import Final

from quizgen.coverage.model import Coverage, State, Stretch, Tally, TextCoverage
from quizgen.text.inline import plain

NO_TEXTS: Final = "This bank has no texts of which it could leave something out; `quizgen list` lists its questions."
_HEAD = ("section", "passages", "", "words", "", "items", "cards/p.", "paper/p.", "levels", "longest gap")
_WORDS = ("section", "kinds", "levels", "longest gap")
"""The heads of columns of words, which are aligned to the left; numbers are aligned to the right."""


def as_text(coverage: Coverage) -> str:
    """Return a table of sections for each text, then its gaps, waived passages and unused facts, then a total."""
    if not coverage.texts:
        return NO_TEXTS
    parts = ["\n".join(_text(text)) for text in coverage.texts]
    tally = coverage.tally
    parts.append(f"In all: {passages(tally)} covered, {tally.items} items, {tally.on_cards} of them on cards.")
    return "\n\n".join(parts)


def passages(tally: Tally) -> str:
    """Return how many of the passages that are not waived are covered, such as "3 of 5 passages"."""
    return f"{tally.covered} of {tally.passages - tally.waived} passages"


def percent(share: float | None) -> str:
    """Return *share*, from 0 to 1, in per cent, rounded down: 100 % means all. Empty where the share is not known."""
    return "" if share is None else f"{int(share * 100)} %"


def levels(tally: Tally) -> str:
    """Return the initials of the levels, each with its share of the questions in per cent, such as "R60 U40 A0 E0"."""
    if not tally.items:
        return ""
    return " ".join(f"{level[0].upper()}{round(100 * count / tally.items)}" for level, count in tally.levels.items())


def _text(text: TextCoverage) -> Iterator[str]:
    tallies: list[tuple[str, Tally]] = [(section.section.id, section.tally) for section in text.sections]
    tallies.append(("all", text.tally))
    yield f"{text.text.short}: {plain(text.text.title)}"
    yield from _table([_HEAD, *(_row(name, tally) for name, tally in tallies)])
    yield "Levels: R recall, U understand, A analyse, E evaluate, in per cent of the items."
    yield ""
    kinds = [("kinds", *text.tally.kinds)]
    for name, tally in tallies:
        kinds.append((name, *map(str, tally.kinds.values())))
    yield from _table(kinds)
    yield ""
    if not text.read:
        yield f"There is no {text.text.file}: words, paragraphs without a passage and unused facts are not known."
    yield from _in_state("Not asked about:", text, State.UNASKED)
    yield from _in_state("In no passage:", text, State.NO_PASSAGE)
    yield from _in_state("Waived:", text, State.WAIVED)
    with_unasked = [stretch for stretch in text.stretches if stretch.unasked]
    if with_unasked:
        yield "Names, dates and figures that no item on the passage uses (in brackets: an item elsewhere does):"
    for stretch in with_unasked:
        yield f"  {_name(stretch)}: {_unasked(stretch)}"


def _row(name: str, tally: Tally) -> tuple[str, ...]:
    return (
        name,
        f"{tally.covered}/{tally.passages - tally.waived}",
        percent(tally.share),
        f"{tally.words_covered}/{tally.words - tally.words_waived}" if tally.words else "",
        percent(tally.share_of_words),
        str(tally.items),
        f"{tally.cards_a_passage:.1f}",
        f"{tally.paper_a_passage:.1f}",
        levels(tally),
        _longest_gap(tally),
    )


def _longest_gap(tally: Tally) -> str:
    if tally.longest is None:
        return "–"
    return f"{tally.longest.name} ({tally.longest.words} words)" if tally.words else tally.longest.name


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Yield *rows*, the first of them the heads, in columns; a column without any words is left out."""
    heads = rows[0]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for head, cell, width in zip(heads, row, widths, strict=True):
            if width:
                cells.append(cell.ljust(width) if head in _WORDS else cell.rjust(width))
        yield "  " + "  ".join(cells).rstrip()


def _in_state(heading: str, text: TextCoverage, state: State) -> Iterator[str]:
    stretches = [stretch for stretch in text.stretches if stretch.state is state]
    if stretches:
        yield heading
    for stretch in stretches:
        line = f"  {_name(stretch)}"
        if stretch.words:
            line += f" ({stretch.words} words)"
        if stretch.passage and stretch.passage.waive:
            line += f": {plain(stretch.passage.waive)}"
        yield line


def _name(stretch: Stretch) -> str:
    if stretch.passage is None:
        return stretch.place
    name: str = stretch.passage.id
    if stretch.place:
        name += f" {stretch.place}"
    return f"{name}, {plain(stretch.passage.label)}"


def _unasked(stretch: Stretch) -> str:
    return ", ".join(f"({fact.words})" if fact.elsewhere else fact.words for fact in stretch.unasked)

"""Coverage as text, for a terminal or a file."""

from collections.abc import Iterator

from quizgen.coverage.measure import Coverage, State, Stretch, Tally, TextCoverage
from quizgen.text.inline import plain

_HEAD = ("section", "passages", "", "words", "", "items", "cards/p.", "paper/p.", "levels", "longest gap")
_LEFT = ("section", "kinds", "levels", "longest gap")
"""The heads of columns of words; numbers are set to the right."""


def as_text(coverage: Coverage) -> str:
    """Text by text: a line a section, then what is left out, waived and unused."""
    parts = ["\n".join(_text(text)) for text in coverage.texts]
    tally = coverage.tally
    parts.append(f"In all: {passages(tally)} covered, {tally.items} items, {tally.on_cards} of them on cards.")
    return "\n\n".join(parts)


def passages(tally: Tally) -> str:
    """How many of the passages that are not waived are covered."""
    return f"{tally.covered} of {tally.passages - tally.waived} passages"


def percent(share: float | None) -> str:
    """A share as a reader sees it, rounded down: 100 % means all. Empty where it is not known."""
    return "" if share is None else f"{int(share * 100)} %"


def levels(tally: Tally) -> str:
    """The levels, each with its share of the items."""
    if not tally.items:
        return ""
    return " ".join(f"{level[0].upper()}{round(100 * count / tally.items)}" for level, count in tally.levels.items())


def _text(text: TextCoverage) -> Iterator[str]:
    tallies = [*((each.section.id, each.tally) for each in text.sections), ("all", text.tally)]
    yield f"{text.text.short}: {plain(text.text.title)}"
    yield from _table([_HEAD, *(_row(name, tally) for name, tally in tallies)])
    yield "Levels: R recall, U understand, A analyse, E evaluate, in per cent of the items."
    yield ""
    kinds = tuple(text.tally.kinds)
    yield from _table([("kinds", *kinds), *((name, *map(str, tally.kinds.values())) for name, tally in tallies)])
    yield ""
    if not text.read:
        yield f"There is no {text.text.file}: words, paragraphs without a passage and unused facts are not known."
    yield from _listed("Not asked about:", text, State.UNASKED)
    yield from _listed("In no passage:", text, State.NO_PASSAGE)
    yield from _listed("Waived:", text, State.WAIVED)
    left = [each for each in text.stretches if each.unasked]
    if left:
        yield "Names, dates and figures that no item on the passage uses (in brackets: an item elsewhere does):"
        yield from (f"  {_name(each)}: {_unused(each)}" for each in left)


def _row(name: str, tally: Tally) -> tuple[str, ...]:
    longest = f"{tally.longest.name}" + f" ({tally.longest.words} words)" * bool(tally.words) if tally.longest else "–"
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
        longest,
    )


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.ljust(width) if head in _LEFT else cell.rjust(width)
            for head, cell, width in zip(rows[0], row, widths, strict=True)
        ]
        yield "  " + "  ".join(cell for cell, width in zip(cells, widths, strict=True) if width).rstrip()


def _listed(heading: str, text: TextCoverage, state: State) -> Iterator[str]:
    found = [each for each in text.stretches if each.state is state]
    if found:
        yield heading
    for each in found:
        words = f" ({each.words} words)" * bool(each.words)
        yield f"  {_name(each)}{words}{f': {plain(each.passage.waive)}' if each.passage and each.passage.waive else ''}"


def _name(stretch: Stretch) -> str:
    if stretch.passage is None:
        return stretch.place
    return f"{stretch.passage.id}{f' {stretch.place}' * bool(stretch.first)}, {plain(stretch.passage.label)}"


def _unused(stretch: Stretch) -> str:
    return ", ".join(f"({each.words})" if each.elsewhere else each.words for each in stretch.unasked)

"""What is shown of a copy: clean prose, verse in its lines, tables in their cells."""

import pytest

from quizgen.bank.excerpt import Paragraph
from quizgen.passages.anchor.document import Document
from quizgen.passages.places import places_of
from quizgen.passages.shown import shown_paragraphs
from quizgen.text.paragraphs import BlockKind
from quizgen.text.reading.model import Unit
from quizgen.text.reading.read import read

PROSE = (
    "It was raining, and the _whole of the village_ had gathered in the old hall by the\n"
    "river, where the son of the miller was to sing. Nobody knew that the song was his\n"
    "own."
)


def shown(raw: str, name: str = "a.txt", unit: Unit | None = None) -> list[Paragraph]:
    """All paragraphs of a copy."""
    document = Document.of(read(raw, name))
    places = places_of(document, unit) if unit else None
    return list(shown_paragraphs(document, (0, len(document.raw)), places, "en"))


@pytest.mark.parametrize(
    ("raw", "kind", "text"),
    [
        (PROSE, BlockKind.PARAGRAPH, PROSE.replace("\n", " ").replace("_", "")),
        ("    The mill,\n      it turns.", BlockKind.VERSE, "The mill,\n  it turns."),
        ("Fare     Pence\n-------  -----\nOn foot   2", BlockKind.TABLE, "Fare\tPence\nOn foot\t2"),
        ("| Fare | Pence |\n| On foot | 2 |", BlockKind.TABLE, "Fare\tPence\nOn foot\t2"),
        ("- one\n  more\n- two", BlockKind.LIST, "- one\n  more\n- two"),
    ],
)
def test_what_is_shown_of_a_block(raw: str, kind: BlockKind, text: str) -> None:
    last = shown(f"{PROSE}\n\n{raw}")[-1]
    assert (last.kind, last.text) == (kind, text)


def test_emphasis_lies_on_its_words() -> None:
    (paragraph,) = shown(PROSE)
    (emphasis,) = paragraph.emphases
    assert paragraph.text[emphasis.start : emphasis.end] == "whole of the village"


def test_emphasis_over_the_end_of_a_line() -> None:
    (paragraph,) = shown("He read _The Ferry\nKeeper,_ twice.")
    (emphasis,) = paragraph.emphases
    assert paragraph.text[emphasis.start : emphasis.end] == "The Ferry Keeper,"


def test_headings_and_notes_have_no_number() -> None:
    paragraphs = shown("# One\n\nTwo.[^1]\n\n[^1]: Three.\n\nFour.", "a.md")
    assert [(paragraph.number, paragraph.kind, paragraph.text) for paragraph in paragraphs] == [
        (0, BlockKind.HEADING, "One"),
        (2, BlockKind.PARAGRAPH, "Two."),
        (0, BlockKind.NOTE, "Three."),
        (3, BlockKind.PARAGRAPH, "Four."),
    ]


def test_a_page_stands_beside_the_paragraph_after_its_beginning() -> None:
    paragraphs = shown("[p. 3] One.\n\nTwo, [p. 4] three.\n\nFour.", unit=Unit.PAGE)
    assert [(paragraph.number, paragraph.beside) for paragraph in paragraphs] == [(0, "p. 3"), (0, ""), (0, "p. 4")]
    assert [paragraph.cited.named("en") for paragraph in paragraphs] == ["p. 3", "pp. 3–4", "p. 4"]

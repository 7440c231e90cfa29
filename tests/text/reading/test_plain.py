"""Plain text: its marks are read through, and its lines say what its blocks are."""

import pytest

from quizgen.text.paragraphs import BlockKind
from quizgen.text.reading.read import read
from tests.text.reading.test_kinds import blocks

PROSE = (
    "It was raining, and the whole of the village had gathered in the old hall by the\n"
    "river, where the son of the miller was to sing. Nobody knew that the song was his\n"
    "own, and the roof was leaking all the while, as it had done every autumn before."
)
VERSE = "    The mill it turns,\n      The water burns,\n    And nobody is here."
QUOTED = (
    "      He said that the whole of the valley would be under water\n"
    "      before the week was out, and that the mill was lost, and\n"
    "      nobody believed him."
)


@pytest.mark.parametrize(
    ("raw", "plain", "stressed"),
    [
        ("The river was _high_ today.", "The river was high today.", ["high"]),
        ("_3 August._ Rain.", "3 August. Rain.", ["3 August."]),
        ("He read _The Ferry\nKeeper_ twice.", "He read The Ferry\nKeeper twice.", ["The Ferry\nKeeper"]),
        ("A *word*, and **two words**.", "A word, and two words.", ["word", "two words"]),
        ("The file a_b_c and 2 * 3 * 4.", "The file a_b_c and 2 * 3 * 4.", []),
        ("He wrote ____ and a note*.", "He wrote ____ and a note*.", []),
        ("An _open mark.\n\nAnother_ paragraph.", "An _open mark.\n\nAnother_ paragraph.", []),
    ],
)
def test_marks_of_emphasis_are_read_through(raw: str, plain: str, stressed: list[str]) -> None:
    text = read(raw, "a.txt")
    assert text.raw == plain
    assert [text.raw[emphasis.start : emphasis.end] for emphasis in text.emphases] == stressed


def test_two_stars_are_strong() -> None:
    assert [emphasis.strong for emphasis in read("*a* **b** _c_").emphases] == [False, True, False]


def test_lines_say_what_a_block_is() -> None:
    raw = f"CHAPTER II\n\n{PROSE}\n\n{VERSE}\n\n{PROSE}\n\n{QUOTED}\n\n- one\n- two\n\nFare   Pence\nCow    12\n\nIV.\n"
    assert [kind for kind, _ in blocks(read(raw))] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.VERSE,
        BlockKind.PARAGRAPH,
        BlockKind.QUOTATION,
        BlockKind.LIST,
        BlockKind.TABLE,
        BlockKind.HEADING,
    ]


@pytest.mark.parametrize(
    "heading", ["Artikel 5 Beiträge", "§ 3", "Chapter XII", "2. Kapitel", "## The boat", "THE BOAT"]
)
def test_headings(heading: str) -> None:
    assert blocks(read(f"{heading}\n\n{PROSE}"))[0][0] is BlockKind.HEADING


@pytest.mark.parametrize("line", ["Article 5 of the law was never read out.", "In 1911:", "“NO!” she cried.", "I was."])
def test_no_headings(line: str) -> None:
    assert blocks(read(f"{line}\n\n{PROSE}"))[0][0] is BlockKind.PARAGRAPH


def test_verse_that_is_not_set_in_has_lines_on_which_more_would_have_fitted() -> None:
    raw = f"{PROSE}\n\nThe mill it turns,\nThe water burns,\n\n{PROSE}"
    assert [kind for kind, _ in blocks(read(raw))] == [BlockKind.PARAGRAPH, BlockKind.VERSE, BlockKind.PARAGRAPH]


def test_what_project_gutenberg_adds_is_not_the_work() -> None:
    edge = "*** {} OF THE PROJECT GUTENBERG EBOOK X ***"
    raw = f"Title: X\n\n{edge.format('START')}\n\n{PROSE}\n\n{edge.format('END')}\nLicence"
    assert blocks(read(raw)) == [(BlockKind.PARAGRAPH, PROSE)]


def test_stray_tags_are_dropped() -> None:
    assert read("The <i>boat</i> &amp; the oar.<br>Home.").raw == "The boat & the oar.\nHome."

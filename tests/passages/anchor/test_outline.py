"""Outlines: which blocks stand under a heading or a mark, and what names one of those that open alike."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.passages.anchor.anchor import Anchor, PassageMatch, Status
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.extent import record
from quizgen.passages.anchor.locate import resolve_anchors
from quizgen.passages.anchor.outline import Outline
from quizgen.text.paragraphs import BlockKind
from tests.passages.anchor.refrains import REPETITIVE, law

LAW = Document.read(
    "Article 1\n\n(1) The ferry is free.\n\n(2) The bell is rung.\n\n"
    "Article 2\n\n(1) The ferry is free on Sundays. Geese pay. Nobody else does.\n\n(2) The bell is cast.\n"
)


def find(document: Document, **named: object) -> PassageMatch:
    (match,) = resolve_anchors(document, [Anchor(id="P", **named)])  # type: ignore[arg-type]
    return match


def shown(document: Document, match: PassageMatch) -> str:
    assert match.span is not None
    return document.raw[slice(*match.span)]


@pytest.mark.parametrize(
    ("named", "ordinal"),
    [
        ({"under": "Article 1"}, 2),
        ({"under": "Article 2"}, 5),
        ({"nth": 1}, 2),
        ({"nth": 2}, 5),
        ({"under": "Article 2", "nth": 1}, 5),
    ],
)
def test_the_place_tells_apart_what_opens_alike(named: dict[str, object], ordinal: int) -> None:
    match = find(LAW, from_="(1) The ferry is free", **named)
    assert (match.status, match.first) == (Status.UNLOCKED, ordinal)


@pytest.mark.parametrize("named", [{"nth": 3}, {"under": "Article 3"}, {"under": "Article 1", "nth": 2}])
def test_what_stands_elsewhere_is_not_taken(named: dict[str, object]) -> None:
    match = find(LAW, from_="(1) The ferry is free", **named)
    assert (match.status, match.span, match.alike) == (Status.MISPLACED, None, 2)


def test_what_to_write_is_told_with_the_line_of_each() -> None:
    match = find(LAW, from_="(1) The ferry is free")
    assert (match.status, match.alike) == (Status.AMBIGUOUS, 2)
    assert [(guess.line, guess.directions) for guess in match.guesses] == [
        (3, "`under: Article 1`"),
        (9, "`under: Article 2`"),
    ]


def test_a_passage_ends_within_its_block_with_the_sentence_that_ends_so() -> None:
    match = find(LAW, from_="(1) The ferry is free", nth=2, until="geese pay")
    assert shown(LAW, match) == "(1) The ferry is free on Sundays. Geese pay."
    assert find(LAW, from_="(1) The ferry is free", nth=2, until="the mayor pays").span is None


def test_the_end_within_a_block_is_kept_in_another_copy_even_of_a_short_passage() -> None:
    match = find(LAW, from_="(1) The ferry is free", nth=2, until="on Sundays")
    assert match.span is not None
    anchor = Anchor(id="P", from_="(1) The ferry is free", nth=2, until="on Sundays")
    recorded = record(LAW, anchor, match.span)
    copy = Document.read("Preface.\n\n" + LAW.raw)
    assert shown(copy, resolve_anchors(copy, [recorded])[0]) == "(1) The ferry is free on Sundays."


@given(st.sampled_from(sorted(REPETITIVE)), st.data())
def test_what_is_told_to_write_names_that_block_and_no_other(name: str, data: st.DataObject) -> None:
    """Whatever line ``under:`` the passage has already: it stays, unless another is told or it is to go."""
    document = Document.read("\n\n".join(REPETITIVE[name]()))
    outline = Outline(document)
    blocks = st.integers(0, len(document.blocks) - 1)
    block = data.draw(blocks)
    opening, under = outline.words(block), data.draw(st.just("") | blocks.map(outline.words))
    told = outline.directions(block, opening, under)
    lines = dict(line.split(": ", 1) for line in re.findall("`([^`]+)`", told))
    named = {"under": "" if told.endswith("without under:") else under} | lines
    assert outline.named(opening, named["under"], int(named.get("nth", 0))) == (block,)


def test_marks_of_one_sort_end_each_other() -> None:
    document = Document.read("\n\n".join(law(3)))
    outline = Outline(document)
    (first,) = outline.under("Article 1")
    (second,) = outline.under("Article 2")
    assert first.stop == second.start - 1


def test_a_heading_is_never_taken_along_and_is_above_what_follows() -> None:
    plain = Document.read("The law\n\nHe said:\n\nChapter 1\n\n“No,” he said.\n")
    kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH)
    blocks = tuple(replace(block, kind=kind) for block, kind in zip(plain.blocks, kinds, strict=True))
    document = replace(plain, blocks=blocks)
    match = find(document, from_="He said")
    assert (match.first, match.last) == (2, 2)
    assert [Outline(document).above(block) for block in range(4)] == [range(0), range(1), range(1), range(2, 3)]
    assert [*map(len, Outline(document).under("The law"))] == [1]


def test_through_decides_where_what_ends_in_a_colon_ends() -> None:
    document = Document.read("He said:\n\n“No,” and went.\n")
    assert find(document, from_="He said").last == 2
    assert find(document, from_="He said", through="He said").last == 1

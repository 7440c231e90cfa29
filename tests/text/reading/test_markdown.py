"""Markdown: headings, emphasis, links, lists, tables, quotations, verse and footnotes."""

import pytest

from quizgen.text.paragraphs import BlockKind
from quizgen.text.reading.read import read
from tests.text.reading.test_kinds import blocks


@pytest.mark.parametrize(
    ("raw", "kind", "words"),
    [
        ("## Artikel 1 {#eins}", BlockKind.HEADING, "Artikel 1"),
        ("The boat\n========", BlockKind.HEADING, "The boat"),
        ("A *word* and\na [link](http://x.org).", BlockKind.PARAGRAPH, "A word and a link."),
        ("Tom &amp; Ann&nbsp;B. \\*", BlockKind.PARAGRAPH, "Tom & Ann\u00a0B. *"),
        ("> He said\n> this.", BlockKind.QUOTATION, "He said this."),
        ("One line  \nanother", BlockKind.VERSE, "One line\nanother"),
        ("One line\\\nanother<br>third", BlockKind.VERSE, "One line\nanother\nthird"),
        ("    kept  as\n      typed", BlockKind.VERSE, "kept  as\n  typed"),
        ("- one\n- two\n  - three", BlockKind.LIST, "• one\n• two\n  • three"),
        ("3. one\n4. two", BlockKind.LIST, "3. one\n4. two"),
        ("| A | |\n|---|---|\n| 1 | *2* |", BlockKind.TABLE, "A\t\u00a0\n1\t2"),
        ("![a picture](x.png) Below.", BlockKind.PARAGRAPH, "Below."),
        ("<div>\nIn a <b>tag</b>.\n</div>", BlockKind.PARAGRAPH, "In a tag."),
    ],
)
def test_a_block(raw: str, kind: BlockKind, words: str) -> None:
    assert blocks(read(raw, "a.md")) == [(kind, words)]


def test_a_list_with_blank_lines_is_a_block_an_item() -> None:
    assert blocks(read("1. One.\n\n2. Two.", "a.md")) == [(BlockKind.LIST, "1. One."), (BlockKind.LIST, "2. Two.")]


def test_what_follows_a_block_within_a_list_is_not_lost() -> None:
    raw = "- one\n\n      code\n- two\n- three"
    assert [words for _, words in blocks(read(raw, "a.md"))] == ["• one", "code", "• two", "• three"]
    assert "three" in read("- one\n  ```\n  code\n  ```\n- two\n- three", "a.md").raw


def test_the_head_of_a_file_is_not_the_text() -> None:
    assert read("---\ntitle: Law\n---\n\nThe law.", "a.md").raw == "The law."


def test_a_footnote_joins_the_block_that_refers_to_it() -> None:
    text = read("It is so.[^a] Yes.\n\n[^a]: Not *always*,\n  some say.\n\nNext.", "a.md")
    assert blocks(text) == [
        (BlockKind.PARAGRAPH, "It is so. Yes.\nNot always, some say."),
        (BlockKind.PARAGRAPH, "Next."),
    ]
    ((start, end),) = text.blocks[0].notes
    assert text.raw[start:end] == "Not always, some say."


def test_a_footnote_of_nothing_stands_at_the_end() -> None:
    assert blocks(read("So.\n\n[^a]: A note.", "a.md"))[-1] == (BlockKind.NOTE, "A note.")


def test_emphasis_is_kept_as_such() -> None:
    text = read("A *word*, **two** and `code`.\n\n| H |\n|---|\n| x |", "a.md")
    stressed = [(text.raw[each.start : each.end], each.strong) for each in text.emphases]
    assert stressed == [("word", False), ("two", True), ("H", True)]

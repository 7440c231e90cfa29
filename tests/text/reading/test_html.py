"""HTML: what is shown of a page, and what its blocks are."""

import pytest

from quizgen.text.paragraphs import BlockKind
from quizgen.text.reading.model import Unit
from quizgen.text.reading.read import read
from tests.text.reading.test_kinds import blocks


@pytest.mark.parametrize(
    ("raw", "kind", "words"),
    [
        ("<h2>Artikel 1</h2>", BlockKind.HEADING, "Artikel 1"),
        ("<p>One\n <em>two</em> &nbsp; three.</p>", BlockKind.PARAGRAPH, "One two three."),
        ("<blockquote><p>He said.</p></blockquote>", BlockKind.QUOTATION, "He said."),
        ("<p>One<br>two</p>", BlockKind.VERSE, "One\ntwo"),
        ("<pre>One\n  two</pre>", BlockKind.VERSE, "One\n  two"),
        ("<div class='poem'><div>One</div><div>two</div></div>", BlockKind.VERSE, "One\ntwo"),
        ("<ul><li>one<li>two<ol start=3><li>x</ol></ul>", BlockKind.LIST, "• one\n• two\n  3. x"),
        ("<table><tr><th>A<th><tr><td>1<td>2</table>", BlockKind.TABLE, "A\t\u00a0\n1\t2"),
        ("loose <b>text</b>", BlockKind.PARAGRAPH, "loose text"),
    ],
)
def test_a_block(raw: str, kind: BlockKind, words: str) -> None:
    assert blocks(read(raw, "a.html")) == [(kind, words)]


@pytest.mark.parametrize(
    "raw",
    [
        "<head><title>No</title></head><p>Yes.</p>",
        "<nav>No</nav><p>Yes.</p><script>no()</script>",
        "<p>Yes.<span hidden>No</span></p>",
        "<!-- no --><p>Yes.</p>",
        "<section id='pg-header'>No</section><p>Yes.</p>",
    ],
)
def test_what_stands_around_a_text_is_left_out(raw: str) -> None:
    assert [words for _, words in blocks(read(raw, "a.html"))] == ["Yes."]


def test_two_breaks_end_a_paragraph() -> None:
    assert [words for _, words in blocks(read("One.<br><br>Two.", "a.html"))] == ["One.", "Two."]


def test_a_table_for_the_layout_is_none() -> None:
    raw = f"<table><tr><td>{'long ' * 80}</td><td><p>One.</p><p>Two.</p></td></tr></table>"
    assert [kind for kind, _ in blocks(read(raw, "a.html"))] == [BlockKind.PARAGRAPH] * 3


def test_a_footnote_joins_what_refers_to_it() -> None:
    raw = (
        '<p>So.<sup id="r1"><a href="#n1">1</a></sup> Yes.</p><h2>Notes</h2>'
        '<ol><li id="n1"><a href="#r1">↑</a> Not <i>always</i>.</li></ol>'
    )
    text = read(raw, "a.html")
    assert blocks(text) == [(BlockKind.PARAGRAPH, "So. Yes.\nNot always."), (BlockKind.HEADING, "Notes")]
    assert text.blocks[0].notes == ((9, 20),)


@pytest.mark.parametrize(
    "raw",
    [
        '<p><a href="#c1">1</a></p><div id="c1"><h2>One</h2><p>The chapter.</p></div>',
        '<p><a href="#c1">1</a></p><p id="c1">The chapter.</p>',
        '<p>See <a href="#p2">the end</a>.</p><p id="p2">The chapter. <a href="#p2">§</a></p>',
    ],
)
def test_a_link_to_a_part_of_the_text_takes_nothing_out_of_it(raw: str) -> None:
    assert "The chapter." in read(raw, "a.html").raw.split("\n\n")[-1]
    assert not any(block.notes for block in read(raw, "a.html").blocks)


@pytest.mark.parametrize(
    "mark",
    [
        '<span class="pagenum"><a id="Page_12">[Pg 12]</a></span>',
        '<span class="pagenum">12</span>',
        '<span role="doc-pagebreak" id="page12" aria-label="12"></span>',
        '<a class="pagenum" id="page-12"></a>',
        "[p. 12]",
    ],
)
def test_marks_of_pages(mark: str) -> None:
    text = read(f"<p>One {mark}two.</p>", "a.html")
    assert text.raw == "One two."
    assert [(place.offset, place.unit, place.number) for place in text.marks] == [(4, Unit.PAGE, "12")]


def test_a_page_that_is_marked_as_a_whole_is_kept() -> None:
    assert read('<div class="page-break"><p>All that was written.</p></div>', "a.html").raw == "All that was written."

"""Copies of every kind of file: the same text is read out of each, with what its blocks are."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.text.paragraphs import BlockKind
from quizgen.text.reading.model import RunningText
from quizgen.text.reading.read import read, refused_kind

KINDS = ("a.txt", "a.md", "a.html")
PIECES = st.sampled_from(
    re.split(
        " ",
        "word _it_ *em* **b** [p.3] \f \n \n\n # > - 1. | --- <p> <br> <table> <tr> <td> </p> <ul> <li> &amp; [^1]"
        " [^1]: <a/href='#n'>1</a> <p/id='n'> \ufdd0 \x00 \ud800 *** ״שלום״ <div/class='verse'> <pre>",
    )
)


def blocks(text: RunningText) -> list[tuple[BlockKind, str]]:
    """What each block is, and its words."""
    return [(block.kind, text.raw[block.start : block.end]) for block in text.blocks]


@settings(deadline=None)
@given(pieces=st.lists(PIECES | st.text(max_size=3), max_size=30), name=st.sampled_from(KINDS))
def test_whatever_is_read_its_offsets_hold(pieces: list[str], name: str) -> None:
    text = read("".join(pieces), name)
    edges = [edge for block in text.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text.raw) for edge in edges)
    assert [block.ordinal for block in text.blocks] == list(range(1, len(text.blocks) + 1))
    for block in text.blocks:
        assert re.search(r"\w", text.raw[block.start : block.end])
        assert all(block.start < start < end <= block.end for start, end in block.notes)
    assert all(0 <= mark.offset <= len(text.raw) for mark in text.marks)
    assert all(0 <= emphasis.start < emphasis.end <= len(text.raw) for emphasis in text.emphases)
    assert not re.search("[\ufdd0-\ufddb]", text.raw)


@settings(deadline=None)  # the first example imports the parsers
@given(words=st.lists(st.from_regex(r"[a-z]{2,9}", fullmatch=True), min_size=1, max_size=40))
def test_prose_is_the_same_in_every_kind(words: list[str]) -> None:
    prose = " ".join(words).capitalize() + "."
    for name, raw in (("a.txt", prose), ("a.md", prose), ("a.html", f"<p>{prose}</p>")):
        assert blocks(read(raw, name)) == [(BlockKind.PARAGRAPH, prose)]


def test_a_page_of_html_shows_itself_where_its_name_does_not() -> None:
    page = "<!DOCTYPE html><p>The boat.</p>"
    assert blocks(read(page, "boat")) == [(BlockKind.PARAGRAPH, "The boat.")]
    assert blocks(read("# The boat", "boat.text")) == [(BlockKind.HEADING, "The boat")]


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("law.pdf", b"anything", "PDF"),
        ("law.DOCX", b"", "Word"),
        ("law.epub", b"PK\x03\x04", "EPUB"),
        ("law.txt", b"%PDF-1.7", "PDF"),
        ("law.txt", b"{\\rtf1", "RTF"),
        ("law.txt", b"PK\x03\x04rest", "ZIP"),
        ("law.txt", b"\x89\xff\x00\x00 and on it goes for a while", "binary"),
        ("law.txt", b"A law", ""),
        ("law.txt", "Ein Gesetz über Uhren".encode(), ""),
        ("law.txt", "Ein Gesetz".encode("utf-16"), ""),
        ("law.txt", b"A law with a \x00 in it", ""),
    ],
)
def test_a_file_that_is_not_read_has_its_kind_as_the_reason(name: str, head: bytes, kind: str) -> None:
    assert refused_kind(name, head) == kind

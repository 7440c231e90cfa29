"""Running text out of HTML: what is dropped, what becomes white space, and what stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.text.markup import without_markup


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<p>The ferry sank.</p><p>Nobody came.</p>", "\n\nThe ferry sank.\n\n\n\nNobody came.\n\n"),
        ("The <i>old</i> f<b>err</b>y", "The old ferry"),
        ("sank.<br/>Nobody<BR>came.", "sank.\nNobody\ncame."),
        ('<a href="/x?a=1&amp;b=2" title=\'A "note"\' hidden>the bell</a>', "the bell"),
        ("<td>one</td><td>two</td>", " one  two "),
        ("<script>if (1 < 2) write('<p>x</p>')</script>Text", "\n\nText"),
        ("One<!-- two <b>three</b> -->, four</i>", "One, four"),
        ("<head><title>Book</title></head><body>Text</body>", "\n\n\n\nText\n\n"),
        ("<head> of the river, <p>they said</p>", "\n\n of the river, \n\nthey said\n\n"),
        ("Brenn &amp; Co&rsquo;s &#8220;bell&#x201D;&nbsp;rang", "Brenn & Co’s “bell”\xa0rang"),
        ("<!DOCTYPE html><?xml version='1.0'?><p>Text</p>", "\n\nText\n\n"),
    ],
)
def test_tags_are_dropped_and_entities_read(raw: str, text: str) -> None:
    assert without_markup(raw) == text


@pytest.mark.parametrize(
    "raw",
    [
        "Two letters, <a> and <b>, stand for the vowels.",
        "If a < b and c > d, then <unreadable> follows.</unreadable>",
        "Brenn & Co; AT&T; &nothing; &#0; &#x110000;",
        "An open <!-- comment, and an </end",
        "A < b </ c",
    ],
)
def test_what_is_no_markup_stays(raw: str) -> None:
    assert without_markup(raw) == raw


@given(st.text(alphabet="<>/!-&;#bip \"'=", max_size=60))
def test_nothing_is_added_but_white_space(raw: str) -> None:
    # Two entities can be spelt with these letters, ``&pi;`` and ``&ii;``.
    assert set(without_markup(raw)) <= {*raw, "\n", " ", "π", "ⅈ"}


@pytest.mark.parametrize("piece", ["<p ", "<!--", "<script>", "<p a='", "&#", "<p " + "a " * 50, "</p "])
def test_what_is_never_closed_costs_one_pass(piece: str) -> None:
    raw = f"<br>{piece * 20_000}"
    assert len(without_markup(raw)) <= 2 * len(raw)

"""HTML that shows text as typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.anki.markup import deletion, html_list, prose, text
from quizgen.text.inline import escape
from tests.anki.conftest import words

CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"))


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Gorkić’s “case” – 1937", "Gorkić’s “case” – 1937"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("{{Id}}", "&#123;&#123;Id&#125;&#125;"),
        ("[sound:a.mp3]", "&#91;sound:a.mp3]"),
        ('"it\'s"', "&#34;it&#39;s&#34;"),
        ("a\nb", "a<br>b"),
        ("a\tb", "a\tb"),
        ("a\x1fb\x00", "a b "),
        ("c1::x", "c1::x"),
        (r"\(m^2\)", r"<span>\</span>(m^2\)"),
        (r"\[m\]", r"<span>\</span>&#91;m\]"),
        (r"C:\maps", r"C:\maps"),
    ],
)
def test_marks_that_mean_something_to_anki_become_entities(typed: str, html: str) -> None:
    assert text(typed) == html


@settings(deadline=None)
@given(st.text(CHARACTERS))
def test_text_is_read_as_it_was_typed(typed: str) -> None:
    assert words(text(typed)) == typed
    assert words(prose(escape(typed))) == typed


@pytest.mark.parametrize(
    ("marked", "html"),
    [
        ("*a* b", "<em>a</em> b"),
        ("**a<b**", "<strong>a&lt;b</strong>"),
        ("`{x}`", "<code>&#123;x&#125;</code>"),
        ("***a***", "<strong><em>a</em></strong>"),
        (r"\*a\*", "*a*"),
        ("", ""),
    ],
)
def test_inline_marks_become_elements(marked: str, html: str) -> None:
    assert prose(marked) == html


def test_nothing_in_a_deletion_ends_it_or_becomes_a_hint() -> None:
    assert deletion(1, "1940", "") == "{{c1::1940}}"
    assert deletion(2, "a::b}}", "h::i") == "{{c2::a&#58;&#58;b&#125;&#125;::h&#58;&#58;i}}"
    assert deletion(1, r"\\(a\\)", r"\(") == r"{{c1::<span>\</span>(a\)::<span>\</span>(}}"


def test_an_empty_list_is_nothing() -> None:
    assert html_list([]) == ""
    assert html_list(["a", "b"], "ol") == "<ol><li>a</li><li>b</li></ol>"

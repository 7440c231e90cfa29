import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.text.inline import Span, escape, kernel, parse, plain

CASES = {
    "emphasis": ("a *b* c", [("a ", ""), ("b", "e"), (" c", "")]),
    "strong": ("**b**", [("b", "s")]),
    "both": ("***b***", [("b", "es")]),
    "code keeps its marks": ("`a*b`", [("a*b", "c")]),
    "nested": ("*a **b***", [("a ", "e"), ("b", "es")]),
    "an escaped mark": (r"\*a\* \_ \` \\", [("*a* _ ` \\", "")]),
    "a backslash before anything else": (r"\# \n \{", [(r"\# \n \{", "")]),
    "a lone star": ("2 * 3", [("2 * 3", "")]),
    "an underscore within a word": ("a_b_c", [("a_b_c", "")]),
    "html, cloze marks, entities": ("<b> {{c1::x}} &amp; $y$ # z", [("<b> {{c1::x}} &amp; $y$ # z", "")]),
    "links and images are no markup": ("[a](b) ![c](d) <http://e>", [("[a](b) ![c](d) <http://e>", "")]),
    "a line break": ("a\n*b*", [("a\n", ""), ("b", "e")]),
}


def style(span: Span) -> str:
    return "e" * span.em + "s" * span.strong + "c" * span.code


@pytest.mark.parametrize("name", CASES)
def test_only_emphasis_strong_and_code_are_markup(name: str) -> None:
    prose, spans = CASES[name]
    assert [(span.text, style(span)) for span in parse(prose)] == spans


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")))
def test_escaped_text_arrives_as_typed(text: str) -> None:
    assert plain(escape(text)) == text


@given(st.text("ab*_`\\ \n", max_size=30))
def test_spans_are_never_empty_and_make_up_the_plain_text(prose: str) -> None:
    spans = parse(prose)
    assert all(span.text for span in spans)
    assert "".join(span.text for span in spans) == plain(prose)


@pytest.mark.parametrize(
    ("prose", "words"),
    [
        ("that he **refused to return** to Moscow", "refused to return"),
        ("**he** and *she* and **they**", "he they"),
        ("five years", ""),
        (r"\*\*five\*\* years", ""),
        ("", ""),
    ],
)
def test_the_kernel_is_what_is_strong(prose: str, words: str) -> None:
    assert kernel(prose) == words

import pytest
from jinja2 import Environment, UndefinedError

from quizgen.text.inline import Span
from quizgen.text.templates import markup, prose_markup, template


def test_marks_become_elements_and_every_other_character_is_shown() -> None:
    assert prose_markup("a *b* **c** `d` <e> & {{ f }}") == (
        "a <em>b</em> <strong>c</strong> <code>d</code> &lt;e&gt; &amp; {{ f }}"
    )


def test_marks_within_marks_are_nested() -> None:
    span = Span(text="a", em=True, strong=True, code=True)
    assert markup([span]) == "<strong><em><code>a</code></em></strong>"


def test_a_character_that_html_cannot_contain_is_shown_by_its_number() -> None:
    assert markup([Span(text="a\x07b\tc\uffff")]) == "a[U+0007]b\tc[U+FFFF]"


def test_pages_of_different_rooms_have_the_same_rules() -> None:
    for package, name in (("quizgen.worksheet.html", "sheet.html"), ("quizgen.coverage", "coverage.html")):
        environment: Environment = template(package, name).environment
        assert environment.from_string("{{ '<b>' }} {{ '*a*' | prose }}").render() == "&lt;b&gt; <em>a</em>"
        with pytest.raises(UndefinedError):
            environment.from_string("{{ unknown }}").render()

"""Sources drawn: citation, gist, passage."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quizgen.anki.sources import citations, gists, passages, sections
from quizgen.bank.citation import Mark
from quizgen.text.inline import Prose
from tests.anki.conftest import citation, words


def test_a_citation_tells_what_is_known_of_the_place() -> None:
    assert citations([citation(4), citation(5)]) == (
        "Rogovin ch. 38, ¶ 4: “One of the oldest …”<br>Rogovin ch. 38, ¶ 5: “One of the oldest …”"
    )
    assert citations([replace(citation(), first=0)]) == "Rogovin ch. 38: “One of the oldest …”"
    assert citations([replace(citation(), opening="")]) == "Rogovin ch. 38, ¶ 4"
    assert citations([]) == ""


def test_a_section_stands_once() -> None:
    other = replace(citation(6), section=Prose("Poland"))
    assert sections([citation(4), citation(5), other]) == "First victims · Poland"


def test_one_gist_needs_no_heading() -> None:
    assert gists([citation(4)]) == "<p>The gist of passage 4.</p>"
    assert gists([citation(4), citation(5)]) == (
        "<h3>Label 4 <small>¶ 4</small></h3><p>The gist of passage 4.</p>"
        "<h3>Label 5 <small>¶ 5</small></h3><p>The gist of passage 5.</p>"
    )
    assert gists([replace(citation(), gist=Prose(""))]) == ""


def test_long_gists_are_folded() -> None:
    long = replace(citation(5), gist=Prose("A long story. " * 80))
    assert gists([long]).startswith("<details><summary>Label 5 <small>¶ 5</small></summary><p>A long story.")


def test_without_the_text_there_is_no_passage() -> None:
    assert passages([citation(4)]) == ""


def test_the_passage_with_its_evidence_marked() -> None:
    marks = (Mark(start=0, end=4), Mark(start=9, end=13))
    assert passages([citation(text="Four men, none here.", marks=marks)]) == (
        "<p><small>¶ 4</small> <mark>Four</mark> men,<mark> non</mark>e here.</p>"
    )


def test_a_long_passage_is_folded_and_its_evidence_stays_in_sight() -> None:
    html = passages([citation(text="Four men. " + "Much more. " * 100, marks=(Mark(start=0, end=9),))])
    assert html.startswith("<p><mark>Four men.</mark></p><details><summary>Label 4 <small>¶ 4</small></summary>")


def test_the_gist_stands_for_a_text_that_is_missing() -> None:
    html = passages([citation(4, text="His own words."), citation(5)])
    assert "His own words." in html
    assert "The gist of passage 5." in html
    assert "The gist of passage 4." not in html


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5),
)
def test_marks_that_overlap_or_lie_outside_leave_the_text_whole(text: str, spans: list[tuple[int, int]]) -> None:
    marks = tuple(Mark(start=start, end=end) for start, end in spans)
    html = passages([citation(text=text, marks=marks)])
    assert words(html) == f"¶ 4 {text}"
    assert html.count("<mark>") == html.count("</mark>") <= len(marks)

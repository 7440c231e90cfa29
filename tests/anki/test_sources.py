"""Sources drawn: citation, gist, passage."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quizgen.anki.sources import citations, gists, passages, sections
from quizgen.bank.excerpt import Mark
from quizgen.text.inline import Prose
from tests.anki.conftest import citation, words


def test_a_citation_is_one_line_that_names_each_text_once() -> None:
    orlov = replace(citation(7), source="Orlov")
    assert citations([citation(4)]) == "Rogovin ch. 38, ¶ 4"
    assert citations([citation(4), orlov, citation(5)]) == "Rogovin ch. 38, ¶ 4, ¶ 5; Orlov, ¶ 7"
    assert citations([replace(citation(), first=0)]) == "Rogovin ch. 38"
    assert citations([]) == ""


def test_a_section_stands_once() -> None:
    other = replace(citation(6), section=Prose("Poland"))
    assert sections([citation(4), citation(5), other]) == "First victims · Poland"


HEADING = "<h3>Label {0} <small>Rogovin ch. 38, ¶ {0}: “One of the oldest …”</small></h3>"


def test_every_gist_tells_where_its_passage_stands() -> None:
    assert gists([citation(4), citation(5)]) == (
        f"{HEADING.format(4)}<p>The gist of passage 4.</p>{HEADING.format(5)}<p>The gist of passage 5.</p>"
    )
    assert gists([replace(citation(), gist=Prose(""))]) == ""


def test_a_heading_is_made_of_what_is_known() -> None:
    assert "<h3>Label 4 <small>Rogovin ch. 38, ¶ 4</small></h3>" in gists([replace(citation(), opening="")])
    assert "<h3>Rogovin ch. 38: “One of the oldest …”</h3>" in gists([replace(citation(), label=Prose(""), first=0)])


def test_without_the_text_there_is_no_passage() -> None:
    assert passages([citation(4)]) == ""


def test_the_passage_with_its_evidence_marked() -> None:
    marks = (Mark(start=0, end=4), Mark(start=9, end=13))
    assert passages([citation(text="Four men, none here.", marks=marks)]) == (
        f"{HEADING.format(4)}<p><small>¶ 4</small> <mark>Four</mark> men,<mark> non</mark>e here.</p>"
    )


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
    assert words(html.partition("</h3>")[2]) == f"¶ 4 {text}"
    assert html.count("<mark>") == html.count("</mark>") <= len(marks)


def test_a_text_in_another_language_runs_as_that_language_does() -> None:
    html = passages([citation(text="שלום")], {citation().source: "he"})
    assert '<div lang="he" dir="rtl"><p>' in html
    assert "dir=" not in passages([citation(text="Peace.")], {})

"""Excerpts cut into lines, cells and runs."""

from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.excerpt import Mark, Paragraph, excerpt_lines
from quizgen.text.paragraphs import BlockKind
from quizgen.text.reading.model import Emphasis

SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)


@given(
    text=st.text("ab \n\t", max_size=30),
    marks=st.lists(SPANS, max_size=3),
    stresses=st.lists(SPANS, max_size=3),
    kind=st.sampled_from(BlockKind),
)
def test_no_word_is_lost(text: str, marks: list[list[int]], stresses: list[list[int]], kind: BlockKind) -> None:
    paragraph = Paragraph(
        number=1,
        text=text,
        kind=kind,
        marks=tuple(Mark(start=start, end=end) for start, end in marks),
        emphases=tuple(Emphasis(start=start, end=end) for start, end in stresses),
    )
    lines = excerpt_lines(paragraph)
    written = ["\t".join("".join(run.text for run in cell) for cell in line.cells) for line in lines]
    assert "\n".join(" " * line.indent + words for line, words in zip(lines, written, strict=True)) == text
    assert all(len(line.cells) == 1 for line in lines) or kind is BlockKind.TABLE


def test_runs_end_where_evidence_or_emphasis_does() -> None:
    mark, stress = Mark(start=2, end=8), Emphasis(start=5, end=8, strong=True)
    ((line,),) = (excerpt_lines(Paragraph(number=1, text="A big dog.", marks=(mark,), emphases=(stress,))),)
    runs = [(run.text, run.strong, bool(run.marks), bool(run.starts), bool(run.ends)) for run in line.cells[0]]
    assert runs == [
        ("A ", False, False, False, False),
        ("big", False, True, True, False),
        (" do", True, True, False, True),
        ("g.", False, False, False, False),
    ]


def test_the_cells_of_a_row() -> None:
    first, second = excerpt_lines(Paragraph(number=1, text="A\tB\n1\t", kind=BlockKind.TABLE))
    assert [[run.text for run in cell] for cell in first.cells] == [["A"], ["B"]]
    assert [[run.text for run in cell] for cell in second.cells] == [["1"], []]

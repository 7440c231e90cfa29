"""Marks of pages and other units: no words of the text, and known as places."""

import pytest

from quizgen.text.reading.marks import pattern_fault
from quizgen.text.reading.read import read


def places(raw: str, *patterns: str, name: str = "a.txt") -> tuple[str, list[tuple[int, str, str]]]:
    """The text without its marks, and where they stood."""
    text = read(raw, name, patterns)
    return text.raw, [(mark.offset, mark.unit.value, mark.number) for mark in text.marks]


@pytest.mark.parametrize("mark", ["[p. 12]", "[p12]", "[Pg 12]", "[page 12]", "[S. 12]", "[Seite 12]"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_brackets_around_a_page(mark: str, name: str) -> None:
    assert places(f"One {mark}two.", name=name) == ("One two.", [(4, "page", "12")])


def test_roman_pages() -> None:
    assert places("[p. xiv] One.")[1] == [(0, "page", "xiv")]


@pytest.mark.parametrize("words", ["[pi]", "[sic]", "[p. ]", "[see p. 12]", "[12]", "p. 12"])
def test_no_marks(words: str) -> None:
    assert places(f"One {words} two.") == (f"One {words} two.", [])


def test_form_feeds_count_the_pages() -> None:
    assert [number for _, _, number in places("One.\fTwo.\n\fThree.")[1]] == ["2", "3"]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_page_that_ends_in_a_sentence_ends_no_paragraph(name: str) -> None:
    text = read("The end of the\n\n[p. 13]\n\npage. Next.\n\n[p. 14]\n\nAnother.", name)
    words = [text.raw[block.start : block.end].split() for block in text.blocks]
    assert words == [["The", "end", "of", "the", "page.", "Next."], ["Another."]]


def test_a_line_of_its_own_splits_no_paragraph() -> None:
    raw = "It was raining, and the whole of the village\n[p. 13]\nhad gathered in the old hall by the river,\nto sing."
    assert len(read(raw).blocks) == 1


def test_patterns_of_the_bank() -> None:
    assert places("<12> One <13>two.", "<{page}>") == (" One two.", [(0, "page", "12"), (5, "page", "13")])
    raw, marks = places("3:16 One. 3:17 Two.", "{chapter}:{verse}")
    assert raw == " One.  Two."
    assert marks == [(0, "chapter", "3"), (0, "verse", "16"), (6, "chapter", "3"), (6, "verse", "17")]


def test_a_bare_number_counts_on_a_line_of_its_own() -> None:
    raw, marks = places("In 1911 there\n12\nwere 13 boats.", "{page}")
    assert (raw, [number for _, _, number in marks]) == ("In 1911 there\nwere 13 boats.", ["12"])


def test_white_space_in_a_pattern_is_any() -> None:
    assert places("One Seite\u00a0 12 two.", "Seite {page}")[1] == [(4, "page", "12")]


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("<{page}>", ""),
        ("{chapter}:{verse}", ""),
        ("page", "“page” has no unit in braces"),
        ("<{leaf}>", "“{leaf}” is not a unit that a text marks"),
        ("{page}-{page}", "“{page}-{page}” has a unit twice"),
    ],
)
def test_what_is_wrong_with_a_pattern(pattern: str, fault: str) -> None:
    assert pattern_fault(pattern) == fault

"""Documents: the work in a file, from the author's first paragraph to what stands behind the last."""

from quizgen.passages.anchor.document import Document

FILE = """\
A preface.
An editor’s introduction, with notes.

***
“Until now,” he said.
And then.
Notes of the author’s are within.
The licence: none.
The licence, once more.
"""


def lines(document: Document) -> list[tuple[int, str]]:
    return [(block.ordinal, document.raw[block.start : block.end]) for block in document.blocks]


def test_paragraphs_are_counted_from_the_authors_first_and_nothing_before_it_is_known() -> None:
    document = Document.read(FILE, "until now he")
    assert document.start.is_found
    assert lines(document)[:2] == [(1, "“Until now,” he said."), (2, "And then.")]
    assert document.raw.startswith("“Until now")
    assert document.normal.text.startswith("until now he said and then")
    assert document.raw[slice(*document.normal.raw_span(4, 5))] == "And then"


def test_a_text_that_does_not_begin_so_is_counted_from_its_first_block() -> None:
    document = Document.read("Another text.", "Until now we have")
    assert (document.start.is_found, [block.ordinal for block in document.blocks]) == (False, [1])


def test_a_text_ends_before_the_first_block_behind_its_start_that_opens_so() -> None:
    document = Document.read(FILE, "until now he", "The licence")
    assert [text for _, text in lines(document)][-1] == "Notes of the author’s are within."
    assert "licence" not in document.normal.words
    assert (document.start.lines, document.end.lines) == ((5,), (8, 9))


def test_what_stands_before_the_start_does_not_end_a_text() -> None:
    document = Document.read("The licence.\nIn May.\nIn June.\n", "In May", "The licence")
    assert not document.end.is_found
    assert [text for _, text in lines(document)] == ["In May.", "In June."]


def test_a_text_that_does_not_end_so_ends_with_its_file() -> None:
    document = Document.read(FILE, "", "Thanks are due")
    assert (document.start.is_found, document.end.is_found, len(document.blocks)) == (True, False, 7)


def test_lines_are_those_of_the_file() -> None:
    document = Document.read(FILE, "until now he")
    assert [document.line(block.start) for block in document.blocks] == [5, 6, 7, 8, 9]
    assert Document.read("<p>One.</p><p>Two.</p>").line(0) == 0

"""Documents: a text with its paragraphs counted from the author's first."""

from quizgen.passages.anchor.document import Document


def test_paragraphs_are_counted_from_the_authors_first() -> None:
    raw = "A preface.\nAn editor’s introduction.\n***\n“Until now,” he said.\nAnd then.\n"
    document = Document.read(raw, "until now he")
    assert document.begun
    assert [(block.ordinal, raw[block.start : block.end]) for block in document.blocks] == [
        (0, "A preface."),
        (0, "An editor’s introduction."),
        (1, "“Until now,” he said."),
        (2, "And then."),
    ]


def test_a_text_that_does_not_begin_so_is_counted_from_its_first_block() -> None:
    document = Document.read("Another text.", "Until now we have")
    assert (document.begun, [block.ordinal for block in document.blocks]) == (False, [1])

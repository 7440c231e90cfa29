from tests.sheets import forms, texts


def marked(item: str) -> list[str]:
    (form,) = forms()
    return [
        paragraph.text[mark.start : mark.end]
        for paragraphs in texts(form).values()
        for paragraph in paragraphs
        for mark in paragraph.marks
        if mark.label == item
    ]


def test_evidence_is_the_sentence_that_holds_the_facts() -> None:
    (sentence,) = marked("tested-water")
    assert sentence.startswith("A chemist")
    assert sentence.endswith("found it clean.")


def test_a_question_without_facts_marks_nothing() -> None:
    assert marked("map-clue") == []


def test_all_passages_of_the_form_are_there() -> None:
    (form,) = forms()
    assert list(texts(form)) == ["W1", "W2", "W4", "W5", "W6"]

"""The user's own text for a sheet: the passages of a form, with the evidence for each of its questions marked."""

from collections.abc import Mapping

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation, Mark, Paragraph
from quizgen.bank.items import Item
from quizgen.passages.citations import (
    supported,
)
from quizgen.passages.evidence import evidence
from quizgen.worksheet.form.model import Form


def excerpts(form: Form, bank: Bank, citations: Mapping[str, Citation]) -> dict[str, tuple[Paragraph, ...]]:
    """The paragraphs of every passage of *form* that the user's copy has; a mark's label is the id of its question.

    A passage that an earlier form cites otherwise than the bank does now is another one: its words are left out.
    """
    found = {}
    items = [bank.items[question.item] for question in form.questions if question.item in bank.items]
    for passage, cited in form.passages.items():
        if passage in citations and same(cited, citations[passage]) and (paragraphs := citations[passage].paragraphs):
            found[passage] = _marked(paragraphs, [item for item in items if passage in item.at])
    return found


def same(one: Citation, other: Citation) -> bool:
    """Whether two citations are of one passage; a ¶ number that is not known is no difference."""
    places = (one.first, one.last), (other.first, other.last)
    return one.opening == other.opening and (places[0] == places[1] or (0, 0) in places)


def _marked(paragraphs: tuple[Paragraph, ...], items: list[Item]) -> tuple[Paragraph, ...]:
    marks: dict[int, list[Mark]] = {}
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    for item in items:
        facts = item.facts
        if len(item.at) > 1:  # each of the passages holds a part of them
            facts = tuple(fact for fact in facts if evidence(text, [(fact,)]) is not None)
        for place, paragraph in enumerate(supported(paragraphs, facts)):
            each = (Mark(start=mark.start, end=mark.end, label=item.id) for mark in paragraph.marks)
            marks.setdefault(place, []).extend(each)
    return tuple(
        Paragraph(number=paragraph.number, text=paragraph.text, marks=tuple(marks.get(place, ())))
        for place, paragraph in enumerate(paragraphs)
    )

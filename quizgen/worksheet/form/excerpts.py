"""The user's own text for a sheet: the passages of a form, with the evidence for each of its questions marked."""

from collections.abc import Mapping
from dataclasses import replace

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.excerpt import Mark, Paragraph
from quizgen.bank.items import Item
from quizgen.languages.packs import Language
from quizgen.passages.citations import supported
from quizgen.passages.evidence import evidence
from quizgen.worksheet.form.model import Form


def excerpts(form: Form, bank: Bank, citations: Mapping[str, Citation]) -> dict[str, tuple[Paragraph, ...]]:
    """Return the paragraphs of every passage of *form* that the user's copies have, its evidence marked.

    A mark's label is the ID of the question that it supports. *citations* are those of the bank as it is now. A passage
    that an earlier form cites otherwise is another passage: its words are left out.
    """
    paragraphs_of = {}
    items = [bank.items[question.item] for question in form.questions if question.item in bank.items]
    for passage, cited in form.passages.items():
        current = citations.get(passage)
        if current is not None and current.paragraphs and same(cited, current):
            asking = [item for item in items if passage in item.at]
            paragraphs_of[passage] = _marked(current.paragraphs, asking, bank.pack_of_text(bank.passages[passage]))
    return paragraphs_of


def same(first: Citation, second: Citation) -> bool:
    """Return whether two citations are of one passage; a ¶ number that is not known makes no difference."""
    places = (first.first, first.last), (second.first, second.last)
    return first.opening == second.opening and (places[0] == places[1] or (0, 0) in places)


def _marked(paragraphs: tuple[Paragraph, ...], items: list[Item], language: Language) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a passage, which are in *language*, with the evidence for each of the *items* marked."""
    marks: list[list[Mark]] = [[] for _ in paragraphs]
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    for item in items:
        facts = item.facts
        if len(item.at) > 1:  # each of the passages has a part of the facts
            facts = tuple(fact for fact in facts if evidence(text, [(fact,)], language) is not None)
        for index, paragraph in enumerate(supported(paragraphs, facts, language)):
            marks[index] += [Mark(start=mark.start, end=mark.end, label=item.id) for mark in paragraph.marks]
    return tuple(
        replace(paragraph, marks=tuple(paragraph_marks))
        for paragraph, paragraph_marks in zip(paragraphs, marks, strict=True)
    )

"""Nothing on a page is set over anything else, or beyond the margins, whatever stands there."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from quizgen.bank.format.schema import Id, Language
from quizgen.bank.items import Item
from quizgen.bank.items.base import Distractor
from quizgen.bank.items.choice import Choice
from quizgen.bank.items.matching import Match, MatchPair
from quizgen.bank.items.ordering import OrderStep
from quizgen.bank.paper import Leaf, Paper, Style
from quizgen.text.inline import Prose
from quizgen.worksheet.draw import draw
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.view.edition import Edition
from tests.sheets import forms, make_item, texts, with_items
from tests.worksheet.pdf.test_layout import random_forms
from tests.worksheet.reading import boxes

EDITIONS = {
    "a4": Edition(),
    "letter": Edition(paper=Paper.LETTER),
    "large": Edition(large_print=True),
    "dyslexia": Edition(dyslexia=True),
    "large-dyslexia": Edition(paper=Paper.LETTER, large_print=True, dyslexia=True),
}
in_editions = pytest.mark.parametrize(
    "edition",
    [
        pytest.param(edition, id=name, marks=() if name in ("a4", "large-dyslexia") else pytest.mark.slow)
        for name, edition in EDITIONS.items()
    ],
)
SIZES = {Paper.A4: (595.3, 841.9), Paper.LETTER: (612.0, 792.0)}
MARGIN = 51.0
LONG = (
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "Straßenbahnhaltestellenüberdachungsausbesserungsarbeitenplanung",
    "Kraftfahrzeughaftpflichtversicherungsbeitragsrückerstattungsantrag",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherung",
    "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsordnung",
)
"""German words of about sixty letters."""


def check(data: bytes, edition: Edition, leaf: Leaf) -> None:
    width, height = SIZES[edition.paper]
    # The numbers of the questions on a line may stand in the margin.
    in_margin = MARGIN - 25 if leaf is Leaf.TEACHER else 0
    shown = boxes(data)
    for box in shown:
        assert box.left >= MARGIN - 1, box
        assert box.right - 0.3 * box.size <= width - MARGIN + in_margin, box  # with the space behind a word
        assert 15 <= box.baseline <= height - 25, box
    in_columns = sorted(shown, key=lambda box: (box.page, box.baseline))
    for index, box in enumerate(in_columns):
        for other in in_columns[index + 1 :]:
            if other.page != box.page or other.baseline - box.baseline > max(box.size, 20):
                break
            assert not box.overlaps(other), (box, other)


def check_leaves(versions: tuple[Form, ...], edition: Edition, **options: Any) -> None:
    for leaf in (Leaf.SHEET, Leaf.KEY, Leaf.TEACHER, Leaf.STRIP):
        check(draw(versions, leaf, "pdf", edition=edition, **options), edition, leaf)


@in_editions
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 8))])
def test_nothing_is_set_over_anything_else(seed: int, edition: Edition) -> None:
    bank, versions = random_forms(seed)
    check_leaves(versions, edition, excerpts=texts(versions[0], bank))


@pytest.mark.parametrize(
    ("edition", "least"), [(Edition(), 6.6), (Edition(dyslexia=True), 7.8), (Edition(large_print=True), 10.2)]
)
def test_nothing_is_printed_smaller_than_a_superscript(edition: Edition, least: float) -> None:
    versions = forms(style=Style.TEST, versions=2)
    for leaf in (Leaf.SHEET, Leaf.KEY, Leaf.TEACHER, Leaf.STRIP):
        sizes = {box.size for box in boxes(draw(versions, leaf, "pdf", edition=edition, excerpts=texts(versions[0])))}
        assert min(sizes) >= least, leaf


def long_items() -> tuple[Item, ...]:
    """Questions with long words wherever there is little room."""
    choice, match = make_item("choice", 1, 0, ("W1",)), make_item("match", 2, 0, ("W1",))
    order, cloze = make_item("order", 3, 0, ("W1",)), make_item("cloze", 4, 0, ("W1",))
    words = [*map(Prose, LONG)]
    assert isinstance(choice, Choice)
    assert isinstance(match, Match)
    wrong = tuple(Distractor(text=word, reason=Prose(f"nicht {word}")) for word in words[1:4])
    return (
        replace(choice, answer=(words[0],), distractors=wrong),
        replace(choice, id=Id("short-stem"), ask=Prose("Was?"), answer=(words[0],), distractors=wrong),
        replace(
            match,
            pairs=tuple(
                MatchPair(id=Id(f"p{number}"), left=left, right=right)
                for number, (left, right) in enumerate(pairwise(words[:4]))
            ),
            surplus=(words[4],),
        ),
        replace(order, steps=tuple(OrderStep(text=word, when="1921") for word in words)),  # type: ignore[call-arg]
        replace(cloze, text=Prose(f"Ein {{1|{words[0]}}} und {{2|{words[1]}|{words[2]}}} im {words[3]}.")),  # type: ignore[call-arg]
    )


@in_editions
@pytest.mark.parametrize("style", [Style.TEST, pytest.param(Style.QUESTIONS, marks=pytest.mark.slow)])
def test_long_words_are_set_over_nothing(style: Style, edition: Edition) -> None:
    bank = with_items(*long_items())
    bank = replace(bank, head=replace(bank.head, language=Language("de")))
    check_leaves(forms(bank, style=style, versions=3, word_bank=True), edition)


@in_editions
def test_keys_of_many_versions_are_set_over_nothing(edition: Edition) -> None:
    versions = forms(style=Style.TEST, versions=26)
    for leaf in (Leaf.KEY, Leaf.STRIP):
        check(draw(versions, leaf, "pdf", edition=edition), edition, leaf)


def test_right_to_left_a_paragraphs_number_and_its_lines_are_set_over_nothing() -> None:
    bank = with_items(make_item("short", 1, 0, ("W2",)), make_item("discuss", 2, 5, ("W2",)))
    hebrew = {str(text.id): replace(text, language=Language("he")) for text in bank.texts.values()}
    bank = replace(bank, head=replace(bank.head, language=Language("he")), texts=hebrew)
    versions = forms(bank)
    words = "הבאר שבכפר יבשה לגמרי " * 30
    excerpts = {
        passage: tuple(replace(paragraph, text=words, marks=()) for paragraph in paragraphs)
        for passage, paragraphs in texts(versions[0], bank).items()
    }
    check_leaves(versions, Edition(), excerpts=excerpts)

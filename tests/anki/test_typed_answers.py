"""Typed answers on the card itself: the table of what counts, worked through as a student does, in a browser."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from quizgen.anki.cards import sides
from quizgen.anki.draw import draw
from quizgen.anki.words import with_words
from quizgen.bank.items.blocks import Lines
from quizgen.text.inline import Prose, escape
from tests.anki.conftest import Reviewer, note
from tests.text.typed_cases import typed_cases

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def card(answer: str, language: str, *, accept: tuple[str, ...] = ()) -> tuple[str, str]:
    block = Lines(answer=Prose(escape(answer)), accept=accept, typed=True)
    return sides(draw(note("typed", block), language=language), 0)


def test_the_script_gets_the_articles_of_every_language_and_keeps_braces_apart() -> None:
    _, back = card("tower", "en")
    assert '"en": "a an the"' in back
    assert '"de": "der die das' in back
    assert "/* articles */" not in back
    assert "/* decimal comma */" not in back
    assert with_words("<p>Nothing to fill in</p>") == "<p>Nothing to fill in</p>"


@pytest.fixture(scope="module")
def client(chromium: "Browser") -> Iterator[Reviewer]:
    reviewer = Reviewer(chromium, long_lived=True)
    yield reviewer
    reviewer.context.close()
    assert reviewer.faults == []


def outcome(client: Reviewer, typed: str, card_sides: tuple[str, str]) -> bool:
    """What the card says of *typed*."""
    front, back = card_sides
    client.show(front)
    client.page.fill("input", typed)
    client.show(back)
    classes = client.page.get_attribute(".outcome", "class") or ""
    assert len({"right", "wrong"} & set(classes.split())) == 1
    return "right" in classes.split()


@pytest.mark.slow
def test_what_counts_and_what_does_not(client: Reviewer) -> None:
    wrong = [
        str(case)
        for case in typed_cases()
        for typed, answer in ((case.typed, case.answer), (case.answer, case.typed))
        if outcome(client, typed, card(answer, case.language)) is not case.equal
    ]
    assert wrong == []


@pytest.mark.slow
def test_accepted_answers_count_like_the_answer(client: Reviewer) -> None:
    sides_of_card = card("−5 °C", "en", accept=("the freezer’s 1,000 watts", "C++"))
    answers = ("-5°C", "Freezers 1000 Watts", "c++", "5 °C", "C", "1 °C")
    assert [outcome(client, typed, sides_of_card) for typed in answers] == [True, True, True, False, False, False]

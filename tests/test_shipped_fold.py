"""The shipped bank on a small phone: the answer and its reason stand on the first screen of every back."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.anki.cards import places, sides
from quizgen.anki.deck import resolve_decks
from quizgen.anki.draw import draw
from quizgen.bank import lock
from quizgen.bank.load import require
from quizgen.passages import copies
from quizgen.passages.citations import cite_passages
from tests.anki.conftest import Reviewer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent.parent
WIDTH, HEIGHT = 390, 664
"""A common phone, without the bars of its browser."""
ANSWER = ".answer, .answered, .steps, .options, .correction, .why"
BOTTOM = f"Math.max(...[...document.querySelectorAll('{ANSWER}')].map(part => part.getBoundingClientRect().bottom))"
FOLDED = "[...document.querySelectorAll('.more .part')].filter(part => part.checkVisibility()).length"


def cards() -> Iterator[tuple[str, str, str]]:
    """The name and the two sides of every card."""
    bank = require(FOLDER)[0]
    locked = lock.read(bank.folder, "lock", bank.head.id)
    assert locked is not None
    for deck in resolve_decks(bank, cite_passages(bank, copies.Copies(), locked.passages)):
        for note in deck.notes:
            drawn = draw(note, language="en")
            for place in places(drawn):
                yield (f"{note.item} {place}", *sides(drawn, place))


def test_answer_and_reason_stand_on_the_first_screen_whatever_was_chosen(chromium: "Browser") -> None:
    client = Reviewer(chromium, long_lived=True, viewport={"width": WIDTH, "height": HEIGHT})
    low = {}
    count = 0
    for name, front, back in cards():
        client.show(front)
        choices = client.page.locator("#quizgen .options button").count()
        for choice in range(choices or 1):
            client.show(front)
            if choices:
                client.page.locator("#quizgen .options button").nth(choice).click()
            client.show(back)
            count += 1
            bottom = client.page.evaluate(BOTTOM)
            assert bottom > 0, name
            assert client.page.evaluate(FOLDED) == 0, name
            if bottom > HEIGHT:
                low[name] = round(bottom)
    client.context.close()
    assert client.faults == []
    assert count > 400
    assert low == {}

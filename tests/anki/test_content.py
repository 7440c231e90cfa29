"""What makes up the content of a note, and what rides along."""

import re
from dataclasses import replace
from typing import Any

import pytest

from quizgen.anki.content import content_hash, withdrawn_hash
from quizgen.anki.deck import Related
from quizgen.bank.claim import Claim, Claims, Speaker
from quizgen.bank.excerpt import Mark
from quizgen.bank.items.blocks import Lines, Options, Verdict
from quizgen.bank.note_name import NoteName
from quizgen.text.inline import Prose
from tests.anki.conftest import BLOCKS, SAMPLES, citation, note


def claimed(*speakers: Speaker) -> dict[str, Any]:
    return {"claims": Claims(whole=Claim(speakers=speakers))}


OWN: dict[str, dict[str, Any]] = {
    "the stem": {"stem": Prose("x")},
    "words that move from the rationale to the stem": {"stem": Prose("What of a?A board"), "why": Prose("")},
    "the rationale": {"why": Prose("x")},
    "the hint": {"hint": Prose("x")},
    "the line above": {"above": True},
    "a tag": {"tags": ("x",)},
    "the sources": {"sources": ()},
    "who claims it": claimed(Speaker(id="reiss", name="Leopold Trepper", basis="hearsay")),
    "the basis": claimed(Speaker(id="trepper", name="Leopold Trepper")),
    "a reporter": claimed(Speaker(id="trepper", name="Leopold Trepper", basis="hearsay", reporter="reiss")),
    "a conclusion": {"claims": Claims(whole=Claim(inferred=True))},
    "nobody": {"claims": Claims()},
}
ALONG: dict[str, dict[str, Any]] = {
    "the name of the witness": claimed(Speaker(id="trepper", name="L. Trepper", basis="hearsay")),
    "a citation, a gist, a section": {"citations": (citation(5),)},
    "the words of the text": {"citations": (citation(text="Words of a text.", marks=(Mark(start=0, end=5),)),)},
    "a gloss": {"related": (Related(name="Jaan Anvelt", gloss=Prose("an Estonian")),)},
    "a session": {"session_tags": ("bank::session::3",)},
    "the code": {"code": "9999"},
    "the id": {"item": "renamed"},
}


def hashed(**changes: Any) -> str:
    return content_hash(replace(note("a", BLOCKS["short"]), **changes))


@pytest.mark.parametrize("name", OWN)
def test_what_is_the_questions_own_changes_its_content(name: str) -> None:
    assert hashed(**OWN[name]) != hashed()


@pytest.mark.parametrize("name", ALONG)
def test_what_follows_from_others_rides_along(name: str) -> None:
    assert hashed(**ALONG[name]) == hashed()


def test_no_two_samples_have_one_content() -> None:
    hashes = [*map(content_hash, SAMPLES), withdrawn_hash(NoteName(oldest="a", notetype="short"))]
    assert len(set(hashes)) == len(hashes)
    assert all(re.fullmatch("[0-9a-f]{16}", hash_) for hash_ in hashes)


def test_lists_are_kept_apart() -> None:
    one = note("a", Lines(answer=Prose("x"), accept=("y", "z")), sources=())
    other = note("a", Lines(answer=Prose("x"), accept=("y",)), sources=(Prose("z"),))
    assert content_hash(one) != content_hash(other)


def test_the_verdict_is_content() -> None:
    true, false = (content_hash(note("a", Verdict(true=verdict))) for verdict in (True, False))
    assert true != false


def test_the_order_in_which_options_are_shuffled_is_no_content() -> None:
    written = BLOCKS["choice"]
    assert isinstance(written, Options)
    assert content_hash(note("a", written)) == content_hash(replace(note("a", written), oldest="b", item="b"))

"""Claims: who says so, through whom we know it, on what basis; in layers, and part by part."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from quizgen.bank.claim import claims_of, names_its_witness, speakers_in, stands_above
from quizgen.bank.load import load, require
from quizgen.languages.labels import labels
from tests.conftest import HEAD, Write

PEOPLE = """\
people:
  stalin: {name: Josef Stalin, role: the head of the party, offices: [general secretary], at: T1}
  dimitrov: {name: Georgi Dimitrov, role: a diarist, at: T1}
  tito: {name: Josip Broz Tito, role: a marshal, at: T1}
  djilas: {name: Milovan Djilas, role: an author, at: T1}
  orlov: {name: Alexander Orlov, role: an officer, at: O1}
"""
TEXTS = """\
  memoir:
    short: The Memoir
    author: Alexander Orlov
    title: The Memoir
    published: written for these tests
    file: memoir.txt
    begins: I was sent to Spain
    always: orlov
    sections:
      spain: {title: Spain, summary: There.}
passages:
  O1: {section: spain, from: I was sent to Spain, label: Spain, gist: He goes., voices: [stalin, tito]}
"""
BANK_HEAD = HEAD.replace("passages:\n", TEXTS, 1).replace(
    "    gist: A miller lives by a river.\n",
    "    gist: A miller lives by a river.\n    voices: [stalin, dimitrov, tito, djilas]\n",
)
AUTHOR = "The quizgen contributors"
PAIRS = {"a": {"left": "x", "right": "1"}, "b": {"left": "y", "right": "2"}, "c": {"left": "z", "right": "3"}}


def match(*parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    pairs = {key: PAIRS[key] | part for key, part in zip(PAIRS, parts, strict=True)}
    return {"match": "m", "ask": "Which of the miller?", "pairs": pairs, **more}


# A question, its line in English, and its line in German.
LINES: dict[str, tuple[dict[str, Any], str, str]] = {
    "the author alone": ({}, "", ""),
    "the author, on a basis": (
        {"basis": "hearsay"},
        f"{AUTHOR} (hearsay)",
        f"{AUTHOR} (vom Hörensagen)",
    ),
    "a witness": ({"says": "stalin"}, "Josef Stalin", "Josef Stalin"),
    "a witness at first hand": (
        {"says": "tito", "basis": "knew"},
        "Josip Broz Tito (first-hand)",
        "Josip Broz Tito (aus eigener Kenntnis)",
    ),
    "a witness who concludes": (
        {"says": "tito", "basis": "inference"},
        "Josip Broz Tito (inference)",
        "Josip Broz Tito (Schlussfolgerung)",
    ),
    "a witness through another": (
        {"says": "stalin", "reported-by": "dimitrov"},
        "Josef Stalin, as reported by Georgi Dimitrov",
        "Josef Stalin, berichtet von Georgi Dimitrov",
    ),
    "all three layers": (
        {"says": "tito", "basis": "knew", "reported-by": "djilas"},
        "Josip Broz Tito (first-hand), as reported by Milovan Djilas",
        "Josip Broz Tito (aus eigener Kenntnis), berichtet von Milovan Djilas",
    ),
    "two witnesses": (
        {"says": ["stalin", "tito"]},
        "Josef Stalin and Josip Broz Tito",
        "Josef Stalin und Josip Broz Tito",
    ),
    "three witnesses": (
        {"says": ["stalin", "tito", "djilas"]},
        "Josef Stalin, Josip Broz Tito and Milovan Djilas",
        "Josef Stalin, Josip Broz Tito und Milovan Djilas",
    ),
    "each basis beside its name": (
        {"says": ["stalin", "tito"], "basis": "hearsay"},
        "Josef Stalin (hearsay) and Josip Broz Tito (hearsay)",
        "Josef Stalin (vom Hörensagen) und Josip Broz Tito (vom Hörensagen)",
    ),
    "the author beside a witness, whose basis is not his": (
        {"says": ["narrator", "tito"], "basis": "hearsay"},
        f"{AUTHOR} and Josip Broz Tito (hearsay)",
        f"{AUTHOR} und Josip Broz Tito (vom Hörensagen)",
    ),
    "two through another": (
        {"says": ["stalin", "tito"], "reported-by": "dimitrov"},
        "Josef Stalin and Josip Broz Tito, as reported by Georgi Dimitrov",
        "Josef Stalin und Josip Broz Tito, berichtet von Georgi Dimitrov",
    ),
    "the author, and a witness through another": (
        {"says": ["narrator", "stalin"], "reported-by": "dimitrov"},
        f"{AUTHOR}; Josef Stalin, as reported by Georgi Dimitrov",
        f"{AUTHOR}; Josef Stalin, berichtet von Georgi Dimitrov",
    ),
    "a text that is always attributed": (
        {"at": "O1", "says": "orlov", "basis": "knew"},
        "Alexander Orlov (first-hand)",
        "Alexander Orlov (aus eigener Kenntnis)",
    ),
    "two texts": (
        {"at": ["T1", "O1"], "says": ["narrator", "orlov"]},
        f"{AUTHOR} and Alexander Orlov",
        f"{AUTHOR} und Alexander Orlov",
    ),
    "the examiner’s conclusion": (
        {"says": "stalin", "inference": "yes"},
        "no one in the text; inferred from it",
        "niemandem im Text; daraus erschlossen",
    ),
    "pairs of different witnesses": (
        match({"says": "stalin"}, {"says": "tito", "basis": "hearsay"}, {"says": "stalin"}),
        "1, 3: Josef Stalin · 2: Josip Broz Tito (hearsay)",
        "1, 3: Josef Stalin · 2: Josip Broz Tito (vom Hörensagen)",
    ),
    "pairs of a witness and of the author": (
        match({"says": "stalin", "reported-by": "dimitrov"}, {}, {}),
        f"1: Josef Stalin, as reported by Georgi Dimitrov · 2, 3: {AUTHOR}",
        f"1: Josef Stalin, berichtet von Georgi Dimitrov · 2, 3: {AUTHOR}",
    ),
    "pairs of one witness": (
        match({"says": "tito"}, {"says": "tito"}, {"says": "tito"}),
        "Josip Broz Tito",
        "Josip Broz Tito",
    ),
    "pairs of which nobody says whose they are": (match({}, {}, {}, says=["stalin", "tito"]), "", ""),
    "points of which nobody says whose they are": (
        {"discuss": "d", "ask": "Why the miller?", "points": ["x", "y"], "says": ["stalin", "tito"]},
        "Josef Stalin and Josip Broz Tito",
        "Josef Stalin und Josip Broz Tito",
    ),
    "events of different witnesses": (
        {
            "order": "o",
            "ask": "Which of the miller first?",
            "says": "stalin",
            "steps": ["x", {"text": "y", "says": "narrator"}, "z"],
        },
        f"1, 3: Josef Stalin · 2: {AUTHOR}",
        f"1, 3: Josef Stalin · 2: {AUTHOR}",
    ),
    "gaps of different witnesses": (
        {
            "cloze": "c",
            "text": "The {1|miller} lived by {2|the river}.",
            "says": "tito",
            "gaps": {2: {"says": "stalin", "basis": "hearsay"}},
        },
        "1: Josip Broz Tito · 2: Josef Stalin (hearsay)",
        "1: Josip Broz Tito · 2: Josef Stalin (vom Hörensagen)",
    ),
    "points of different witnesses": (
        {
            "discuss": "d",
            "ask": "Why the miller?",
            "points": ["x", {"text": "y", "says": "tito"}],
        },
        f"1: {AUTHOR} · 2: Josip Broz Tito",
        f"1: {AUTHOR} · 2: Josip Broz Tito",
    ),
}


def question(**keys: Any) -> str:
    kinds = {"match", "order", "cloze", "discuss"} & keys.keys()
    asked = {} if kinds else {"short": "s", "ask": "Who lived by the river?", "answer": "a miller"}
    return yaml.safe_dump([{**asked, "at": "T1", **keys}], allow_unicode=True, sort_keys=False)


def write_bank(write: Write, **keys: Any) -> Path:
    return write(question(**keys), head=BANK_HEAD.replace("questions:\n", f"{PEOPLE}questions:\n"))


@pytest.mark.parametrize("name", LINES)
def test_the_line_has_all_layers_in_the_words_of_a_language(name: str, write: Write) -> None:
    keys, english, german = LINES[name]
    bank, _ = require(write_bank(write, **keys))
    (item,) = bank.items.values()
    claims = claims_of(bank, item)
    assert (claims.line(labels("en").claim), claims.line(labels("de").claim)) == (english, german)


def test_each_part_has_a_claim_of_its_own(write: Write) -> None:
    bank, _ = require(write_bank(write, **match({"says": "stalin"}, {"says": "tito", "basis": "hearsay"}, {})))
    (item,) = bank.items.values()
    lines = [claims_of(bank, item).of_part(place).line(labels("en").claim) for place in range(3)]
    assert lines == ["Josef Stalin", "Josip Broz Tito (hearsay)", AUTHOR]
    assert speakers_in(item) == {"narrator", "stalin", "tito"}


@pytest.mark.parametrize(
    ("answer", "above"),
    [("a miller", True), ("Josef Stalin", False), ("the general secretary", False), ("Tito", True)],
)
def test_the_line_stands_above_unless_the_answer_names_the_witness(answer: str, above: bool, write: Write) -> None:
    bank, _ = require(write_bank(write, says="stalin", attributed="yes", answer=answer))
    (item,) = bank.items.values()
    assert (stands_above(bank, item), names_its_witness(bank, item)) == (above, not above)


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ({"says": "orlov"}, "says"),
        ({"says": "stalin", "reported-by": "orlov"}, "reported-by"),
        (match({"says": "orlov"}, {}, {}), "says"),
    ],
)
def test_only_voices_of_the_passage_speak_in_any_part(keys: dict[str, Any], line: str, write: Write) -> None:
    path = write_bank(write, **keys)
    _, problems = load(path)
    (problem,) = [problem for problem in problems if problem.code == "B307"]
    assert "“orlov” does not speak in T1" in problem.message
    assert line in path.read_text(encoding="utf-8").splitlines()[problem.place.line - 1]


def test_a_person_who_is_not_there_cannot_report(write: Write) -> None:
    _, problems = load(write_bank(write, says="stalin", **{"reported-by": "nobody"}))
    assert [problem.code for problem in problems] == ["B301"]

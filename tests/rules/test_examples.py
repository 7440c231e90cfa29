"""Every rule shows a fault and its mending, and finds the one and not the other."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizgen.passages.anchor.anchor import PassageMatch, Status
from quizgen.passages.copies import Copies, locate
from quizgen.rules.catalogue import RULES
from quizgen.rules.engine.rule import Rule
from quizgen.rules.run import run_rules
from tests.rules.harness import FRAME, bank, codes, copies, found


def _examples() -> list[Any]:
    return [pytest.param(rule, id=f"{rule.code}-{rule.name}") for rule in RULES if rule.code not in _IN_WORDS]


def _findings(folder: Path, text: str) -> set[str]:
    example = yaml.safe_load(text)
    if "copy" in example:
        return codes(run_rules(*copies(folder, example)))
    return codes(found(folder, example))


def _choices(folder: Path, longest: int, count: int = 25) -> set[str]:
    short, long = ["a tax", "a law", "a ban", "a fine"], "a very long time"
    items = [
        {
            "choice": f"q{number}",
            "ask": f"What came in {1700 + number}?",
            "answer": long if number < longest else short[0],
            "distractors": dict.fromkeys(short[1:3] + ([short[0]] if number < longest else [long]), "No."),
        }
        for number in range(count)
    ]
    return codes(run_rules(*bank(folder, items)))


def _levels(folder: Path, recall: int, count: int = 30) -> set[str]:
    items = [
        {
            "short": f"q{number}",
            "ask": f"What came in {1700 + number}?",
            "answer": "a tax",
            "level": "recall" if number < recall else "analyse",
        }
        for number in range(count)
    ]
    return codes(run_rules(*bank(folder, items)))


def _verdicts(folder: Path, false: int, count: int = 12) -> set[str]:
    items = [
        {"truefalse": f"q{number}", "claim": f"A tax came in {1700 + number}.", "verdict": number >= false}
        | ({"correction": f"A law came in {1700 + number}."} if number < false else {})
        for number in range(count)
    ]
    return codes(run_rules(*bank(folder, items)))


def _stale(folder: Path, status: Status) -> set[str]:
    loaded, here = bank(folder, [])
    located = {name: PassageMatch(id=name, status=status, span=each.span) for name, each in here.matches.items()}
    return codes(run_rules(loaded, Copies(documents=here.documents, matches=located)))


def _texts(folder: Path, names: tuple[str, ...]) -> set[str]:
    loaded, _ = bank(folder, [])
    texts = folder / "texts"
    texts.mkdir(exist_ok=True)
    for name in names:
        (texts / name).write_bytes((FRAME / name).read_bytes())
    return codes(run_rules(loaded, locate(loaded, texts, None)))


_Made = Callable[[Path], set[str]]
_IN_WORDS: dict[str, tuple[_Made, _Made]] = {
    "Q204": (lambda folder: _choices(folder, 18), lambda folder: _choices(folder, 7)),
    "Q504": (lambda folder: _levels(folder, 27), lambda folder: _levels(folder, 18)),
    "Q505": (lambda folder: _verdicts(folder, 11), lambda folder: _verdicts(folder, 7)),
    "P106": (lambda folder: _stale(folder, Status.STALE), lambda folder: _stale(folder, Status.OK)),
    "P113": (
        lambda folder: _texts(folder, ("memoir.txt",)),
        lambda folder: _texts(folder, ("memoir.txt", "chronicle.txt")),
    ),
}
"""The rules whose examples are told in a sentence, since in YAML they would fill pages."""


@pytest.mark.parametrize("rule", _examples())
def test_the_bad_example_is_found(rule: Rule, tmp_path: Path) -> None:
    assert rule.code in _findings(tmp_path, rule.bad)


@pytest.mark.parametrize("rule", _examples())
def test_the_good_example_is_not(rule: Rule, tmp_path: Path) -> None:
    assert rule.code not in _findings(tmp_path, rule.good)


@pytest.mark.parametrize("code", _IN_WORDS)
def test_an_example_in_words_says_what_happens(code: str, tmp_path: Path) -> None:
    bad, good = _IN_WORDS[code]
    assert code in bad(tmp_path / "bad")
    assert code not in good(tmp_path / "good")


def test_every_rule_says_what_it_finds_and_why() -> None:
    for rule in RULES:
        assert rule.what.endswith("."), rule.code
        assert rule.reason.endswith("."), rule.code
        assert rule.name == rule.name.lower().replace(" ", "-"), rule.code


def test_codes_and_names_are_unique() -> None:
    for names in ([rule.code for rule in RULES], [rule.name for rule in RULES]):
        assert len(names) == len(set(names))
